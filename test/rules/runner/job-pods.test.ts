import { describe, expect, it } from 'vitest';

import { findings, kubernetesFindings } from '../../support/findings.ts';

describe('job pods', () => {
  it('needs a name server with the DNS policy none', () => {
    expect(kubernetesFindings({ dns_policy: 'none' })).toEqual(['error NEEDS_KEY dns_policy']);
    expect(kubernetesFindings({ dns_policy: 'none', dns_config: { nameservers: [] } })).toEqual([
      'error NEEDS_KEY dns_policy',
    ]);
    expect(kubernetesFindings({ dns_policy: 'none', dns_config: { nameservers: ['10.0.0.10'] } })).toEqual(
      [],
    );
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

  it('never start with proxy_exec', () => {
    expect(findings({ proxy_exec: true })).toEqual(['error REFUSED_VALUE proxy_exec']);
    expect(findings({ proxy_exec: false })).toEqual([]);
  });

  it('are refused with steps in place of scripts, unless another flag goes with it', () => {
    const steps = { FF_SCRIPT_TO_STEP_MIGRATION: true };
    expect(findings({ feature_flags: steps })).toEqual([
      'error NEEDS_KEY feature_flags.FF_SCRIPT_TO_STEP_MIGRATION',
    ]);
    expect(findings({ environment: ['A=b', 'FF_SCRIPT_TO_STEP_MIGRATION=true'] })).toEqual([
      'error NEEDS_KEY environment[1]',
    ]);
    expect(findings({ feature_flags: { ...steps, FF_CONCRETE: true } })).toEqual([]);
    expect(findings({ feature_flags: steps, environment: ['FF_CONCRETE=1'] })).toEqual([]);
  });

  it('finds a flag that another one makes idle', () => {
    const flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true, FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true };
    expect(findings({ feature_flags: flags })).toEqual([
      'warning NO_EFFECT feature_flags.FF_KUBERNETES_HONOR_ENTRYPOINT',
    ]);
    expect(findings({ feature_flags: { FF_KUBERNETES_HONOR_ENTRYPOINT: true } })).toEqual([]);
  });
});
