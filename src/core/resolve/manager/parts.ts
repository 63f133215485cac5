import type {
  ContainerPort,
  EnvVar,
  PodSpec,
  ResourceRequirements,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';
import type { CheckedSpec } from '../../generated/checked-types.ts';
import {
  cacheCredentialsEnv,
  FILLED_DIRECTORY,
  filledInFromSecrets,
  GCS_DIRECTORY,
  GCS_FILE,
} from '../cache-credentials.ts';
import { CA_DIRECTORY, CA_FILE, CLIENT_DIRECTORY } from '../certificates.ts';
import type { ManagerFacts } from '../manager-facts.ts';
import { tokenVariables } from '../tokens.ts';
import { overDefaults } from './over-defaults.ts';

export const MANAGER_CONTAINER = 'gitlab-runner';
export const INIT_CONTAINER = 'link-config';
export const METRICS_PORT_NAME = 'metrics';
export const SESSION_PORT_NAME = 'session';
/** Home of the unprivileged user in all images; config.toml and the manager's system id live in it. */
export const HOME = '/home/gitlab-runner';
/** Directory in which the ConfigMap or Secret with config.toml is mounted. */
export const CONFIG_DIRECTORY = '/etc/gitlab-runner';

/** What the manager's pod has of itself, before what the document adds. */
export interface ManagerParts {
  readonly env: readonly EnvVar[];
  readonly ports: readonly (ContainerPort & { readonly name: string })[];
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Returns what the manager's pod has of itself. */
export function managerParts(resolved: ManagerFacts, metricsPort: number | undefined): ManagerParts {
  const tcp = (name: string, containerPort: number | undefined) =>
    containerPort === undefined ? [] : [{ name, containerPort, protocol: 'TCP' }];
  return {
    env: [{ name: 'HOME', value: HOME }, ...tokenVariables(resolved), ...cacheCredentialsEnv(resolved)],
    ports: [...tcp(METRICS_PORT_NAME, metricsPort), ...tcp(SESSION_PORT_NAME, resolved.sessions.port)],
    volumes: volumes(resolved),
    volumeMounts: volumeMounts(resolved),
  };
}

/** Returns CPU and memory of the manager's container. A list of the document replaces ours. */
export function managerResources({ manager }: CheckedSpec): ResourceRequirements {
  const ours: ResourceRequirements = {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '1', memory: '512Mi' },
  };
  return overDefaults(ours, manager.resources);
}

/**
 * Returns what spreads managers over nodes, unless the document says where they go. A single one has it too: adding a
 * second one then leaves the first alone.
 */
export function managerSpread(
  resolved: ManagerFacts,
): Pick<PodSpec, 'topologySpreadConstraints'> | undefined {
  if (resolved.spec.manager.affinity) return undefined;
  return {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: resolved.selector },
      },
    ],
  };
}

/** Files of a Secret are readable for the pod's group alone. */
const SECRET_MODE = 0o440;

/**
 * Volumes that the manager writes to have no size limit: over it, the kubelet would kill the manager within a second
 * and every job with it, and it writes little but the usage log, which rotates.
 */
function volumes(resolved: ManagerFacts): Volume[] {
  const { spec, config } = resolved;
  const { ca, client } = spec.certificates;
  const keyFile = spec.cacheCredentials.gcs?.credentialsFile;
  const filledIn = filledInFromSecrets(spec.cacheCredentials);
  return [
    config.kind === 'Secret'
      ? { name: 'config', secret: { secretName: config.name, defaultMode: SECRET_MODE } }
      : { name: 'config', configMap: { name: config.name } },
    { name: 'home', emptyDir: {} },
    { name: 'tmp', emptyDir: {} },
    ...(ca?.secretKeyRef
      ? [
          {
            name: 'ca',
            secret: {
              secretName: ca.secretKeyRef.name,
              items: [{ key: ca.secretKeyRef.key, path: CA_FILE }],
              defaultMode: SECRET_MODE,
            },
          },
        ]
      : []),
    ...(ca?.configMapKeyRef
      ? [
          {
            name: 'ca',
            configMap: {
              name: ca.configMapKeyRef.name,
              items: [{ key: ca.configMapKeyRef.key, path: CA_FILE }],
            },
          },
        ]
      : []),
    ...(client
      ? [
          {
            name: 'client-certificate',
            secret: { secretName: client.secretName, defaultMode: SECRET_MODE },
          },
        ]
      : []),
    ...(keyFile
      ? [
          {
            name: 'gcs-credentials',
            secret: {
              secretName: keyFile.name,
              items: [{ key: keyFile.key, path: GCS_FILE }],
              defaultMode: SECRET_MODE,
            },
          },
        ]
      : []),
    ...(filledIn.length > 0
      ? [
          {
            name: 'config-values',
            projected: {
              sources: filledIn.map(({ variable, ref }) => ({
                secret: { name: ref.name, items: [{ key: ref.key, path: variable }] },
              })),
              defaultMode: SECRET_MODE,
            },
          },
          // In memory: no credential is written to the node's disk.
          { name: 'filled-config', emptyDir: { medium: 'Memory' } },
        ]
      : []),
  ];
}

function volumeMounts(resolved: ManagerFacts): VolumeMount[] {
  const { certificates, cacheCredentials } = resolved.spec;
  return [
    { name: 'config', mountPath: CONFIG_DIRECTORY, readOnly: true },
    { name: 'home', mountPath: HOME },
    { name: 'tmp', mountPath: '/tmp' },
    ...(certificates.ca ? [{ name: 'ca', mountPath: CA_DIRECTORY, readOnly: true }] : []),
    ...(certificates.client
      ? [{ name: 'client-certificate', mountPath: CLIENT_DIRECTORY, readOnly: true }]
      : []),
    ...(cacheCredentials.gcs?.credentialsFile
      ? [{ name: 'gcs-credentials', mountPath: GCS_DIRECTORY, readOnly: true }]
      : []),
    ...(filledInFromSecrets(cacheCredentials).length > 0
      ? [{ name: 'filled-config', mountPath: FILLED_DIRECTORY, readOnly: true }]
      : []),
  ];
}
