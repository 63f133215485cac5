import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';
import { describe, expect, it } from 'vitest';

import { type GitLabRunner, listPermissions } from '../../src/index.ts';
import { documentWith, objectsWith, only } from '../support/rendered.ts';

/** Verbs of each resource: `pods: create,get`. */
function verbs(rules: readonly PolicyRule[]): Record<string, string> {
  return Object.fromEntries(
    rules.map(({ apiGroups = [], resources = [], verbs }) => [
      [...resources, ...apiGroups].filter(Boolean).join('.'),
      verbs.join(','),
    ]),
  );
}

const roleOf = (runner: object, spec: object = {}): Record<string, string> =>
  verbs(only(objectsWith(spec, runner), 'Role').rules);
const clusterRoleOf = (runner: object, spec: object = {}): Record<string, string> | undefined => {
  const objects = objectsWith(spec, runner);
  return objects.some(({ kind }) => kind === 'ClusterRole')
    ? verbs(only(objects, 'ClusterRole').rules)
    : undefined;
};

/** What every manager needs, whatever its settings. */
const least = {
  pods: 'create,delete,get,list,watch',
  'pods/attach': 'create',
  'pods/exec': 'create',
  'pods/log': 'get',
  secrets: 'create,delete,get,update',
  events: 'list,watch',
};

describe('the Role of a job namespace', () => {
  it('holds what every manager needs and nothing else', () => {
    expect(roleOf({})).toEqual(least);
    expect(clusterRoleOf({})).toBeUndefined();
  });

  const { 'pods/attach': _attach, ...legacy } = least;
  const silent = { ...least, events: 'watch' };
  const { 'pods/log': _log, ...unread } = legacy;
  const pausePods = { autoscaler: { policy: [{ idle_count: 1 }] } };
  it.each<[string, object, object, Record<string, string>]>([
    [
      'the legacy strategy runs scripts by exec alone',
      { feature_flags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true } },
      {},
      legacy,
    ],
    [
      'a variable of a job wins over the environment of all jobs',
      { environment: ['FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=1', 'FF_PRINT_POD_EVENTS=0'] },
      {},
      least,
    ],
    [
      'nothing reads logs under the legacy strategy where every flag is held off that would',
      {
        feature_flags: {
          FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true,
          FF_KUBERNETES_HONOR_ENTRYPOINT: false,
          FF_WAIT_FOR_POD_TO_BE_REACHABLE: false,
          FF_CONCRETE: false,
        },
      },
      {},
      unread,
    ],
    [
      'CI_DEBUG_SERVICES, which nothing holds off, reads logs under the other one',
      {
        feature_flags: {
          FF_KUBERNETES_HONOR_ENTRYPOINT: false,
          FF_WAIT_FOR_POD_TO_BE_REACHABLE: false,
          FF_CONCRETE: false,
        },
      },
      {},
      least,
    ],
    ['nobody reads warnings', { kubernetes: { print_pod_warning_events: false } }, {}, silent],
    [
      'an older release reads none',
      { token: { value: 'glrt-EXAMPLE' }, kubernetes: { automount_service_account_token: false } },
      { version: '17.11.0' },
      silent,
    ],
    [
      'nobody follows events',
      { feature_flags: { FF_PRINT_POD_EVENTS: false } },
      {},
      { ...least, events: 'list' },
    ],
    [
      'web terminals open sockets and proxy ports',
      {},
      { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } },
      {
        ...least,
        'pods/exec': 'create,get',
        services: 'create,get',
        'services/proxy': 'create,delete,get,patch,update',
      },
    ],
    [
      'a session server behind a Service of the user',
      {},
      { config: { session_server: { listen_address: '0.0.0.0:8093' } } },
      {
        ...least,
        'pods/exec': 'create,get',
        services: 'create,get',
        'services/proxy': 'create,delete,get,patch,update',
      },
    ],
    [
      'pod_disruption_budget makes budgets',
      { kubernetes: { pod_disruption_budget: true } },
      {},
      { ...least, 'poddisruptionbudgets.policy': 'create,get' },
    ],
    [
      'the resource check looks for a named account',
      { kubernetes: { resource_availability_check_max_attempts: 5, service_account: 'jobs' } },
      {},
      { ...least, serviceaccounts: 'get' },
    ],
    [
      'but not for one that only jobs name',
      {
        kubernetes: {
          resource_availability_check_max_attempts: -1,
          service_account_overwrite_allowed: '^a$',
        },
      },
      {},
      least,
    ],
    [
      'or for the one that we make',
      { kubernetes: { resource_availability_check_max_attempts: 5 } },
      { jobs: { serviceAccount: { create: true } } },
      { ...least, serviceaccounts: 'get' },
    ],
    [
      'without an account to look for it does not',
      { kubernetes: { resource_availability_check_max_attempts: 5 } },
      {},
      least,
    ],
    [
      'pause pods are a Deployment',
      { kubernetes: pausePods },
      {},
      { ...least, 'deployments.apps': 'create,delete,get,list,update' },
    ],
    [
      'suspended environments keep their state',
      { id: 7, feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true } },
      {},
      {
        ...least,
        configmaps: 'create,delete,get,update',
        persistentvolumeclaims: 'create,delete',
        namespaces: 'get',
      },
    ],
    [
      'suspended environments are not for jobs to switch on',
      { id: 7, kubernetes: { privileged: true } },
      {},
      least,
    ],
    [
      'extra rules',
      {},
      { rbac: { extraRules: [{ apiGroups: ['batch'], resources: ['jobs'], verbs: ['get'] }] } },
      { ...least, 'jobs.batch': 'get' },
    ],
  ])('follows from the document: %s', (_name, runner, spec, expected) => {
    expect(roleOf(runner, spec)).toEqual(expected);
  });

  it('never holds a wildcard or a power over roles', () => {
    const everything = {
      id: 7,
      feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true, FF_PRINT_POD_EVENTS: true },
      kubernetes: { ...pausePods, pod_disruption_budget: true },
    };
    for (const rbac of [{}, { permissions: 'documented' }]) {
      const rules = objectsWith({ rbac }, everything)
        .filter(({ kind = '' }) => /Role$/.test(kind))
        .flatMap(({ rules }) => rules as PolicyRule[]);
      const words = rules.flatMap(({ apiGroups = [], resources = [], verbs }) => [
        ...apiGroups,
        ...resources,
        ...verbs,
      ]);
      expect(words).not.toContain('*');
      expect(words).not.toContain('rbac.authorization.k8s.io');
      expect(words).not.toContain('nodes');
      expect(words).not.toContain('serviceaccounts/token');
    }
  });

  it('can be all that the documentation lists', () => {
    expect(roleOf({}, { rbac: { permissions: 'documented' } })).toEqual({
      configmaps: 'create,delete,get,update',
      events: 'list,watch',
      namespaces: 'get',
      persistentvolumeclaims: 'create,delete',
      pods: 'create,delete,get,list,watch',
      'pods/attach': 'create,delete,get,patch',
      'pods/exec': 'create,delete,get,patch',
      'pods/log': 'get,list',
      secrets: 'create,delete,get,update',
      serviceaccounts: 'get',
      services: 'create,get',
      'deployments.apps': 'create,delete,get,list,update',
      'poddisruptionbudgets.policy': 'create,get',
    });
  });

  it('can be left to the user', () => {
    const kinds = objectsWith({ rbac: { create: false } }, { kubernetes: { namespace_per_job: true } }).map(
      ({ kind }) => kind,
    );
    expect(kinds).not.toContain('Role');
    expect(kinds).not.toContain('RoleBinding');
    expect(kinds).not.toContain('ClusterRole');
    expect(kinds).not.toContain('ClusterRoleBinding');
  });
});

