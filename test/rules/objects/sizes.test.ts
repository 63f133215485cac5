import { describe, expect, it } from 'vitest';

import {
  type GitLabRunner,
  listPermissions,
  RunnerConfigError,
  render,
  renderConfigToml,
  renderRunner,
  validateConfig,
} from '../../../src/index.ts';
import { documentWith } from '../../support/rendered.ts';

/** A document whose config.toml has about this many bytes, and half as many characters. */
function document(size: number): GitLabRunner {
  return documentWith({}, { pre_build_script: 'é'.repeat(size / 2) }) as GitLabRunner;
}
const codes = (config: GitLabRunner): string[] =>
  validateConfig(config).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe('sizes', () => {
  it('takes what a cluster takes', () => {
    expect(codes(document(200_000))).toEqual([]);
  });

  it('warns of an object that kubectl apply refuses', () => {
    const result = render(document(270_000));
    expect(result).toMatchObject({
      ok: true,
      diagnostics: [{ code: 'OBJECT_TOO_LARGE', severity: 'warning', path: ['spec'] }],
    });
    expect(result.diagnostics[0]!.message).toContain('The ConfigMap "gitlab-runner-config" has');
    expect(result.diagnostics[0]!.help).toContain('kubectl apply --server-side');
  });

  it('refuses a config.toml that no ConfigMap holds, in every function', () => {
    const large = document(1_000_000);
    expect(codes(large)).toEqual(['error CONFIG_TOO_LARGE']);
    for (const call of [renderRunner, renderConfigToml, listPermissions]) {
      expect(() => call(large)).toThrow(RunnerConfigError);
    }
    expect(render(large)).toMatchObject({ ok: false });
  });
});
