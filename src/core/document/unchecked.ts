import { isMapping } from '../data/is-mapping.ts';
import { type Path, valueAt } from '../data/path.ts';
import { type Diagnostic, diagnostic, formatPath } from '../findings/diagnostic.ts';
import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import { followed, type SchemaNode, schemaOf } from '../schema/node.ts';

/** Keys of config.toml that the schema does not have and other parts of the document replace, with what to do. */
const RESERVED: Readonly<Record<string, string>> = {
  runners: 'Write the sections under `spec.runners`.',
  executor: 'Only the Kubernetes executor is possible here.',
};

/**
 * Returns what there is to say about keys that go into config.toml unchecked: about each, and about those that cannot.
 */
export function uncheckedKeys(document: CheckedGitLabRunner): Diagnostic[] {
  const { spec } = document;
  const { config = {}, runners = {} } = spec.unchecked;
  const path = ['spec', 'unchecked'];
  return [
    ...ofTable(document, config, [...path, 'config'], ['spec', 'config'], ['runners']),
    ...Object.entries(runners).flatMap(([id, keys]) =>
      Object.hasOwn(spec.runners, id)
        ? ofTable(document, keys, [...path, 'runners', id], ['spec', 'runners', id], ['executor'])
        : diagnostic(
            'UNKNOWN_KEY',
            { path: [...path, 'runners', id], at: 'key' },
            `There is no runner "${id}" to add unchecked keys to.`,
            `The runners are ${Object.keys(spec.runners).join(', ')}.`,
          ),
    ),
  ];
}

/** Looks at a table and those in it that the schema knows; `home` is the place of its keys in the document. */
function ofTable(
  document: CheckedGitLabRunner,
  table: object,
  at: Path,
  home: Path,
  reserved: readonly string[] = [],
): Diagnostic[] {
  if (Object.keys(table).length === 0) return [];
  const properties = schemaOf(home)?.properties ?? {};
  const names = new Map([...reserved, ...Object.keys(properties)].map((key) => [foldCase(key), key]));
  return Object.entries(table).flatMap(([key, value]) => {
    const path = [...at, key];
    const known = names.get(foldCase(key));
    if (known === undefined) return leaves(value, path).flatMap(ofLeaf);
    if (known === key && isMapping(value) && hasKeys(properties[key])) {
      return ofTable(document, value, path, [...home, key]);
    }
    const to = [...home, known];
    const isFree = Object.hasOwn(properties, known) && valueAt(document, to) === undefined;
    const why = known === key ? '' : `the runner reads it as ${known}, and `;
    return diagnostic(
      'NOT_ALLOWED',
      { path, at: 'key' },
      `${key} cannot be passed unchecked: ${why}the rest of the document is made to fit it.`,
      {
        help: RESERVED[known] ?? `Write it as \`${formatPath(to)}\`.`,
        ...(isFree && { fix: { do: 'move', path, to } }),
      },
    );
  });
}

/** To the runner's TOML library, keys are the same if they differ only in case, as Unicode folds it. */
function foldCase(key: string): string {
  return key.toUpperCase().toLowerCase();
}

function hasKeys(node: SchemaNode | undefined): boolean {
  return node !== undefined && followed(node).properties !== undefined;
}

function ofLeaf({ value, path }: Leaf): Diagnostic[] {
  const fault = tomlFault(value);
  const isUnchecked = diagnostic(
    'UNCHECKED_KEY',
    { path, at: 'key' },
    `${path.at(-1)} goes into config.toml unchecked; a runner that does not know it ignores it silently.`,
    'Look it up in the documentation of the release that runs.',
  );
  if (fault === undefined) return [isUnchecked];
  const message = `This value cannot be written into config.toml: ${fault}.`;
  const help = 'TOML has texts, numbers, booleans, tables, and lists of one kind.';
  return [diagnostic('REFUSED_VALUE', { path }, message, help), isUnchecked];
}

function tomlFault(value: unknown): string | undefined {
  if (value === null) return 'TOML has no null';
  if (typeof value !== 'object') return undefined;
  const items: unknown[] = Object.values(value);
  const kinds = new Set(items.map((item) => (Array.isArray(item) ? 'list' : typeof item)));
  if (Array.isArray(value) && kinds.size > 1) return 'a list holds one kind of value';
  return items.map(tomlFault).find((fault) => fault !== undefined);
}

interface Leaf {
  readonly value: unknown;
  readonly path: Path;
}

/** The values that stand for themselves: all but mappings with keys, which only lead to others. */
function leaves(value: unknown, path: Path): Leaf[] {
  if (!isMapping(value) || Object.keys(value).length === 0) return [{ value, path }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}
