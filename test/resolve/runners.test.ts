import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';

import { type GitLabRunner, renderConfigToml } from '../../src/index.ts';
import { documentWith, objectsWith } from '../support/rendered.ts';

interface ConfigToml {
  readonly runners: readonly {
    readonly kubernetes: { readonly automount_service_account_token?: boolean };
  }[];
}

const PATCHES = { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true };

/** What config.toml says about the token of jobs; `undefined` where it leaves it to their account. */
function mountsToken(kubernetes: object, spec: object = {}): boolean | undefined {
  const text = renderConfigToml(documentWith(spec, { kubernetes, feature_flags: PATCHES }) as GitLabRunner);
  return (parseToml(text) as unknown as ConfigToml).runners[0]!.kubernetes.automount_service_account_token;
}

function patched(patch: string, patch_type = 'strategic'): object {
  return { pod_spec: [{ name: 'account', patch, patch_type }] };
}

describe('the token of the account of jobs', () => {
  it.each<[string, object, object?]>([
    ['no account is named', {}],
    ['the pattern is empty', { service_account_overwrite_allowed: '' }],
    ['a patch does something else', patched('# serviceAccountName: deployer\nhostNetwork: false\n')],
    ["the account is the manager's", { service_account: 'gitlab-runner' }],
  ])('is kept away where %s', (_name, kubernetes, spec) => {
    expect(mountsToken(kubernetes, spec)).toBe(false);
  });

  it.each<[string, object, object?]>([
    ['a runner names', { service_account: 'deployer' }],
    ['a patch names', patched('serviceAccountName: deployer\n')],
    ['a patch in JSON names', patched('{"serviceAccountName": "deployer"}')],
    ['an operation names', patched('[{"op": "add", "path": "/serviceAccountName", "value": "x"}]', 'json')],
    ['jobs may choose', { service_account_overwrite_allowed: '^deployer$' }],
    ['is rendered for jobs', {}, { jobs: { serviceAccount: { create: true } } }],
    [
      'only shares its name with that of the manager',
      { service_account: 'gitlab-runner' },
      { jobs: { namespace: 'ci-jobs' } },
    ],
    ['is in another cluster', { service_account: 'gitlab-runner', host: 'https://k8s.example.com' }],
  ])('is left to an account that %s', (_name, kubernetes, spec) => {
    expect(mountsToken(kubernetes, spec)).toBeUndefined();
  });

  it('is what the runner says', () => {
    const jobs = { serviceAccount: { create: true } };
    for (const automount_service_account_token of [true, false]) {
      expect(mountsToken({ automount_service_account_token })).toBe(automount_service_account_token);
      expect(mountsToken({ automount_service_account_token, service_account: 'deployer' })).toBe(
        automount_service_account_token,
      );
      expect(mountsToken({ automount_service_account_token }, { jobs })).toBe(
        automount_service_account_token,
      );
    }
  });

  it('stays out of jobs with the account that is rendered for them', () => {
    const account = objectsWith({ jobs: { serviceAccount: { create: true } } }).find(
      ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === 'gitlab-runner-job',
    );
    expect(account?.automountServiceAccountToken).toBe(false);
  });
});
