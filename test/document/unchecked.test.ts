import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';

import { type GitLabRunner, renderConfigToml, renderRunner, validateConfig } from '../../src/index.ts';
import { findings } from '../support/findings.ts';

const place = 'spec.unchecked';

describe('unchecked keys, as findings', () => {
  it('warns of each key by its path', () => {
    const unchecked = {
      config: { future: { a: 1, b: [2] }, empty: {} },
      runners: { default: { kubernetes: { future_key: true } } },
    };
    expect(findings({}, { unchecked })).toEqual([
      `warning UNCHECKED_KEY ${place}.config.empty`,
      `warning UNCHECKED_KEY ${place}.config.future.a`,
      `warning UNCHECKED_KEY ${place}.config.future.b`,
      `warning UNCHECKED_KEY ${place}.runners.default.kubernetes.future_key`,
    ]);
  });

  it.each([
    [{ runners: { other: { a: 1 } } }, `error UNKNOWN_KEY ${place}.runners.other`],
    [{ config: { runners: [] } }, `error NOT_ALLOWED ${place}.config.runners`],
    [{ runners: { default: { token: 'glrt-EXAMPLE' } } }, `error NOT_ALLOWED ${place}.runners.default.token`],
    [{ runners: { default: { executor: 'docker' } } }, `error NOT_ALLOWED ${place}.runners.default.executor`],
    [{ runners: { default: { url: 'x' } } }, `error NOT_ALLOWED ${place}.runners.default.url`],
    [{ runners: { default: { Token: 'x' } } }, `error NOT_ALLOWED ${place}.runners.default.Token`],
    [{ runners: { default: { EXECUTOR: 'shell' } } }, `error NOT_ALLOWED ${place}.runners.default.EXECUTOR`],
    [{ runners: { default: { kubernetes: 5 } } }, `error NOT_ALLOWED ${place}.runners.default.kubernetes`],
    [
      { runners: { default: { kubernetes: { Privileged: true } } } },
      `error NOT_ALLOWED ${place}.runners.default.kubernetes.Privileged`,
    ],
    [
      { runners: { default: { Kubernetes: { privileged: true } } } },
      `error NOT_ALLOWED ${place}.runners.default.Kubernetes`,
    ],
    [
      { runners: { default: { cache: { s3: { 'se\u017Fsiontoken': 'x' } } } } },
      `error NOT_ALLOWED ${place}.runners.default.cache.s3["se\u017Fsiontoken"]`,
    ],
    [
      { runners: { default: { kubernetes: { volumes: { host_path: [{ name: 'a' }] } } } } },
      `error NOT_ALLOWED ${place}.runners.default.kubernetes.volumes.host_path`,
    ],
    [
      { runners: { default: { kubernetes: { namespace_overwrite_allowed: '(' } } } },
      `error NOT_ALLOWED ${place}.runners.default.kubernetes.namespace_overwrite_allowed`,
    ],
    [{ config: { Runners: [] } }, `error NOT_ALLOWED ${place}.config.Runners`],
    [{ config: { listen_address: ':1' } }, `error NOT_ALLOWED ${place}.config.listen_address`],
    [{ config: { session_server: [] } }, `error NOT_ALLOWED ${place}.config.session_server`],
    [{ config: { labels: { a: 'b' } } }, `error NOT_ALLOWED ${place}.config.labels`],
    [{ config: { a: null } }, `error REFUSED_VALUE ${place}.config.a`],
    [{ config: { a: [1, 'x'] } }, `error REFUSED_VALUE ${place}.config.a`],
    [{ config: { a: [{ b: [null] }] } }, `error REFUSED_VALUE ${place}.config.a`],
  ])('refuses %j', (unchecked, expected) => {
    expect(findings({}, { unchecked }).filter((finding) => finding.startsWith('error'))).toEqual([expected]);
  });
});

it('names the place of a key that the schema knows', () => {
  const { diagnostics } = validateConfig({
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner', namespace: 'ci' },
    spec: {
      runners: { default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token' } } } },
      unchecked: { runners: { default: { cache: { s3: { secretkey: 'EXAMPLE' } } } } },
    },
  });
  expect(diagnostics.flatMap(({ help }) => help ?? [])).toEqual([
    'Write it as `spec.runners.default.cache.s3.SecretKey`.',
  ]);
});

describe('unchecked keys', () => {
  const document = (unchecked: object): GitLabRunner =>
    ({
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name: 'gitlab-runner', namespace: 'ci' },
      spec: {
        config: { concurrent: 4 },
        runners: {
          default: {
            url: 'https://gitlab.com',
            token: { value: 'glrt-EXAMPLE' },
            kubernetes: { image: 'alpine:3.22' },
          },
          other: { url: 'https://gitlab.com', token: { value: 'glrt-EXAMPLE' } },
        },
        unchecked,
      },
    }) as GitLabRunner;

  it('join the keys of their table', () => {
    const toml = renderConfigToml(
      document({
        config: { future: { on: true } },
        runners: {
          default: { future_key: 'x', kubernetes: { future_table: { a: [1, 2] } } },
        },
      }),
    );
    const { runners, ...global } = parseToml(toml) as unknown as {
      runners: { name: string; kubernetes: object }[];
    };
    expect(global).toMatchObject({ concurrent: 4, future: { on: true } });
    expect(runners.map(({ name }) => name)).toEqual(['default', 'other']);
    expect(runners[0]).toMatchObject({
      future_key: 'x',
      kubernetes: { future_table: { a: [1, 2] }, image: 'alpine:3.22', namespace: 'ci' },
    });
    expect(runners[1]).not.toHaveProperty('future_key');
  });

  it.each([['x'], [{ a: 1 }], [[1]], [[{}]]])('may stand among the volumes as anything: %j', (future) => {
    const unchecked = { runners: { default: { kubernetes: { volumes: { future } } } } };
    expect(findings({}, { unchecked }).every((found) => found.startsWith('warning UNCHECKED_KEY'))).toBe(
      true,
    );
  });

  it('never make rendering fail on a document that was found valid', () => {
    const word = fc.constantFrom(
      'name',
      'url',
      'environment',
      'kubernetes',
      'cache',
      'feature_flags',
      'session_server',
      'future',
    );
    const inner = fc.constantFrom(
      'volumes',
      'services',
      'namespace',
      'host',
      'privileged',
      's3',
      'FF_A',
      'future',
      'pvc',
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(inner, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    );
    const table = fc.dictionary(word, value, { maxKeys: 3 });
    let valid = 0;
    fc.assert(
      fc.property(table, table, (config, runner) => {
        const candidate = document({ config, runners: { default: runner } });
        if (!validateConfig(candidate).ok) return;
        valid += 1;
        renderRunner(candidate);
        parseToml(renderConfigToml(candidate));
      }),
      { seed: 20260104, numRuns: 1000 },
    );
    expect(valid).toBeGreaterThan(50);
  });
});
