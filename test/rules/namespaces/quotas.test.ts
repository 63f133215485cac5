import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { findings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

const apart = { namespace: 'jobs' };
const quota = (hard: object, more: object = {}): object => ({
  ...apart,
  resourceQuota: { hard, ...more },
});
const range = (...limits: readonly object[]): object => ({ ...apart, limitRange: { limits } });
const chosen = (expression: object): object => ({ scopeSelector: { matchExpressions: [expression] } });
const container = (item: object): object => ({ type: 'Container', ...item });
const whole = (kind: string, amount: string): object =>
  Object.fromEntries(['', 'helper_'].map((prefix) => [`${prefix}${kind}`, amount]));
const found = (jobs: object, kubernetes: object = {}, spec: object = {}): string[] =>
  findings({ kubernetes }, { jobs, ...spec }).map((finding) =>
    finding.replace(' spec.jobs.resourceQuota.', ' quota ').replace(' spec.jobs.limitRange.', ' range '),
  );

describe('pods of jobs', () => {
  it.each<[string, object, object]>([
    ['room for one pod', quota({ pods: '1' }), {}],
    ['an amount that pods name', quota({ 'limits.cpu': '2' }), whole('cpu_limit', '1')],
    ['a request that follows from a limit', quota({ 'requests.cpu': '2' }), whole('cpu_limit', '1')],
    [
      'exactly as much as there is',
      quota({ cpu: '300m' }),
      { cpu_request: '100m', helper_cpu_request: '200m' },
    ],
    [
      'a default of the LimitRange',
      { ...quota({ 'limits.cpu': '2' }), ...range(container({ default: { cpu: '1' } })) },
      {},
    ],
    [
      'a default by the most',
      { ...quota({ 'limits.cpu': '2' }), ...range(container({ max: { cpu: '1' } })) },
      {},
    ],
    ['storage, of which pods need not speak', quota({ 'limits.ephemeral-storage': '1Gi' }), {}],
    ['other objects', quota({ configmaps: '0', 'count/deployments.apps': '0', services: '0' }), {}],
    ['a scope that fits no job', quota({ pods: '0' }, { scopes: ['NotTerminating'] }), {}],
    ['a quota of best effort', quota({ pods: '0' }, { scopes: ['BestEffort'] }), { cpu_request: '1' }],
    [
      'a quota of another class',
      quota(
        { pods: '0' },
        {
          scopeSelector: {
            matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }],
          },
        },
      ),
      { priority_class_name: 'low' },
    ],
    ['an amount of the pod as a whole', quota({ 'limits.cpu': '2' }), { pod_cpu_limit: '1' }],
    ['what jobs choose themselves', quota({ 'limits.cpu': '2' }), { cpu_limit_overwrite_max_allowed: '1' }],
    [
      'a default limit that their own take the place of',
      range(container({ default: { cpu: '250m' } })),
      { cpu_request: '500m', cpu_limit: '1' },
    ],
    ['a least that holds', range(container({ min: { cpu: '100m' } })), whole('cpu_request', '100m')],
    [
      'a ratio that holds',
      range(container({ maxLimitRequestRatio: { cpu: '2' } })),
      { ...whole('cpu_request', '100m'), ...whole('cpu_limit', '200m') },
    ],
  ])('fit into %s', (_name, jobs, kubernetes) => {
    expect(found(jobs, kubernetes)).toEqual([]);
  });

  it.each<[string, object, object, string]>([
    ['no room', quota({ pods: '0' }), {}, 'quota hard.pods'],
    ['a quota of what they do not name', quota({ 'limits.cpu': '9' }), {}, 'quota hard["limits.cpu"]'],
    [
      'a quota of what one container does not name',
      quota({ 'limits.cpu': '9' }),
      { cpu_limit: '1' },
      'quota hard["limits.cpu"]',
    ],
    [
      'a quota of what services do not name',
      quota({ memory: '9Gi' }),
      { ...whole('memory_request', '1Gi'), services: [{ name: 'postgres:17' }] },
      'quota hard.memory',
    ],
    [
      'less than they ask for together',
      quota({ cpu: '299m' }),
      { cpu_request: '100m', helper_cpu_request: '200m' },
      'quota hard.cpu',
    ],
    ['less than the whole asks for', quota({ cpu: '1' }), { pod_cpu_request: '2' }, 'quota hard.cpu'],
    [
      'a quota of jobs with a deadline',
      quota({ pods: '0' }, { scopes: ['Terminating'] }),
      {},
      'quota hard.pods',
    ],
    [
      'a quota of their class',
      quota(
        { pods: '0' },
        {
          scopeSelector: {
            matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['low'] }],
          },
        },
      ),
      { priority_class_name: 'low' },
      'quota hard.pods',
    ],
    [
      'a least above their request',
      range(container({ min: { memory: '200Mi' } })),
      whole('memory_request', '100Mi'),
      'range limits[0].min.memory',
    ],
    [
      'a most below their limit',
      range(container({ max: { memory: '1Gi' } })),
      { memory_limit: '2Gi', memory_request: '1Gi' },
      'range limits[0].max.memory',
    ],
    [
      'a most below what they are together',
      range({ type: 'Pod', max: { cpu: '1' } }),
      whole('cpu_limit', '600m'),
      'range limits[0].max.cpu',
    ],
    [
      'a most of the pod without a limit',
      range({ type: 'Pod', max: { cpu: '1' } }),
      {},
      'range limits[0].max.cpu',
    ],
    [
      'a default limit below their request',
      range(container({ default: { cpu: '250m' } })),
      { cpu_request: '500m' },
      'range limits[0].default.cpu',
    ],
    [
      'a ratio below theirs',
      range(container({ maxLimitRequestRatio: { cpu: '2' } })),
      { ...whole('cpu_request', '100m'), ...whole('cpu_limit', '201m') },
      'range limits[0].maxLimitRequestRatio.cpu',
    ],
    [
      'a default that is more than the quota',
      { ...quota({ 'requests.cpu': '1' }), ...range(container({ default: { cpu: '1' } })) },
      {},
      'quota hard["requests.cpu"]',
    ],
  ])('are refused by %s', (_name, jobs, kubernetes, place) => {
    expect(found(jobs, kubernetes)).toEqual([`warning PODS_REFUSED ${place}`]);
  });

  it('are left alone where a patch may make anything of them', () => {
    const feature_flags = { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true };
    const kubernetes = { pod_spec: [{ patch: '{}' }] };
    const jobs = quota({ 'limits.cpu': '9' });
    expect(
      findings({ feature_flags, kubernetes }, { jobs }).filter((one) => one.includes('PODS_REFUSED')),
    ).toEqual([]);
  });

  it('are told of once for settings of all namespaces', () => {
    const jobs = { ...quota({ pods: '0' }), namespaces: { more: {} } };
    expect(found(jobs, { namespace_overwrite_allowed: '^more$' })).toEqual([
      'warning PODS_REFUSED quota hard.pods',
    ]);
  });

  it('are refused by the settings of one namespace', () => {
    const jobs = { ...apart, namespaces: { jobs: { resourceQuota: { hard: { pods: '0' } } } } };
    expect(found(jobs)).toEqual(['warning PODS_REFUSED spec.jobs.namespaces.jobs.resourceQuota.hard.pods']);
  });

  it('are compared with extra objects too, as far as these can be read', () => {
    const object = (kind: string, spec: unknown, namespace = 'jobs'): object => ({
      apiVersion: 'v1',
      kind,
      metadata: { name: kind.toLowerCase(), namespace },
      spec,
    });
    const limits = object('LimitRange', { limits: [container({ default: { cpu: '1' } })] });
    expect(found(quota({ 'limits.cpu': '2' }), {}, { extraObjects: { limits } })).toEqual([]);
    expect(
      found(apart, {}, { extraObjects: { none: object('ResourceQuota', { hard: { pods: '0' } }) } }),
    ).toEqual(['warning PODS_REFUSED spec.extraObjects.none.spec.hard.pods']);
    for (const spec of [undefined, 'x', { hard: 5 }, { hard: { pods: 'many' } }, { hard: {}, scopes: 1 }]) {
      expect(found(apart, {}, { extraObjects: { odd: object('ResourceQuota', spec) } })).toEqual([]);
      expect(found(apart, {}, { extraObjects: { odd: object('LimitRange', spec) } })).toEqual([]);
    }
    const elsewhere = object('ResourceQuota', { hard: { pods: '0' } }, 'other');
    expect(found(apart, {}, { extraObjects: { elsewhere } })).toEqual([]);
  });

  it('say what they ask for', () => {
    const { diagnostics } = compile(
      documentWith({ jobs: quota({ memory: '1Gi' }) }, { kubernetes: whole('memory_request', '768Mi') }),
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Kubernetes refuses pods of jobs of runner "default" in "jobs": the requests of memory add up to 1536Mi, and there are 1Gi for all.',
    ]);
  });
});

