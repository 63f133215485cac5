import { describe, expect, it } from 'vitest';
import { type GitLabRunner, renderRunner } from '../../src/index.ts';
import { type Request, refusals } from '../support/admission.ts';
import { documentWith } from '../support/rendered.ts';
import { container, pod } from './pods.ts';

const fenced = (kubernetes: object = {}, runner: object = {}, spec: object = {}): GitLabRunner =>
  documentWith(
    { jobs: { namespace: 'jobs', admissionPolicy: {} }, ...spec },
    { kubernetes, ...runner },
  ) as GitLabRunner;

/** Why a pod is refused, without the name of the policy and of the document. */
const refused = (document: GitLabRunner, object: object, request: Partial<Request> = {}): string[] =>
  refusals(renderRunner(document), { resource: 'pods', namespace: 'jobs', object, ...request }).map((text) =>
    text.replace(/^.*GitLabRunner ci\/gitlab-runner /, ''),
  );

const PATCHED = { feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true } };
const privileged = (name: string) => container(name, { securityContext: { privileged: true } });

describe('without settings', () => {
  it('lets the pod of a job through', () => {
    expect(refused(fenced(), pod())).toEqual([]);
  });

  it('looks at nobody but the manager', () => {
    const object = pod({ hostNetwork: true });
    expect(refused(fenced(), object, { username: 'system:serviceaccount:ci:other' })).toEqual([]);
    expect(refused(fenced(), object)).not.toEqual([]);
  });

  it('looks at no other namespace', () => {
    expect(refused(fenced(), pod({ hostNetwork: true }), { namespace: 'elsewhere' })).toEqual([]);
  });
});

describe('containers', () => {
  it.each(['build', 'helper', 'svc-0', 'init-permissions'])(
    'lets only services be privileged for dind: %s',
    (name) => {
      const document = fenced({}, {}, { dockerBuilds: { mode: 'dind' } });
      const others = ['build', 'helper', 'svc-0', 'init-permissions'].filter((other) => other !== name);
      const object = pod({ containers: [privileged(name), ...others.map((other) => container(other))] });
      expect(refused(document, object)).toEqual(
        name === 'svc-0'
          ? []
          : ['makes no container privileged but docker, services (spec.runners.*.kubernetes.privileged)'],
      );
    },
  );

  it('takes the settings of the pod where a container has none', () => {
    const document = fenced({ pod_security_context: { run_as_non_root: true, run_as_user: 1000 } });
    expect(refused(document, pod({ securityContext: { runAsNonRoot: true, runAsUser: 1000 } }))).toEqual([]);
    expect(refused(document, pod())).toHaveLength(2);
    const root = container('build', { securityContext: { runAsUser: 0 } });
    const object = pod({ securityContext: { runAsNonRoot: true, runAsUser: 1000 }, containers: [root] });
    expect(refused(document, object)).toEqual([
      'runs containers as these users: 1000 (spec.runners.*.kubernetes.*_security_context.run_as_user, spec.runners.*.kubernetes.allowed_users)',
    ]);
  });

  it('puts pods into no group that the settings do not say', () => {
    const document = fenced({ pod_security_context: { fs_group: 1000, supplemental_groups: [998] } });
    const inGroups = (securityContext: object) => refused(document, pod({ securityContext }));
    expect(inGroups({ fsGroup: 1000, supplementalGroups: [998] })).toEqual([]);
    expect(inGroups({ fsGroup: 1_000_650_000 })).toEqual([]);
    expect(inGroups({ fsGroup: 999 })).toHaveLength(1);
    expect(inGroups({ supplementalGroups: [998, 999] })).toHaveLength(1);
  });

  it('lets a job choose an annotation of AppArmor where the settings do', () => {
    const unconfined = { securityContext: { appArmorProfile: { type: 'Unconfined' } } };
    const object = pod({ containers: [container('build', unconfined)] });
    const pattern = '^container.apparmor.security.beta.kubernetes.io/build=.*$';
    expect(refused(fenced({ pod_annotations_overwrite_allowed: pattern }), object)).toEqual([]);
    expect(refused(fenced({ pod_annotations_overwrite_allowed: '^team=.*$' }), object)).toHaveLength(1);
  });
});

