import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type JSONSchema, kubernetesDefinitions } from '../../scripts/kubernetes-definitions.ts';
import { descriptions } from '../../scripts/kubernetes-descriptions.ts';
import { droppedFields, fieldFacts, typeFacts } from '../../scripts/kubernetes-facts.ts';

const definitions = kubernetesDefinitions();

/** Those, and those of types that only rendered objects have. */
const known = {
  ...definitions,
  ...kubernetesDefinitions(['PodDisruptionBudget', 'PodSpec', 'PriorityClass']),
};

/** Every schema within a schema, with a path for messages. */
function* subschemas(schema: JSONSchema, path: string): Generator<[string, JSONSchema]> {
  yield [path, schema];
  for (const [field, property] of Object.entries((schema.properties ?? {}) as Record<string, JSONSchema>)) {
    yield* subschemas(property, `${path}.${field}`);
  }
  for (const keyword of ['items', 'additionalProperties']) {
    const inner = schema[keyword];
    if (typeof inner === 'object' && inner !== null)
      yield* subschemas(inner as JSONSchema, `${path}.${keyword}`);
  }
}

const all = Object.entries(definitions).flatMap(([name, definition]) => [...subschemas(definition, name)]);

function accepts(type: string, value: unknown): boolean {
  const formats = Object.fromEntries(
    JSON.stringify(known)
      .match(/"format":"[^"]+"/g)!
      .map((text) => [text.slice(10, -1), true] as const),
  );
  const ajv = new Ajv({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    formats,
    keywords: ['tsType'],
  });
  return ajv.compile({ definitions: known, $ref: `#/definitions/io.k8s.${type}` })(value) as boolean;
}

/** Entries of a table by type and field for which there is no definition. `self` stands for the type. */
function unused(table: Readonly<Record<string, object>>, within: Record<string, JSONSchema>): string[] {
  return Object.entries(table).flatMap(([type, fields]) => {
    const definition = within[`io.k8s.${type}`];
    if (definition === undefined) return [type];
    const known = ['self', ...Object.keys(definition.properties ?? {})];
    const unknown = Object.keys(fields).filter((field) => !known.includes(field));
    return unknown.map((field) => `${type}.${field}`);
  });
}

describe('the io.k8s definitions', () => {
  test('are those of the schema file', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../src/core/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
    );
    const committed = Object.fromEntries(
      Object.entries(schema.definitions).filter(([name]) => name.startsWith('io.k8s.')),
    );
    expect(Object.keys(committed)).toEqual(Object.keys(definitions));
    for (const [name, definition] of Object.entries(definitions)) {
      expect(JSON.stringify(committed[name]), name).toBe(JSON.stringify(definition));
    }
  });

  test('refuse unknown fields wherever there are fields', () => {
    const open = all.filter(([, schema]) => schema.properties && schema.additionalProperties !== false);
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test('describe every field in at least a few words', () => {
    const fields = all.flatMap(([path, schema]) =>
      Object.entries((schema.properties ?? {}) as Record<string, JSONSchema>).map(([field, property]) => ({
        path: `${path}.${field}`,
        description: String(property.description ?? ''),
      })),
    );
    expect(fields.length).toBeGreaterThan(400);
    expect(fields.filter(({ description }) => !/^[^ ].{9,}[./]$/.test(description))).toEqual([]);
  });

  test('point only at definitions that exist', () => {
    const refs = all.map(([, schema]) => schema.$ref).filter((ref) => ref !== undefined);
    const missing = refs.filter(
      (ref) => definitions[String(ref).slice('#/definitions/'.length)] === undefined,
    );
    expect(missing).toEqual([]);
  });

  test('name only modules that kubernetes-types has', () => {
    const aliases = Object.values(definitions).flatMap(
      (definition) => String(definition.tsType).match(/\b[a-z]+v\d(?=\.)/g) ?? [],
    );
    expect(new Set(aliases).size).toBeGreaterThan(4);
    const modules = new URL('../../node_modules/kubernetes-types/', import.meta.url);
    const missing = [...new Set(aliases)]
      .map((alias) => `${alias.replace(/(v\d)$/, '/$1')}.d.ts`)
      .filter((file) => !existsSync(new URL(file, modules)));
    expect(missing).toEqual([]);
  });

  test('use every fact and every description', () => {
    expect(unused(descriptions, definitions)).toEqual([]);
    expect(unused(fieldFacts, known)).toEqual([]);
    const types = [typeFacts, droppedFields].flatMap(Object.keys);
    expect(types.filter((type) => known[`io.k8s.${type}`] === undefined)).toEqual([]);
  });

  test('throw for a type that Kubernetes does not have', () => {
    expect(() => kubernetesDefinitions(['Containr'])).toThrow('Kubernetes has no type Containr');
  });
});

