import { describe, expect, it } from 'vitest';

import { findings, kubernetesFindings } from '../findings.ts';

describe('checkJobPods', () => {
  it('needs a name server with the DNS policy none', () => {
    expect(kubernetesFindings({ dns_policy: 'none' })).toEqual(['error NEEDS_KEY dns_policy']);
    expect(kubernetesFindings({ dns_policy: 'none', dns_config: { nameservers: [] } })).toEqual([
      'error NEEDS_KEY dns_policy',
    ]);
    expect(kubernetesFindings({ dns_policy: 'none', dns_config: { nameservers: ['10.0.0.10'] } })).toEqual(
      [],
    );
  });

  it('refuses to look at a pod less than once, with the defaults of the runner', () => {
    expect(kubernetesFindings({ poll_timeout: 2 })).toEqual(['error CONTRADICTION poll_timeout']);
    expect(kubernetesFindings({ poll_interval: 200 })).toEqual(['error CONTRADICTION poll_interval']);
    expect(kubernetesFindings({ poll_interval: 200, poll_timeout: 600 })).toEqual([]);
    expect(kubernetesFindings({ poll_interval: 0, poll_timeout: 0 })).toEqual([]);
  });

  it('knows the smallest pause between tries', () => {
    expect(kubernetesFindings({ retry_backoff_max: 2 })).toEqual(['warning UNUSUAL_VALUE retry_backoff_max']);
    expect(kubernetesFindings({ retry_backoff_max: 0 })).toEqual([]);
  });

  it('compares the helper image with the manager', () => {
    expect(
      kubernetesFindings({ helper_image: 'r.example.com/helper:x86_64-v18.0.0' }, {}, { version: '19.3.0' }),
    ).toEqual(['warning UNUSUAL_VALUE helper_image']);
    for (const tag of ['x86_64-v19.3.0', `x86_64-v\${CI_RUNNER_VERSION}`, 'mine']) {
      expect(
        kubernetesFindings({ helper_image: `r.example.com/helper:${tag}` }, {}, { version: '19.3.0' }),
      ).toEqual([]);
    }
  });

  it('knows the bases of helper images', () => {
    expect(kubernetesFindings({ helper_image_flavor: 'debian' })).toEqual([
      'warning UNUSUAL_VALUE helper_image_flavor',
    ]);
    expect(kubernetesFindings({ helper_image_flavor: 'alpine3.21' })).toEqual([]);
    expect(kubernetesFindings({ helper_image_flavor: 'ubuntu', helper_image: 'helper' })).toEqual([
      'warning NO_EFFECT helper_image_flavor',
    ]);
  });

  it("finds labels that are the runner's own", () => {
    expect(
      kubernetesFindings({
        pod_labels: {
          'job.runner.gitlab.com/pod': 'x',
          'runner.gitlab.com/x': 'x',
          'example.com/runner.gitlab.com': 'x',
        },
      }),
    ).toEqual([
      'warning NO_EFFECT pod_labels["job.runner.gitlab.com/pod"]',
      'warning NO_EFFECT pod_labels["runner.gitlab.com/x"]',
    ]);
  });

  it('finds a flag that another one makes idle', () => {
    const flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true, FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true };
    expect(findings({ feature_flags: flags })).toEqual([
      'warning NO_EFFECT feature_flags.FF_KUBERNETES_HONOR_ENTRYPOINT',
    ]);
    expect(findings({ feature_flags: { FF_KUBERNETES_HONOR_ENTRYPOINT: true } })).toEqual([]);
  });

  describe('compares operators with their values', () => {
    const required = 'required_during_scheduling_ignored_during_execution';
    const preferred = 'preferred_during_scheduling_ignored_during_execution';
    const node = (requirement: object): object => ({
      affinity: {
        node_affinity: {
          [required]: { node_selector_terms: [{ match_expressions: [{ key: 'cpu', ...requirement }] }] },
        },
      },
    });

    it.each([
      [{ operator: 'In', values: ['a'] }, true],
      [{ operator: 'NotIn', values: [] }, false],
      [{ operator: 'In' }, false],
      [{ operator: 'Exists' }, true],
      [{ operator: 'DoesNotExist', values: ['a'] }, false],
      [{ operator: 'Gt', values: ['4'] }, true],
      [{ operator: 'Lt', values: ['four'] }, false],
      [{ operator: 'Gt', values: ['4', '8'] }, false],
    ])('%j', (requirement, fits) => {
      expect(kubernetesFindings(node(requirement))).toEqual(
        fits
          ? []
          : [
              `error CONTRADICTION affinity.node_affinity.${required}.node_selector_terms[0].match_expressions[0]`,
            ],
      );
    });

    it('at every place where conditions stand', () => {
      const wrong = [{ key: 'a', operator: 'In' }];
      const term = {
        topology_key: 'zone',
        label_selector: { match_expressions: wrong },
        namespace_selector: { match_expressions: wrong },
      };
      const found = kubernetesFindings({
        affinity: {
          node_affinity: {
            [preferred]: [{ weight: 1, preference: { match_expressions: wrong, match_fields: wrong } }],
          },
          pod_affinity: { [required]: [term], [preferred]: [{ weight: 1, pod_affinity_term: term }] },
          pod_anti_affinity: { [required]: [term] },
        },
      });
      expect(found).toHaveLength(8);
      expect(new Set(found).size).toBe(8);
    });
  });
});