describe('the pod of the manager', () => {
  const refused = (jobs: object, manager: object = {}): string[] =>
    findings({}, { jobs, manager }).filter((finding) => finding.includes('PODS_REFUSED'));
  const best = { scopes: ['NotTerminating'] };

  it('has to fit where jobs run beside it', () => {
    const hard = { 'limits.memory': '256Mi' };
    expect(refused({ resourceQuota: { hard, ...best } })).toEqual([
      'warning PODS_REFUSED spec.jobs.resourceQuota.hard["limits.memory"]',
    ]);
    expect(refused({ resourceQuota: { hard: { 'limits.memory': '512Mi' }, ...best } })).toEqual([]);
    expect(refused({ ...apart, resourceQuota: { hard, ...best } })).toEqual([]);
    expect(refused({ resourceQuota: { hard, ...best } }, { podPatch: {} })).toEqual([]);
  });

  it('counts with the containers of the document', () => {
    const manager = { containers: [{ name: 'side', image: 'busybox:1' }] };
    expect(refused({ resourceQuota: { hard: { 'limits.memory': '1Gi' }, ...best } }, manager)).toEqual([
      'warning PODS_REFUSED spec.jobs.resourceQuota.hard["limits.memory"]',
    ]);
  });
});

describe('bounds that the API server refuses', () => {
  it.each<[object, string]>([
    [range(container({ min: { cpu: '2' }, max: { cpu: '1' } })), 'range limits[0].min.cpu'],
    [range(container({ default: { cpu: '2' }, max: { cpu: '1' } })), 'range limits[0].default.cpu'],
    [
      range(container({ defaultRequest: { cpu: '2' }, max: { cpu: '1' } })),
      'range limits[0].defaultRequest.cpu',
    ],
    [
      range(container({ defaultRequest: { cpu: '2' }, default: { cpu: '1' } })),
      'range limits[0].defaultRequest.cpu',
    ],
    [range(container({ min: { cpu: '2' }, default: { cpu: '1' } })), 'range limits[0].min.cpu'],
    [range(container({ maxLimitRequestRatio: { cpu: '500m' } })), 'range limits[0].maxLimitRequestRatio.cpu'],
    [
      range(container({ min: { cpu: '1' }, max: { cpu: '2' }, maxLimitRequestRatio: { cpu: '3' } })),
      'range limits[0].maxLimitRequestRatio.cpu',
    ],
    [range({ type: 'Pod', default: { cpu: '1' } }), 'range limits[0].default'],
    [range({ type: 'Pod', max: { cpu: '9' } }, { type: 'Pod' }), 'range limits[1].type'],
    [quota({ pods: '1' }, { scopes: ['Terminating', 'NotTerminating'] }), 'quota scopes'],
    [quota({ pods: '1', cpu: '1' }, { scopes: ['BestEffort'] }), 'quota hard.cpu'],
    [quota({ pods: '1', configmaps: '1' }, { scopes: ['Terminating'] }), 'quota hard.configmaps'],
    [quota({ cpu: '1' }, { scopes: ['VolumeAttributesClass'] }), 'quota hard.cpu'],
    [quota({ pods: '1.5' }), 'quota hard.pods'],
    [quota({ 'count/jobs.batch': '500m' }), 'quota hard["count/jobs.batch"]'],
    [
      quota({ pods: '1' }, chosen({ scopeName: 'Terminating', operator: 'DoesNotExist' })),
      'quota scopeSelector.matchExpressions[0].operator',
    ],
    [
      quota({ pods: '1' }, chosen({ scopeName: 'PriorityClass', operator: 'In' })),
      'quota scopeSelector.matchExpressions[0]',
    ],
    [range({ type: 'PersistentVolumeClaim', default: { storage: '1Gi' } }), 'range limits[0]'],
    [range({ type: 'Container', max: { storage: '1Gi' } }), 'range limits[0].max.storage'],
    [range({ type: 'Pod', min: { storage: '1Gi' } }), 'range limits[0].min.storage'],
  ])('are errors: %j', (jobs, place) => {
    expect(found(jobs)).toEqual([`error CONTRADICTION ${place}`]);
  });

  it.each<object>([
    quota({ 'requests.nvidia.com/gpu': '4', 'count/jobs.batch': '9' }, { scopes: ['PriorityClass'] }),
    quota({ 'count/pods': '9' }, { scopes: ['BestEffort'] }),
    quota({ persistentvolumeclaims: '9' }, { scopes: ['VolumeAttributesClass'] }),
    quota({ pods: '9' }, chosen({ scopeName: 'PriorityClass', operator: 'In', values: ['high'] })),
    quota({ pods: '1k', secrets: '10', 'count/secrets': '100', 'requests.storage': '1.5Gi' }),
    range({ type: 'PersistentVolumeClaim', max: { storage: '10Gi' } }),
  ])('are not those that it takes: %j', (jobs) => {
    expect(found(jobs)).toEqual([]);
  });
});

