import fc from 'fast-check';

import type { Place } from '../../support/schema-places.ts';

/** What a document may have and API servers refuse that are older than a release. */
export interface Newer {
  /** The first release that takes it. */
  readonly since: `1.${number}`;
  /** Where a document has it. What the schema says of the place names the release. */
  readonly places: readonly Place[];
  /** What older ones take there. Nothing, unless it is given. */
  readonly older?: fc.Arbitrary<unknown>;
  /** A `spec` that has it. */
  readonly spec: object;
  /** What an older one says. */
  readonly refusal: RegExp;
}

const scopes = ['BestEffort', 'NotBestEffort', 'NotTerminating', 'PriorityClass', 'Terminating'];
const quota = (part: object): object => ({
  jobs: { namespace: 'jobs', resourceQuota: { hard: { pods: '5' }, ...part } },
});

export const newer: readonly Newer[] = [
  {
    since: '1.31',
    places: ['io.k8s.ResourceRequirements.claims', 'io.k8s.ResourceClaim.request'],
    spec: {
      manager: {
        resources: { claims: [{ name: 'gpu', request: 'one' }] },
        podPatch: { spec: { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] } },
      },
    },
    refusal: /unknown field .*claims\[0\]\.request.* unknown field .*\.resourceClaimName/,
  },
  {
    since: '1.31',
    places: ['io.k8s.PodSecurityContext.supplementalGroupsPolicy'],
    spec: { manager: { podSecurityContext: { supplementalGroupsPolicy: 'Strict' } } },
    refusal: /unknown field .*\.supplementalGroupsPolicy/,
  },
  {
    since: '1.31',
    places: ['io.k8s.Volume.image'],
    spec: {
      manager: {
        volumes: [{ name: 'files', image: { reference: 'registry.example.com/files:1' } }],
        volumeMounts: [{ name: 'files', mountPath: '/files' }],
      },
    },
    refusal: /unknown field .*\.image/,
  },
  {
    since: '1.32',
    places: ['io.k8s.PodSecurityContext.seLinuxChangePolicy'],
    spec: { manager: { podSecurityContext: { seLinuxChangePolicy: 'Recursive' } } },
    refusal: /unknown field .*\.seLinuxChangePolicy/,
  },
  {
    since: '1.33',
    places: ['io.k8s.Lifecycle.stopSignal'],
    spec: { manager: { containers: [{ name: 'side', image: 'a:1', lifecycle: { stopSignal: 'SIGQUIT' } }] } },
    refusal: /unknown field .*\.stopSignal/,
  },
  {
    since: '1.33',
    places: ['io.k8s.PodDNSConfig.searches'],
    older: fc.constantFrom(['ci.example.com'], ['example.com.', 'a.b']),
    spec: { manager: { dnsConfig: { searches: ['.', '_tcp.example.com'] } } },
    refusal: /searches\[0\]: Invalid value: .*searches\[1\]: Invalid value/,
  },
  {
    since: '1.34',
    places: ['io.k8s.ResourceQuotaSpec.scopes'],
    older: fc.subarray(scopes, { minLength: 1, maxLength: 1 }),
    spec: quota({ scopes: ['VolumeAttributesClass'], hard: { persistentvolumeclaims: '5' } }),
    refusal: /scopes: Invalid value: .*unsupported scope/,
  },
  {
    since: '1.34',
    places: ['io.k8s.ScopedResourceSelectorRequirement.scopeName'],
    older: fc.constantFrom(...scopes),
    spec: quota({
      scopeSelector: { matchExpressions: [{ scopeName: 'VolumeAttributesClass', operator: 'Exists' }] },
      hard: { persistentvolumeclaims: '5' },
    }),
    refusal: /scopeName: Invalid value: .*unsupported scope/,
  },
];

/** What is newer than a release. */
export function newerThan(minor: number): readonly Newer[] {
  return newer.filter(({ since }) => Number(since.slice('1.'.length)) > minor);
}
