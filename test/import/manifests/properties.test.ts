/**
 * More documents than the default, from the shell:
 *
 *     IMPORT_RUNS=2000 npx vitest run test/import/manifests/properties.test.ts
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { isOpen } from '../../../src/core/credentials/mask.ts';
import { identityKey } from '../../../src/core/objects/identity.ts';
import {
  type GitLabRunner,
  type KubernetesObject,
  renderRunner,
  validateConfig,
} from '../../../src/index.ts';
import { validDocument } from '../../support/document-arbitrary.ts';
import { expected, imported } from '../../support/given-back.ts';

const runs = {
  numRuns: Number(process.env.IMPORT_RUNS ?? 40),
  seed: Number(process.env.FUZZ_SEED ?? 20261125),
};

/** Blocks that come from config.toml, which has tests of its own; and the release, as the goldens have old ones. */
const OF_CONFIG_TOML = ['config', 'runnerDefaults', 'unchecked', 'version', 'dockerBuilds'];

/** A document made at random, with runners that say little. */
const objectsAtRandom = validDocument
  .map((document): unknown => ({
    ...document,
    spec: {
      ...Object.fromEntries(Object.entries(document.spec).filter(([key]) => !OF_CONFIG_TOML.includes(key))),
      runners: Object.fromEntries(
        Object.keys(document.spec.runners).map((id) => [
          id,
          {
            url: 'https://gitlab.example.com',
            token: { secretKeyRef: { name: 'tokens', key: id } },
            cache: { Type: 's3', s3: { BucketName: 'cache' } },
          },
        ]),
      ),
    },
  }))
  // An address that is none stands in config.toml, where no import leaves it.
  .filter((document) => !/"loadBalancerIP":"[^"]*[^\w.:"-]/.test(JSON.stringify(document)))
  .filter(isOpenThroughout)
  .filter((document): document is GitLabRunner => validateConfig(document).ok);

/** Whether no text looks like a credential, which no import takes along: an iSCSI name may hold user:password@host. */
function isOpenThroughout(value: unknown): boolean {
  if (typeof value === 'string') return isOpen(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isOpenThroughout);
}

/** Further objects stand in the order of their ids, which no object holds. */
function sorted(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.toSorted((one, other) => (identityKey(one) < identityKey(other) ? -1 : 1));
}

it('gives back documents made at random', () => {
  fc.assert(
    fc.property(objectsAtRandom, (document) => {
      const { document: back } = imported(renderRunner(document));
      expect(sorted(renderRunner(back.config))).toEqual(sorted(expected(document)));
    }),
    runs,
  );
});