describe('the ClusterRole', () => {
  it.each<[string, object, Record<string, string> | undefined]>([
    [
      'a namespace for each job takes everything along',
      { namespace_per_job: true },
      { ...least, namespaces: 'create,delete' },
    ],
    [
      'pause pods of the default class need the class',
      { autoscaler: { policy: [{ idle_count: 1 }] } },
      { 'priorityclasses.scheduling.k8s.io': 'create,get' },
    ],
    [
      'also where the default class is named',
      {
        autoscaler: {
          policy: [{ idle_count: 1 }],
          pause_pod_priority_class_name: 'gitlab-runner-idle-capacity',
        },
      },
      { 'priorityclasses.scheduling.k8s.io': 'create,get' },
    ],
    [
      'pause pods of a class of your own need nothing',
      { autoscaler: { policy: [{ idle_count: 1 }], pause_pod_priority_class_name: 'idle' } },
      undefined,
    ],
    ['an autoscaler without a policy needs nothing', { autoscaler: { max_pause_pods: 3 } }, undefined],
  ])('exists only where no Role will do: %s', (_name, kubernetes, expected) => {
    expect(clusterRoleOf({ kubernetes })).toEqual(expected);
  });

  it('holds the documented verbs for namespaces that jobs make', () => {
    expect(
      clusterRoleOf({ kubernetes: { namespace_per_job: true } }, { rbac: { permissions: 'documented' } }),
    ).toMatchObject({ 'pods/exec': 'create,delete,get,patch', namespaces: 'create,delete,get' });
  });

  it('looks at namespaces that jobs make where environments are suspended, and is not needed else', () => {
    const suspending = { id: 7, feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true } };
    expect(clusterRoleOf(suspending)).toBeUndefined();
    expect(clusterRoleOf({ ...suspending, kubernetes: { namespace_per_job: true } })).toMatchObject({
      namespaces: 'create,delete,get',
      configmaps: 'create,delete,get,update',
    });
  });

  it('holds extra rules for the cluster', () => {
    const rule = { nonResourceURLs: ['/metrics'], verbs: ['get'] };
    expect(only(objectsWith({ rbac: { extraClusterRules: [rule] } }), 'ClusterRole').rules).toEqual([rule]);
  });
});

