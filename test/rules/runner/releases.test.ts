import { describe, expect, it } from 'vitest';

import { since } from '../../../src/core/generated/annotations.ts';
import { findings } from '../../support/findings.ts';

const token = { value: 'glrt-EXAMPLE' };

describe('keys that a release does not have', () => {
  it.each([
    ['18.8.9', { strict_check_interval: true }, ['error KEY_TOO_NEW strict_check_interval']],
    ['18.9.0', { strict_check_interval: true }, []],
    [
      '19.3.0',
      { kubernetes: { suspend_pvc_size: '1Gi' } },
      ['error KEY_TOO_NEW kubernetes.suspend_pvc_size', 'warning NO_EFFECT kubernetes.suspend_pvc_size'],
    ],
    [
      '18.11.0',
      { kubernetes: { volumes: { nfs: [{ name: 'n', mount_path: '/n', server: 's', path: '/' }] } } },
      ['error KEY_TOO_NEW kubernetes.volumes.nfs'],
    ],
    [
      '19.3.0',
      { feature_flags: { FF_USE_FASTZIP: false } },
      ['warning KEY_DEPRECATED feature_flags.FF_USE_FASTZIP'],
    ],
    [
      '19.7.0',
      { feature_flags: { FF_USE_FASTZIP: false } },
      ['error KEY_REMOVED feature_flags.FF_USE_FASTZIP'],
    ],
    ['19.3.0', { use_slot_cgroups: true }, ['warning NO_EFFECT use_slot_cgroups']],
    [
      '19.3.0',
      { feature_flags: { FF_NETWORK_PER_BUILD: true } },
      ['warning NO_EFFECT feature_flags.FF_NETWORK_PER_BUILD'],
    ],
  ])('%s answers %j with %j', (version, runner, expected) => {
    expect(findings({ token, ...runner }, { version })).toEqual(expected);
  });

  it('names a table once, not its keys as well', () => {
    const experimental = { usage_logger: { enabled: true, logrotate: { max_backup_files: 3 } } };
    expect(findings({ token }, { version: '16.0.0', config: { experimental } })).toEqual([
      'error KEY_TOO_NEW spec.config.experimental',
    ]);
    expect(findings({ token }, { version: '18.0.0', config: { experimental } })).toEqual([
      'error KEY_TOO_NEW spec.config.experimental.usage_logger.logrotate',
    ]);
  });

  it('never blames the user for a key that is filled in', () => {
    expect(findings({ token }, { version: '15.0.0' })).toEqual([]);
  });

  it('points from old keys of the usage log to new ones', () => {
    const experimental = { usage_logger: { log_dir: '/home/gitlab-runner/log' } };
    expect(findings({}, { config: { experimental } })).toEqual([
      'warning KEY_DEPRECATED spec.config.experimental.usage_logger.log_dir',
    ]);
  });

  it('knows the first release of each key that is not older than 15.0', () => {
    expect(since.length).toBeGreaterThan(60);
    expect(since).toContainEqual([['spec', 'runners', '*', 'kubernetes', 'autoscaler'], '18.11']);
  });
});
