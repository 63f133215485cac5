import { readFileSync } from 'node:fs';
import type { SchemaNode } from '../../src/core/schema/node.ts';
import type { GitLabRunner } from '../../src/index.ts';
import { formatSamples } from './format-samples.ts';

const { definitions } = JSON.parse(
  readFileSync(new URL('../../src/core/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
) as { definitions: Readonly<Record<string, SchemaNode>> };

const file = '/home/gitlab-runner/file';

/** Values that other keys call for, by the end of the path; for the rest any value of the right shape will do. */
const chosen: Readonly<Record<string, unknown>> = {
  'config.concurrent': 10,
  'config.listen_address': ':9252',
  'cache.Type': 's3',
  'runner.url': 'https://gitlab.example.com',
  'runner.token': { secretKeyRef: { name: 'token', key: 'token' } },
  'runner.limit': 5,
  'runner.proxy_exec': false,
  'kubernetes.host': 'https://k8s.example.com',
  'kubernetes.namespace_per_job': false,
  'kubernetes.privileged': false,
  'kubernetes.allowed_pull_policies': ['always', 'if-not-present', 'never'],
  'kubernetes.dns_policy': 'none',
  'kubernetes.poll_timeout': 180,
  'kubernetes.poll_interval': 3,
  'kubernetes.helper_image_flavor': 'alpine3.21',
  '_container_security_context.privileged': false,
  mount_propagation: 'HostToContainer',
  'kubernetes.pod_spec': [
    { name: 'text', patch: 'hostUsers: false', patch_type: 'strategic' },
    { name: 'file', patch_path: file },
  ],
  'requirement.operator': 'In',
  'requirement.values': ['a', 'b'],
  'field.key': 'metadata.name',
  'field.operator': 'In',
  'field.values': ['a'],
  'policy.periods': ['* 8-17 * * mon-fri'],
  'policy.idle_time': '5m',
};

/** Texts made so far: each gets its number, so that names and paths never clash. */
let count = 0;

/**
 * A document with every key of config.toml at once. Each runner has a lifecycle hook of another kind, of which
 * only one is allowed at a time, so that there are three runners.
 */
export function everyKey(): GitLabRunner {
  count = 0;
  const runner = (kind: number): object => make(definitions.Runner!, 'runner', kind) as object;
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner', namespace: 'ci' },
    spec: {
      version: '19.4.0',
      config: make(definitions.Config!, 'config', 0),
      runners: { one: runner(0), two: runner(1), three: runner(2) },
    },
  } as GitLabRunner;
}

function make(node: SchemaNode, place: string, kind: number): unknown {
  const key = Object.keys(chosen).find((each) => place.endsWith(each));
  if (key !== undefined) return chosen[key];
  const target = node.$ref ? definitions[node.$ref.replace('#/definitions/', '')]! : node;
  if (target.enum) return target.enum.at(-1);
  return makeType(target, place, kind);
}

function makeType(node: SchemaNode, place: string, kind: number): unknown {
  switch ([node.type].flat()[0]) {
    case 'boolean':
      return true;
    case 'integer':
      return Math.max(node.minimum ?? 0, Math.min(5, node.maximum ?? 5));
    case 'number':
      return 0.5;
    case 'array':
      return [make(node.items!, place, kind)];
    case 'object':
      return node.properties ? makeTable(node, place, kind) : makeMap(node, place, kind);
    default:
      return makeText(node, place);
  }
}

function makeText({ format }: SchemaNode, place: string): string {
  count += 1;
  if (place.endsWith('mount_path')) return `/mnt/${count}`;
  if (/volumes\.\w+\.name$/.test(place)) return `volume-${count}`;
  if (format === 'absolute-path') return file;
  if (format === 'quantity') return '1Gi';
  if (format === 'image' || format === 'job-image') return 'registry.example.com/image:v19.4.0';
  return format === undefined
    ? `text ${count}: "quoted" \\ and\ttabbed\nin two lines`
    : formatSamples[format]!.at(-1)!;
}

function makeMap({ propertyNames, additionalProperties }: SchemaNode, place: string, kind: number): object {
  const key = propertyNames?.format === undefined ? 'some key' : formatSamples[propertyNames.format]!.at(-1)!;
  return { [key]: make(additionalProperties as SchemaNode, `${place}.*`, kind) };
}

function makeTable({ properties = {}, maxProperties }: SchemaNode, place: string, kind: number): object {
  const ours = ['dockerBuilds', 'cacheCredentials'];
  const entries = Object.entries(properties).filter(([key]) => !(place === 'runner' && ours.includes(key)));
  const picked = maxProperties === 1 ? [entries[kind % entries.length]!] : entries;
  const here = place.endsWith('match_expressions')
    ? 'requirement'
    : place.replace(/^.*match_fields$/, 'field');
  return Object.fromEntries(picked.map(([key, property]) => [key, make(property, `${here}.${key}`, kind)]));
}
