import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runFunction } from '../../src/doors/krm/function.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { document, list } from '../support/resource-list.ts';

const itemsOf = (stdout: string): unknown[] => (parse(stdout) as { items: unknown[] }).items;
const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'other' },
  data: { a: 'yes', b: '0644' },
};

describe('the function', () => {
  it('renders what the library renders, as JSON, without its own config', () => {
    const { stdout, stderr, exitCode } = runFunction(list({ items: [document], functionConfig: document }));
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: renderRunner(document),
    });
  });

  it('finds its config among the items, and answers in the version it was asked in', () => {
    const { stdout } = runFunction(
      stringify({ apiVersion: 'config.kubernetes.io/v1beta1', kind: 'ResourceList', items: [document] }),
    );
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'config.kubernetes.io/v1beta1',
      items: renderRunner(document),
    });
  });

  it('keeps a config that was read from a file', () => {
    const fromFile = {
      ...document,
      metadata: { ...document.metadata, annotations: { 'config.kubernetes.io/path': 'runner.yaml' } },
    };
    expect(itemsOf(runFunction(list({ items: [fromFile], functionConfig: fromFile })).stdout)[0]).toEqual(
      fromFile,
    );
  });

  it('passes on items of others as they were, and replaces its own', () => {
    const stale = {
      ...renderRunner(document)[0],
      metadata: { name: 'gitlab-runner', labels: { stale: 'yes' } },
    };
    const items = itemsOf(runFunction(list({ items: [configMap, stale], functionConfig: document })).stdout);
    expect(items[0]).toEqual(configMap);
    expect(items[1]).toEqual(renderRunner(document)[0]);
    expect(items).toHaveLength(renderRunner(document).length + 1);
  });

  it('replaces its own in another release of their API group as well', () => {
    const isPolicy = ({ kind }: { kind?: string }): boolean => kind === 'PodDisruptionBudget';
    const config = { ...document, spec: { ...document.spec, podDisruptionBudget: { enabled: true } } };
    const policy = renderRunner(config as GitLabRunner).find(isPolicy)!;
    const older = { ...policy, apiVersion: 'policy/v1beta1' };
    const items = itemsOf(runFunction(list({ items: [older], functionConfig: config })).stdout);
    expect((items as object[]).filter(isPolicy)).toEqual([policy]);
  });

  it('keeps items that are no objects of a cluster', () => {
    const odd = [{ metadata: null }, { apiVersion: 1, kind: ['ConfigMap'], metadata: 'x' }];
    const items = itemsOf(runFunction(list({ items: odd, functionConfig: document })).stdout);
    expect(items).toEqual([...odd, ...renderRunner(document)]);
  });

  it('renders one of its documents, and says when it finds more', () => {
    const second = { ...document, metadata: { name: 'second' } };
    const { stdout, stderr, exitCode } = runFunction(list({ items: [document, configMap, second] }));
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('GitLabRunner "gitlab-runner" and GitLabRunner "second"');
  });

  it.each([
    ['as kustomize writes it', ''],
    ['with its dashes indented', '  '],
  ])('passes on the lines of others as they were: %s', (_form, margin) => {
    const foreign = `# of others
- apiVersion: v1
  kind: Pod # a pod
  metadata: {name: other, annotations: &notes {a: "yes"}}
  spec:
    volumes:
    - name: a
      secret: {secretName: x, defaultMode: 0644}
    - configMap:
        defaultMode: 012

    big: 12345678901234567890
    float: 1.20
    same: *notes
    text: |
      - kind: ConfigMap
      a  

- {apiVersion: v1, kind: ConfigMap, metadata: {name: flow}, data: {a: 'x'}}
- # first a comment
  "kind": Secret
  metadata:
    name: "quoted"
  apiVersion: v1
`.replace(/^(?=.)/gm, margin);
    const [comment, ...lines] = foreign.split('\n');
    const given = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${lines.join('\n')}${stringify({ functionConfig: document })}`;
    const { stdout, stderr, exitCode } = runFunction(given);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(comment).toContain('#');
    expect(stdout).toContain(`\nitems:\n${lines.join('\n')}`);
    expect(itemsOf(stdout).slice(3)).toEqual(renderRunner(document));
  });

  it('replaces its own among the lines of others, finds it however it is written, and leaves it in its file', () => {
    const [first, second, ...rest] = renderRunner(document);
    const moved = (object: KubernetesObject, notes: object): object => ({
      ...object,
      metadata: { ...object.metadata, labels: { stale: 'yes' }, annotations: notes },
    });
    const notes = { 'config.kubernetes.io/path': 'mine.yaml', 'config.kubernetes.io/index': '1' };
    const given = [
      stringify([moved(first!, notes), configMap]),
      `- ${JSON.stringify(moved(second!, {}))}\n`,
      stringify({ functionConfig: document }),
    ];
    const { stdout } = runFunction(`kind: ResourceList\nitems:\n${given.join('')}`);
    expect(itemsOf(stdout)).toEqual([
      { ...first, metadata: { ...first!.metadata, annotations: notes } },
      configMap,
      second,
      ...rest,
    ]);
  });

  it('writes objects that become files on lines of their own, and others as JSON', () => {
    const path = { 'config.kubernetes.io/path': 'other.yaml' };
    const inFile = { ...configMap, metadata: { ...configMap.metadata, annotations: path } };
    const written = (other: object): string =>
      runFunction(list({ items: [other], functionConfig: document })).stdout;
    expect(written(configMap)).toContain('\n  - {"apiVersion":"apps/v1","kind":"Deployment",');
    expect(written(inFile)).toContain('\n  - apiVersion: apps/v1\n    kind: Deployment\n');
    expect(itemsOf(written(inFile))).toEqual([inFile, ...renderRunner(document)]);
  });

  it('keeps another document among the items', () => {
    const second = { ...document, metadata: { name: 'second' } };
    const { stdout } = runFunction(list({ items: [document, second], functionConfig: document }));
    expect(itemsOf(stdout)).toEqual([second, ...renderRunner(document)]);
  });

  it('passes on items that are nested deep', () => {
    const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
    const items = [{ ...configMap, data: deep(400) }];
    for (const stdin of [
      list({ items, functionConfig: document }),
      JSON.stringify({ kind: 'ResourceList', items, functionConfig: document }),
    ]) {
      expect(itemsOf(runFunction(stdin).stdout)[0]).toEqual(items[0]);
    }
  });

  /** A list in a form that is parsed as a whole. */
  const inBraces = (item: string): string =>
    list({ items: [], functionConfig: document }).replace('items: []', `items: [{${item}}]`);

  it('refuses items that aliases make too large', () => {
    const levels = Array.from({ length: 10 }, (_, level) => {
      const nine =
        level === 0
          ? 'x'
          : `[${Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')}]`;
      return `l${level}: &l${level} ${nine}`;
    });
    const { stdout, stderr, exitCode } = runFunction(
      inBraces(`apiVersion: v1, kind: X, ${levels.join(', ')}`),
    );
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('too large to be passed on');
  });

  it.each([
    ['12345678901234567890', 'too large'],
    ['0644', 'put it in quotes'],
    ['2024-01-01', 'put it in quotes'],
  ])('refuses to change %s of others', (value, message) => {
    const { stdout, stderr, exitCode } = runFunction(
      inBraces(`apiVersion: v1, kind: X, metadata: {name: x}, n: ${value}`),
    );
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain(message);
  });

  it('says of its document what the command line says of a scalar that is not the same to all', () => {
    const file = stringify({ functionConfig: document }).replace(
      /( +)runners:/,
      '$1config: {concurrent: 010}\n$1runners:',
    );
    const { stdout, stderr, exitCode } = runFunction(`kind: ResourceList\nitems: []\n${file}`);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('error AMBIGUOUS_VALUE spec.config.concurrent');
    expect(stderr).toContain('is the number 8 to kustomize');
    const credential = runFunction(`kind: ResourceList\n${file}`.replace(/glrt-\S+/, '0123456'));
    expect(credential.stderr).toContain('AMBIGUOUS_VALUE spec.runners.default.token.value');
    expect(credential.stderr).not.toContain('0123456');
  });

  it('writes warnings to standard error and into results, and goes on', () => {
    const warned = { ...document, spec: { ...document.spec, dockerBuilds: { mode: 'socket' } } };
    const { stdout, stderr, exitCode } = runFunction(list({ items: [], functionConfig: warned }));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('GitLabRunner "gitlab-runner"');
    expect((JSON.parse(stdout) as { results: object[] }).results).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        tags: { code: 'DOCKER_SOCKET' },
        resourceRef: { apiVersion: document.apiVersion, kind: 'GitLabRunner', name: 'gitlab-runner' },
        field: { path: 'spec.dockerBuilds.mode' },
      }),
    );
  });

  it.each([
    ['no YAML', '{'],
    ['no ResourceList', 'kind: ConfigMap\n'],
    ['nothing to render', list({ items: [configMap] })],
    ['a wrong document', list({ items: [], functionConfig: { ...document, spec: { runner: {} } } })],
    ['a document that is no mapping', list({ items: [], functionConfig: { ...document, spec: [] } })],
  ])('given %s, writes nothing to standard output and fails', (_case, stdin) => {
    const { stdout, stderr, exitCode } = runFunction(stdin);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).not.toBe('');
    expect(stderr).not.toContain('glrt-EXAMPLE-SECRET');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
