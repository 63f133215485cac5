import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';

import { podSecurityViolations, type RuleSet } from '../../support/pod-security.ts';
import { objectsWith, only } from '../../support/rendered.ts';

const podOf = (spec: object): PodTemplateSpec => only(objectsWith(spec), 'Deployment').spec.template;

/** The manager makes the pods of jobs, so that it cannot do without a token. */
const needed = ['no-token-automount'];

describe.each(['alpine', 'ubuntu', 'ubi-fips', 'ocp'])('the pod of the manager, flavor %s', (flavor) => {
  const image = { flavor };

  it.each<[RuleSet, string[]]>([
    ['baseline', []],
    ['restricted', []],
    ['common', needed],
  ])('breaks no %s rule but those it has to', (set, expected) => {
    expect(podSecurityViolations(podOf({ image }), set)).toEqual(expected);
  });

  it('breaks none either with everything that is opt-in', () => {
    const key = { name: 'secret', key: 'key' };
    const template = podOf({
      image: { ...image, digest: `sha256:${'0'.repeat(64)}` },
      sessionServer: { enabled: true, service: { type: 'ClusterIP' } },
      certificates: { ca: { secretKeyRef: key }, client: { secretName: 'client' } },
      cacheCredentials: {
        s3: { accessKeyId: key, secretAccessKey: key },
        gcs: { credentialsFile: key },
      },
      configUpdate: 'rollout',
    });
    expect(podSecurityViolations(template, 'restricted')).toEqual([]);
    expect(podSecurityViolations(template, 'common')).toEqual(needed);
  });
});

it('keeps the manager on Linux beside what the document asks for', () => {
  expect(podOf({}).spec?.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  expect(podOf({ manager: { nodeSelector: { pool: 'ci' } } }).spec?.nodeSelector).toEqual({
    'kubernetes.io/os': 'linux',
    pool: 'ci',
  });
});
