import { maskedName } from '../../core/credentials/mask.ts';
import { counted } from '../../core/data/counted.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { formatPath } from '../../core/findings/diagnostic.ts';
import { identityKey } from '../../core/objects/identity.ts';
import { type Change, differences, nameOf } from './changes.ts';
import { restarting, stopping, waiting } from './commands.ts';
import type { AnyObject } from './comparable.ts';
import type { Found } from './effects-of.ts';
import { type ConfigFile, type Manager, type ManagerSide, podOf, rollsOut } from './manager.ts';

/** The objects on both sides. */
export interface AllObjects {
  readonly before: readonly AnyObject[];
  readonly after: readonly AnyObject[];
}

/** Returns what changes do to one manager: its Deployment, its config.toml, and what its pods read when they start. */
export function managerEffects(
  manager: Manager,
  changes: readonly Change[],
  objects: AllObjects,
): readonly Found[] {
  const { before, after } = manager;
  if (before === undefined) return added(after!, objects);
  const facts = { grace: graceOf(before.deployment) };
  if (after === undefined) return [{ ...removed(before), facts }];
  const found = [
    ...deploymentEffects(before, after),
    ...(rollsOut(manager)
      ? rolloutEffects(before, after, changes, objects)
      : inPlaceEffects(before, after, changes)),
    ...runnerEffects(before, after),
    ...autoscalerEffects(manager, changes),
  ];
  return found.map((one) => ({ ...one, facts: { ...facts, ...one.facts } }));
}

function added(side: ManagerSide, objects: AllObjects): readonly Found[] {
  return [{ code: 'manager-added', object: nameOf(side.deployment) }, ...needed(undefined, side, objects)];
}

function removed(side: ManagerSide): Found {
  const object = nameOf(side.deployment);
  if (valueAt(side.deployment, ['spec', 'replicas']) === 0)
    return { code: 'manager-stopped', object, commands: [waiting(object, ...podsOf(side))] };
  switch (side.controller) {
    case 'ArgoCD':
      return { code: 'manager-drained', object };
    case 'Flux':
      return { code: 'manager-pruned', object, commands: [waiting(object, ...podsOf(side))] };
    default:
      return { code: 'manager-removed', object, commands: stopping(object, ...podsOf(side)) };
  }
}

/** The labels of a manager's pods, and the seconds that they have to end. */
function podsOf({ deployment }: ManagerSide): readonly [labels: object, seconds: number] {
  const labels = valueAt(deployment, ['spec', 'selector', 'matchLabels']);
  return [isMapping(labels) ? labels : {}, graceSeconds(deployment)];
}

/** What an apply has to leave as it is in a Deployment, and what it changes beside its pods. */
function deploymentEffects(before: ManagerSide, after: ManagerSide): readonly Found[] {
  const [old, young] = [before.deployment, after.deployment];
  const object = nameOf(young);
  const differs = (...path: string[]): boolean => !isEqual(valueAt(old, path), valueAt(young, path));
  const [from, to] = [old, young].map((deployment) => Number(valueAt(deployment, ['spec', 'replicas']) ?? 1));
  const settings = differences(old, young).filter(
    ([part, key]) => part === 'spec' && !['selector', 'template', 'replicas'].includes(String(key)),
  );
  const accounts = [old, young].map((deployment) =>
    String(valueAt(podOf(deployment), ['serviceAccountName'])),
  );
  const hasReplicas = [old, young].every(
    (deployment) => valueAt(deployment, ['spec', 'replicas']) !== undefined,
  );
  const labels = differences(old, young).filter(([part]) => part === 'metadata');
  return [
    ...(differs('spec', 'selector') ? [{ code: 'deployment-replaced', object } as const] : []),
    ...(accounts[0] === accounts[1] ? [] : [accountReplaced(before, accounts as [string, string])]),
    ...(hasReplicas && from !== to
      ? [{ code: 'managers-scaled', object, facts: { from: String(from), to: String(to) } } as const]
      : []),
    ...(settings.length > 0
      ? [{ code: 'deployment-settings-changed', object, details: settings.map(formatPath) } as const]
      : []),
    ...(labels.length > 0
      ? [{ code: 'labels-changed', object, details: labels.map(labelName) } as const]
      : []),
  ];
}

/** A label or an annotation by its own name. */
export function labelName(path: Path): string {
  return maskedName(String(path.at(-1)));
}

function accountReplaced(side: ManagerSide, [from, to]: readonly [string, string]): Found {
  const object = nameOf(side.deployment);
  const pods = podsOf(side);
  const commands = side.controller === undefined ? stopping(object, ...pods) : [waiting(object, ...pods)];
  return { code: 'account-replaced', object, facts: { from, to }, commands };
}

