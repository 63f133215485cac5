import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { checkRendered } from '../../src/index.ts';
import { checkRenderedTexts } from '../../src/operate/check-rendered/check-texts.ts';
import { objectsWith, only } from '../support/rendered.ts';

const goldens = new URL('../golden/', import.meta.url);
const objectsOf = (name: string): object[] =>
  parseAllDocuments(readFileSync(new URL(`${name}/objects.yaml`, goldens), 'utf8')).map((one) => one.toJS());

const codesOf = (objects: readonly unknown[]): string[] => checkRendered(objects).map(({ code }) => code);
// biome-ignore lint/suspicious/noExplicitAny: objects of any kind are changed in any way.
const changed = (objects: readonly object[], change: (objects: any[]) => void): object[] => {
  const copy = structuredClone(objects) as object[];
  change(copy);
  return copy;
};

// biome-ignore lint/suspicious/noExplicitAny: as above.
const role = (all: any[], namespace?: string): { rules: unknown[] } =>
  only(all, 'Role', namespace) as unknown as { rules: unknown[] };

describe('objects as they were rendered', () => {
  it.each(readdirSync(goldens))('are in order: %s', (name) => {
    expect(checkRendered(objectsOf(name))).toEqual([]);
  });

  it('are in order together, and in any order', () => {
    const both = [...objectsOf('base'), ...objectsOf('observability')];
    expect(checkRendered(both)).toEqual([]);
    expect(checkRendered(both.toReversed())).toEqual([]);
  });

  it('are in order where others grant what the manager needs', () => {
    expect(codesOf(objectsWith({ rbac: { create: false } }))).toEqual([]);
  });

  it('are in order with objects that others make', () => {
    const spec = {
      jobs: { serviceAccount: { create: true } },
      serviceAccount: { create: false, name: 'builder' },
      image: { pullSecrets: [{ name: 'registry' }] },
    };
    expect(codesOf(objectsWith(spec))).toEqual([]);
  });

  it('are in order beside a Deployment of somebody else that is broken', () => {
    const other = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'a' } },
        template: {
          metadata: { labels: { app: 'b' } },
          spec: { containers: [{ name: 'shop', envFrom: [{ secretRef: { name: 'gone' } }] }] },
        },
      },
    };
    expect(checkRendered([...objectsOf('base'), other])).toEqual([]);
  });
});

describe('a finding', () => {
  it('names the object and the path in it, and has no file', () => {
    const objects = changed(objectsOf('base'), (all) => {
      role(all).rules.pop();
    });
    const [finding, ...more] = checkRendered(objects);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'PERMISSION_MISSING',
      severity: 'error',
      object: 'Role gitlab-runner/gitlab-runner',
      path: ['rules'],
    });
    expect(finding).not.toHaveProperty('file');
  });

  it('of a value in config.toml has the path to the key and on in the file', () => {
    const objects = changed(objectsOf('base'), (all) => {
      only(all, 'Deployment').spec.template.spec.containers[0].env = [];
    });
    expect(checkRendered(objects)).toMatchObject([
      {
        code: 'VARIABLE_NOT_SET',
        object: 'ConfigMap gitlab-runner/gitlab-runner-config',
        path: ['data', 'config.toml', 'runners', 0, 'token'],
      },
    ]);
  });

  it('shows no credential, and none of its name', () => {
    const token = 'glrt-t1_SPOILTSPOILTSPOILT12';
    const objects = changed(objectsOf('base'), (all) => {
      const config = all.find(({ kind }) => kind === 'ConfigMap');
      config.metadata.name = token;
      config.data['config.toml'] = config.data['config.toml'].replace('$RUNNER_TOKEN_DEFAULT', token);
      only(all, 'Deployment').spec.template.spec.volumes[0].configMap.name = token;
    });
    const found = checkRendered(objects);
    expect(found.map(({ code }) => code)).toEqual(['CREDENTIAL_IN_CLEAR']);
    expect(JSON.stringify(found.map(({ path: _, ...rest }) => rest))).not.toContain('SPOILT');
  });
});

