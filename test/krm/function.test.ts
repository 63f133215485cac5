import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

import { type GitLabRunner, renderRunner } from '../../src/index.ts';
import { runFunction } from '../../src/krm/function.ts';
import { document, list } from '../support/resource-list.ts';

const itemsOf = (stdout: string): unknown[] => (JSON.parse(stdout) as { items: unknown[] }).items;
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

  it('refuses items that aliases make too large', () => {
    const levels = Array.from({ length: 10 }, (_, level) => {
      const nine =
        level === 0
          ? 'x'
          : `[${Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')}]`;
      return `  l${level}: &l${level} ${nine}\n`;
    });
    const bomb = `items:\n- apiVersion: v1\n  kind: X\n${levels.join('')}`;
    const { stdout, stderr, exitCode } = runFunction(`${list({ functionConfig: document })}${bomb}`);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('too large to be passed on');
  });

  it('refuses to change numbers of others', () => {
    const { stdout, stderr, exitCode } = runFunction(
      list({ items: [], functionConfig: document }).replace(
        'items: []',
        'items: [{apiVersion: v1, kind: X, metadata: {name: x}, n: 12345678901234567890}]',
      ),
    );
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toContain('too large');
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
