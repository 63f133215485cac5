import { identityKey } from '../../objects/identity.ts';
import { onDocument, onObjects } from '../rule.ts';

/** Extra objects that would replace one of ours or each other, and lists, which no tool counts as one object. */
export const extraObjects = onObjects(({ spec, objects, at, find }) => {
  if (spec.extraObjects === undefined) return;
  const taken = new Map(objects.own.map((object) => [identityKey(object), 'an object of the runner']));
  for (const [id, object] of Object.entries(spec.extraObjects)) {
    const atObject = at.below('spec', 'extraObjects', id);
    if (object.kind.endsWith('List') && 'items' in object) {
      find(
        'NOT_ALLOWED',
        atObject('kind'),
        `A ${object.kind} is not one object, and its items cannot be distinguished from our objects.`,
        'Make an entry of each of its items.',
      );
      continue;
    }
    const owner = taken.get(identityKey(object));
    if (owner !== undefined) {
      find(
        'OBJECT_TAKEN',
        atObject('metadata', 'name'),
        `The ${object.kind} "${object.metadata.name}" is ${owner} already.`,
        'Use another name. To change an object of the runner, patch it in the resource layer.',
      );
    }
    taken.set(identityKey(object), `the entry "${id}"`);
  }
});

/** Kinds that live in a namespace, by API group, as far as documents of runners have them. */
const NAMESPACED: Readonly<Record<string, string>> = {
  '': 'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  apps: 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  autoscaling: 'HorizontalPodAutoscaler',
  batch: 'CronJob Job',
  'bitnami.com': 'SealedSecret',
  'cert-manager.io': 'Certificate CertificateRequest Issuer',
  'coordination.k8s.io': 'Lease',
  'external-secrets.io': 'ExternalSecret PushSecret SecretStore',
  'gateway.networking.k8s.io': 'Gateway GRPCRoute HTTPRoute ReferenceGrant TCPRoute TLSRoute UDPRoute',
  'keda.sh': 'ScaledJob ScaledObject TriggerAuthentication',
  'monitoring.coreos.com':
    'Alertmanager AlertmanagerConfig PodMonitor Probe Prometheus PrometheusRule ScrapeConfig ServiceMonitor',
  'networking.k8s.io': 'Ingress NetworkPolicy',
  policy: 'PodDisruptionBudget',
  'rbac.authorization.k8s.io': 'Role RoleBinding',
  'resource.k8s.io': 'ResourceClaim ResourceClaimTemplate',
  'secrets.hashicorp.com': 'VaultAuth VaultConnection VaultDynamicSecret VaultStaticSecret',
  'secrets-store.csi.x-k8s.io': 'SecretProviderClass',
};

/** Extra objects without a namespace: the command that applies them decides where they are. */
export const placeOfExtraObjects = onDocument(({ metadata, spec, at, find }) => {
  for (const [id, object] of Object.entries(spec.extraObjects ?? {})) {
    const { kind, apiVersion } = object;
    const { name, namespace } = object.metadata;
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const kinds = Object.hasOwn(NAMESPACED, group) ? NAMESPACED[group]! : '';
    if (namespace !== undefined || !` ${kinds} `.includes(` ${kind} `)) continue;
    find(
      'UNUSUAL_VALUE',
      at.key('spec', 'extraObjects', id, 'metadata'),
      `The ${kind} "${name}" has no namespace, so \`kubectl apply\` creates it in the current one.`,
      `Add \`namespace: ${metadata.namespace}\`, the manager's, or another one.`,
    );
  }
});
