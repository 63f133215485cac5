import { describe, expect, it } from 'vitest';

import { compile } from '../../src/core/compile.ts';
import { withRunnerDefaults } from '../../src/core/document/runner-defaults.ts';
import { formatPath } from '../../src/core/findings/diagnostic.ts';
import { renderConfigToml } from '../../src/index.ts';
import { withoutMoreChecks } from '../support/findings.ts';

const token = { secretKeyRef: { name: 'tokens' } };

const sharing = (runnerDefaults: object, runners: object, spec: object = {}): object => ({
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
  spec: { runnerDefaults, runners, ...spec },
});

const found = (document: object): string[] =>
  withoutMoreChecks(compile(document).diagnostics).map(
    ({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`,
  );

const entries = (runnerDefaults: object, runners: object): unknown => {
  const { document } = withRunnerDefaults(sharing(runnerDefaults, runners));
  return (document as { spec: { runners: unknown } }).spec.runners;
};

describe('what runners share', () => {
  it('is merged under each entry: mappings are merged, other values replaced', () => {
    const shared = {
      limit: 1,
      environment: ['A=1'],
      kubernetes: { image: 'a', node_selector: { a: '1', b: '1' } },
    };
    const own = { environment: ['B=1'], kubernetes: { node_selector: { b: '2' } } };
    expect(entries(shared, { one: {}, two: own })).toEqual({
      one: shared,
      two: {
        limit: 1,
        environment: ['B=1'],
        kubernetes: { image: 'a', node_selector: { a: '1', b: '2' } },
      },
    });
  });

  it('gives way as a whole where an entry chooses another of several keys', () => {
    const chosen = { token: { value: 'x' }, dockerBuilds: { storage: { claim: 1 } } };
    expect(
      entries({ token, dockerBuilds: { mode: 'dind', storage: { emptyDir: {} } } }, { one: chosen }),
    ).toEqual({ one: { token: { value: 'x' }, dockerBuilds: { mode: 'dind', storage: { claim: 1 } } } });
    expect(entries({ token }, { one: { token: { secretKeyRef: { key: 'one' } } } })).toEqual({
      one: { token: { secretKeyRef: { name: 'tokens', key: 'one' } } },
    });
  });

  it('leaves a document alone that is not of that shape', () => {
    for (const document of [null, 1, {}, { spec: null }, sharing([], {}), sharing({}, [])]) {
      expect(withRunnerDefaults(document).document).toBe(document);
    }
    expect(entries({ limit: 1 }, { one: null })).toEqual({ one: null });
  });

  it('shows in config.toml', () => {
    const document = sharing({ url: 'https://gitlab.com', token, limit: 3 }, { one: {}, two: { limit: 4 } });
    const toml = renderConfigToml(document as never);
    expect(toml.match(/^(?:\s*limit|\s*url) = .*$/gm)).toEqual([
      'url = "https://gitlab.com"',
      'limit = 3',
      'url = "https://gitlab.com"',
      'limit = 4',
    ]);
  });
});

describe('a finding', () => {
  it('is where the value was written, and told once', () => {
    const shared = { url: 'https://gitlab.com', token, limit: -1, kubernetes: { cpu_request: '2 cores' } };
    const wrong = sharing(shared, { one: {}, two: { kubernetes: { image: 1 } } });
    expect(found(wrong).filter((one) => !/^(?:CONCURRENT_TOO_LOW|UNUSUAL_VALUE) /.test(one))).toEqual([
      expect.stringMatching(/^OUT_OF_RANGE spec\.runnerDefaults\.limit: /),
      expect.stringMatching(/^WRONG_FORMAT spec\.runnerDefaults\.kubernetes\.cpu_request: /),
      expect.stringMatching(/^WRONG_TYPE spec\.runners\.two\.kubernetes\.image: /),
    ]);
    const above = { cpu_request: '2', cpu_limit: '1' };
    expect(found(sharing({ url: 'https://gitlab.com', token, kubernetes: above }, { one: {} }))).toEqual([
      expect.stringMatching(/^REQUEST_ABOVE_LIMIT spec\.runnerDefaults\.kubernetes\.cpu_request: /),
    ]);
  });

  it('that names a runner comes once where all share what is wrong, and says for how many it holds', () => {
    const shared = { url: 'https://gitlab.com', kubernetes: { privileged: true } };
    const runner = (name: string, own: object = {}): object => ({
      token: { secretKeyRef: { name } },
      ...own,
    });
    const privileged = (runners: object): string[] =>
      compile(sharing(shared, runners, { config: { concurrent: 9 } }))
        .diagnostics.filter(({ code }) => code === 'PRIVILEGED_WITHOUT_MODE')
        .map(({ path, message, help }) =>
          [formatPath(path), /"(\w+)"/.exec(message)?.[1], /The same applies.*/.exec(help!)?.[0]].join(' '),
        );
    const place = 'spec.runnerDefaults.kubernetes.privileged';
    expect(privileged({ one: runner('1') })).toEqual([`${place} one `]);
    expect(privileged({ one: runner('1'), two: runner('2') })).toEqual([
      `${place} one The same applies to 1 more runner that shares this.`,
    ]);
    const own = { kubernetes: { privileged: true } };
    expect(
      privileged({ one: runner('1'), three: runner('3'), two: runner('2'), zero: runner('0', own) }),
    ).toEqual([
      `${place} one The same applies to 2 more runners that share this.`,
      'spec.runners.zero.kubernetes.privileged zero ',
    ]);
  });

  it('that names a volume comes once, also where a runner has the name of the volume', () => {
    const volume = (mount_path: string): object => ({ name: 'one', mount_path });
    const volumes = { empty_dir: [volume('/a')], csi: [{ ...volume('/b'), driver: 'x' }] };
    const document = sharing(
      { url: 'https://gitlab.com', token, kubernetes: { volumes } },
      { one: {}, two: {} },
    );
    expect(found(document).filter((one) => one.startsWith('NAME_TAKEN'))).toHaveLength(1);
  });

  it('about a value that an entry replaces is told of that entry', () => {
    const shared = { url: 'https://gitlab.com', token, limit: 1 };
    expect(found(sharing(shared, { one: { limit: -1 } }))).toEqual([
      expect.stringMatching(/^OUT_OF_RANGE spec\.runners\.one\.limit: /),
    ]);
  });

  it('names a key that neither has', () => {
    const config = { concurrent: 2 };
    expect(found(sharing({ url: 'https://gitlab.com' }, { one: { token }, two: {} }, { config }))).toEqual([
      'MISSING_KEY spec.runners.two: spec.runners.two lacks the key "token".',
    ]);
    const s3 = {
      url: 'https://gitlab.com',
      cache: { Type: 's3', s3: { ServerAddress: 's3.example.com' } },
    };
    const two = { token: { secretKeyRef: { name: 'other' } }, cache: { s3: { BucketName: 'b' } } };
    expect(found(sharing(s3, { one: { token }, two }, { config }))).toEqual([
      'MISSING_KEY spec.runnerDefaults.cache.s3: spec.runners.one.cache.s3 lacks the key "BucketName".',
    ]);
  });

  it('about a key that is misspelt where it is shared does not add that it is missing', () => {
    expect(found(sharing({ ulr: 'https://gitlab.com', token }, { one: {} }))).toEqual([
      'UNKNOWN_KEY spec.runnerDefaults.ulr: There is no key "ulr" in spec.runnerDefaults.',
    ]);
  });
});