describe('room for the jobs that may run at once', () => {
  const four = { config: { concurrent: 4 } };
  const small = 'warning QUOTA_TOO_SMALL quota hard';
  const half = { cpu_request: '400m', helper_cpu_request: '100m' };

  it.each<[string, string[], object, object, object]>([
    ['as many pods as jobs', [], quota({ pods: '4' }), {}, four],
    ['a pod too few', [`${small}.pods`], quota({ pods: '3' }), {}, four],
    [
      'fewer for all managers',
      [`${small}.pods`],
      quota({ pods: '7' }),
      {},
      { ...four, manager: { replicas: 2 } },
    ],
    [
      'fewer for all managers that there may be',
      [`${small}["count/pods"]`],
      quota({ 'count/pods': '11' }),
      {},
      { ...four, autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 3 } },
    ],
    ['just enough', [], quota({ 'requests.cpu': '2' }), half, four],
    ['not enough', [`${small}["requests.cpu"]`], quota({ 'requests.cpu': '1900m' }), half, four],
    [
      'amounts that jobs choose',
      [],
      quota({ 'requests.cpu': '1' }),
      { ...half, cpu_request_overwrite_max_allowed: '1' },
      four,
    ],
    [
      'pods that a patch changes',
      [],
      quota({ 'requests.cpu': '1' }),
      { ...half, pod_spec: [{ name: 'a', patch: '[]', patch_type: 'json' }] },
      four,
    ],
    [
      'room for none, which is told already',
      ['warning PODS_REFUSED quota hard.pods'],
      quota({ pods: '0' }),
      {},
      four,
    ],
  ])('%s', (_name, expected, jobs, kubernetes, spec) => {
    expect(found(jobs, kubernetes, spec).filter((finding) => / (QUOTA|PODS)_/.test(finding))).toEqual(
      expected,
    );
  });

  it('is as much as the limits of the runners need', () => {
    expect(findings({ limit: 2 }, { ...four, jobs: quota({ pods: '2' }) })).toEqual([]);
  });

  it('is not asked of a namespace that jobs only may choose', () => {
    const jobs = { ...apart, namespaces: { team: { resourceQuota: { hard: { pods: '1' } } } } };
    const kubernetes = { namespace_overwrite_allowed: '^team$' };
    expect(findings({ kubernetes }, { ...four, jobs })).toEqual([]);
  });
});

