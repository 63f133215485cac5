import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';
import { DAEMONS, inMode, PLACED, UNPRIVILEGED, withOptions } from '../../support/in-mode.ts';

describe('places for privileged pods', () => {
  it.each(DAEMONS)('misses nodes of their own in mode %s', (mode) => {
    expect(findings({}, { dockerBuilds: { mode } })).toEqual([
      'warning PRIVILEGED_ON_ANY_NODE spec.dockerBuilds.mode',
    ]);
  });

  it.each([
    [
      'labels of the system alone',
      { node_selector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' } },
      1,
    ],
    ['a label', { node_selector: { 'kubernetes.io/arch': 'arm64', pool: 'builds' } }, 0],
    ['a sandbox', { runtime_class_name: 'kata' }, 0],
    [
      'a required affinity',
      {
        affinity: {
          node_affinity: {
            required_during_scheduling_ignored_during_execution: {
              node_selector_terms: [{ match_expressions: [{ key: 'pool', operator: 'Exists' }] }],
            },
          },
        },
      },
      0,
    ],
  ])('counts %s', (_, kubernetes, count) => {
    expect(findings({ kubernetes }, { dockerBuilds: { mode: 'dind' } })).toHaveLength(count);
  });

  it.each(UNPRIVILEGED)('does not ask for them in mode %s', (mode) => {
    expect(findings({}, { dockerBuilds: { mode } })).toEqual([]);
  });

  it('says it once for all runners with one block', () => {
    const runner = (id: string): object => ({
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'token', key: id } },
    });
    expect(
      findings(
        {},
        {
          dockerBuilds: { mode: 'dind' },
          config: { concurrent: 9 },
          runners: { a: runner('a'), b: runner('b') },
        },
      ),
    ).toEqual(['warning PRIVILEGED_ON_ANY_NODE spec.dockerBuilds.mode']);
  });
});

describe('the system of nodes', () => {
  it.each([...DAEMONS, ...UNPRIVILEGED, 'socket'])('mode %s does not exist on Windows', (mode) => {
    expect(inMode(mode, { node_selector: { 'kubernetes.io/os': 'windows' } })).toContain(
      'error EXCLUSIVE_KEYS kubernetes.node_selector["kubernetes.io/os"]',
    );
  });
});

describe('processors', () => {
  const arch = (name: string): object => ({
    node_selector: { ...PLACED.node_selector, 'kubernetes.io/arch': name },
  });
  const affinity = (...values: string[]): object => ({
    affinity: {
      node_affinity: {
        required_during_scheduling_ignored_during_execution: {
          node_selector_terms: values.map((value) => ({
            match_expressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: [value] }],
          })),
        },
      },
    },
  });

  it.each([
    [arch('arm64'), []],
    [{ ...arch('arm64'), helper_image: 'r.example.com/gitlab-runner-helper:arm64-v$CI_RUNNER_VERSION' }, []],
    [
      { ...arch('arm64'), helper_image: 'r.example.com/gitlab-runner-helper:x86_64-v$CI_RUNNER_VERSION' },
      ['helper_image'],
    ],
    [
      {
        ...arch('amd64'),
        helper_image: 'r.example.com/gitlab-runner-helper:ubuntu-arm64-v$CI_RUNNER_VERSION',
      },
      ['helper_image'],
    ],
    [{ ...arch('arm64'), helper_image: 'example/helper:1' }, []],
    [affinity('arm64'), ['affinity']],
    [affinity('arm64', 'amd64'), []],
    [{ ...affinity('arm64'), ...arch('arm64') }, []],
    [{ ...affinity('arm64'), helper_image_autoset_arch_and_os: true }, []],
  ])('%j', (kubernetes, places) => {
    expect(inMode('none', kubernetes)).toEqual(
      places.map((place) => `warning WRONG_ARCHITECTURE kubernetes.${place}`),
    );
  });

  it.each([
    ['dind', 'arm64', 0],
    ['dind', 's390x', 1],
    ['dind-rootless', 'arm', 1],
    ['buildkit-rootless', 's390x', 0],
  ])('mode %s on %s', (mode, name, count) => {
    expect(inMode(mode, arch(name))).toEqual(
      Array(count).fill('warning WRONG_ARCHITECTURE dockerBuilds.mode'),
    );
  });

  it('leaves an image of your own alone', () => {
    expect(
      withOptions({ mode: 'dind', dind: { image: 'example/dind:1' } }, { kubernetes: arch('s390x') }),
    ).toEqual([]);
  });
});
