import { isMapping } from '../data/is-mapping.ts';
import { formatPath, type Path, type Report } from '../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { followed, type SchemaNode, schemaOf } from './schema.ts';

/** Keys of config.toml that the schema has not, and that the rest of the document stands for, with what to do. */
const RESERVED: Readonly<Record<string, string>> = {
  runners: 'Write the sections under `spec.runners`.',
  executor: 'Only the Kubernetes executor is possible here.',
};

/** Keys that reach config.toml without a check, and those that cannot. */
export function checkUnchecked({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { config = {}, runners = {} } = spec.unchecked;
  const path = ['spec', 'unchecked'];
  checkTable(config, [...path, 'config'], ['spec', 'config'], report, ['runners']);
  for (const [id, keys] of Object.entries(runners)) {
    if (Object.hasOwn(spec.runners, id)) {
      checkTable(keys, [...path, 'runners', id], ['spec', 'runners', id], report, ['executor']);
      continue;
    }
    report({
      code: 'UNKNOWN_KEY',
      severity: 'error',
      message: `There is no runner "${id}" to add unchecked keys to.`,
      path: [...path, 'runners', id],
      at: 'key',
      help: `The runners are ${Object.keys(spec.runners).join(', ')}.`,
    });
  }
}

/** Looks at a table and those in it that the schema knows; `home` is the place of its keys in the document. */
function checkTable(
  table: object,
  at: Path,
  home: Path,
  report: Report,
  reserved: readonly string[] = [],
): void {
  if (Object.keys(table).length === 0) return;
  const properties = schemaOf(home)?.properties ?? {};
  const names = new Map([...reserved, ...Object.keys(properties)].map((key) => [fold(key), key]));
  for (const [key, value] of Object.entries(table)) {
    const path = [...at, key];
    const known = names.get(fold(key));
    if (known === undefined) {
      for (const leaf of leaves(value, path)) checkLeaf(leaf.value, leaf.path, report);
    } else if (known === key && isMapping(value) && hasKeys(properties[key])) {
      checkTable(value, path, [...home, key], report);
    } else {
      report({
        code: 'NOT_ALLOWED',
        severity: 'error',
        message: `${key} cannot be passed unchecked: ${known === key ? '' : `the runner reads it as ${known}, and `}the rest of the document is made to fit it.`,
        path,
        at: 'key',
        help: RESERVED[known] ?? `Write it as \`${formatPath([...home, known])}\`.`,
      });
    }
  }
}

/** The runner's TOML library takes keys for each other that differ in case alone, as Unicode folds it. */
function fold(key: string): string {
  return key.toUpperCase().toLowerCase();
}

function hasKeys(node: SchemaNode | undefined): boolean {
  return node !== undefined && followed(node).properties !== undefined;
}

function checkLeaf(value: unknown, path: Path, report: Report): void {
  const fault = tomlFault(value);
  if (fault !== undefined) {
    report({
      code: 'REFUSED_VALUE',
      severity: 'error',
      message: `This value cannot be written into config.toml: ${fault}.`,
      path,
      help: 'TOML has texts, numbers, booleans, tables, and lists of one kind.',
    });
  }
  report({
    code: 'UNCHECKED_KEY',
    severity: 'warning',
    message: `${path.at(-1)} goes into config.toml unchecked; a runner that does not know it ignores it without a word.`,
    path,
    at: 'key',
    help: 'Look it up in the documentation of the release that runs.',
  });
}

function tomlFault(value: unknown): string | undefined {
  if (value === null) return 'TOML has no null';
  if (typeof value !== 'object') return undefined;
  const items: unknown[] = Object.values(value);
  const kinds = new Set(items.map((item) => (Array.isArray(item) ? 'list' : typeof item)));
  if (Array.isArray(value) && kinds.size > 1) return 'a list holds one kind of value';
  return items.map(tomlFault).find((fault) => fault !== undefined);
}

/** The values that stand for themselves: all but mappings with keys, which only lead to others. */
function leaves(value: unknown, path: Path): { readonly value: unknown; readonly path: Path }[] {
  if (!isMapping(value) || Object.keys(value).length === 0) return [{ value, path }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}
