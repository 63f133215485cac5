import type { Container, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import { describe, expect, test } from 'vitest';
import { podSecurityViolations, type RuleSet } from './pod-security.ts';

const container: Container = {
  name: 'runner',
  image: 'registry.example.com:5000/gitlab-runner:alpine-v19.3.0',
  livenessProbe: { tcpSocket: { port: 1 } },
  readinessProbe: { tcpSocket: { port: 1 } },
  resources: { requests: { cpu: '1', memory: '1Mi' }, limits: { cpu: '1', memory: '1Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

/** A Pod that breaks no rule of any set, with the given changes. */
function pod(spec: Partial<PodSpec>, annotations?: Record<string, string>): PodTemplateSpec {
  return {
    ...(annotations && { metadata: { annotations } }),
    spec: {
      serviceAccountName: 'runner',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 100, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container],
      volumes: [{ name: 'config', emptyDir: {} }],
      ...spec,
    },
  };
}

const withContainer = (change: Partial<Container>): PodTemplateSpec =>
  pod({ containers: [{ ...container, ...change }] });
const withContext = (change: Container['securityContext']): PodTemplateSpec =>
  withContainer({ securityContext: { ...container.securityContext, ...change } });
const withPodContext = (change: PodSpec['securityContext']): PodTemplateSpec =>
  pod({ securityContext: { ...pod({}).spec?.securityContext, ...change } });
const withImage = (image: string): PodTemplateSpec => withContainer({ image });
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const profile = (type: string): { type: string } => ({ type });

describe.each<RuleSet>(['baseline', 'restricted', 'common'])('the rules %s', (set) => {
  test('let a hardened Pod pass', () => {
    expect(podSecurityViolations(pod({}), set)).toEqual([]);
  });
});

describe('a Pod that breaks', () => {
  test.each<[string, RuleSet, PodTemplateSpec]>([
    ['host-process', 'baseline', withContext({ windowsOptions: { hostProcess: true } })],
    ['host-process', 'baseline', withPodContext({ windowsOptions: { hostProcess: true } })],
    ['host-namespaces', 'baseline', pod({ hostNetwork: true })],
    ['host-namespaces', 'baseline', pod({ hostPID: true })],
    ['host-namespaces', 'baseline', pod({ hostIPC: true })],
    ['privileged-containers', 'baseline', withContext({ privileged: true })],
    [
      'privileged-containers',
      'baseline',
      pod({ initContainers: [{ ...container, securityContext: { privileged: true } }] }),
    ],
    [
      'privileged-containers',
      'baseline',
      pod({ ephemeralContainers: [{ name: 'a', securityContext: { privileged: true } }] }),
    ],
    ['baseline-capabilities', 'baseline', withContext({ capabilities: { add: ['SYS_ADMIN'] } })],
    ['baseline-capabilities', 'baseline', withContext({ capabilities: { add: ['NET_RAW'] } })],
    ['host-path-volumes', 'baseline', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] })],
    ['host-ports', 'baseline', withContainer({ ports: [{ containerPort: 1, hostPort: 1 }] })],
    [
      'host-probes',
      'baseline',
      withContainer({ livenessProbe: { httpGet: { port: 1, host: 'example.com' } } }),
    ],
    [
      'host-probes',
      'baseline',
      withContainer({ lifecycle: { preStop: { tcpSocket: { port: 1, host: '10.0.0.1' } } } }),
    ],
    ['app-armor', 'baseline', withContext({ appArmorProfile: profile('Unconfined') })],
    [
      'app-armor',
      'baseline',
      pod({}, { 'container.apparmor.security.beta.kubernetes.io/runner': 'unconfined' }),
    ],
    ['se-linux', 'baseline', withContext({ seLinuxOptions: { type: 'spc_t' } })],
    ['se-linux', 'baseline', withPodContext({ seLinuxOptions: { user: 'system_u' } })],
    ['se-linux', 'baseline', withPodContext({ seLinuxOptions: { role: 'sysadm_r' } })],
    ['proc-mount', 'baseline', withContext({ procMount: 'Unmasked' })],
    ['baseline-seccomp', 'baseline', withPodContext({ seccompProfile: profile('Unconfined') })],
    ['baseline-seccomp', 'baseline', withContext({ seccompProfile: profile('Unconfined') })],
    ['sysctls', 'baseline', withPodContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })],
    ['volume-types', 'restricted', pod({ volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] })],
    ['privilege-escalation', 'restricted', withContext({ allowPrivilegeEscalation: true })],
    [
      'privilege-escalation',
      'restricted',
      withContainer({ securityContext: { capabilities: { drop: ['ALL'] } } }),
    ],
    ['run-as-non-root', 'restricted', pod({ securityContext: { seccompProfile: profile('Localhost') } })],
    ['run-as-non-root', 'restricted', withContext({ runAsNonRoot: false })],
    ['non-root-user', 'restricted', withPodContext({ runAsUser: 0 })],
    ['non-root-user', 'restricted', withContext({ runAsUser: 0 })],
    ['restricted-seccomp', 'restricted', pod({ securityContext: { runAsNonRoot: true } })],
    ['restricted-capabilities', 'restricted', withContext({ capabilities: { drop: ['NET_RAW'] } })],
    [
      'restricted-capabilities',
      'restricted',
      withContext({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
    ],
    ['image-has-tag-or-digest', 'common', withImage('registry.example.com:5000/gitlab-runner')],
    ['image-not-latest', 'common', withImage('gitlab-runner:latest')],
    ['image-not-latest', 'common', withImage('gitlab-runner:alpine-latest')],
    ['image-pinned', 'common', withImage('gitlab-runner:alpine')],
    ['image-pinned', 'common', withImage('gitlab-runner:v19.3')],
    [
      'cpu-request',
      'common',
      withContainer({ resources: { ...container.resources, requests: { memory: '1' } } }),
    ],
    [
      'memory-request',
      'common',
      withContainer({ resources: { ...container.resources, requests: { cpu: '1' } } }),
    ],
    [
      'cpu-limit',
      'common',
      withContainer({ resources: { ...container.resources, limits: { memory: '1' } } }),
    ],
    [
      'memory-limit',
      'common',
      withContainer({ resources: { ...container.resources, limits: { cpu: '1' } } }),
    ],
    ['memory-limit', 'common', pod({ initContainers: [{ ...container, resources: {} }] })],
    ['no-host-namespaces', 'common', pod({ hostNetwork: true })],
    ['no-host-paths', 'common', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] })],
    ['no-host-ports', 'common', withContainer({ ports: [{ containerPort: 1, hostPort: 1 }] })],
    ['own-service-account', 'common', pod({ serviceAccountName: 'default' })],
    ['own-service-account', 'common', pod({ serviceAccountName: '' })],
    ['no-token-automount', 'common', pod({ automountServiceAccountToken: true })],
    ['liveness-probe', 'common', pod({ containers: [{ name: 'a', image: 'a:1.2.3', readinessProbe: {} }] })],
    ['readiness-probe', 'common', pod({ containers: [{ name: 'a', image: 'a:1.2.3', livenessProbe: {} }] })],
    ['read-only-root-filesystem', 'common', withContext({ readOnlyRootFilesystem: false })],
    ['run-as-non-root', 'common', pod({ securityContext: {} })],
  ])('%s of %s is named', (rule, set, template) => {
    expect(podSecurityViolations(template, set)).toContain(rule);
  });
});

