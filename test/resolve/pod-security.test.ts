import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';

import { commonPodSecurityLevel, podSecurityLevel } from '../../src/core/resolve/pod-security.ts';
import { objectsWith } from '../support/rendered.ts';

const strict = {
  allow_privilege_escalation: false,
  cap_drop: ['ALL'],
  pod_security_context: {
    run_as_non_root: true,
    run_as_user: 1000,
    seccomp_profile: { type: 'RuntimeDefault' },
  },
};

function levelOf(kubernetes: object, spec: object = {}, runner: object = {}): string | undefined {
  const namespace = 'ci-jobs';
  const objects = objectsWith(spec, { ...runner, kubernetes: { namespace, ...kubernetes } });
  const found = objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
  return found?.metadata.labels?.['pod-security.kubernetes.io/enforce'];
}

describe('the Pod Security level of a job namespace', () => {
  it.each<[string, object]>([
    ['settings of the pod', strict],
    [
      'settings of each container',
      {
        pod_security_context: { run_as_user: 1000 },
        ...Object.fromEntries(
          ['build', 'helper', 'service', 'init_permissions'].map((name) => [
            `${name}_container_security_context`,
            {
              run_as_non_root: true,
              allow_privilege_escalation: false,
              seccomp_profile: { type: 'Localhost', localhost_profile: 'a.json' },
              capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
            },
          ]),
        ),
      },
    ],
    [
      'volumes that the level knows',
      { ...strict, volumes: { empty_dir: [{ name: 'a', mount_path: '/a' }] } },
    ],
    [
      'hooks that ask the container itself',
      {
        ...strict,
        container_lifecycle: {
          post_start: { http_get: { port: 80 } },
          pre_stop: { exec: { command: ['a'] } },
        },
      },
    ],
    ['a capability that the level allows', { ...strict, cap_add: ['NET_BIND_SERVICE'] }],
  ])('is restricted with %s', (_name, kubernetes) => {
    expect(levelOf(kubernetes)).toBe('restricted');
  });

  it.each<[string, object]>([
    ['nothing', {}],
    [
      'no word on users',
      { ...strict, pod_security_context: { seccomp_profile: { type: 'RuntimeDefault' } } },
    ],
    ['no seccomp profile', { ...strict, pod_security_context: { run_as_non_root: true } }],
    ['privilege escalation', { ...strict, allow_privilege_escalation: true }],
    ['no word on privilege escalation', { ...strict, allow_privilege_escalation: undefined }],
    ['capabilities', { ...strict, cap_drop: ['NET_RAW'] }],
    ['one more capability', { ...strict, cap_add: ['CHOWN'] }],
    [
      'a container that keeps capabilities',
      { ...strict, helper_container_security_context: { capabilities: { drop: ['NET_RAW'] } } },
    ],
    [
      'an init container that is root',
      { ...strict, init_permissions_container_security_context: { run_as_user: 0, run_as_non_root: false } },
    ],
    ['a directory of an NFS server', { ...strict, volumes: { nfs: [nfs()] } }],
    [
      'pause pods, which have no security settings',
      { ...strict, autoscaler: { policy: [{ idle_count: 1 }], pause_pod_priority_class_name: 'idle' } },
    ],
  ])('is baseline with %s', (_name, kubernetes) => {
    expect(levelOf(kubernetes)).toBe('baseline');
  });

  it.each<[string, object]>([
    ['a directory of the node', { ...strict, volumes: { host_path: [{ name: 'a', mount_path: '/a' }] } }],
    ['a strong capability', { ...strict, cap_add: ['SYS_ADMIN'] }],
    ['no seccomp filter', { pod_security_context: { seccomp_profile: { type: 'Unconfined' } } }],
    ['no AppArmor', { build_container_security_context: { app_armor_profile: { type: 'Unconfined' } } }],
    [
      'no AppArmor, in the old way',
      {
        pod_annotations: { 'container.apparmor.security.beta.kubernetes.io/build': 'unconfined' },
      },
    ],
    ['an SELinux type of its own', { pod_security_context: { selinux_type: 'spc_t' } }],
    [
      'a hook that asks another host',
      { ...strict, container_lifecycle: { post_start: { http_get: { host: '192.0.2.1', port: 80 } } } },
    ],
    [
      'a hook that connects to another host',
      { ...strict, container_lifecycle: { pre_stop: { tcp_socket: { host: '192.0.2.1', port: 80 } } } },
    ],
    ['all of /proc', { build_container_security_context: { proc_mount: 'unmasked' } }],
  ])('is privileged with %s', (_name, kubernetes) => {
    expect(levelOf(kubernetes)).toBe('privileged');
  });

  it.each(['dind', 'dind-rootless', 'socket'])('is privileged with the build mode %s', (mode) => {
    expect(levelOf({}, { dockerBuilds: { mode } })).toBe('privileged');
  });

  it('is privileged with a patch, which could do anything', () => {
    const runner = { feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true } };
    const pod_spec = [{ name: 'a', patch: 'runtimeClassName: a' }];
    expect(levelOf({ ...strict, pod_spec }, {}, runner)).toBe('privileged');
  });

  it.each<[string, object]>([
    ['feature_flags', { feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true } }],
    ['environment', { environment: ['FF_SUSPENDABLE_ENVIRONMENTS=true'] }],
  ])('is privileged with environments that can be suspended: %s', (_name, runner) => {
    expect(levelOf(strict, {}, { id: 7, ...runner })).toBe('privileged');
  });

  it('does not count a capability that is dropped as well', () => {
    expect(levelOf({ cap_add: ['SYS_ADMIN'], cap_drop: ['SYS_ADMIN'] })).toBe('baseline');
  });

  it('follows the least strict of its runners', () => {
    const runner = (kubernetes: object): object => ({
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'gitlab-runner-token' } },
      kubernetes: { namespace: 'ci-jobs', ...kubernetes },
    });
    const objects = objectsWith({
      config: { concurrent: 2 },
      runners: { a: runner(strict), b: runner({}) },
    });
    expect(JSON.stringify(objects)).toContain('"pod-security.kubernetes.io/enforce":"baseline"');
  });
});