/** What comes with new pods. */
function rolloutEffects(
  before: ManagerSide,
  after: ManagerSide,
  changes: readonly Change[],
  objects: AllObjects,
): readonly Found[] {
  const [old, young] = [before.deployment, after.deployment];
  const object = nameOf(young);
  const isRecreated = valueAt(young, ['spec', 'strategy', 'type']) === 'Recreate';
  const template: Path = ['spec', 'template'];
  const fields = differences(valueAt(old, template), valueAt(young, template)).map(formatPath);
  const keys = configDifferences(before, after).map((path) => `config.toml: ${formatPath(path)}`);
  const [from, to] = [old, young].map(imageOf);
  const isReplaced = !isEqual(valueAt(old, ['spec', 'selector']), valueAt(young, ['spec', 'selector']));
  return [
    ...(isReplaced
      ? []
      : [
          {
            code: isRecreated ? 'managers-restart' : 'managers-roll-out',
            object,
            details: [...fields, ...keys],
          } as const,
        ]),
    ...(from === to ? [] : [{ code: 'release-changed', object, facts: { from, to } } as Found]),
    ...(hasOtherToken(before, after, changes) ? [{ code: 'token-changed', object } as const] : []),
    ...needed(before, after, objects),
  ];
}

function imageOf(deployment: AnyObject): string {
  const containers = valueAt(podOf(deployment), ['containers']);
  const manager = (Array.isArray(containers) ? containers : []).find(
    (container) => valueAt(container, ['name']) === 'gitlab-runner',
  );
  return maskedName(String(valueAt(manager, ['image'])));
}

/** Whether a runner that is on both sides has its token from elsewhere, or another one from a Secret that is rendered. */
function hasOtherToken(before: ManagerSide, after: ManagerSide, changes: readonly Change[]): boolean {
  const [old, young] = [before, after].map(({ deployment }) => tokenVariables(deployment)) as [
    Variables,
    Variables,
  ];
  const isMoved = [...young].some(([name, source]) => old.has(name) && !isEqual(old.get(name), source));
  return isMoved || changedSecrets(after, changes).length > 0;
}

type Variables = ReadonlyMap<string, unknown>;

function tokenVariables(deployment: AnyObject): Variables {
  const containers = valueAt(podOf(deployment), ['containers']);
  const variables = (Array.isArray(containers) ? containers : []).flatMap((container) => {
    const env = valueAt(container, ['env']);
    return Array.isArray(env) ? env : [];
  });
  return new Map(
    variables
      .map((variable) => [String(valueAt(variable, ['name'])), valueAt(variable, ['valueFrom'])] as const)
      .filter(([name]) => name.startsWith('RUNNER_TOKEN_')),
  );
}

/** The rendered Secrets whose content changes and which the pods of a manager have in variables. */
function changedSecrets({ needs, config }: ManagerSide, changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ object, before, after, fields }) => {
    const key = identityKey((after ?? before) as object);
    return (
      object.kind === 'Secret' &&
      needs.has(key) &&
      key !== config?.key &&
      fields.some(([part]) => part === 'data')
    );
  });
}

/** What new pods need that no side has. */
function needed(before: ManagerSide | undefined, after: ManagerSide, objects: AllObjects): readonly Found[] {
  const there = new Set([...objects.after, ...objects.before].map((object) => identityKey(object as object)));
  const details = [...after.needs].flatMap(([key, need]) => {
    const known = before?.needs.get(key);
    const keys = need.keys.filter((one) => known?.keys.includes(one) !== true);
    if (there.has(key) || (known !== undefined && keys.length === 0)) return [];
    const named =
      keys.length === 0 ? '' : `, with ${keys.length === 1 ? 'the key' : 'the keys'} ${keys.join(', ')}`;
    return [`${need.kind} ${need.name}${need.namespace === '' ? '' : ` in ${need.namespace}`}${named}`];
  });
  return details.length === 0 ? [] : [{ code: 'needs-object', object: nameOf(after.deployment), details }];
}

/**
 * Keys of config.toml that the runner reads once, when it starts: `setupMetricsAndDebugServer` and `setupSessionServer` in
 * its commands/multi.go, and what it does not undo when it reads the file again.
 */
export const READ_ONCE: readonly Path[] = [
  ['listen_address'],
  ['session_server', 'listen_address'],
  ['session_server', 'advertise_address'],
];

