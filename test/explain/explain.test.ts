import { describe, expect, it } from 'vitest';
import { rootSchema, type SchemaNode } from '../../src/core/schema/node.ts';
import { type ExplainedKey, type Explanation, explain } from '../../src/index.ts';
import { documentPlace, placesFrom } from '../../src/operate/explain/places.ts';

function explained(path?: string, recursive = false): Explanation {
  const result = explain(path, { recursive });
  if (!result.ok) throw new Error(`${path}: ${JSON.stringify(result)}`);
  return result.explanation;
}

const candidates = (path: string): readonly string[] => {
  const result = explain(path);
  return result.ok ? [] : result.candidates;
};

describe('a path', () => {
  it.each([
    ['spec.runners.*.kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners.*.kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['.spec.runners.<id>.kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners.default.kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners["a.b"].kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ["runners['a.b'].kubernetes.poll_timeout", 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners.kubernetes.poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['cache.s3', 'spec.runners.*.cache.s3'],
    ['volumes.secret[0].sub_path', 'spec.runners.*.kubernetes.volumes.secret[].sub_path'],
    ['volumes.secret[].sub_path', 'spec.runners.*.kubernetes.volumes.secret[].sub_path'],
    ['volumes.secret[*].sub_path', 'spec.runners.*.kubernetes.volumes.secret[].sub_path'],
    ['volumes.secret.0.sub_path', 'spec.runners.*.kubernetes.volumes.secret[].sub_path'],
    ['volumes.secret.sub_path', 'spec.runners.*.kubernetes.volumes.secret[].sub_path'],
    ['node_selector["kubernetes.io/os"]', 'spec.runners.*.kubernetes.node_selector.*'],
    ['runners.cache', 'spec.runners.*.cache'],
    ['runners.mine', 'spec.runners.*'],
    ['metadata.name', 'metadata.name'],
    ['spec', 'spec'],
    ['', ''],
  ])('%s leads to %s', (path, place) => {
    expect(explained(path).path).toBe(place);
  });

  it('means our key where Kubernetes has one too, and what the runners share only by its whole path', () => {
    expect(explained('resources').path).toBe('spec.manager.resources');
    expect(explained('runnerDefaults.kubernetes.poll_timeout').path).toBe(
      'spec.runnerDefaults.kubernetes.poll_timeout',
    );
  });

  it('that ends at several places names them all', () => {
    expect(explain('podSecurity.enforce')).toEqual({
      ok: false,
      reason: 'ambiguous',
      candidates: [
        'spec.namespace.podSecurity.enforce',
        'spec.jobs.podSecurity.enforce',
        'spec.jobs.namespaces.*.podSecurity.enforce',
      ],
    });
  });

  it.each([
    ['pol_timeout', 'pol_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners.default.poll_timeout', 'poll_timeout', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runners.default.kubernets.poll_timeout', 'kubernets', 'spec.runners.*.kubernetes.poll_timeout'],
    ['runers.default', 'runers', 'spec.runners.*'],
    ['metdata', 'metdata', 'metadata'],
  ])('%s is unknown, with what may be meant', (path, unknown, meant) => {
    expect(explain(path)).toMatchObject({ ok: false, reason: 'unknown', unknown });
    expect(candidates(path)[0]).toBe(meant);
  });

  it('that is like nothing has no candidate', () => {
    expect(explain('zzzzzzzz')).toEqual({
      ok: false,
      reason: 'unknown',
      unknown: 'zzzzzzzz',
      candidates: [],
    });
  });

  it.each(['__proto__', 'constructor', 'spec.toString', 'spec.__proto__', 'runners.*.hasOwnProperty'])(
    'to %s, which every JavaScript object has, is unknown',
    (path) => {
      expect(explain(path)).toMatchObject({ ok: false, reason: 'unknown' });
    },
  );

  it.each(['a..b', 'a.', 'a[', 'a["b]', 'a["\\x"]', 'a[1x]', '..'])('%s is unreadable', (path) => {
    expect(explain(path)).toEqual({ ok: false, reason: 'unreadable', candidates: [] });
  });
});

describe('an explanation', () => {
  it('tells type and default in words', () => {
    expect(explained('poll_timeout')).toEqual({
      path: 'spec.runners.*.kubernetes.poll_timeout',
      type: 'whole number, at least 0',
      isRequired: false,
      isChoice: false,
      isCredential: false,
      description: 'Seconds that a pod may take to start before the job fails.',
      default: '180 seconds; 0 means the default',
      examples: [],
      keys: [],
    });
  });

  it('tells allowed values, forms of text, and types of Kubernetes', () => {
    expect(explained('dockerBuilds.mode').type).toContain('"dind-rootless"');
    expect(explained('shutdown_timeout').type).toBe('whole number, at least 0');
    expect(explained('allowed_images').type).toBe('list of text');
    expect(explained('unhealthy_interval').type).toBe('text (a duration such as "90s", "5m" or "1h30m")');
    expect(explained('manager.affinity').type).toBe("mapping (Kubernetes' Affinity)");
    expect(explained('manager.tolerations').type).toBe("list of mapping (Kubernetes' Toleration)");
  });

  it('tells the releases that have a key, with those of what it is in', () => {
    expect(explained('pod_spec').since).toBe('15.10');
    expect(explained('pod_spec[].patch_type').since).toBe('15.10');
    expect(explained('FF_USE_FASTZIP')).toMatchObject({
      removedWith: '19.7',
      deprecated: 'Leave it out: from 19.7 on the runner has no such switch.',
    });
    expect(explained('use_slot_cgroups').noEffect).toBe('Only the Docker executors read it.');
  });

  it('tells what is required, but of what runners share nothing', () => {
    expect(explained('runners.a.url').isRequired).toBe(true);
    expect(explained('runnerDefaults.url').isRequired).toBe(false);
    expect(explained('runnerDefaults.cache.s3.BucketName').isRequired).toBe(false);
    expect(explained('runners.a.cache.s3.BucketName').isRequired).toBe(true);
  });

  it('tells where a value is a credential, and where one of the keys is to be chosen', () => {
    expect(explained('token.value').isCredential).toBe(true);
    expect(explained('runners.*.token').isChoice).toBe(true);
    expect(explained('runners.*').isChoice).toBe(false);
  });

  it('lists the keys of a mapping, and those of the entries of a list or of a mapping with names of your own', () => {
    expect(explained('').keys.map(({ name }) => name)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(explained('runners').keys[1]).toEqual({
      name: '*.url',
      type: 'runner-url',
      isRequired: true,
      summary: 'Address of the GitLab instance, beginning with `http://` or `https://`.',
      keys: [],
    });
    expect(explained('volumes.secret').keys[0]).toMatchObject({ name: '[].name', isRequired: true });
  });

  it('has the whole tree where that is asked for', () => {
    const count = (keys: readonly ExplainedKey[]): number =>
      keys.reduce((sum, key) => sum + 1 + count(key.keys), 0);
    expect(count(explained('', true).keys)).toBeGreaterThan(2500);
    expect(count(explained('').keys)).toBe(4);
  });
});

describe('every place of the schema', () => {
  const places = [...placesFrom(documentPlace())];

  it('is found, one in seven asked, by the path that its explanation has, with a type, and a description where it is a key', () => {
    expect(places.length).toBeGreaterThan(3000);
    for (const { pattern } of places.filter((_, index) => index % 7 === 0)) {
      const written = pattern.join('.').replaceAll('.[]', '[]');
      const { path, type, description } = explained(written);
      expect(path).toBe(written);
      expect(type).not.toBe('');
      if (!/^(?:\*|\[\])$/.test(pattern.at(-1) ?? '')) expect(description, path).not.toBe('');
    }
  });

  it('is a place of the schema that findings read', () => {
    const count = (node: SchemaNode, deep: (node: SchemaNode) => SchemaNode): number => {
      const { properties = {}, additionalProperties, items } = deep(node);
      const below = [...Object.values(properties), additionalProperties, items];
      return below.reduce<number>(
        (sum, child) => sum + (typeof child === 'object' ? 1 + count(child, deep) : 0),
        0,
      );
    };
    const definitions = rootSchema().definitions!;
    const deep = ({ $ref, ...node }: SchemaNode): SchemaNode =>
      $ref === undefined ? node : definitions[$ref.slice('#/definitions/'.length)]!;
    expect(places.length).toBe(1 + count(rootSchema(), deep));
  });
});