it('has no line break in a message', () => {
  const texts = JSON.stringify(
    renderRunner(fenced({ build_container_security_context: { selinux_type: 'a\r\nb' } })).filter(
      ({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'),
    ),
    (key, value) => (key === 'expression' ? undefined : value),
  );
  expect(texts).toContain('sets no SELinux type, user or role but a');
  expect(texts).not.toMatch(/\\[nr]/);
});

describe('nodes', () => {
  it('lets a job replace the value of a label, and add others', () => {
    const document = fenced({
      node_selector: { pool: 'ci' },
      node_selector_overwrite_allowed: '^pool=ci-[a-z]+$',
    });
    const on = (nodeSelector: object) => refused(document, pod({ nodeSelector }));
    expect(on({ pool: 'ci', zone: 'a' })).toEqual([]);
    expect(on({ pool: 'ci-gpu' })).toEqual([]);
    expect(on({ pool: 'apps' })).toHaveLength(1);
    expect(on({})).toHaveLength(1);
  });

  it.each([
    [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }, true],
    [{ key: 'a', operator: 'Equal', value: 'b' }, false],
    [{ key: 'spot', operator: 'Exists', effect: 'NoExecute' }, true],
    [{ key: 'spot', operator: 'Exists' }, false],
    [{ key: 'any', operator: 'Exists' }, true],
    [{ key: 'any', operator: 'Exists', effect: 'NoSchedule' }, true],
    [{ operator: 'Exists' }, false],
  ])('tolerates %j: %j', (toleration, isAllowed) => {
    const document = fenced({
      node_tolerations: { 'a=b': 'NoSchedule', any: '' },
      node_tolerations_overwrite_allowed: '^spot:NoExecute$',
    });
    expect(refused(document, pod({ tolerations: [toleration] }))).toHaveLength(isAllowed ? 0 : 1);
  });
});

describe('patches of the pod', () => {
  it('counts what a patch does', () => {
    const pod_spec = [{ name: 'net', patch: 'hostNetwork: yes\n' }];
    expect(refused(fenced({ pod_spec }, PATCHED), pod({ hostNetwork: true }))).toEqual([]);
  });

  it('counts both where a job may switch it', () => {
    const pod_spec = [{ name: 'users', patch: 'hostUsers: false\n' }];
    const forJobs = { environment: ['FF_USE_ADVANCED_POD_SPEC_CONFIGURATION=true'] };
    expect(refused(fenced({ pod_spec }, forJobs), pod())).toEqual([]);
    expect(refused(fenced({ pod_spec }, PATCHED), pod())).toHaveLength(1);
    expect(refused(fenced({ pod_spec }, PATCHED), pod({ hostUsers: false }))).toEqual([]);
  });

  it('opens only what a patch that cannot be read may change', () => {
    const patch = '[{"op": "add", "path": "/containers/4/tty", "value": true}]';
    const document = fenced({ pod_spec: [{ name: 'tty', patch, patch_type: 'json' }] }, PATCHED);
    expect(refused(document, pod({ containers: [privileged('build')] }))).toEqual([]);
    expect(refused(document, pod({ hostNetwork: true }))).toHaveLength(1);
    expect(refused(document, pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] }))).toHaveLength(1);
  });

  it('holds a container that a patch adds to itself alone', () => {
    const patch = 'containers: [{name: debug, image: "debug:1", securityContext: {privileged: true}}]';
    const document = fenced({ pod_spec: [{ name: 'debug', patch }] }, PATCHED);
    expect(refused(document, pod({ containers: [privileged('debug')] }))).toEqual([]);
    expect(refused(document, pod({ containers: [privileged('build')] }))).toHaveLength(1);
  });
});

describe('several runners in one namespace', () => {
  const document = documentWith({
    jobs: { namespace: 'jobs', admissionPolicy: {} },
    runners: {
      plain: {
        url: 'https://gitlab.com',
        token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'plain' } },
        kubernetes: { volumes: { host_path: [{ name: 'a', mount_path: '/a' }] } },
      },
      strong: {
        url: 'https://gitlab.com',
        token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'strong' } },
        kubernetes: { privileged: true, runtime_class_name: 'kata' },
      },
    },
  }) as GitLabRunner;
  const volumes = [{ name: 'a', hostPath: { path: '/a' } }];
  const strong = { containers: [privileged('build')], runtimeClassName: 'kata' };

  it('lets the pods of both through', () => {
    expect(refused(document, pod({ volumes }))).toEqual([]);
    expect(refused(document, pod(strong))).toEqual([]);
  });

  it.each([
    ['the path of one and the privileges of the other', { ...strong, volumes }],
    ['the privileges without what goes with them', { containers: [privileged('build')] }],
  ])('refuses a pod with %s', (_name, spec) => {
    expect(refused(document, pod(spec))).toEqual([
      'makes no pod that has all of this: one runner has a part of it, and another one the rest (spec.runners)',
    ]);
  });
});

