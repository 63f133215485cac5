import { masked } from '../../core/credentials/mask.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import { CONFIG_FILE } from '../../core/docker-builds/docker-daemon.ts';
import { formatPath } from '../../core/findings/diagnostic.ts';
import { isOurs } from '../../core/objects/as-written.ts';
import { type Controller, hasAll, RETAINED } from '../../core/objects/delivery.ts';
import { identity, identityKey } from '../../core/objects/identity.ts';
import type { Labels } from '../../core/resolve/labels.ts';
import type { Change } from './changes.ts';
import type { AnyObject } from './comparable.ts';
import type { EffectCode } from './effects.ts';
import type { Found } from './effects-of.ts';
import type { Manager } from './manager.ts';
import { isScalerOf, labelName } from './of-managers.ts';
import { permissionsBetween } from './permissions.ts';

/** Returns what changes of objects do, but for what they do to managers, which is known. */
export function objectEffects(
  changes: readonly Change[],
  managers: readonly Manager[],
  known: readonly Found[],
): readonly Found[] {
  const context: Context = {
    changes,
    configs: new Set(
      managers.flatMap(({ before, after }) => [before, after].flatMap((side) => side?.config?.key ?? [])),
    ),
    deployments: new Set(managers.map(({ key }) => key)),
    scalers: new Set(changes.filter((change) => managers.some((manager) => isScalerOf(manager, change)))),
    needs: new Set(managers.flatMap(({ after }) => [...(after?.needs.keys() ?? [])])),
    isAccountReplaced: known.some(({ code }) => code === 'account-replaced'),
    hasNewManager: known.some(({ code }) => code === 'manager-added'),
    controller: managers.find(({ before }) => before?.controller !== undefined)?.before?.controller,
  };
  return changes.flatMap((change) => effectsOfChange(change, context));
}

/** What is known of the changes beside one. */
interface Context {
  readonly changes: readonly Change[];
  /** The objects with config.toml of managers, by identity. */
  readonly configs: ReadonlySet<string>;
  readonly deployments: ReadonlySet<string>;
  /** The changes of autoscalers of managers. */
  readonly scalers: ReadonlySet<Change>;
  /** What pods of managers refer to. */
  readonly needs: ReadonlySet<string>;
  readonly isAccountReplaced: boolean;
  readonly hasNewManager: boolean;
  /** The controller that the objects before were rendered for. */
  readonly controller: Controller | undefined;
}

function effectsOfChange(change: Change, context: Context): readonly Found[] {
  const { object, before, after } = change;
  if (context.scalers.has(change)) return [];
  if (after === undefined) return [{ code: leftCode(change, context), object }];
  if (before !== undefined && isFixed(change)) return [{ code: fixedCode(change), object }];
  if (context.deployments.has(identityKey(after as object))) return [];
  if (before !== undefined && isOfLabelsAlone(change) && !isLabelMeant(change))
    return [labelsChanged(change)];
  return effectsByKind(change, context);
}

function leftCode(change: Change, { controller }: Context): EffectCode {
  const isNamespace = change.object.kind === 'Namespace' && isCore(change);
  const annotations = valueAt(change.before, ['metadata', 'annotations']);
  const isRetained =
    controller !== undefined && isMapping(annotations) && hasAll(annotations as Labels, RETAINED[controller]);
  if (controller !== undefined && !isRetained) return 'object-pruned';
  if (isNamespace) return 'namespace-left';
  return isOfFence(change) ? 'fence-left' : 'object-left';
}

/** Whether an object is one of those that hold managers to their document. */
function isOfFence({ object, before, after }: Change): boolean {
  return object.kind.startsWith('ValidatingAdmissionPolicy') && isOurs(after ?? before);
}

function isCore({ before, after }: Change): boolean {
  return identity((after ?? before)!).group === '';
}

function isOfLabelsAlone({ fields }: Change): boolean {
  return fields.every(([part]) => part === 'metadata');
}

