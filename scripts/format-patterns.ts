/**
 * What editors see of the string formats: a regular expression for each, which accepts whatever the format accepts and
 * refuses what people mostly write wrong, or the list of the allowed words. The format itself is stronger, and alone
 * decides what is rendered.
 */
import { timezonesByRegion } from '../src/core/formats/timezone-names.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
// A label of a longer name may have more than 63 characters, as Kubernetes reads it.
const SUBDOMAIN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*';
const LABEL_KEY = `(?:${SUBDOMAIN}/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const LABEL_VALUE = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?';
const NO_PARENT = '(?!(?:.*[/\\\\])?\\.\\.(?:[/\\\\]|$))';
const IPV4 = '(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$|/)|(?=$|/))){4}';
const IPV6 = '[\\da-fA-F:]*:[\\da-fA-F:.]*';
const HOST = `(?:\\[${IPV6}\\]|[A-Za-z0-9_][-A-Za-z0-9_.]*)`;
const PORT = '[1-9]\\d{0,4}';
const IMAGE_HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[a-fA-F0-9:]+\\])(?::\\d+)?';
const IMAGE_PART = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const IMAGE_NAME = `(?:${IMAGE_HOST}/)?${IMAGE_PART}(?:/${IMAGE_PART})*`;
const DIGEST = '(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})';
const IMAGE = `${IMAGE_NAME}(?::\\w[\\w.-]{0,127})?(?:@${DIGEST})?`;
const CRON_FIELD = '[\\dA-Za-z*?,/#-]+';
const RESOURCE = `(?:[^/]*/[^/]*|(?:requests\\.)?hugepages-.+)`;

const { '': topLevelZones = '', ...regions } = timezonesByRegion;

/** The pattern or the words of each format, by the name that the schema gives it. Patterns are valid with the `u` flag. */
export const formatPatterns: Readonly<Record<string, string | readonly string[]>> = {
  'absolute-path': `^${NO_PARENT}/`,
  capability: '^(?!CAP_)[A-Z][A-Z0-9_]*$',
  cidr: `^(?:${IPV4}|${IPV6})/\\d{1,3}$`,
  'cluster-ip': `^(?:None|${IPV4}|${IPV6})$`,
  'config-key': '^(?!\\.$|\\.\\.)[-._A-Za-z0-9]+$',
  'container-resource': `^(?:cpu|memory|ephemeral-storage|${RESOURCE})$`,
  cron5: `^\\s*${CRON_FIELD}(?:\\s+${CRON_FIELD}){4}\\s*$`,
  cron7: `^\\s*(?:@[a-z]+|${CRON_FIELD}(?:\\s+${CRON_FIELD}){4,6})\\s*$`,
  datetime: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)$',
  digest: `^${DIGEST}$`,
  'dns-label': `^${LABEL}$`,
  'dns-subdomain': `^${SUBDOMAIN}$`,
  duration: '^[+-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$',
  'env-assignment': '^[A-Za-z_][A-Za-z0-9_]*=',
  'env-name': '^(?!\\.$|\\.\\.)[-._A-Za-z][-._A-Za-z0-9]*$',
  'field-path':
    "^(?:metadata\\.(?:name|namespace|uid|(?:labels|annotations)(?:\\['.+'\\])?)|spec\\.(?:nodeName|serviceAccountName)|status\\.(?:host|pod)IPs?)$",
  'host-port': `^(?:|:${PORT}|(?!\\d+$)${HOST}(?::${PORT})?)$`,
  image: `^${IMAGE}$`,
  'image-repository': `^${IMAGE_NAME}$`,
  'image-tag': '^\\w[\\w.-]{0,127}$',
  'int-or-percent': '^(?:0|[1-9]\\d{0,2})%$',
  'ip-address': `^(?:${IPV4}|${IPV6})$`,
  'job-dns-label': `^(?:${LABEL}|[-\\w{}]*\\$[-\\w\${}]*)$`,
  'job-image': `^(?:${IMAGE}|[\\w.:/@{}[\\]+-]*\\$[\\w.:/@\${}[\\]+-]*)$`,
  'job-path': `^${NO_PARENT}(?:/|[A-Za-z]:[/\\\\]|\\$)`,
  'label-key': `^${LABEL_KEY}$`,
  'kubernetes-version': '^1\\.(?:0|[1-9]\\d{0,3})(?:\\.(?:0|[1-9]\\d{0,3}))?$',
  'label-value': `^${LABEL_VALUE}$`,
  'limited-resource': `^(?:cpu|memory|ephemeral-storage|storage|${RESOURCE})$`,
  'numeric-id': '^\\d{1,10}$',
  pem: '-----BEGIN [A-Z0-9 ]{1,64}-----',
  'port-name': '^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]{0,13}[a-z0-9])?$',
  'pull-policy': ['always', 'if-not-present', 'never'],
  quantity: '^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?$',
  'quota-resource': `^(?:(?:(?:requests|limits)\\.)?(?:cpu|memory|ephemeral-storage)|[a-z]+(?:\\.[a-z]+)?|${RESOURCE})$`,
  // A glob such as `*.example.com` is the usual mistake.
  re2: '^(?![*+?])',
  'relative-path': `^(?!/)${NO_PARENT}[\\s\\S]`,
  'runner-label-key': '^[a-zA-Z0-9_][a-zA-Z0-9._-]{2,64}$',
  'runner-label-value': '^[a-zA-Z0-9._-]{1,256}$',
  'runner-url': '^(?:https?://|\\$)[^\\s?#]+$',
  'search-domain': '^(?:\\.|(?:_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\\.(?!$)|(?=\\.?$)))+\\.?)$',
  'server-address': `^(?!\\d+$)${HOST}(?::${PORT})?$`,
  'service-aliases': `^[\\s,]*(?:(?:${SUBDOMAIN}|[^\\s,$]*\\$[^\\s,]+)(?:[\\s,]+|$))*$`,
  'sub-path': `^(?!/)${NO_PARENT}`,
  sysctl: '^[a-z0-9](?:[a-z0-9]|[-_]+(?=[a-z0-9])|[./](?=[a-z0-9]))*$',
  timezone: `^(?:Local|${topLevelZones.split(' ').map(escaped).join('|')}|(?:${Object.keys(regions).join('|')})/[A-Za-z0-9_/+-]+)$`,
  'toleration-key': `^(?:${LABEL_KEY}(?:=${LABEL_VALUE})?)?$`,
  url: '^https?://[^/?#\\s@]+(?:[/?#]\\S*)?$',
  version: '^(?:1[5-9]|[2-9]\\d|[1-9]\\d{2,3})(?:\\.(?:0|[1-9]\\d{0,3})){2}$',
};

function escaped(name: string): string {
  return name.replace(/[+]/g, '\\+');
}
