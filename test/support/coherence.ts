import fc from 'fast-check';

import { leftOut } from './left-out.ts';
import { type Place, schema } from './schema-places.ts';

// biome-ignore lint/suspicious/noExplicitAny: what is made has the schema's shape, which TypeScript does not see here.
type Made = Record<string, any>;

/** What makes values fit together. */
export interface Coherence {
  /** Values of a place, or after `~` of a format, of which the schema alone does not tell enough. */
  readonly values: Readonly<Record<Place, fc.Arbitrary<unknown>>>;
  /** Optional keys that are never there. */
  readonly never: readonly Place[];
  /** Optional keys that are there wherever they can be. */
  readonly always: readonly string[];
  /** How often each optional key of a mapping is there, in percent. For others it is a few keys at a time. */
  readonly often: Readonly<Record<Place, number>>;
  /** What is made of a mapping whose keys depend on each other. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly settled: Readonly<Record<Place, (made: any) => unknown>>;
}

const of = (...values: unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
const mostlyOn = of(true, true, true, true, false);

/** Without some keys. */
const without = (made: Made, ...keys: string[]): Made =>
  Object.fromEntries(Object.entries(made).filter(([key]) => !keys.includes(key)));

/** With one of the keys that exclude each other: the first that is there, or else the one given. */
const oneOf =
  (keys: readonly string[], otherwise: Made = {}) =>
  (made: Made): Made => {
    const [first, ...more] = keys.filter((key) => key in made);
    return first === undefined ? { ...made, ...otherwise } : without(made, ...more);
  };

/** The entries of a list, each with a name that no other has. */
const named = (list: readonly Made[] | undefined, prefix: string): Made[] | undefined =>
  list?.map((entry, index) => ({ ...entry, name: `${prefix}-${index}` }));

/** Only the keys that are there and have a value. */
const present = (made: Made): Made =>
  Object.fromEntries(Object.entries(made).filter(([, item]) => item !== undefined));

const requirement = (made: Made): Made => {
  switch (made.operator) {
    case 'In':
    case 'NotIn':
      return made.values?.length ? made : { ...made, values: ['web'] };
    case 'Gt':
    case 'Lt':
      return { ...made, values: ['5'] };
    default:
      return without(made, 'values');
  }
};

/** A value for each key of the runner's [runners.kubernetes] with some ending. */
const jobAmounts = (ending: RegExp, amount: fc.Arbitrary<unknown>): Record<Place, fc.Arbitrary<unknown>> =>
  Object.fromEntries(
    Object.keys(schema.definitions!.RunnerKubernetes!.properties!)
      .filter((key) => ending.test(key))
      .map((key) => [`RunnerKubernetes.${key}`, amount]),
  );

/** The same amount for each resource. */
const each = (amounts: Made | undefined, amount: unknown): Made | undefined =>
  amounts && Object.fromEntries(Object.keys(amounts).map((key) => [key, amount]));

/** A Service of a type that has the keys. */
const service = ({ additionalPorts, ...rest }: Made): Made => {
  const made = present({
    ...rest,
    additionalPorts: additionalPorts?.map((one: Made, index: number) => ({
      ...one,
      name: `port-${index}`,
      port: 8000 + index,
    })),
  });
  const has = (...keys: string[]): boolean => keys.some((key) => key in made);
  if (has('loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges'))
    return { ...without(made, 'clusterIP'), type: 'LoadBalancer' };
  if (has('nodePort', 'externalTrafficPolicy') || made.additionalPorts?.some((port: Made) => port.nodePort))
    return { ...without(made, 'clusterIP'), type: 'NodePort' };
  return has('clusterIP') ? { ...made, type: 'ClusterIP' } : made;
};

const peer = (made: Made): Made => ('ipBlock' in made ? { ipBlock: made.ipBlock } : made);

const profile =
  (key: string) =>
  (made: Made): Made =>
    made.type === 'Localhost' ? { [key]: 'profiles/ci.json', ...made } : without(made, key);

const byName = (): Made => ({ key: 'metadata.name', operator: 'In', values: ['node-1'] });

/** A choice of pods whose lists of labels have no label in common with it, nor with each other. */
const narrowed = (made: Made): Made => {
  if (!made.matchLabelKeys && !made.mismatchLabelKeys) return made;
  return present({
    ...made,
    labelSelector: { matchLabels: { tier: 'web' } },
    matchLabelKeys: made.matchLabelKeys?.map((_: string, index: number) => `in-${index}`),
    mismatchLabelKeys: made.mismatchLabelKeys?.map((_: string, index: number) => `out-${index}`),
  });
};

const probe = oneOf(['exec', 'httpGet', 'tcpSocket', 'grpc'], { exec: { command: ['true'] } });

export const coherence: Coherence = {
  values: {
    ...Object.fromEntries(Object.entries(leftOut).map(([place, { instead }]) => [place, instead])),
    'Spec.version': of('19.4.0', '19.4.0', '19.4.0', '19.4.0', '19.4.1', '19.3.0', '18.11.4'),
    '~quantity': of('1', '2', 3, '4Gi'),
    ...jobAmounts(/(cpu|memory|storage)_request$/, of('100m', '0.5', 1)),
    ...jobAmounts(/(cpu|memory|storage)_limit$/, of('2', 3, '4Gi')),
    ...jobAmounts(/_max_allowed$/, of('8Gi', 5e9)),
    'Autoscaling.minReplicas': of(1, 2),
    'Autoscaling.maxReplicas': of(3, 5),
    'Manager.replicas': of(1, 1, 1, 1, 0, 3),
    'PodDisruptionBudget.maxUnavailable': of(1, '50%', 2),
    'PodDisruptionBudget.minAvailable': of(0, 1, '50%'),
    'RunnerKubernetes.poll_interval': of(1, 3, 5),
    'RunnerKubernetes.poll_timeout': of(180, 600),
    'JobHostPathVolume.mount_propagation': of('None', 'HostToContainer'),
    'JobPVCVolume.mount_propagation': of('None', 'HostToContainer'),
    'JobEmptyDirVolume.mount_propagation': of('None', 'HostToContainer'),
    'Config.listen_address': of(':9252', '[::]:9252'),
    'Manager.automountServiceAccountToken': of(true, true, true, false),
    'JobServiceAccount.name': of('jobs', 'builds'),
    'Spec.accepted': of({}, { CONCURRENT_TOO_LOW: 'The quota keeps it low.' }),
    'io.k8s.ServicePort.targetPort': of(8080, 9252),
    'io.k8s.NetworkPolicyPort.port': of(443, 8080),
    'io.k8s.SleepAction.seconds': of(5, 30),
    'Runner.proxy_exec': of(false),
    'io.k8s.HTTPGetAction.port': of(8080, 9252),
    'io.k8s.TCPSocketAction.port': of(8080, 9252),
    'Runner.url': of('https://gitlab.example.com', 'http://gitlab.test:8080/sub'),
    'PodDisruptionBudget.enabled': mostlyOn,
    'Autoscaling.enabled': mostlyOn,
    'Metrics.service.enabled': mostlyOn,
    'Monitor.enabled': mostlyOn,
    'Metrics.prometheusRule.enabled': mostlyOn,
    'Metrics.dashboard.enabled': mostlyOn,
    'SessionServer.enabled': mostlyOn,
    'SessionServer.ingress.enabled': of(true, true, true, true, true, true, true, false),
    'ManagerNetworkPolicy.enabled': mostlyOn,
    'JobNetworkPolicy.enabled': mostlyOn,
  },
  never: [],
  always: ['enabled'],
  often: { Spec: 80, Metrics: 80, SessionServer: 95, Jobs: 60 },
  settled: {
    JobVolumes: (volumes) =>
      Object.fromEntries(
        Object.entries(volumes).map(([kind, list]) => [
          kind,
          (list as Made[]).map((volume, index) => {
            const name = `${kind.replaceAll('_', '-')}-${index}`;
            return { ...volume, name, mount_path: `/mnt/${name}` };
          }),
        ]),
      ),
    'io.k8s.Probe': probe,
    'io.k8s.EnvVar': oneOf(['value', 'valueFrom']),
    'io.k8s.EnvFromSource': oneOf(['configMapRef', 'secretRef'], { configMapRef: { name: 'alpha' } }),
    'io.k8s.NodeSelectorTerm': (term) => present({ ...term, matchFields: term.matchFields?.map(byName) }),
    JobNodeSelectorTerm: (term) => present({ ...term, match_fields: term.match_fields?.map(byName) }),
    'io.k8s.PodAffinityTerm': narrowed,
    'io.k8s.TopologySpreadConstraint': (made) => ({
      ...narrowed(made),
      ...(made.minDomains !== undefined && { whenUnsatisfiable: 'DoNotSchedule' }),
    }),
    'io.k8s.DeploymentStrategy': (made) => (made.type === 'Recreate' ? without(made, 'rollingUpdate') : made),
    'io.k8s.AzureDiskVolumeSource': (made) => ({
      ...made,
      diskURI: made.kind === 'Managed' ? '/subscriptions/ci/disks/a' : 'https://ci.example.com/a.vhd',
    }),
    'io.k8s.FCVolumeSource': (made) =>
      'targetWWNs' in made ? { lun: 1, ...without(made, 'wwids') } : { wwids: ['50060e801049cfd1'], ...made },
    'io.k8s.ISCSIVolumeSource': (made) => ({
      ...made,
      targetPortal: '192.0.2.1:3260',
      secretRef: { name: 'iscsi' },
    }),
    'io.k8s.ClusterTrustBundleProjection': (made) =>
      'labelSelector' in made || 'signerName' in made
        ? { signerName: 'example.com/ci', ...without(made, 'name') }
        : { name: 'ci', ...made },
    'io.k8s.DownwardAPIVolumeFile': oneOf(['fieldRef', 'resourceFieldRef'], {
      fieldRef: { fieldPath: 'metadata.labels' },
    }),
    'io.k8s.ResourceFieldSelector': (made) =>
      'divisor' in made ? { ...made, divisor: /cpu/.test(made.resource) ? '1m' : '1Mi' } : made,
    'io.k8s.VolumeMount': (made) => ({
      ...oneOf(['subPath', 'subPathExpr'])(made),
      ...('recursiveReadOnly' in made && { readOnly: true, mountPropagation: 'None' }),
    }),
    'io.k8s.PersistentVolumeClaimSpec': (made) => ({
      ...made,
      accessModes: made.accessModes.slice(0, 1),
    }),
    'io.k8s.NetworkPolicyPeer': peer,
    'io.k8s.IPBlock': ({ cidr }) => ({
      cidr: '10.0.0.0/8',
      except: ['10.1.0.0/16'],
      ...(cidr.includes(':') && { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }),
    }),
    'io.k8s.NetworkPolicyPort': (made) =>
      made.endPort === undefined ? made : { ...made, port: 8000, endPort: 9000 },
    'io.k8s.SeccompProfile': profile('localhostProfile'),
    'io.k8s.AppArmorProfile': profile('localhostProfile'),
    JobSeccompProfile: profile('localhost_profile'),
    JobAppArmorProfile: profile('localhost_profile'),
    JobPodSpecPatch: (made) =>
      'patch_path' in made
        ? without(made, 'patch')
        : {
            ...made,
            patch:
              made.patch_type === 'json'
                ? '[{"op": "add", "path": "/hostUsers", "value": false}]'
                : 'hostUsers: false',
          },
    Metrics: (metrics) =>
      metrics.serviceMonitor?.enabled
        ? { ...metrics, service: { ...metrics.service, enabled: true } }
        : metrics,
    Runner: (runner) => {
      const flags = runner.feature_flags;
      return present({
        ...runner,
        id: runner.id ?? (flags?.FF_SUSPENDABLE_ENVIRONMENTS ? 1 : undefined),
        feature_flags: runner.kubernetes?.pod_spec
          ? { ...flags, FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true }
          : flags,
        kubernetes: runner.experimental?.boot_verify
          ? { image: 'debian:13', ...runner.kubernetes }
          : runner.kubernetes,
      });
    },
    SnowplowBilling: (made) => ({ collector_uri: 'https://snowplow.example.com', ...made }),
    PodDisruptionBudget: oneOf(['maxUnavailable', 'minAvailable']),
    CacheS3: (s3) => {
      const isKey =
        s3.AccessKey !== undefined || s3.SecretKey !== undefined || s3.AuthenticationType === 'access-key';
      return isKey ? { AccessKey: 'key', SecretKey: 'secret', ...s3, AuthenticationType: 'access-key' } : s3;
    },
    'io.k8s.MetricSpec': (metric) => {
      const key = Object.keys(metric).find((one) => one !== 'type')!;
      const goal = {
        resource: { type: 'Utilization', averageUtilization: 80 },
        containerResource: { type: 'AverageValue', averageValue: '1' },
        pods: { type: 'AverageValue', averageValue: '5' },
        object: { type: 'Value', value: 10 },
        external: { type: 'Value', value: 10 },
      }[key];
      return { type: `${key[0]!.toUpperCase()}${key.slice(1)}`, [key]: { ...metric[key], target: goal } };
    },
    'io.k8s.ResourceRequirements': ({ limits, requests, claims, ...more }) =>
      present({
        ...more,
        claims: claims?.slice(0, 1),
        limits: limits && { ...each(limits, '2'), ...each(requests, '2') },
        requests: each(requests, '2'),
      }),
    'io.k8s.LimitRangeSpec': ({ limits }) => ({
      limits: (limits as Made[])
        .filter(({ type }, index) => limits.findIndex((one: Made) => one.type === type) === index)
        .map(({ type, ...item }) => {
          const bounds = present({
            max: each(item.max, '8'),
            default: type === 'Container' ? each(item.default, '4') : undefined,
            defaultRequest: type === 'Container' ? each(item.defaultRequest, '2') : undefined,
            min: each(item.min, '1'),
            maxLimitRequestRatio: each(item.maxLimitRequestRatio, '8'),
          });
          return type === 'PersistentVolumeClaim'
            ? { type, ...bounds, max: { storage: '8Gi' } }
            : {
                type,
                ...Object.fromEntries(
                  Object.entries(bounds).map(([key, amounts]) => [key, without(amounts, 'storage')]),
                ),
              };
        }),
    }),
    'io.k8s.ScopedResourceSelectorRequirement': (made) =>
      made.scopeName === 'PriorityClass'
        ? requirement(made)
        : { scopeName: made.scopeName, operator: 'Exists' },
    'Metrics.service': service,
    'SessionServer.service': service,
    DockerBuilds: (builds) => {
      const has = ['dind', 'buildah', 'podman'].find((tool) => tool in builds);
      const mode =
        has === undefined || (has === 'dind' && builds.mode === 'dind-rootless') ? builds.mode : has;
      const others = ['dind', 'buildah', 'podman'].filter((tool) => !(mode ?? 'none').startsWith(tool));
      return present({ ...without(builds, ...others, ...(mode ? [] : ['storage'])), mode });
    },
    Rbac: (rbac) => {
      const rule = (made: Made): Made => ({
        ...without(made, 'nonResourceURLs'),
        apiGroups: made.apiGroups?.length ? made.apiGroups : [''],
        resources: made.resources?.length ? made.resources : ['configmaps'],
      });
      return present({
        ...rbac,
        extraRules: rbac.extraRules?.map(rule),
        extraClusterRules: rbac.extraClusterRules?.map((made: Made) =>
          made.nonResourceURLs?.length
            ? { nonResourceURLs: ['/metrics'], verbs: ['get'] }
            : without(rule(made), 'nonResourceURLs'),
        ),
      });
    },
    Cache: (cache) => {
      const type = ['s3', 'gcs', 'azure'].find((key) => key in cache);
      return type === undefined
        ? without(cache, 'Type')
        : { ...without(cache, ...['s3', 'gcs', 'azure'].filter((key) => key !== type)), Type: type };
    },
    'CacheCredentials.azure': (azure) =>
      'clientId' in azure || 'clientSecret' in azure || 'tenantId' in azure
        ? without(
            {
              clientId: 'client',
              tenantId: 'tenant',
              clientSecret: { name: 'azure', key: 'secret' },
              ...azure,
            },
            'accountName',
            'accountKey',
          )
        : { accountName: azure.accountKey, accountKey: azure.accountName, ...azure },
    'CacheCredentials.gcs': (gcs) =>
      'credentialsFile' in gcs
        ? without(gcs, 'accessId', 'privateKey')
        : { accessId: gcs.privateKey, privateKey: gcs.accessId, ...gcs },
    'Certificates.inJobs': oneOf(['configMap', 'secret'], { configMap: 'bundle' }),
    'io.k8s.LabelSelectorRequirement': requirement,
    'io.k8s.NodeSelectorRequirement': requirement,
    JobNodeRequirement: requirement,
    JobLabelRequirement: requirement,
    'io.k8s.Toleration': (made) => ({
      ...without(made, ...(made.operator === 'Exists' ? ['value'] : [])),
      ...(made.key === undefined && { operator: 'Exists' }),
      ...(made.tolerationSeconds !== undefined && { effect: 'NoExecute' }),
    }),
    Manager: (manager) => {
      const volumes = named(manager.volumes, 'volume');
      const mounts = (container: Made): Made =>
        present({
          ...container,
          env: container.env?.map((variable: Made, index: number) => ({
            ...variable,
            name: `${variable.name}_${index}`,
          })),
          ports: container.ports?.map((port: Made, index: number) =>
            'name' in port ? { ...port, name: `${container.name ?? 'own'}-${index}` } : port,
          ),
          ...(container.readinessProbe && {
            readinessProbe: without(container.readinessProbe, 'terminationGracePeriodSeconds'),
          }),
          ...(container.livenessProbe && {
            livenessProbe: without(container.livenessProbe, 'successThreshold'),
          }),
          ...(container.startupProbe && {
            startupProbe: without(container.startupProbe, 'successThreshold'),
          }),
          volumeMounts: container.volumeMounts
            ?.slice(0, volumes?.length ?? 0)
            .map((mount: Made, index: number) => ({
              ...mount,
              name: `volume-${index}`,
              mountPath: `/mnt/${index}`,
            })),
        });
      const initContainers = named(manager.initContainers, 'init')
        ?.map(mounts)
        .map((one) =>
          one.restartPolicy === 'Always'
            ? one
            : without(one, 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe', 'resizePolicy'),
        );
      const containers = named(manager.containers, 'side')
        ?.map(mounts)
        .map((one) => without(one, 'restartPolicy'));
      const claims: string[] = [manager, ...(initContainers ?? []), ...(containers ?? [])].flatMap(
        ({ resources }) => resources?.claims?.map((claim: Made) => claim.name) ?? [],
      );
      return present({
        ...mounts(manager),
        ...(claims.length > 0 && {
          podPatch: {
            spec: {
              resourceClaims: [...new Set(claims)].map((name) => ({ name, resourceClaimName: name })),
            },
          },
        }),
        ...(manager.minReadySeconds !== undefined && { progressDeadlineSeconds: 100_000 }),
        volumes,
        initContainers,
        containers,
      });
    },
    Spec: (spec) => {
      const [id] = Object.keys(spec.runners);
      // Sessions need one manager.
      const alone =
        spec.sessionServer?.enabled && spec.autoscaling?.enabled
          ? Object.keys(spec).length % 2
            ? 'sessionServer'
            : 'autoscaling'
          : undefined;
      return present({
        ...spec,
        ...(alone && { [alone]: { ...spec[alone], enabled: false } }),
        ...(spec.sessionServer?.enabled &&
          alone !== 'sessionServer' && {
            config: {
              ...spec.config,
              session_server: {
                ...spec.config?.session_server,
                listen_address: ':8093',
                advertise_address: 'sessions.example.com:8093',
              },
            },
          }),
        unchecked: spec.unchecked && {
          ...spec.unchecked,
          ...(spec.unchecked.runners && {
            runners: Object.fromEntries(
              Object.values(spec.unchecked.runners).map((sections) => [id, sections]),
            ),
          }),
        },
      });
    },
  },
};