describe('a Kubernetes value is', () => {
  const toleration = { key: 'ci', operator: 'Exists', effect: 'NoSchedule' };
  const container = { name: 'a', image: 'a:1', resources: { limits: { cpu: '500m' } } };
  test.each<[string, string, unknown, boolean]>([
    ['a toleration', 'Toleration', toleration, true],
    ['a misspelt key', 'Toleration', { ...toleration, tolerationSecond: 3 }, false],
    ['an unknown operator', 'Toleration', { ...toleration, operator: 'Exist' }, false],
    ['a negative tolerationSeconds', 'Toleration', { ...toleration, tolerationSeconds: -1 }, true],
    ['a container', 'Container', container, true],
    ['a container without a name', 'Container', { image: 'a:1' }, false],
    ['a number as a quantity', 'Container', { ...container, resources: { limits: { cpu: 1 } } }, true],
    ['a number below zero', 'Container', { ...container, resources: { limits: { cpu: -1 } } }, false],
    ['a number as a value', 'EnvVar', { name: 'A', value: 1 }, false],
    [
      'two sources of a value',
      'EnvVarSource',
      { fieldRef: { fieldPath: 'a' }, resourceFieldRef: { resource: 'limits.cpu' } },
      false,
    ],
    ['a Secret key without the Secret', 'EnvVarSource', { secretKeyRef: { key: 'a' } }, false],
    ['a port', 'ContainerPort', { containerPort: 9252, name: 'metrics' }, true],
    ['a port above 65535', 'ContainerPort', { containerPort: 65536 }, false],
    ['a port as text', 'ContainerPort', { containerPort: '9252' }, false],
    ['a named port of a probe', 'Probe', { httpGet: { port: 'metrics', path: '/' } }, true],
    ['a zero period', 'Probe', { tcpSocket: { port: 1 }, periodSeconds: 0 }, false],
    ['a volume with two sources', 'Volume', { name: 'a', emptyDir: {}, secret: { secretName: 'a' } }, false],
    ['an image volume', 'Volume', { name: 'a', image: { reference: 'a:1', pullPolicy: 'Always' } }, true],
    ['a volume in huge pages', 'Volume', { name: 'a', emptyDir: { medium: 'HugePages-2Mi' } }, true],
    ['a volume in a misspelt medium', 'Volume', { name: 'a', emptyDir: { medium: 'memory' } }, false],
    ['a Secret by the key of a ConfigMap', 'Volume', { name: 'a', secret: { name: 'a' } }, false],
    ['a file mode above 0777', 'Volume', { name: 'a', secret: { secretName: 'a', defaultMode: 512 } }, false],
    [
      'a claim template with a name',
      'PersistentVolumeClaimTemplate',
      { metadata: { name: 'a' }, spec: {} },
      false,
    ],
    [
      'a share of Pods',
      'DeploymentStrategy',
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
      true,
    ],
    ['an unknown strategy', 'DeploymentStrategy', { type: 'Rolling' }, false],
    ['an empty peer', 'NetworkPolicyPeer', {}, false],
    ['a peer', 'NetworkPolicyPeer', { namespaceSelector: {} }, true],
    [
      'a metric',
      'MetricSpec',
      { type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: '2' } } },
      true,
    ],
    [
      'a metric in the form of v2beta1',
      'MetricSpec',
      { type: 'Pods', pods: { metricName: 'a', targetAverageValue: '2' } },
      false,
    ],
    ['a rule without verbs', 'PolicyRule', { apiGroups: [''], resources: ['pods'] }, false],
    [
      'a claim in the form of 1.30',
      'PodResourceClaim',
      { name: 'a', source: { resourceClaimName: 'a' } },
      false,
    ],
    ['a stop signal', 'Lifecycle', { stopSignal: 'SIGQUIT' }, true],
    ['a stop signal without SIG', 'Lifecycle', { stopSignal: 'QUIT' }, false],
    ['group ids', 'PodSecurityContext', { supplementalGroups: [0, 65533] }, true],
    ['a group id below zero', 'PodSecurityContext', { supplementalGroups: [-1] }, false],
  ])('%s of type %s is judged', (_, type, value, expected) => {
    expect(accepts(type, value)).toBe(expected);
  });
});
