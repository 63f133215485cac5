import fc from 'fast-check';

import { text } from './random-text.ts';
import type { Place } from './schema-places.ts';

/** Values of a place that are not made at random although a document may have them. */
export interface LeftOut {
  readonly reason: string;
  /** One of the values. */
  readonly example: unknown;
  /** What is made in their place. */
  readonly instead: fc.Arbitrary<unknown>;
}

const relabelings: LeftOut = {
  reason: "They are handed on as they are, and which keys they have is the Prometheus operator's to say.",
  example: [{ any: 'thing' }],
  instead: fc.constantFrom(
    [],
    [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    [{ action: 'labeldrop', regex: 'pod' }],
  ),
};

const nodePort: LeftOut = {
  reason: 'Which ports of the nodes there are is a setting of the cluster; these are the usual ones.',
  example: 80,
  instead: fc.integer({ min: 30000, max: 32767 }),
};

/** What documents made at random are without, so that a runner and a cluster take each of them. */
export const leftOut: Readonly<Record<Place, LeftOut>> = {
  'Unchecked.config': {
    reason: 'A key that the schema does not know is one that the runner of today does not know either.',
    example: { key_of_tomorrow: 1 },
    instead: fc.constant({}),
  },
  'Unchecked.runners': {
    reason: 'The same holds in the entry of a runner, but for the sections of other executors.',
    example: { x: { key_of_tomorrow: 1 } },
    instead: fc.constantFrom({}, { x: { docker: { image: 'debian:13' } } }),
  },
  ExtraObject: {
    reason: 'It is handed on as it is, and each kind has a schema of its own.',
    example: { apiVersion: 'example.com/v1', kind: 'Anything', metadata: { name: 'x' } },
    instead: fc.oneof(
      fc.record({
        apiVersion: fc.constant('v1'),
        kind: fc.constant('ConfigMap'),
        metadata: fc.record(
          { name: fc.constantFrom('extra-a', 'extra-b'), namespace: fc.constant('beta-2') },
          { requiredKeys: ['name'] },
        ),
        data: fc.dictionary(fc.constantFrom('a', 'b.txt'), text),
      }),
      fc.constantFrom(
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'extra-claim', labels: { app: 'cache' } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
        {
          apiVersion: 'scheduling.k8s.io/v1',
          kind: 'PriorityClass',
          metadata: { name: 'extra-priority' },
          value: 1000,
        },
      ),
    ),
  },
  'Manager.podPatch': {
    reason:
      "It is laid over the pod as it is, for fields that the schema does not have; the API server's word holds.",
    example: { spec: { anything: 1 } },
    instead: fc.constantFrom(
      { spec: { setHostnameAsFQDN: false } },
      { metadata: { annotations: { 'example.com/patched': 'yes' } }, spec: { hostPID: false } },
    ),
  },
  'Monitor.relabelings': relabelings,
  'Monitor.metricRelabelings': relabelings,
  'Metrics.service.nodePort': nodePort,
  'SessionServer.service.nodePort': nodePort,
  'io.k8s.ServicePort.nodePort': nodePort,
  'Metrics.service.clusterIP': {
    reason: 'Which addresses Services have is a setting of the cluster.',
    example: '10.96.7.7',
    instead: fc.constant('None'),
  },
  'io.k8s.PodSecurityContext.seLinuxChangePolicy': {
    reason: 'Only clusters with the feature gate SELinuxMount take the other value.',
    example: 'MountOption',
    instead: fc.constant('Recursive'),
  },
};