describe('a job that finds no room in a quota', () => {
  const tries = (jobs: object, kubernetes: object = {}, extraObjects: object = {}): unknown => {
    const compiled = compile(documentWith({ jobs, extraObjects }, { kubernetes }));
    if (!compiled.ok) throw new Error('the document has errors');
    return compiled.resolved.runners[0]!.section.kubernetes.retry_limits;
  };

  it.each<[string, object | undefined, object, object]>([
    ['fails at once where the document knows of none', undefined, apart, {}],
    ['waits as long as for a node', { 'exceeded quota': 90 }, quota({ pods: '4' }), {}],
    [
      'waits in steps of the runner',
      { 'exceeded quota': 120 },
      quota({ pods: '4' }),
      { poll_timeout: 600, retry_backoff_max: 5000 },
    ],
    [
      'waits for a quota of any namespace',
      { 'exceeded quota': 90 },
      { namespaces: { team: { resourceQuota: { hard: { pods: '1' } } } } },
      {},
    ],
    [
      'waits as the document says, beside other limits',
      { 'exceeded quota': 5, 'TLS handshake timeout': 10 },
      quota({ pods: '4' }),
      { retry_limits: { 'exceeded quota': 5, 'TLS handshake timeout': 10 } },
    ],
    [
      'keeps the wait beside another limit',
      { 'exceeded quota': 90, x: 1 },
      quota({ pods: '4' }),
      { retry_limits: { x: 1 } },
    ],
  ])('%s', (_name, expected, jobs, kubernetes) => {
    expect(tries(jobs, kubernetes)).toEqual(expected);
  });

  it('waits for a quota that is an extra object', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: 'jobs' },
      spec: { hard: {} },
    };
    expect(tries(apart, {}, { q: object })).toEqual({ 'exceeded quota': 90 });
  });
});