describe('checkAutoscaler', () => {
  const of = (autoscaler: object): string[] =>
    kubernetesFindings({ autoscaler }).map((finding) => finding.replace('autoscaler', '…'));

  it('takes a permanent policy before one for office hours', () => {
    expect(
      of({
        max_pause_pods: 10,
        policy: [
          { idle_count: 1, periods: ['* * * * *'] },
          {
            idle_count: 5,
            periods: ['* 8-17 * * mon-fri'],
            timezone: 'Europe/Berlin',
            idle_time: '30m',
            scale_factor: 0.5,
            scale_factor_limit: 4,
          },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ max_pause_pods: 3 }, ['warning NO_EFFECT …']],
    [
      { policy: [{ idle_count: 5, periods: ['* 8-17 * * mon-fri'] }, { idle_count: 0 }] },
      ['warning NO_EFFECT ….policy[0]'],
    ],
    [{ max_pause_pods: 3, policy: [{ idle_count: 5 }] }, ['warning UNUSUAL_VALUE ….policy[0].idle_count']],
    [{ policy: [{ idle_time: '500ms' }] }, ['error REFUSED_VALUE ….policy[0].idle_time']],
    [{ policy: [{ scale_factor_limit: 2 }] }, ['warning NO_EFFECT ….policy[0].scale_factor_limit']],
    [{ policy: [{ preemptive_mode: true }] }, ['warning NO_EFFECT ….policy[0].preemptive_mode']],
  ])('answers %j with %j', (autoscaler, expected) => {
    expect(of(autoscaler)).toEqual(expected);
  });
});

describe('checkApiServer', () => {
  const file = '/home/gitlab-runner/x';

  it('wants all three files of a client certificate', () => {
    expect(kubernetesFindings({ host: 'https://k8s.example.com', cert_file: file })).toEqual([
      'error NEEDS_KEY cert_file',
      'error NEEDS_KEY cert_file',
    ]);
    expect(
      kubernetesFindings({ host: 'https://k8s.example.com', cert_file: file, key_file: file, ca_file: file }),
    ).toEqual([]);
  });

  it('finds logins without a server to log in to', () => {
    expect(kubernetesFindings({ ca_file: file, context: 'prod' })).toEqual([
      'warning NO_EFFECT ca_file',
      'warning NO_EFFECT context',
    ]);
  });
});
