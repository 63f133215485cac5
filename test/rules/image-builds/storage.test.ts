import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';
import { PLACED, withOptions } from '../../support/in-mode.ts';

describe('a volume that outlives the job', () => {
  const claim = (claimName: string): object => ({
    mode: 'dind',
    storage: { persistentVolumeClaim: { claimName } },
  });
  const place = 'dockerBuilds.storage.persistentVolumeClaim.claimName';
  const shared = `error BUILD_STORAGE_SHARED ${place}`;

  it.each([
    ['one job', 'layers', {}, { config: { concurrent: 1 } }, []],
    ['no number of jobs, which is one', 'layers', {}, {}, []],
    ['four jobs', 'layers', {}, { config: { concurrent: 4 } }, [shared]],
    ['four jobs of which it takes one', 'layers', { limit: 1 }, { config: { concurrent: 4 } }, []],
    ['four jobs of which it takes two', 'layers', { limit: 2 }, { config: { concurrent: 4 } }, [shared]],
    ['four jobs with a claim each', 'layers-$CI_CONCURRENT_ID', {}, { config: { concurrent: 4 } }, []],
    [
      'four jobs with a claim each, in braces',
      `layers-\${CI_CONCURRENT_ID}`,
      {},
      { config: { concurrent: 4 } },
      [],
    ],
    [
      'jobs numbered by project',
      'layers-$CI_CONCURRENT_PROJECT_ID',
      {},
      { config: { concurrent: 4 } },
      [shared],
    ],
    ['two managers', 'layers', {}, { manager: { replicas: 2 } }, [shared]],
    [
      'two managers with a claim for each job',
      'layers-$CI_CONCURRENT_ID',
      {},
      { manager: { replicas: 2 } },
      [shared],
    ],
  ])('answers to %s', (_, claimName, runner, spec, expected) => {
    expect(
      withOptions(claim(claimName), runner, spec).filter((finding) => finding.includes('BUILD_')),
    ).toEqual(expected);
  });

  it('cannot belong to two runners in one namespace', () => {
    const runner = (namespace: string, key = 'token'): object => ({
      url: 'https://gitlab.com',
      limit: 1,
      token: { secretKeyRef: { name: 'token', key } },
      kubernetes: { ...PLACED, namespace },
    });
    const spec = { dockerBuilds: claim('layers'), config: { concurrent: 2 } };
    const errors = (namespace: string): string[] =>
      findings({}, { ...spec, runners: { a: runner('jobs'), b: runner(namespace, 'other') } });
    expect(errors('jobs')).toEqual([`error BUILD_STORAGE_SHARED spec.${place}`]);
    expect(errors('others')).toEqual([]);
  });
});