/** Whether what labels and annotations of an object say has an effect of its own. */
function isLabelMeant({ object, fields }: Change): boolean {
  return object.kind === 'Namespace'
    ? fields.some((path) => String(path.at(-1)).startsWith('pod-security.kubernetes.io/'))
    : fields.some(([, what]) => what === 'annotations') &&
        ['ServiceAccount', 'Service', 'Ingress'].includes(object.kind);
}

function labelsChanged({ object, fields }: Change): Found {
  return { code: 'labels-changed', object, details: fields.map(labelName) };
}

/** Whether a change is one that no cluster makes of an object that is there. */
function isFixed({ object, before, after }: Change): boolean {
  const differs = (...path: string[]): boolean => !isEqual(valueAt(before, path), valueAt(after, path));
  switch (object.kind) {
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return differs('roleRef');
    case 'Service':
      return differs('spec', 'clusterIP');
    case 'ConfigMap':
      return (
        valueAt(before, ['immutable']) === true &&
        ['data', 'binaryData', 'immutable'].some((key) => differs(key))
      );
    case 'Secret':
      return (
        differs('type') ||
        (valueAt(before, ['immutable']) === true && ['data', 'immutable'].some((key) => differs(key)))
      );
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
      return differs('spec', 'selector');
    case 'Job':
      return differs('spec', 'template');
    default:
      return false;
  }
}

function fixedCode({ object }: Change): EffectCode {
  if (object.kind === 'Service') return 'service-replaced';
  return object.kind.endsWith('RoleBinding') ? 'binding-replaced' : 'immutable-replaced';
}

/** What any change of objects of a kind does. */
const CODES: Readonly<Record<string, EffectCode>> = {
  'networkpolicy.networking.k8s.io': 'network-policy-changed',
  'resourcequota.': 'limits-changed',
  'limitrange.': 'limits-changed',
  'poddisruptionbudget.policy': 'budget-changed',
  'service.': 'address-changed',
  'ingress.networking.k8s.io': 'address-changed',
  'podmonitor.monitoring.coreos.com': 'monitoring-changed',
  'servicemonitor.monitoring.coreos.com': 'monitoring-changed',
  'prometheusrule.monitoring.coreos.com': 'monitoring-changed',
};

function effectsByKind(change: Change, context: Context): readonly Found[] {
  const { object, before, after, fields } = change;
  const details = before === undefined ? [] : fields.map(formatPath);
  const { kind, group } = identity(after!);
  switch (`${kind}.${group}`) {
    case 'role.rbac.authorization.k8s.io':
    case 'clusterrole.rbac.authorization.k8s.io':
      return permissionEffects(change);
    case 'rolebinding.rbac.authorization.k8s.io':
    case 'clusterrolebinding.rbac.authorization.k8s.io':
      return bindingEffects(change, context);
    case 'namespace.':
      return before === undefined
        ? [{ code: 'namespace-added', object }]
        : [{ code: 'pod-security-changed', object, details: fields.map(labelName) }];
    case 'serviceaccount.':
      return before === undefined && context.hasNewManager
        ? []
        : [{ code: 'account-changed', object, details }];
    case 'configmap.':
    case 'secret.':
      return fileEffects(change, context);
    case 'validatingadmissionpolicy.admissionregistration.k8s.io':
    case 'validatingadmissionpolicybinding.admissionregistration.k8s.io':
      return isOfFence(change)
        ? fenceEffects(change, context)
        : [{ code: 'admission-policy-changed', object, details }];
    default: {
      const code = CODES[`${kind}.${group}`];
      return code === undefined
        ? [{ code: 'other-object-changed', object, details }]
        : [{ code, object, details }];
    }
  }
}

