import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type GoFile, type GoStruct, type GoType, goTokens, parseGoFile } from './go-types.ts';

/** A key of config.toml as the Go structs have it. `[]` in the path stands for each table of a list. */
export interface FoundKey {
  readonly path: string;
  /** `string`, `int`, `bool`, `float`, `duration`, `datetime`, `table`, `array<…>`, `map<string,…>`, or two with `|`. */
  readonly type: string;
  /** Whether leaving the key out differs from its zero value. */
  readonly nullable?: true;
  /** Environment variable that `gitlab-runner register` takes the value from. */
  readonly registerEnv?: string;
  /**
   * Whether the runner's own check refuses the table without the key: it looks at the structs as JSON, in which the absent
   * value is a null that its schema does not take.
   */
  readonly refusesNull?: true;
  /** What the key's tag adds to that schema: `minLength=1`. */
  readonly jsonschema?: string;
}

/** A feature flag as helpers/featureflags has it. */
export interface FoundFlag {
  readonly name: string;
  readonly default: boolean;
  readonly deprecated: boolean;
  /** Release that drops the flag. */
  readonly removedWith: string | null;
}

/** Tables of other executors, and what only those read. */
const OTHER_EXECUTORS =
  /^(machine|runners\[\]\.(instance|ssh|docker|parallels|virtualbox|machine|custom|autoscaler))$/;

/** Types that decode themselves, and types of other modules: by package and name. */
const KNOWN_TYPES: Readonly<Record<string, string>> = {
  'time.Duration': 'duration',
  'time.Time': 'datetime',
  'k8s.io/api/core/v1.Capability': 'string',
  'k8s.io/api/core/v1.ProcMountType': 'string',
  'common.StringOrArray': 'string|array<string>',
};

const BASIC_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'bool',
  ...Object.fromEntries(
    ['', '8', '16', '32', '64'].flatMap((size) => [`int${size}`, `uint${size}`].map((name) => [name, 'int'])),
  ),
  float32: 'float',
  float64: 'float',
};

type Resolved =
  | { readonly kind: 'value'; readonly type: string }
  | { readonly kind: 'table'; readonly fields: GoStruct; readonly scope: Scope }
  | { readonly kind: 'list' | 'map'; readonly of: Resolved };

/** Where a name is looked up: the file, and the folder of its package. */
interface Scope {
  readonly file: GoFile;
  readonly folder: string;
}

/** Whether an absent value is written as a null that the schema of its field refuses. */
function refusesNull(type: GoType, resolved: Resolved, tag: Readonly<Record<string, string>>): boolean {
  const isNil =
    type.kind === 'pointer' ||
    (resolved.kind === 'value' ? resolved.type.includes('array') : resolved.kind !== 'table');
  const isLeftOut = /^-$|,omit(?:empty|zero)\b/.test(tag.json ?? '');
  return isNil && !isLeftOut && !/\bnull\b/.test(tag.jsonschema ?? '');
}

/**
 * Returns every key of config.toml that the Kubernetes executor knows, in the order of the Go structs: the
 * struct `Config` in common/ of a gitlab-runner checkout, and all that it holds.
 *
 * @throws Error where a type is neither in the checkout nor in the table above.
 */
