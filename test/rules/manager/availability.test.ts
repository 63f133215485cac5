import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const budget = (podDisruptionBudget: object, replicas = 1): string[] =>
  findings({}, { podDisruptionBudget: { enabled: true, ...podDisruptionBudget }, manager: { replicas } });
const autoscaling = (options: object, spec: object = {}): string[] =>
  findings({}, { autoscaling: { enabled: true, ...options }, ...spec });

describe('availability of the manager', () => {
  it.each<[object, number]>([
    [{}, 1],
    [{ maxUnavailable: 1 }, 1],
    [{ maxUnavailable: '1%' }, 1],
    [{ minAvailable: 1 }, 2],
    [{ minAvailable: '50%' }, 3],
    [{ minAvailable: '90%' }, 0],
  ])('takes a budget of %j for %i managers', (options, replicas) => {
    expect(budget(options, replicas)).toEqual([]);
  });

  it.each<[object, number, string]>([
    [{ minAvailable: 1 }, 1, 'minAvailable'],
    [{ minAvailable: '1%' }, 1, 'minAvailable'],
    [{ minAvailable: '100%' }, 5, 'minAvailable'],
    [{ minAvailable: '51%' }, 2, 'minAvailable'],
    [{ maxUnavailable: 0 }, 3, 'maxUnavailable'],
    [{ maxUnavailable: '0%' }, 3, 'maxUnavailable'],
  ])('sees that a budget of %j keeps %i managers on their nodes for ever', (options, replicas, key) => {
    expect(budget(options, replicas)).toEqual([`error BLOCKS_DRAIN spec.podDisruptionBudget.${key}`]);
  });

  it('counts the fewest managers that an autoscaler leaves', () => {
    const podDisruptionBudget = { enabled: true, minAvailable: 2 };
    const spec = { podDisruptionBudget, manager: { replicas: 9 } };
    expect(autoscaling({ minReplicas: 3, maxReplicas: 4 }, spec)).toEqual([]);
    expect(autoscaling({ minReplicas: 2, maxReplicas: 4 }, spec)).toEqual([
      'error BLOCKS_DRAIN spec.podDisruptionBudget.minAvailable',
    ]);
  });

  it('wants one number alone in a budget', () => {
    expect(budget({ minAvailable: 1, maxUnavailable: 1 }, 3)).toEqual([
      'error EXCLUSIVE_KEYS spec.podDisruptionBudget.minAvailable',
    ]);
  });

  it('says nothing of what is not rendered', () => {
    expect(
      findings(
        {},
        { podDisruptionBudget: { minAvailable: 1 }, autoscaling: { minReplicas: 5, maxReplicas: 1 } },
      ),
    ).toEqual([]);
  });

  it.each<[object, object, string[]]>([
    [{ minReplicas: 2, maxReplicas: 2 }, {}, []],
    [{ minReplicas: 4, maxReplicas: 2 }, {}, ['error OUT_OF_RANGE spec.autoscaling.minReplicas']],
    [{}, { config: { listen_address: '' } }, ['error NEEDS_KEY spec.autoscaling']],
    [
      { metrics: [{ type: 'Pods', resource: { name: 'cpu', target: { type: 'Value', value: '1' } } }] },
      { config: { listen_address: '' } },
      ['error NEEDS_KEY spec.autoscaling.metrics[0]'],
    ],
    [
      {
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } },
          },
        ],
      },
      {},
      [],
    ],
    ...(
      [
        ['Resource', 'resource', 'Utilization', 'averageUtilization', 80, true],
        ['Resource', 'resource', 'AverageValue', 'averageValue', '1', true],
        ['Resource', 'resource', 'Value', 'value', '1', false],
        ['Resource', 'resource', 'Utilization', 'averageValue', '1', false],
        ['Pods', 'pods', 'AverageValue', 'averageValue', '1', true],
        ['Pods', 'pods', 'Utilization', 'averageUtilization', 80, false],
        ['External', 'external', 'Value', 'value', '1', true],
        ['External', 'external', 'Utilization', 'averageUtilization', 80, false],
      ] as const
    ).map(([type, key, goal, field, value, isRight]): [object, object, string[]] => [
      {
        metrics: [
          {
            type,
            [key]: {
              ...(key === 'resource' ? { name: 'cpu' } : { metric: { name: 'jobs' } }),
              target: { type: goal, [field]: value },
            },
          },
        ],
      },
      {},
      isRight ? [] : [`error NEEDS_KEY spec.autoscaling.metrics[0].${key}.target`],
    ]),
  ])('checks the autoscaler %j with %j', (options, spec, expected) => {
    expect(autoscaling(options, spec)).toEqual(expected);
  });

  it.each<[object, object, boolean]>([
    [{}, {}, false],
    [{ terminationGracePeriodSeconds: 3600 }, {}, false],
    [{ terminationGracePeriodSeconds: 3599 }, {}, true],
    [{ terminationGracePeriodSeconds: 0 }, {}, true],
    // What is waited for cancelled jobs says nothing of a graceful stop.
    [{}, { shutdown_timeout: 7200 }, false],
    [{ terminationGracePeriodSeconds: 60 }, { shutdown_timeout: 10 }, true],
  ])('looks whether %j leaves jobs time with %j', (manager, config, isShort) => {
    expect(findings({}, { manager, config })).toEqual(
      isShort ? ['warning DRAIN_TOO_SHORT spec.manager.terminationGracePeriodSeconds'] : [],
    );
  });

  it.each<[object, boolean]>([
    [{ postStart: { exec: { command: ['a'] } } }, false],
    [{ preStop: { exec: { command: ['/bin/sh', '-c', 'kill -QUIT 1; sleep 600'] } } }, false],
    [{ preStop: { exec: { command: ['/usr/bin/kill', '-3', '1'] } } }, false],
    [{ preStop: { exec: { command: ['killall', '-s', '3', 'gitlab-runner'] } } }, false],
    [{ preStop: { exec: { command: ['/bin/bash', '-c', 'kill -n 3 1'] } } }, false],
    [{ preStop: { exec: { command: ['/bin/sh', '-c', 'echo QUITTING; kill 3'] } } }, true],
    [{ preStop: { exec: { command: ['gitlab-runner', 'unregister', '--all-runners'] } } }, true],
    [{ preStop: { sleep: { seconds: 30 } } }, true],
    [{ preStop: { exec: { command: ['/bin/sh', '-c', 'kill -30 1'] } } }, true],
  ])('looks whether the hooks %j drain the manager', (lifecycle, isLost) => {
    expect(findings({}, { manager: { lifecycle } })).toEqual(
      isLost ? ['warning DRAIN_LOST spec.manager.lifecycle.preStop'] : [],
    );
  });

  it('has to look for the manager where containers share their processes', () => {
    const hook = (command: string): string[] =>
      findings(
        {},
        {
          manager: {
            shareProcessNamespace: true,
            lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', command] } } },
          },
        },
      );
    expect(hook('kill -QUIT 1; sleep 600')).toEqual(['warning DRAIN_LOST spec.manager.lifecycle.preStop']);
    expect(hook('pkill -QUIT gitlab-runner; sleep 600')).toEqual([]);
  });
});

it.each(['minAvailable', 'maxUnavailable'])('a budget takes no %s above 100%%', (key) => {
  const podDisruptionBudget = { enabled: true, [key]: '200%' };
  expect(findings({}, { podDisruptionBudget, manager: { replicas: 2 } })).toEqual([
    `error REFUSED_VALUE spec.podDisruptionBudget.${key}`,
  ]);
});
