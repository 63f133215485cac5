import { isMapping } from '../../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../../core/data/path.ts';
import { lost } from '../../config-toml/global.ts';
import { isZero, keyOfVariable } from '../../config-toml/known-keys.ts';
import type { Read, Remark } from '../../draft.ts';
import { textIn } from '../../manifests/objects.ts';
import type { Comment, Located } from '../../read/located.ts';
import { readToml } from '../../read/toml.ts';
import { fetching, type Known, oldNamespace, type Resource, remarksOn, textOf } from '../resource.ts';
import { fields } from './fields.ts';

/** Key of the ConfigMap with the register template. */
const FILE = 'config.toml';

/** Keys that the operator always gives to `register`, with the runner's own values. */
const FIXED: readonly Path[] = [['request_concurrency'], ['output_limit'], ['kubernetes', 'poll_timeout']];

/** Reads the register template that `config` names. */
export function templateOf(
  { spec, ...resource }: Resource,
  { objects, options }: Known,
): { readonly template: Located | undefined; readonly remarks: readonly Remark[] } {
  const { all: remarks, say } = remarksOn(spec);
  const name = textOf(spec, ['config']);
  if (name === undefined) return { template: undefined, remarks };
  const found = objects.find('ConfigMap', resource.namespace, name);
  if (found === undefined) {
    say(
      'decide',
      ['config'],
      `The ConfigMap ${name} with the settings of the jobs is not among the inputs: give it to import as well, ${fetching('configmap', name, oldNamespace(resource, options))}.`,
    );
    return { template: undefined, remarks };
  }
  const text = textIn(found, FILE);
  if (text === undefined) {
    say(
      'decide',
      ['config'],
      `The ConfigMap ${name} has no ${FILE}, without which the operator starts no runner.`,
    );
    return { template: undefined, remarks };
  }
  const read = readToml(text);
  if ('message' in read) {
    remarks.push({
      kind: 'decide',
      from: read.from,
      subject: `ConfigMap/${name}`,
      text: `Its ${FILE} cannot be read: ${read.message}.`,
    });
    return { template: undefined, remarks };
  }
  return { template: read, remarks };
}

/**
 * Returns a template without the keys that the operator gives to `register` itself, and what to say of those, and of the
 * ones over which a variable wins.
 */
export function withoutOverruled(
  template: Located,
  environment: ReadonlyMap<string, Read<string>>,
  also: readonly Path[],
): { readonly template: Located; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const given = new Set(
    [...environment]
      .filter(([, { value }]) => value !== '')
      .map(([name]) => keyOfVariable.get(name)?.join('.')),
  );
  const dead = (place: Path, by: string): void => {
    remarks.push({
      kind: 'dead',
      from: template.at(place),
      subject: place.filter((part) => typeof part === 'string').join('.'),
      text: `${by}, which wins over the template: it had no effect.`,
    });
  };
  const comments: Comment[] = [];
  const lose = (place: Path): void => {
    const text = template.commentAt(place);
    if (text !== undefined) comments.push({ text, from: template.at(place) });
  };
  let { value } = template;
  for (const path of [...FIXED, ...also]) {
    const place = placeOf(value, path);
    if (place === undefined || given.has(path.join('.'))) continue;
    if (!isZero(valueAt(value, place), ['spec', 'runners', '*', ...path]))
      dead(place, 'The operator gives a value of its own to the runner');
    lose(place);
    value = withoutAt(value, place);
  }
  for (const [name, { value: own }] of environment) {
    const path = keyOfVariable.get(name);
    const place = path && placeOf(value, path);
    // What says false or 0 is as empty as what is not there.
    if (place === undefined || /^(?:|false|0)$/.test(own) || own.startsWith('$')) continue;
    const old = valueAt(value, place);
    if (isMapping(old) || isZero(old, ['spec', 'runners', '*', ...path!]) || String(old) === own) continue;
    if (path!.length > 1 || !['url', 'name', 'executor', 'token'].includes(path![0]!))
      dead(place, `${byOf(name)} says something else`);
  }
  return { template: { ...template, value }, remarks: [...remarks, ...lost(comments)] };
}

/** What gives a variable to `register`. */
function byOf(name: string): string {
  const row = fields.find((field) => 'variable' in field && field.variable === name);
  return row === undefined ? `The variable ${name}` : `spec.${row.field}`;
}

/** Where a key of the first runner is in a config.toml, in capitals or small letters. */
function placeOf(file: unknown, path: Path): Path | undefined {
  const list = keyIn(file, 'runners');
  const place: (string | number)[] = list === undefined ? [] : [list, 0];
  if (list === undefined) return undefined;
  for (const part of path) {
    const key = keyIn(valueAt(file, place), String(part));
    if (key === undefined) return undefined;
    place.push(key);
  }
  return place;
}

function keyIn(table: unknown, key: string): string | undefined {
  return isMapping(table)
    ? Object.keys(table).find((one) => one.toLowerCase() === key.toLowerCase())
    : undefined;
}

function withoutAt(value: unknown, [first, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === first ? withoutAt(item, rest) : item));
  }
  if (!isMapping(value)) return value;
  const { [String(first)]: below, ...others } = value;
  return rest.length === 0 ? others : { ...others, [String(first)]: withoutAt(below, rest) };
}
