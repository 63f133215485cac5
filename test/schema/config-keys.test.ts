import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { FoundFlag } from '../../scripts/upstream/read-config-keys.ts';
import type { KeyList, ListedKey } from '../../scripts/upstream/refresh-config-keys.ts';
import { findings } from '../support/findings.ts';

interface Node {
  readonly type?: string | string[];
  readonly $ref?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: string[];
  readonly properties?: Record<string, Node>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly [remark: `x-${string}`]: unknown;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;
const { definitions } = read<{ definitions: Record<string, Node> }>(
  '../../src/core/schema/gitlab-runner.schema.json',
);
const list = read<KeyList>('../../scripts/upstream/config-keys.json').keys;
const flags = read<FoundFlag[]>('../../scripts/upstream/feature-flags.json');

/** Keys in a runner's table that are ours, and the key whose place `spec.runners` takes. */
const OURS = ['runners[].dockerBuilds', 'runners[].cacheCredentials'];
const LISTED_ELSEWHERE = ['runners'];
/** Rendered by us where the document leaves them out, the last where a Secret has it. */
const FILLED_IN = ['runners[].executor', 'runners[].kubernetes', 'runners[].cache.azure.AccountName'];

/** What tags add to the schema of the runner's own check, with an entry that breaks it; two only add the null. */
const AGAINST_TAGS: readonly (readonly [path: string, tag: string, runner?: object])[] = [
  ['runners[].request_concurrency', 'min=1', { request_concurrency: 0 }],
  ['runners[].url', 'minLength=1', { url: '' }],
  ['runners[].token', 'minLength=1', { token: { value: '' } }],
  ['runners[].shell', 'enum=bash,enum=sh,enum=cmd,enum=pwsh,enum=powershell,enum=', { shell: 'zsh' }],
  ['runners[].cache.s3.DualStack', 'oneof_type=boolean;null'],
  ['runners[].cache.s3.PathStyle', 'oneof_type=boolean;null'],
  [
    'runners[].kubernetes.autoscaler.policy[].idle_time',
    'minimum=1000000000',
    { kubernetes: { autoscaler: { policy: [{ idle_time: '5ms' }] } } },
  ],
];

const target = (node: Node): Node =>
  node.$ref ? definitions[node.$ref.replace('#/definitions/', '')]! : node;
const isNewer = (a: string, b: string): boolean => {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA === majorB ? minorA > minorB : majorA > majorB;
};

/** The name that the key list has for the type of a schema node. */
function typeOf(node: Node): string {
  if (node.format === 'duration' || node.format === 'datetime') return node.format;
  if (node.format === 'quantity') return 'string';
  if (Array.isArray(node.type)) return 'string|array<string>';
  const { type, items, additionalProperties } = target(node);
  if (node.$ref === '#/definitions/Token') return 'string';
  if (node.$ref === '#/definitions/FeatureFlags') return 'map<string,bool>';
  if (type === 'array') return `array<${typeOf(items!)}>`;
  if (type === 'object')
    return typeof additionalProperties === 'object' ? `map<string,${typeOf(additionalProperties)}>` : 'table';
  return { string: 'string', integer: 'int', number: 'float', boolean: 'bool' }[String(type)] ?? String(type);
}

interface Found {
  readonly node: Node;
  /** First release: the newest one that is named on the way from the root. */
  readonly since: string;
  readonly isRequired: boolean;
}

const found = new Map<string, Found>();
function walk(table: Node, prefix: string, since: string): void {
  for (const [name, node] of Object.entries(table.properties ?? {})) {
    const path = prefix + name;
    if (OURS.includes(path)) continue;
    const own = (node['x-since'] as string | undefined) ?? since;
    const first = isNewer(own, since) ? own : since;
    const isRequired = [table.required, table['x-required']].some(
      (keys) => (keys as string[] | undefined)?.includes(name) === true,
    );
    found.set(path, { node, since: first, isRequired });
    const type = typeOf(node);
    if (type === 'table') walk(target(node), `${path}.`, first);
    if (type === 'array<table>') walk(target(node.items!), `${path}[].`, first);
  }
}
walk(definitions.Config!, '', '15.0');
walk(definitions.Runner!, 'runners[].', '15.0');

const listed = list.filter(({ path }) => !LISTED_ELSEWHERE.includes(path));
const each = <T>(read: (key: ListedKey) => T): Record<string, T> =>
  Object.fromEntries(listed.map((key) => [key.path, read(key)]));
const eachFound = <T>(read: (found: Found) => T): Record<string, T> =>
  Object.fromEntries([...found].map(([path, entry]) => [path, read(entry)]));
const values = ({ node }: Found): Node => (node.items && !Array.isArray(node.type) ? node.items : node);

describe('the keys of config.toml in the schema', () => {
  it('are the 526 keys of the list, with `spec.runners` for the table that holds them', () => {
    expect(list).toHaveLength(526);
    expect([...found.keys()].sort()).toEqual(listed.map(({ path }) => path).sort());
  });

  it('have the types of the list', () => {
    expect(eachFound(({ node }) => typeOf(node))).toEqual(each(({ type }) => type));
  });

  it('begin with the releases of the list', () => {
    expect(eachFound(({ since }) => since)).toEqual(each(({ since }) => since));
  });

  it('take the values of the list', () => {
    const enumOf = (entry: Found): unknown => values(entry).enum ?? entry.node.items?.enum;
    expect(eachFound(enumOf)).toEqual(each((key) => key.enum));
    const { node } = found.get('runners[].kubernetes.node_tolerations')!;
    const tolerations = list.find(({ path }) => path === 'runners[].kubernetes.node_tolerations')!;
    expect(new Set((node.additionalProperties as Node).enum)).toEqual(
      new Set(tolerations.valueEnum as string[]),
    );
  });

  it('have the limits of the list', () => {
    for (const { path, min, max } of listed) {
      const { node } = found.get(path)!;
      if (typeof min === 'number') expect(node.minimum, path).toBe(min);
      if (typeof max === 'number') expect(node.maximum, path).toBe(max);
    }
  });

  it('are required where the list says so', () => {
    const required = listed.filter((key) => key.required === true).map(({ path }) => path);
    const missing = required.filter((path) => !found.get(path)!.isRequired);
    expect(missing.sort()).toEqual([...FILLED_IN].sort());
  });

  it("are required where the runner's own check refuses the table without them", () => {
    const refused = listed.filter(({ refusesNull }) => refusesNull).map(({ path }) => path);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter((path) => !found.get(path)!.isRequired)).toEqual([]);
  });

  it("are refused with values that the runner's own check refuses", () => {
    const constraints = listed.filter(({ jsonschema }) => jsonschema !== undefined);
    expect(constraints.map(({ path, jsonschema }) => [path, jsonschema])).toEqual(
      AGAINST_TAGS.map(([path, jsonschema]) => [path, jsonschema]),
    );
    for (const [path, , runner] of AGAINST_TAGS) {
      if (runner === undefined) continue;
      expect(
        findings(runner).filter((finding) => finding.startsWith('error ')),
        path,
      ).toHaveLength(1);
    }
  });

  it('carry default, deprecation and secrecy', () => {
    expect(eachFound(({ node }) => node['x-runner-default'])).toEqual(each((key) => key.default));
    expect(eachFound(({ node }) => node['x-deprecated'] !== undefined)).toEqual(
      each((key) => key.deprecated === true),
    );
    const secret = eachFound(({ node }) => node['x-secret'] === true);
    for (const { path } of listed.filter((key) => key.secret === true)) expect(secret[path], path).toBe(true);
  });

  it('have a format where the list names a form', () => {
    const formats: Record<string, string> = {
      'host:port': 'host-port',
      'KEY=value': 'env-assignment',
      'k8s quantity': 'quantity',
      'Go RE2': 're2',
      '^[0-9]+$': 'numeric-id',
    };
    for (const { path, pattern } of listed) {
      const format = formats[String(pattern)];
      if (format !== undefined) expect(values(found.get(path)!).format, path).toBe(format);
    }
  });

  it('are all described in full sentences', () => {
    for (const [path, { node }] of found) {
      if (node.$ref === '#/definitions/Token') continue;
      expect(node.description, path).toMatch(/^[A-Z`].*[.)]$/s);
    }
  });
});

describe('the feature flags in the schema', () => {
  const known = definitions.FeatureFlags!.properties!;

  it('are those of the list, with default and end', () => {
    const expected = flags.map((flag) => [
      flag.name,
      flag.default,
      flag.deprecated,
      flag.removedWith ?? undefined,
    ]);
    const actual = Object.entries(known).map(([name, node]) => [
      name,
      node['x-runner-default'],
      node['x-deprecated'] !== undefined,
      node['x-removed-with'],
    ]);
    expect(actual).toEqual(expected);
  });

  it('are switches, and no others are taken', () => {
    expect(Object.values(known).every(({ type }) => type === 'boolean')).toBe(true);
    expect(definitions.FeatureFlags!.additionalProperties).toBe(false);
  });
});
