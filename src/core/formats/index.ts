import { cron5, cron7 } from './cron.ts';
import { datetime } from './datetime.ts';
import { duration } from './duration.ts';
import type { Format } from './format.ts';
import { digest, image, imageRepository, imageTag, jobImage, pullPolicy } from './image.ts';
import { cidr, clusterIp, ip } from './ip.ts';
import {
  capability,
  configKey,
  dnsLabel,
  dnsSubdomain,
  envAssignment,
  envName,
  fieldPath,
  jobDnsLabel,
  labelKey,
  labelValue,
  portName,
  runnerLabelKey,
  runnerLabelValue,
  searchDomain,
  serviceAliases,
  sysctl,
  tolerationKey,
} from './names.ts';
import { intOrPercent, kubernetesVersion, numericId, version } from './numbers.ts';
import { absolutePath, jobPath, relativePath, subPath } from './paths.ts';
import { pem } from './pem.ts';
import { quantity } from './quantity.ts';
import { re2 } from './re2.ts';
import { containerResource, limitedResource, quotaResource } from './resource-names.ts';
import { timezone } from './timezone.ts';
import { hostPort, runnerUrl, serverAddress, url } from './url.ts';

export type { Format } from './format.ts';

/** Every string format that the schema names. */
export const formats: Readonly<Record<string, Format>> = {
  'absolute-path': absolutePath,
  capability,
  cidr,
  'cluster-ip': clusterIp,
  'config-key': configKey,
  'container-resource': containerResource,
  cron5,
  cron7,
  datetime,
  digest,
  'dns-label': dnsLabel,
  'dns-subdomain': dnsSubdomain,
  duration,
  'env-assignment': envAssignment,
  'env-name': envName,
  'field-path': fieldPath,
  'host-port': hostPort,
  image,
  'image-repository': imageRepository,
  'image-tag': imageTag,
  'int-or-percent': intOrPercent,
  'ip-address': ip,
  'job-dns-label': jobDnsLabel,
  'job-image': jobImage,
  'job-path': jobPath,
  'kubernetes-version': kubernetesVersion,
  'label-key': labelKey,
  'label-value': labelValue,
  'limited-resource': limitedResource,
  'numeric-id': numericId,
  pem,
  'port-name': portName,
  'pull-policy': pullPolicy,
  quantity,
  'quota-resource': quotaResource,
  re2,
  'relative-path': relativePath,
  'runner-label-key': runnerLabelKey,
  'runner-label-value': runnerLabelValue,
  'runner-url': runnerUrl,
  'search-domain': searchDomain,
  'server-address': serverAddress,
  'service-aliases': serviceAliases,
  'sub-path': subPath,
  sysctl,
  timezone,
  'toleration-key': tolerationKey,
  url,
  version,
};
