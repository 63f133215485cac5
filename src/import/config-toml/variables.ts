import { masked } from '../../core/credentials/mask.ts';
import { duration } from '../../core/formats/duration.ts';
import { type SchemaNode, schemaOf } from '../../core/schema/node.ts';
import type { Remark } from '../draft.ts';
import { isZero, keyOfVariable, noEffectAt } from './known-keys.ts';
import { isAt, isBelow, type Leaf, type Section } from './leaves.ts';
import type { Variable } from './registration.ts';

/** What the variables of `gitlab-runner register` say that GitLab keeps itself, and what GitLab calls it. */
const KEPT_BY_GITLAB: Readonly<Record<string, string>> = {
  RUNNER_TAG_LIST: 'the tags',
  REGISTER_RUN_UNTAGGED: 'whether it runs jobs without tags',
  REGISTER_LOCKED: 'whether it is locked to its projects',
  REGISTER_ACCESS_LEVEL: 'whether it runs only jobs of protected branches (ref_protected)',
  REGISTER_MAXIMUM_TIMEOUT: 'the longest timeout of a job, in seconds',
  REGISTER_PAUSED: 'whether it is paused',
  REGISTER_MAINTENANCE_NOTE: 'the note for maintainers',
};

/** Variables of `gitlab-runner register` that say how it runs. */
const OF_THE_COMMAND = [
  'REGISTER_NON_INTERACTIVE',
  'REGISTER_LEAVE_RUNNER',
  'REGISTRATION_TOKEN',
  'TEMPLATE_CONFIG_FILE',
  'CONFIG_FILE',
];

/** Another variable, as Kubernetes fills it into the value of one. */
const REFERENCE = /(?<!\$)\$\([A-Za-z_][\w.-]*\)/;

/** Whether a variable of the manager's container is one of `gitlab-runner register`, which a manager of ours does not call. */
export function isRegisterVariable(name: string): boolean {
  return keyOfVariable.has(name) || Object.hasOwn(KEPT_BY_GITLAB, name) || OF_THE_COMMAND.includes(name);
}

/**
 * Returns what `gitlab-runner register` writes: the leaves of the template, over which the variables win. An empty one
 * does not count, and one that says false or 0 is as empty to the runner where the template says something else.
 */
export function withVariables(
  template: readonly Leaf[],
  environment: ReadonlyMap<string, Variable>,
): Section {
  const remarks: Remark[] = [];
  const comments: { text: string; from: NonNullable<Leaf['from']> }[] = [];
  let leaves = [...template];
  for (const [name, { value, from, comment: beside }] of environment) {
    if (value === '') continue;
    if (Object.hasOwn(KEPT_BY_GITLAB, name)) {
      remarks.push({
        kind: 'gitlab',
        from,
        subject: name,
        text: `GitLab stores ${KEPT_BY_GITLAB[name]!} of a runner: set it there, under Settings, CI/CD, Runners, to ${masked(value)}.`,
      });
    }
    const path = keyOfVariable.get(name);
    if (path === undefined) continue;
    const reason = noEffectAt(['spec', 'runners', '*', ...path]);
    if (reason !== undefined) {
      remarks.push({
        kind: 'dead',
        from,
        subject: name,
        text: `It has no effect with the Kubernetes executor. ${reason}`,
      });
      continue;
    }
    if (REFERENCE.test(value)) {
      remarks.push({
        kind: 'decide',
        from,
        subject: name,
        text: `Kubernetes expands a variable of the pod in it, which is not possible in the document: set ${path.join('.')} of the runner.`,
      });
      continue;
    }
    const node = schemaOf(['spec', 'runners', '*', ...path]);
    const read = path.join('.') === 'token' || node === undefined ? value : parsed(value, node);
    if (read === undefined) {
      remarks.push({
        kind: 'decide',
        from,
        subject: name,
        text: `The runner does not accept this value for ${path.join('.')}, and fails to register with it: set the key of the runner in the document.`,
      });
      continue;
    }
    const entries = isMap(read)
      ? Object.entries(read).map(([key, item]) => ({ path: [...path, key], value: item as unknown }))
      : [{ path, value: read }];
    for (const entry of entries) {
      const under = leaves.filter((leaf) => isBelow(leaf, entry.path));
      const isEmpty = entry.value === false || entry.value === 0;
      if (isEmpty && under.length > 0) continue;
      if (!isMap(read) && isZero(entry.value, ['spec', 'runners', '*', ...entry.path])) continue;
      for (const { comment, from: at } of under)
        if (comment !== undefined && at !== undefined) comments.push({ text: comment, from: at });
      leaves = leaves.filter((leaf) => !isAt(leaf, entry.path));
      leaves.push({ ...entry, from, comment: beside });
    }
  }
  return { leaves, remarks, comments };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a variable says, as the runner's flags read it: a list has one item, a mapping one entry, `key:value`. */
function parsed(text: string, node: SchemaNode): unknown {
  const types = [node.type ?? 'string'].flat();
  if (node.format === 'pull-policy') return text.split(',');
  if (types.includes('boolean')) return truth(text);
  if (types.includes('integer')) return /^[-+]?\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (types.includes('array')) return [text];
  if (types.includes('object')) {
    const [key, ...rest] = text.split(':');
    const items = typeof node.additionalProperties === 'object' ? node.additionalProperties : {};
    const item = parsed(rest.join(':'), node.properties === undefined ? items : { type: 'boolean' });
    return item === undefined ? undefined : { [key!]: item };
  }
  if (node.format === 'duration') return duration.test(text) ? text : undefined;
  return text;
}

function truth(text: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