/** What a change does to managers that keep running. */
function inPlaceEffects(
  before: ManagerSide,
  after: ManagerSide,
  changes: readonly Change[],
): readonly Found[] {
  const object = nameOf(after.deployment);
  const isRead = (path: Path): boolean =>
    !READ_ONCE.some((once) => once.every((key, at) => path[at] === key));
  const paths = configDifferences(before, after);
  const restart = [
    ...paths.filter((path) => !isRead(path)).map((path) => `config.toml: ${formatPath(path)}`),
    ...changedSecrets(after, changes).map(({ object: { name } }) => `Secret ${name}`),
    ...changes
      .filter((change) => isAccountOf(after, change))
      .map(({ object: { name } }) => `ServiceAccount ${name}`),
  ];
  const carrier = changes.find(
    (change) => identityKey((change.after ?? change.before) as object) === after.config?.key,
  );
  const read = paths.filter(isRead);
  return [
    ...(carrier === undefined ||
    before.config?.text === after.config?.text ||
    (read.length === 0 && paths.length > 0)
      ? []
      : [{ code: 'config-read', object: carrier.object, details: read.map(formatPath) } as const]),
    ...(restart.length === 0
      ? []
      : [
          {
            code: 'restart-needed',
            object,
            details: restart,
            commands: [restarting(object, after.controller)],
          } as const,
        ]),
  ];
}

/** Whether the account of a manager changes in what a pod gets from it when it is made. */
function isAccountOf({ deployment }: ManagerSide, { object, fields }: Change): boolean {
  return (
    object.kind === 'ServiceAccount' &&
    object.namespace === nameOf(deployment).namespace &&
    object.name === valueAt(podOf(deployment), ['serviceAccountName']) &&
    fields.some(([part, key]) => part !== 'metadata' || key === 'annotations')
  );
}

function configDifferences(before: ManagerSide, after: ManagerSide): readonly Path[] {
  return differences(before.config?.value, after.config?.value).filter((path) => path.length > 0);
}

/** What becomes of the runners that a manager asks for jobs. */
function runnerEffects(before: ManagerSide, after: ManagerSide): readonly Found[] {
  const object = nameOf(after.deployment);
  if (before.config?.value === undefined || after.config?.value === undefined) return [];
  const [old, young] = [before.config, after.config].map(runnersIn) as [readonly string[], readonly string[]];
  const only = (names: readonly string[], others: readonly string[]): readonly string[] =>
    names.filter((name) => !others.includes(name));
  return [
    ...only(young, old).map((name) => ({ code: 'runner-added', object, details: [name] }) as const),
    ...only(old, young).map((name) => ({ code: 'runner-removed', object, details: [name] }) as const),
  ];
}

function runnersIn({ value }: ConfigFile): readonly string[] {
  const runners = valueAt(value, ['runners']);
  return (Array.isArray(runners) ? runners : []).map((runner) =>
    maskedName(String(valueAt(runner, ['name']))),
  );
}

/** Whether an object sets the number of pods of a manager. */
export function isScalerOf(
  manager: Pick<Manager, 'before' | 'after'>,
  { object, before, after }: Change,
): boolean {
  const deployment = nameOf((manager.after ?? manager.before)!.deployment);
  return (
    object.kind === 'HorizontalPodAutoscaler' &&
    object.namespace === deployment.namespace &&
    valueAt(after ?? before, ['spec', 'scaleTargetRef', 'name']) === deployment.name
  );
}

/** What becomes of the number of managers with an autoscaler. */
function autoscalerEffects({ before, after }: Manager, changes: readonly Change[]): readonly Found[] {
  const deployment = nameOf(after!.deployment);
  const scalers = changes.filter((change) => isScalerOf({ before, after }, change));
  return scalers.map(({ object, before: old, after: young, fields }): Found => {
    if (young === undefined) return { code: 'autoscaler-removed', object };
    const from = Number(valueAt(before!.deployment, ['spec', 'replicas']) ?? 1);
    const isHandedOver = valueAt(after!.deployment, ['spec', 'replicas']) !== undefined || from <= 1;
    return old === undefined && !isHandedOver
      ? { code: 'autoscaler-takes-over', object: deployment, facts: { from: String(from) } }
      : { code: 'autoscaler-changed', object, details: fields.map(formatPath) };
  });
}

const DEFAULT_GRACE = 30;

function graceSeconds(deployment: AnyObject): number {
  const seconds = Number(valueAt(podOf(deployment), ['terminationGracePeriodSeconds']) ?? DEFAULT_GRACE);
  return Number.isSafeInteger(seconds) && seconds >= 0 ? seconds : DEFAULT_GRACE;
}

/** The time that a pod of a Deployment has to end, in words: `1 hour 5 minutes`. */
function graceOf(deployment: AnyObject): string {
  const seconds = graceSeconds(deployment);
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, unit]) => counted(number, unit));
  return words.join(' ') || 'no time at all';
}