describe('a Pod keeps the rules', () => {
  test.each<[string, RuleSet, PodTemplateSpec]>([
    ['with a capability that baseline allows', 'baseline', withContext({ capabilities: { add: ['CHOWN'] } })],
    [
      'with NET_BIND_SERVICE',
      'restricted',
      withContext({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
    ],
    ['with host port 0', 'baseline', withContainer({ ports: [{ containerPort: 1, hostPort: 0 }] })],
    [
      'with a probe of its own address',
      'baseline',
      withContainer({ livenessProbe: { httpGet: { port: 1, host: '' } } }),
    ],
    [
      'with an AppArmor profile of the node',
      'baseline',
      withContext({ appArmorProfile: profile('Localhost') }),
    ],
    [
      'with the old AppArmor annotation',
      'baseline',
      pod({}, { 'container.apparmor.security.beta.kubernetes.io/a': 'localhost/a' }),
    ],
    [
      'with an SELinux level',
      'baseline',
      withContext({ seLinuxOptions: { type: 'container_t', level: 's0' } }),
    ],
    [
      'with a safe sysctl',
      'baseline',
      withPodContext({ sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }),
    ],
    ['with /proc as it is', 'baseline', withContext({ procMount: 'Default' })],
    ['as root, under baseline', 'baseline', withPodContext({ runAsUser: 0, runAsNonRoot: false })],
    [
      'with seccomp on the container only',
      'restricted',
      {
        spec: {
          containers: [
            {
              ...container,
              securityContext: {
                ...container.securityContext,
                runAsNonRoot: true,
                seccompProfile: profile('Localhost'),
              },
            },
          ],
        },
      },
    ],
    [
      'with every allowed volume',
      'restricted',
      pod({
        volumes: [
          { name: 'a', configMap: {} },
          { name: 'b', secret: {} },
          { name: 'c', projected: {} },
          { name: 'd', csi: { driver: 'a' } },
          { name: 'e', persistentVolumeClaim: { claimName: 'a' } },
          { name: 'f', downwardAPI: {} },
          { name: 'g', ephemeral: {} },
        ],
      }),
    ],
    ['with a digest and no tag', 'common', withImage(`gitlab-runner@${digest}`)],
    ['with a digest and the tag latest', 'common', withImage(`gitlab-runner:latest@${digest}`)],
  ])('%s', (_, set, template) => {
    expect(podSecurityViolations(template, set)).toEqual([]);
  });
});