describe('several runners', () => {
  const runners = (entries: Record<string, object>): object => ({
    config: { concurrent: 9 },
    runners: Object.fromEntries(
      Object.entries(entries).map(([id, kubernetes]) => [
        id,
        {
          url: 'https://gitlab.com',
          token: { secretKeyRef: { name: 'gitlab-runner-token' } },
          kubernetes,
        },
      ]),
    ),
  });

  it('get in each namespace what the runners of that namespace need', () => {
    const objects = objectsWith(
      runners({ a: { namespace: 'one' }, b: { namespace: 'two', pod_disruption_budget: true } }),
    );
    expect(verbs(only(objects, 'Role', 'one').rules)).toEqual(least);
    expect(verbs(only(objects, 'Role', 'two').rules)).toHaveProperty(['poddisruptionbudgets.policy']);
    expect(only(objects, 'RoleBinding', 'two').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'gitlab-runner', namespace: 'ci' },
    ]);
  });

  it('get nothing for jobs in another cluster', () => {
    const kinds = objectsWith(
      runners({ a: { host: 'https://k8s.example.com', bearer_token: 'EXAMPLE' } }),
    ).map(({ kind }) => kind);
    expect(kinds).not.toContain('Role');
    expect(kinds).not.toContain('ClusterRole');
  });

  it('get rights where jobs may go', () => {
    const objects = objectsWith({
      ...runners({
        a: { namespace: 'one', namespace_overwrite_allowed: '^team-[a-z]+$' },
        b: { namespace: 'two', pod_disruption_budget: true },
      }),
      jobs: { namespaces: { 'team-x': {}, two: {} } },
    });
    expect(verbs(only(objects, 'Role', 'team-x').rules)).toEqual(least);
    expect(objects.filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata?.namespace)).toEqual([
      'one',
      'team-x',
      'two',
    ]);
  });
});

describe('listPermissions', () => {
  const list = (spec: object, runner: object = {}): readonly object[] =>
    listPermissions(documentWith(spec, runner) as GitLabRunner);

  it('gives each permission its place and its reason', () => {
    expect(list({ jobs: { namespace: 'ci-jobs' } })).toContainEqual({
      namespace: 'ci-jobs',
      apiGroup: '',
      resource: 'pods/attach',
      verbs: ['create'],
      because:
        'scripts run by attaching to the pod unless feature_flags binds jobs to the legacy execution strategy',
    });
  });

  it('tells what extra rules grant', () => {
    expect(
      list({
        rbac: {
          extraRules: [
            { apiGroups: ['', 'apps'], resources: ['a', 'b'], resourceNames: ['x', 'y'], verbs: ['get'] },
          ],
          extraClusterRules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
        },
      }).slice(-5),
    ).toEqual([
      ...['', 'apps'].flatMap((apiGroup) =>
        ['a', 'b'].map((resource) => ({
          namespace: 'ci',
          apiGroup,
          resource,
          verbs: ['get'],
          because: 'spec.rbac.extraRules asks for it (only x, y)',
        })),
      ),
      {
        apiGroup: '',
        resource: '/metrics',
        verbs: ['get'],
        because: 'spec.rbac.extraClusterRules asks for it',
      },
    ]);
  });

  it('lists exactly what the rendered Roles grant', () => {
    const runner = {
      id: 7,
      feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true, FF_PRINT_POD_EVENTS: true },
      kubernetes: { pod_disruption_budget: true, autoscaler: { policy: [{ idle_count: 1 }] } },
    };
    const granted = objectsWith({}, runner)
      .filter(({ kind = '' }) => /Role$/.test(kind))
      .flatMap(({ metadata, rules }) =>
        (rules as PolicyRule[]).flatMap(({ apiGroups = [], resources = [], verbs }) =>
          verbs.map((verb) => `${metadata?.namespace} ${apiGroups} ${resources} ${verb}`),
        ),
      );
    const listed = listPermissions(documentWith({}, runner) as GitLabRunner).flatMap(
      ({ namespace, apiGroup, resource, verbs }) =>
        verbs.map((verb) => `${namespace} ${apiGroup} ${resource} ${verb}`),
    );
    expect(listed.sort()).toEqual(granted.sort());
  });

  it('is empty where the user brings the Roles', () => {
    expect(list({ rbac: { create: false } })).toEqual([]);
  });

  it('throws where the document has errors', () => {
    expect(() => list({ manager: { replica: 1 } })).toThrow('replica');
  });
});
