import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';

import { busy, expectHandover } from '../../operations/busy.ts';
import type { Api } from '../../support/api.ts';
import { rendered } from '../../support/controllers.ts';
import type { Runner } from '../../support/runner.ts';
import { newAgeKey } from './age.ts';
import { type Commit, it, kustomizationOf } from './flux-test.ts';
import { encryptedFile, encryptedSecret } from './sops.ts';

const delivery = { controller: 'Flux' };
const { recipient, identity } = newAgeKey();

/** The manifests, and above them a kustomization with more files in it. */
function above(files: (namespace: string) => Readonly<Record<string, string>>): Commit {
  return async (runner, atEnd) => {
    const folder = await rendered(runner.document, atEnd);
    for (const [name, text] of Object.entries(files(runner.namespace))) {
      mkdirSync(join(folder, 'deploy'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  };
}

/** What lets Flux decrypt for a Kustomization: the Secret of the key. */
function keyFor(namespace: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${namespace}-age`, namespace: 'flux-system' },
    stringData: { 'sops.agekey': identity },
  };
}

const decryptionFor = (namespace: string) => ({
  decryption: { provider: 'sops', secretRef: { name: `${namespace}-age` } },
});

async function tokenOf(api: Api, namespace: string): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/secrets/runner-token`;
  const { data } = await api.get<{ readonly data: { readonly token: string } }>(path);
  return Buffer.from(data.token, 'base64').toString();
}

describe.concurrent('Flux: the token, encrypted by SOPS', () => {
  it('comes from a generator, and a new one comes with new managers, while the old ones end their job', async ({
    gitlab,
    start,
    through,
  }) => {
    let token = gitlab.newRunner();
    const commit = above((namespace) => ({
      'kustomization.yaml': `
resources:
- manifests
secretGenerator:
- name: runner-token
  namespace: ${namespace}
  files: [token=token.encrypted]
`,
      'token.encrypted': encryptedFile(token, recipient),
    }));
    const before = await busy(
      await start({
        token,
        hasSecret: false,
        objects: (namespace) => [keyFor(namespace)],
        spec: { delivery },
        deploy: (one) => through({ commit, spec: { path: './', ...decryptionFor(one.namespace) } })(one),
      }),
    );
    const { runner } = before;
    token = gitlab.resetToken(token);
    runner.token = token;
    await runner.render(runner.document);
    await expectHandover(before);
  });

  const besides = (values: (namespace: string) => string): Commit =>
    above((namespace) => ({
      'kustomization.yaml': 'resources: [manifests, secret.yaml]\n',
      'secret.yaml': values(namespace),
    }));
  const secretOf = (field: 'data' | 'stringData', value: string): Commit =>
    besides((namespace) =>
      encryptedSecret({ name: 'runner-token', namespace }, { [field]: { token: value } }, recipient),
    );

  it('comes from a Secret', async ({ gitlab, start, through }) => {
    const token = gitlab.newRunner();
    const commit = secretOf('data', Buffer.from(token).toString('base64'));
    const runner = await start({
      token,
      hasSecret: false,
      objects: (namespace) => [keyFor(namespace)],
      spec: { delivery },
      deploy: (one) => through({ commit, spec: { path: './', ...decryptionFor(one.namespace) } })(one),
    });
    expect(await tokenOf(runner.api, runner.namespace)).toBe(token);
  });

  it('without `decryption`, `data` is refused', async ({ apply, through }) => {
    const commit = secretOf('data', Buffer.from('glrt-EXAMPLE').toString('base64'));
    const runner = await apply({
      hasSecret: false,
      spec: { delivery },
      deploy: through({ isReady: false, commit, spec: { path: './' } }),
    });
    expect(await kustomizationOf(runner).refused()).toMatch(
      /is SOPS encrypted, configuring decryption is required for this secret to be reconciled/,
    );
  });

  it('without it, `stringData` is applied as it is', async ({ apply, api, through }) => {
    const commit = secretOf('stringData', 'glrt-EXAMPLE');
    const runner: Runner = await apply({
      hasSecret: false,
      spec: { delivery },
      deploy: through({ isReady: false, commit, spec: { path: './', wait: false } }),
    });
    await kustomizationOf(runner).applied();
    expect(await tokenOf(api, runner.namespace)).toMatch(/^ENC\[AES256_GCM,/);
  });
});