function nfs(): object {
  return { name: 'a', mount_path: '/a', server: 'nfs.example.com', path: '/' };
}

describe("the Pod Security level of the manager's namespace", () => {
  const level = (spec: object): string | undefined =>
    objectsWith({ jobs: { namespace: 'ci-jobs' }, ...spec }).find(
      ({ metadata, kind }) => kind === 'Namespace' && metadata.name === 'ci',
    )?.metadata.labels?.['pod-security.kubernetes.io/enforce'];

  it.each<[string, object, string]>([
    ['the manager alone', {}, 'restricted'],
    ['jobs beside it', { jobs: {} }, 'baseline'],
    ['a sidecar without settings', { manager: { containers: [{ name: 'a', image: 'a:1' }] } }, 'baseline'],
    ['the network of the node', { manager: { hostNetwork: true } }, 'privileged'],
    [
      'a directory of the node',
      {
        manager: {
          volumes: [{ name: 'a', hostPath: { path: '/a' } }],
          volumeMounts: [{ name: 'a', mountPath: '/a' }],
        },
      },
      'privileged',
    ],
    [
      'a manager that is root',
      { manager: { podSecurityContext: { runAsUser: 0, runAsNonRoot: false } } },
      'baseline',
    ],
    [
      'a patch, which is not looked into',
      { manager: { podPatch: { spec: { hostPID: true } } } },
      'restricted',
    ],
  ])('admits %s', (_name, spec, expected) => {
    expect(level(spec)).toBe(expected);
  });
});

describe('podSecurityLevel', () => {
  const container = {
    name: 'a',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const pod = (spec: object): PodTemplateSpec => ({ spec: { containers: [container], ...spec } });

  it('finds a plain pod restricted', () => {
    expect(podSecurityLevel(pod({}))).toBe('restricted');
  });

  it.each<[string, object]>([
    ['processes of the node', { hostPID: true }],
    ['shared memory of the node', { hostIPC: true }],
    ['a process of a Windows node', { securityContext: { windowsOptions: { hostProcess: true } } }],
    ['a port of the node', { containers: [{ ...container, ports: [{ containerPort: 1, hostPort: 1 }] }] }],
    [
      'a probe of another host',
      { containers: [{ ...container, livenessProbe: { tcpSocket: { host: 'a', port: 1 } } }] },
    ],
    [
      'a hook to another host',
      { containers: [{ ...container, lifecycle: { preStop: { httpGet: { host: 'a', port: 1 } } } }] },
    ],
    ['a setting of the kernel', { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }],
    ['a user of SELinux', { securityContext: { seLinuxOptions: { user: 'a' } } }],
  ])('needs privileged for %s', (_name, spec) => {
    expect(podSecurityLevel(pod(spec))).toBe('privileged');
  });

  it.each<[string, object]>([
    ['a harmless setting of the kernel', { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }],
    ['a type of SELinux for containers', { seLinuxOptions: { type: 'container_t' } }],
    ['a profile of AppArmor', { appArmorProfile: { type: 'RuntimeDefault' } }],
  ])('lets %s pass', (_name, securityContext) => {
    expect(podSecurityLevel(pod({ securityContext }))).toBe('restricted');
  });

  it.each<[string, object]>([
    ['user 0', { securityContext: { runAsUser: 0 } }],
    ['a volume that only administrators know', { volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] }],
    ['an init container without settings', { initContainers: [{ name: 'b' }] }],
  ])('needs baseline for %s', (_name, spec) => {
    expect(podSecurityLevel(pod(spec))).toBe('baseline');
  });

  it('takes no pod at all for restricted', () => {
    expect(commonPodSecurityLevel([])).toBe('restricted');
  });
});

it('is that of a pod without security settings where those are null', () => {
  const bare: PodTemplateSpec = { spec: { containers: [{ name: 'a' }] } };
  const withNull = { spec: { securityContext: null, containers: [{ name: 'a', securityContext: null }] } };
  expect(podSecurityLevel(withNull as unknown as PodTemplateSpec)).toBe(podSecurityLevel(bare));
});
