import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const byValue = { url: 'https://gitlab.com', token: { value: 'glrt-EXAMPLE' } };
const byReference = (name: string): object => ({
  url: 'https://gitlab.com',
  token: { secretKeyRef: { name, key: 'default' } },
});
const errors = (spec: object): string[] =>
  findings({}, { config: { concurrent: 2 }, ...spec }).filter((finding) => finding.startsWith('error'));

describe('references to objects of others', () => {
  it.each<[object, string[]]>([
    [
      { runners: { a: byValue, b: byReference('gitlab-runner-token') } },
      ['error OBJECT_TAKEN spec.runners.b.token.secretKeyRef.name'],
    ],
    [
      { certificates: { ca: { configMapKeyRef: { name: 'gitlab-runner-config', key: 'ca.crt' } } } },
      ['error OBJECT_TAKEN spec.certificates.ca.configMapKeyRef.name'],
    ],
    [
      { runners: { a: byValue }, certificates: { client: { secretName: 'gitlab-runner-token' } } },
      ['error OBJECT_TAKEN spec.certificates.client.secretName'],
    ],
    [
      {
        runners: { a: byValue },
        cacheCredentials: { gcs: { credentialsFile: { name: 'gitlab-runner-token', key: 'gcs.json' } } },
      },
      ['error OBJECT_TAKEN spec.cacheCredentials.gcs.credentialsFile.name'],
    ],
    [
      { runners: { a: byValue }, certificates: { inJobs: { secret: 'gitlab-runner-token' } } },
      ['error OBJECT_TAKEN spec.certificates.inJobs.secret'],
    ],
  ])('refuses a name that an object of the runner has: %j', (spec, expected) => {
    expect(errors(spec)).toEqual(expected);
  });

  it.each<[object]>([
    [{ runners: { a: byReference('gitlab-runner-token'), b: byReference('gitlab-runner-token') } }],
    [{ certificates: { ca: { secretKeyRef: { name: 'gitlab-runner-config', key: 'ca.crt' } } } }],
    [{ certificates: { inJobs: { configMap: 'gitlab-runner-config' } }, jobs: { namespace: 'ci-jobs' } }],
  ])('takes a name that is free: %j', (spec) => {
    expect(errors(spec)).toEqual([]);
  });
});