describe('what is found', () => {
  it('an object that is there twice', () => {
    const objects = objectsOf('base');
    expect(checkRendered([...objects, objects.at(-1)])).toMatchObject([
      { code: 'OBJECT_TAKEN', object: 'Deployment gitlab-runner/gitlab-runner' },
    ]);
  });

  it('nothing at all', () => {
    expect(checkRendered([])).toMatchObject([{ code: 'NO_MANAGER', path: [] }]);
    expect(codesOf(objectsOf('base').slice(0, -1))).toEqual(['NO_MANAGER']);
  });

  it('a Secret as config.toml, of a release before variables, as well as a ConfigMap', () => {
    const objects = changed(objectsOf('old-release'), (all) => {
      role(all).rules.shift();
    });
    expect(codesOf(objects)).toEqual(['PERMISSION_MISSING']);
  });

  it('a Role that is too narrow for one of two namespaces', () => {
    const objects = changed(objectsOf('separate-job-namespaces'), (all) => {
      role(all, 'ci-hardened').rules.length = 0;
    });
    const found = checkRendered(objects);
    expect(new Set(found.map(({ object }) => object))).toEqual(
      new Set(['Role ci-hardened/ci:gitlab-runner']),
    );
  });

  it('nothing where objects have lost their labels', () => {
    const objects = changed(objectsOf('base'), (all) => {
      for (const { metadata } of all) delete metadata.labels;
    });
    expect(codesOf(objects)).toEqual([]);
  });

  it('the key that an image still does not know, and no other', () => {
    const objects = changed(objectsOf('observability'), (all) => {
      const [container] = only(all, 'Deployment').spec.template.spec.containers;
      container.image = 'registry.example.com/ci:v18.10.0';
    });
    expect(
      checkRendered(objects).map(({ code, message }) => [code, /later, (.*)\./.exec(message)?.[1]]),
    ).toEqual([['KEY_TOO_NEW', 'autoscaler (18.11)']]);
  });
});

describe('hostile objects', () => {
  it.each([
    ['of no data', [() => 1, Symbol('a'), new Date(0)]],
    ['that hold themselves', [Object.assign([] as unknown[], { 0: [] })]],
    ['of other prototypes', [JSON.parse('{"__proto__": {"kind": "Deployment"}, "metadata": {"name": "a"}}')]],
  ])('%s are none', (_, objects) => {
    expect(checkRendered(objects).every(({ code }) => ['NO_MANAGER', 'NOT_DATA'].includes(code))).toBe(true);
  });

  it('with a cycle are no data', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(codesOf([cycle])).toContain('NO_MANAGER');
  });
});

describe('texts', () => {
  const base = readFileSync(new URL('base/objects.yaml', goldens), 'utf8');

  it('are one set of objects, and findings come in their order', () => {
    const [first = '', second = ''] = base.split(/(?=---\napiVersion: v1\nkind: ConfigMap)/);
    expect(
      checkRenderedTexts([
        { name: 'a.yaml', text: first },
        { name: 'b.yaml', text: second },
      ]),
    ).toEqual([]);
    const found = checkRenderedTexts([
      { name: 'b.yaml', text: second.replace('replicas: 1', 'replicas: 1\n  template: {}') },
      { name: 'a.yaml', text: first },
    ]);
    expect(found.map(({ file }) => file)).toEqual(
      found
        .map(({ file }) => file)
        .toSorted()
        .reverse(),
    );
  });

  it('may be lists of objects, and JSON', () => {
    const items = objectsOf('base');
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 1);
    expect(checkRenderedTexts([{ name: 'list.json', text: list }])).toEqual([]);
    const broken = list.replace('"pods/attach"', '"pods/attack"');
    expect(checkRenderedTexts([{ name: 'list.json', text: broken }])).toMatchObject([
      {
        code: 'PERMISSION_MISSING',
        file: 'list.json',
        range: { start: { line: broken.split('"rules"')[0]!.split('\n').length } },
      },
    ]);
  });

  it('that cannot be read are reported at the place, and nothing else is', () => {
    expect(checkRenderedTexts([{ name: 'a.yaml', text: `${base}---\nkind: [` }])).toMatchObject([
      { code: 'YAML_SYNTAX', file: 'a.yaml', range: { start: { line: base.split('\n').length + 1 } } },
    ]);
  });

  it('mark the line up to its end', () => {
    const text = base.replace(
      'name: gitlab-runner-config\n        - name: home',
      'name: gone\n        - name: home',
    );
    const [{ range } = {}, ...more] = checkRenderedTexts([{ name: 'a.yaml', text }]);
    expect(more).toEqual([]);
    expect(text.slice(range!.start.offset, range!.end.offset)).toBe('name: gone');
    expect(
      text.split('\n')[range!.start.line - 1]!.slice(range!.start.column - 1, range!.end.column - 1),
    ).toBe('name: gone');
  });
});