export function readConfigKeys(checkout: string): FoundKey[] {
  const module = /^module\s+(\S+)/m.exec(readFileSync(join(checkout, 'go.mod'), 'utf8'))?.[1] ?? '';
  const packages = new Map<string, GoFile[]>();

  const filesOf = (folder: string): GoFile[] => {
    const known = packages.get(folder);
    if (known) return known;
    const directory = join(checkout, folder);
    const names = existsSync(directory)
      ? readdirSync(directory)
          .filter((name) => /(?<!_test)\.go$/.test(name))
          .sort()
      : [];
    const files = names.map((name) => parseGoFile(readFileSync(join(directory, name), 'utf8')));
    packages.set(folder, files);
    return files;
  };

  const declared = (folder: string, name: string): { type: GoType; scope: Scope } | undefined => {
    const file = filesOf(folder).find(({ types }) => types.has(name));
    return file && { type: file.types.get(name)!, scope: { file, folder } };
  };

  const resolve = (type: GoType, scope: Scope, path: string): Resolved => {
    switch (type.kind) {
      case 'pointer':
        return resolve(type.of, scope, path);
      case 'list':
      case 'map':
        return { kind: type.kind, of: resolve(type.of, scope, path) };
      case 'struct':
        return { kind: 'table', fields: type, scope };
      case 'name':
        return resolveName(type.name, scope, path);
      default:
        throw new Error(`${path} has a type that no TOML value fits`);
    }
  };

  const resolveName = (written: string, scope: Scope, path: string): Resolved => {
    const basic = BASIC_TYPES[written];
    if (basic) return { kind: 'value', type: basic };
    const [name = '', prefix] = written.split('.').reverse();
    const imported = prefix === undefined ? scope.folder : (scope.file.imports.get(prefix) ?? prefix);
    const folder = imported.startsWith(`${module}/`) ? imported.slice(module.length + 1) : imported;
    const known = KNOWN_TYPES[`${folder}.${name}`];
    if (known) return { kind: 'value', type: known };
    const found = declared(folder, name);
    if (!found)
      throw new Error(`${path}: the type ${written} is not in the checkout; name it in KNOWN_TYPES`);
    return resolve(found.type, found.scope, path);
  };

  const nameOf = (resolved: Resolved): string => {
    if (resolved.kind === 'value') return resolved.type;
    if (resolved.kind === 'table') return 'table';
    return resolved.kind === 'list' ? `array<${nameOf(resolved.of)}>` : `map<string,${nameOf(resolved.of)}>`;
  };

  const keys: FoundKey[] = [];
  // Flags are made of the fields of a struct that is embedded or has a namespace, which is a part of their names.
  const walk = (
    struct: GoStruct,
    scope: Scope,
    prefix: string,
    namespaces: readonly string[] | undefined,
  ): void => {
    for (const { name, type, tag } of struct.fields) {
      const key = tag.toml?.split(',')[0] || name;
      if (key === '-' || (name !== undefined && !/^[A-Z]/.test(name))) continue;
      const path = key === undefined ? prefix : prefix + key;
      if (OTHER_EXECUTORS.test(path)) continue;
      const resolved = resolve(type, scope, path);
      if (key === undefined) {
        if (resolved.kind === 'table') walk(resolved.fields, resolved.scope, prefix, namespaces);
        continue;
      }
      const typeName = nameOf(resolved);
      const isNullable = type.kind === 'pointer' && resolved.kind === 'value';
      const registerEnv = variableOf(tag.env, namespaces);
      keys.push({
        path,
        type: typeName,
        ...(isNullable && { nullable: true }),
        ...(registerEnv !== undefined && { registerEnv }),
        ...(refusesNull(type, resolved, tag) && { refusesNull: true }),
        ...(tag.jsonschema !== undefined && { jsonschema: tag.jsonschema }),
      });
      const table = resolved.kind === 'list' ? resolved.of : resolved;
      if (table.kind !== 'table') continue;
      const below = path === 'runners' ? [] : tag.namespace && namespaces && [...namespaces, tag.namespace];
      walk(table.fields, table.scope, `${path}${resolved.kind === 'list' ? '[]' : ''}.`, below || undefined);
    }
  };

  const root = declared('common', 'Config');
  if (root?.type.kind !== 'struct') throw new Error('common/ has no struct Config');
  walk(root.type, root.scope, '', undefined);
  return keys;
}

/** The variable that a tag names; an `@` in front stands for the namespaces above. */
function variableOf(
  written: string | undefined,
  namespaces: readonly string[] | undefined,
): string | undefined {
  if (written === undefined || namespaces === undefined) return undefined;
  if (!written.startsWith('@')) return written;
  const above = namespaces.map((name) => name.toUpperCase().replaceAll('-', '_'));
  return [...above, written.slice(1)].join('_');
}

/**
 * Returns the feature flags of a gitlab-runner checkout, in the order of helpers/featureflags/flags.go. A flag is named
 * by a constant, or by a text in its place.
 */
export function readFeatureFlags(checkout: string): FoundFlag[] {
  const text = goTokens(readFileSync(join(checkout, 'helpers/featureflags/flags.go'), 'utf8')).join(' ');
  const constants = new Map(
    [...text.matchAll(/(\w+) (?:string )?= "(FF_\w+)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  return [...text.matchAll(/\{ (?:\n )*Name : (\w+|"\w+") ,([^}]*)\}/g)].map(
    ([, written = '', rest = '']) => {
      const name = constants.get(written) ?? /^"(.*)"$/.exec(written)?.[1];
      if (name === undefined) throw new Error(`no constant ${written} names a feature flag`);
      return {
        name,
        default: /DefaultValue : true/.test(rest),
        deprecated: /Deprecated : true/.test(rest),
        removedWith: /ToBeRemovedWith : "(.+?)"/.exec(rest)?.[1] ?? null,
      };
    },
  );
}
