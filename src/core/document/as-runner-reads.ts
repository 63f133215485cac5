import { isMapping } from '../data/is-mapping.ts';
import { type Path, valueAt } from '../data/path.ts';
import { followPatterns, patternTree } from '../data/pattern-tree.ts';
import { walk } from '../data/walk.ts';
import { type Diagnostic, diagnostic, formatPath } from '../findings/diagnostic.ts';
import { anyCase, requiredOfRunner } from '../generated/annotations.ts';
import { accepts } from '../schema/accepts.ts';
import { schemaOf } from '../schema/node.ts';
import { SHARED } from './runner-defaults.ts';

const spellings = patternTree(anyCase);

type Mutable = Record<string | number, unknown>;

/**
 * Writes a document with merged runner entries, in place, as the runner reads it: values that it compares without
 * regard to case in the spelling of the schema, and no text that the runner ignores as empty. Returns what there is to
 * say about such texts.
 */
export function asRunnerReads(document: unknown): Diagnostic[] {
  followPatterns(document, spellings, (values, path, value) => {
    const known =
      typeof value === 'string' && values.find((one) => one.toLowerCase() === value.toLowerCase());
    if (known) (valueAt(document, path.slice(0, -1)) as Mutable)[path.at(-1)!] = known;
  });
  const shared = valueAt(document, SHARED);
  const runners = valueAt(document, ['spec', 'runners']);
  const entries = isMapping(runners) ? Object.keys(runners).map((id) => ['spec', 'runners', id]) : [];
  const found: Diagnostic[] = [];
  const empty: Path[] = [];
  for (const root of [...entries, SHARED]) {
    for (const path of emptyTexts(document, root)) {
      empty.push(path);
      // An empty text that removes a shared value is intended. One that is shared itself is reported there.
      const isTold = root === SHARED || valueAt(shared, path.slice(root.length)) === undefined;
      if (isTold) found.push(emptyText(path));
    }
  }
  for (const path of empty) delete (valueAt(document, path.slice(0, -1)) as Mutable)[path.at(-1)!];
  return found;
}

function emptyText(path: Path): Diagnostic {
  const message = `${formatPath(path.slice(-1))} is empty, and the runner reads that as if it were absent.`;
  return diagnostic('NO_EFFECT', { path, at: 'key' }, message, {
    help: 'Leave it out.',
    fix: { do: 'remove', path },
  });
}

/** Keys of a runner whose empty text means something, if only a mistake: ours, and those that a runner has to have. */
const OURS = ['token', 'dockerBuilds'];
/** Lists that count as empty if their only item is an empty text. */
const LISTS = ['pull_policy', 'allowed_pull_policies'];

/** The keys of a runner that hold a text without a letter, where the schema wants another one or none. */
function emptyTexts(document: unknown, root: Path): Path[] {
  const found: Path[] = [];
  walk(valueAt(document, root), (item, path) => {
    if (path.length === 0) return undefined;
    const key = path.at(-1);
    if (path.length === 1 && OURS.includes(key as string)) return false;
    const isEmptyList = Array.isArray(item) && item.length === 1 && item[0] === '';
    if (item !== '' && !(isEmptyList && LISTS.includes(key as string))) return undefined;
    found.push([...root, ...path]);
    return false;
  });
  return found.filter((path) => isUnset(path, root));
}

/** Whether the runner reads an empty text at a place as absent: the key is optional, and holds plain text. */
function isUnset(path: Path, root: Path): boolean {
  const key = path.at(-1)!;
  const [node, above] = [schemaOf(path), schemaOf(path.slice(0, -1))];
  if (node === undefined || above?.properties === undefined || !Object.hasOwn(above.properties, key))
    return false;
  const within = JSON.stringify(path.slice(root.length, -1));
  const isRequired =
    above.required?.includes(String(key)) === true ||
    requiredOfRunner.some(([place, name]) => name === key && JSON.stringify(place) === within);
  const isText = node['x-empty-counts'] !== true && !/^(?:duration|datetime)$/.test(node.format ?? '');
  return !isRequired && isText && !accepts('', node);
}
