import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { schemaText } from '../../generated/schema.ts';

/** What this rule asks of a schema. */
interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
}
type Definitions = Readonly<Record<string, Node>>;

/** Keys that the rest of the document is made to fit, so that they cannot come unchecked, with their place. */
const RESERVED: Readonly<Record<string, string>> = {
  runners: 'Write the sections under `spec.runners`.',
  token:
    'Write it as `token.secretKeyRef` or `token.value` of the runner, so that it stays out of config.toml.',
  executor: 'Only the Kubernetes executor is possible here.',
};

/** Keys that reach config.toml without a check, and those that cannot. */
export function checkUnchecked({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { config = {}, runners = {} } = spec.unchecked;
  if (Object.keys(config).length + Object.keys(runners).length === 0) return;
  const { definitions } = JSON.parse(schemaText) as { definitions: Definitions };
  const path = ['spec', 'unchecked'];
  checkSection(config, ['runners'], definitions.Config!, [...path, 'config']);
  for (const [id, keys] of Object.entries(runners)) {
    if (Object.hasOwn(spec.runners, id)) {
      checkSection(keys, ['token', 'executor'], definitions.Runner!, [...path, 'runners', id]);
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

  function checkSection(section: object, reserved: readonly string[], node: Node, at: Path): void {
    for (const [key, value] of Object.entries(section)) {
      if (reserved.includes(key)) {
        report({
          code: 'NOT_ALLOWED',
          severity: 'error',
          message: `${key} cannot be passed unchecked: the rest of the document is made to fit it.`,
          path: [...at, key],
          at: 'key',
          help: RESERVED[key]!,
        });
      } else {
        checkKind(value, propertyOf(node, key), [...at, key], definitions, report);
        for (const leaf of leaves(value, [...at, key])) checkLeaf(leaf.value, leaf.path, report);
      }
    }
  }
}

function propertyOf({ properties = {}, additionalProperties }: Node, key: string): Node | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** A known key of another kind than the runner's would keep it from loading the whole file. */
function checkKind(
  value: unknown,
  node: Node | undefined,
  path: Path,
  definitions: Definitions,
  report: Report,
): void {
  if (node === undefined || value === null) return;
  const target = node.$ref === undefined ? node : definitions[node.$ref.slice('#/definitions/'.length)]!;
  const kinds = [target.type ?? []].flat();
  if (kinds.length > 0 && !kinds.some((kind) => isOfKind(value, kind))) {
    report({
      code: 'WRONG_TYPE',
      severity: 'error',
      message: `${path.at(-1)} takes a value of type ${kinds.join(' or ')}; with another one the runner refuses to load config.toml.`,
      path,
    });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkKind(item, target.items, [...path, index], definitions, report);
    });
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      checkKind(item, propertyOf(target, key), [...path, key], definitions, report);
    }
  }
}

function isOfKind(value: unknown, kind: string): boolean {
  switch (kind) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isTable(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === kind;
  }
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
    help: 'Where the schema knows the key, write it under `spec.config` or `spec.runners`.',
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
  if (!isTable(value) || Object.keys(value).length === 0) return [{ value, path }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