describe("the manager's own namespace", () => {
  const document = fenced({}, {}, { jobs: { admissionPolicy: {}, networkPolicy: { enabled: true } } });
  const here = (object: object, request: Partial<Request> = {}) =>
    refused(document, object, { namespace: 'ci', ...request });

  it('lets the pod of a job through', () => {
    expect(here(pod())).toEqual([]);
  });

  it.each([
    ["the manager's account", pod({ serviceAccountName: 'gitlab-runner' }), /own account/],
    [
      "the labels of the manager's pods",
      pod(
        {},
        {
          labels: {
            'job.runner.gitlab.com/pod': 'a',
            'app.kubernetes.io/name': 'gitlab-runner',
            'app.kubernetes.io/instance': 'gitlab-runner',
          },
        },
      ),
      /labels of the manager's pods/,
    ],
    ['no label of a job', pod({}, { labels: {} }), /NetworkPolicy/],
    [
      'the token',
      pod({ volumes: [{ name: 'a', secret: { secretName: 'gitlab-runner-token' } }] }),
      /Secret of the manager/,
    ],
  ])('refuses a pod with %s', (_name, object, message) => {
    expect(here(object).some((text) => message.test(text))).toBe(true);
  });

  it.each<[Partial<Request>, boolean]>([
    [
      {
        operation: 'UPDATE',
        resource: 'secrets',
        name: 'gitlab-runner-token',
        object: { type: 'kubernetes.io/dockercfg' },
      },
      false,
    ],
    [{ operation: 'DELETE', resource: 'configmaps', name: 'gitlab-runner-config' }, false],
    [{ operation: 'DELETE', resource: 'pods', name: 'gitlab-runner-5f88f6656c-jrktg' }, false],
    [{ operation: 'CONNECT', resource: 'pods/exec', name: 'gitlab-runner-5f88f6656c-jrktg' }, false],
    [
      {
        operation: 'CONNECT',
        resource: 'pods/attach',
        name: 'runner-abcdefghi-project-1-concurrent-0-abcdefgh',
      },
      true,
    ],
    [
      { operation: 'DELETE', resource: 'secrets', name: 'runner-abcdefghi-project-1-concurrent-0-abcdefgh' },
      true,
    ],
    [
      { operation: 'CREATE', resource: 'secrets', object: { type: 'kubernetes.io/service-account-token' } },
      false,
    ],
    [{ operation: 'CREATE', resource: 'secrets', object: { type: 'kubernetes.io/dockercfg' } }, true],
  ])('on %j: %j', (request, isAllowed) => {
    expect(here({}, request)).toHaveLength(isAllowed ? 0 : 1);
  });
});

describe('pause pods', () => {
  const document = fenced({
    autoscaler: { policy: [{ idle_count: 1 }] },
    node_selector: { pool: 'ci' },
    privileged: true,
  });
  const deployment = (spec: object = {}, name = 'runner-pause-abcdefghi-rabcdefghijkl') => ({
    metadata: { name },
    spec: {
      template: {
        metadata: { labels: { 'runner.gitlab.com/pause-pod': 'true' } },
        spec: {
          containers: [{ name: 'pause', image: 'registry.k8s.io/pause:3.10' }],
          priorityClassName: 'gitlab-runner-idle-capacity',
          nodeSelector: { pool: 'ci' },
          ...spec,
        },
      },
    },
  });
  const asked = (object: object) => refused(document, object, { resource: 'deployments' });

  it('lets those of the runner through', () => {
    expect(asked(deployment())).toEqual([]);
  });

  it.each([
    ['another image', deployment({ containers: [{ name: 'pause', image: 'other' }] })],
    ['more containers', deployment({ containers: [{ name: 'more', image: 'registry.k8s.io/pause:3.10' }] })],
    ['another node', deployment({ nodeSelector: {} })],
    ['another name', deployment({}, 'gitlab-runner')],
    [
      'the privileges of jobs',
      deployment({
        containers: [
          { name: 'pause', image: 'registry.k8s.io/pause:3.10', securityContext: { privileged: true } },
        ],
      }),
    ],
  ])('refuses a Deployment with %s', (_name, object) => {
    expect(asked(object)).toHaveLength(1);
  });
});

describe('a namespace for each job', () => {
  const document = fenced({ namespace_per_job: true }, {}, { jobs: { admissionPolicy: {} } });

  it.each<[Partial<Request>, number]>([
    [{ namespace: 'ci-job-1', object: pod() }, 0],
    [{ namespace: 'ci-job-1', object: pod({ hostPID: true }) }, 1],
    [{ namespace: 'kube-system', object: pod() }, 1],
    [{ namespace: 'ci-job-1', name: 'ci-job-1', resource: 'namespaces', operation: 'DELETE' }, 0],
    [{ namespace: 'default', name: 'default', resource: 'namespaces', operation: 'DELETE' }, 2],
    [{ namespace: 'ci-job-1', resource: 'secrets', object: { type: 'Opaque' } }, 1],
  ])('refuses %j with %j reasons', (request, count) => {
    expect(refused(document, {}, request)).toHaveLength(count);
  });
});