function permissionEffects(change: Change): readonly Found[] {
  const { object, before, after } = change;
  const { added, removed } = permissionsBetween(before, after);
  return [
    ...(added.length > 0 ? [{ code: 'permissions-added', object, details: added } as const] : []),
    ...(removed.length > 0 ? [{ code: 'permissions-removed', object, details: removed } as const] : []),
    ...(added.length + removed.length === 0 ? [labelsChanged(change)] : []),
  ];
}

/** A binding: one that comes with its Role says nothing more, and the binding of a new account is known. */
function bindingEffects({ object, before, after }: Change, context: Context): readonly Found[] {
  const { kind, name } = (valueAt(after, ['roleRef']) ?? {}) as {
    readonly kind?: unknown;
    readonly name?: unknown;
  };
  const isOfNewRole = context.changes.some(
    (other) =>
      other.before === undefined &&
      other.object.kind === kind &&
      other.object.name === name &&
      (kind === 'ClusterRole' || other.object.namespace === object.namespace),
  );
  if (before === undefined && isOfNewRole) return [];
  if (before !== undefined && context.isAccountReplaced && isOurs(after)) return [];
  const subjects = valueAt(after, ['subjects']);
  const details = (Array.isArray(subjects) ? subjects : []).map(
    (subject) =>
      `${String(kind)} ${String(name)} to ${['kind', 'namespace', 'name'].flatMap((key) => valueAt(subject, [key]) ?? []).join(' ')}`,
  );
  return [{ code: 'binding-changed', object, details }];
}

/** An admission policy or its binding: of a policy that comes with its binding, the binding says what it does. */
function fenceEffects({ object, before, after, fields }: Change, { changes }: Context): readonly Found[] {
  if (object.kind === 'ValidatingAdmissionPolicyBinding') {
    const [refused, refuses] = [before, after].map((binding) => {
      const actions = valueAt(binding, ['spec', 'validationActions']);
      return Array.isArray(actions) && actions.includes('Deny');
    });
    if (before === undefined || refused !== refuses)
      return [{ code: refuses ? 'fence-holds' : 'fence-warns', object }];
    return [{ code: 'fence-changed', object, details: fields.map(formatPath) }];
  }
  const isBound = changes.some(
    (other) =>
      other.before === undefined &&
      other.object.kind === 'ValidatingAdmissionPolicyBinding' &&
      valueAt(other.after, ['spec', 'policyName']) === object.name,
  );
  return before === undefined && isBound
    ? []
    : [{ code: 'fence-changed', object, details: messagesBetween(before, after!) }];
}

/** What only one of two admission policies says to those whom it refuses: `-` before it is what the old one said. */
function messagesBetween(before: AnyObject | undefined, after: AnyObject): readonly string[] {
  const [old, young] = [before, after].map((policy) => {
    const validations = valueAt(policy, ['spec', 'validations']);
    return (Array.isArray(validations) ? validations : []).map((one) =>
      masked(String(valueAt(one, ['message']))),
    );
  }) as [string[], string[]];
  return [
    ...old.filter((message) => !young.includes(message)).map((message) => `- ${message}`),
    ...young.filter((message) => !old.includes(message)).map((message) => `+ ${message}`),
  ];
}

/** A ConfigMap or a Secret: config.toml and tokens are the manager's, which are known. */
function fileEffects({ object, before, after, fields }: Change, context: Context): readonly Found[] {
  const key = identityKey(after as object);
  const data = valueAt(after, ['data']) ?? {};
  const details = before === undefined ? [] : fields.map(formatPath);
  if (isOurs(after)) {
    if (context.configs.has(key) || context.needs.has(key)) return [];
    if (Object.hasOwn(data as object, 'config.toml')) return [{ code: 'config-read', object }];
    if (Object.hasOwn(data as object, CONFIG_FILE)) return [{ code: 'job-files-changed', object, details }];
    if (object.name.endsWith('-dashboard')) return [{ code: 'monitoring-changed', object, details }];
  }
  return [{ code: 'other-object-changed', object, details }];
}
