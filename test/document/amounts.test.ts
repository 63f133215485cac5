import { describe, expect, it } from 'vitest';

import { renderConfigToml } from '../../src/api.ts';
import { compile } from '../../src/core/compile.ts';
import { formatPath } from '../../src/core/findings/diagnostic.ts';
import type { GitLabRunner } from '../../src/index.ts';
import { findings, kubernetesFindings, withoutMoreChecks } from '../support/findings.ts';
import { documentWith, objectsWith, only } from '../support/rendered.ts';

/** What is said of the names of resources in a block of the document. */
const told = (spec: object): string[] =>
  withoutMoreChecks(compile(documentWith(spec)).diagnostics).map(({ path, suggestion }) =>
    `${formatPath(path)} → ${suggestion ?? ''}`.trim(),
  );

describe('an amount that is a number', () => {
  it.each([
    [1, '1'],
    [0.5, '0.5'],
    [0, '0'],
    [4294967296, '4294967296'],
    [1e-7, '1e-7'],
  ])('reaches config.toml and the Deployment as text: %d', (amount, text) => {
    const spec = { manager: { resources: { requests: { cpu: amount }, limits: { cpu: amount } } } };
    const document = documentWith(spec, { kubernetes: { cpu_request: amount } });
    expect(renderConfigToml(document as GitLabRunner)).toContain(`cpu_request = "${text}"`);
    const [container] = only(objectsWith(spec), 'Deployment').spec.template.spec.containers;
    expect(container.resources.requests.cpu).toBe(text);
  });

  it('is taken wherever Kubernetes takes an amount', () => {
    const resources = { limits: { cpu: 1, 'nvidia.com/gpu': 1 } };
    const objects = objectsWith({
      manager: {
        overhead: { cpu: 1 },
        containers: [{ name: 'a', image: 'a:1', resources }],
        volumes: [{ name: 'v', emptyDir: { sizeLimit: 1073741824 } }],
      },
      jobs: {
        namespace: 'jobs',
        resourceQuota: { hard: { pods: 20, 'limits.cpu': 8 } },
        limitRange: { limits: [{ type: 'Container', default: { cpu: 1 } }] },
      },
    });
    const { spec } = only(objects, 'Deployment').spec.template;
    expect(spec.containers[1].resources.limits).toEqual({ cpu: '1', 'nvidia.com/gpu': '1' });
    expect(spec.volumes.at(-1).emptyDir.sizeLimit).toBe('1073741824');
    expect(spec.overhead).toEqual({ cpu: '1' });
    expect(only(objects, 'ResourceQuota').spec.hard).toEqual({ pods: '20', 'limits.cpu': '8' });
    expect(only(objects, 'LimitRange').spec.limits[0].default).toEqual({ cpu: '1' });
  });

  it('is looked at by the rules as text is', () => {
    expect(kubernetesFindings({ cpu_request: 2, cpu_limit: 1 })).toEqual([
      'error REQUEST_ABOVE_LIMIT cpu_request',
    ]);
    expect(kubernetesFindings({ memory_limit: 512 })).toEqual(['warning UNUSUAL_VALUE memory_limit']);
  });

  it('is not below zero', () => {
    expect(kubernetesFindings({ cpu_request: -1 })).toEqual(['error OUT_OF_RANGE cpu_request']);
  });

  it('leaves the document of the caller alone', () => {
    const document = documentWith({}, { kubernetes: { cpu_request: 1 } });
    compile(document);
    expect(document).toEqual(documentWith({}, { kubernetes: { cpu_request: 1 } }));
  });
});

describe('the name of a resource', () => {
  it('is one that the API server takes', () => {
    const limits = { cpu: 1, memory: '1Gi', 'ephemeral-storage': '1Gi', 'hugepages-2Mi': '4Mi', 'a.b/c': 1 };
    const hard = { 'count/jobs.batch': 1, 'requests.nvidia.com/gpu': 1, 'gold.b.io/requests.storage': '1Gi' };
    const storage = { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } };
    const jobs = { namespace: 'jobs', resourceQuota: { hard }, limitRange: { limits: [storage] } };
    expect(findings({}, { manager: { resources: { limits } }, jobs })).toEqual([]);
  });

  it.each([
    ['mem', 'memory'],
    ['memroy', 'memory'],
    ['CPU', 'cpu'],
    ['ephemeral_storage', 'ephemeral-storage'],
    ['pods', ''],
    ['gpu', ''],
    ['requests.cpu', ''],
  ])('is not %s for a container', (name, meant) => {
    const spec = { manager: { resources: { limits: { [name]: 1 } } } };
    const place = name.includes('.') ? `["${name}"]` : `.${name}`;
    expect(told(spec)).toEqual([`spec.manager.resources.limits${place} → ${meant}`.trim()]);
  });

  it('is another one in a quota than in a limit', () => {
    const jobs = (hard: object, max: object): object => ({
      jobs: {
        namespace: 'jobs',
        resourceQuota: { hard },
        limitRange: { limits: [{ type: 'Container', max }] },
      },
    });
    expect(told(jobs({ 'limits.mem': '1Gi' }, { pods: 1 }))).toEqual([
      'spec.jobs.resourceQuota.hard["limits.mem"] → limits.memory',
      'spec.jobs.limitRange.limits[0].max.pods →',
    ]);
  });
});
