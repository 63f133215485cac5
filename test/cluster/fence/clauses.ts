import type { Settings } from './fence.ts';
import { type Change, inContainer, inEach, initContainer, pod, secure, volume } from './job-pod.ts';

/** What a document says of pods, and pods beside it. */
export interface Row {
  /** Name of the clause in `src/core/fence/clauses.ts`. */
  readonly clause: string;
  /** How messages begin that are about it. */
  readonly says: string;
  readonly settings?: Settings;
  /** What makes the pod of a job one of this document, in order. */
  readonly base?: readonly Change[];
  /** Further pods that the document makes, each by what sets it apart. */
  readonly passes?: readonly Change[];
  /** Pods that break this clause alone. */
  readonly refused: readonly Change[];
}

const kubernetes = (settings: object, objects?: Settings['objects']): Settings => ({
  runner: { kubernetes: settings },
  ...(objects && { objects }),
});

/** What is only there by a patch. */
const patched = (patch: string): Settings => ({
  runner: {
    feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true },
    kubernetes: { pod_spec: [{ name: 'patch', patch, patch_type: 'strategic' }] },
  },
});

const projected = (source: object): Change => volume({ projected: { sources: [source] } });
const variable = (valueFrom: object): Change => inContainer('build', { env: [{ name: 'X', valueFrom }] });
const variables = (source: object): Change => inContainer('helper', { envFrom: [source] });
const unconfined = { type: 'Unconfined' };
const call = (host: string): object => ({ httpGet: { host, port: 80 } });
const toleration = (...tolerations: readonly object[]): Change => pod({ tolerations });

/** A document and pods for each clause, and for what widens it. */
export const rows: readonly Row[] = [
  {
    clause: 'privileged',
    says: 'makes no container privileged',
    refused: [
      ...['build', 'helper', 'svc-0', 'init-permissions', 'another'].map((name) =>
        secure(name, { privileged: true }),
      ),
      initContainer({ securityContext: { privileged: true } }),
      initContainer({ restartPolicy: 'Always', securityContext: { privileged: true } }),
    ],
  },
  {
    clause: 'privileged',
    says: 'makes no container privileged but services',
    settings: kubernetes({ service_container_security_context: { privileged: true } }),
    passes: [secure('svc-0', { privileged: true }), secure('postgres', { privileged: true })],
    refused: ['build', 'helper', 'init-permissions'].map((name) => secure(name, { privileged: true })),
  },
  {
    clause: 'privileged',
    says: 'makes no container privileged but docker, services',
    settings: { spec: { dockerBuilds: { mode: 'dind' } } },
    passes: [secure('docker', { privileged: true })],
    refused: ['build', 'helper', 'init-permissions'].map((name) => secure(name, { privileged: true })),
  },
  {
    clause: 'capabilities',
    says: 'adds no capability (',
    refused: [
      secure('build', { capabilities: { add: ['NET_ADMIN'] } }),
      secure('svc-0', { capabilities: { add: ['ALL'] } }),
    ],
  },
  {
    clause: 'capabilities',
    says: 'adds no capability but NET_ADMIN (',
    settings: kubernetes({ cap_add: ['NET_ADMIN'] }),
    passes: [inEach({ securityContext: { capabilities: { add: ['NET_ADMIN'] } } })],
    refused: [
      secure('build', { capabilities: { add: ['SYS_ADMIN'] } }),
      secure('build', { capabilities: { add: ['NET_ADMIN', 'SYS_ADMIN'] } }),
    ],
  },
  {
    clause: 'droppedCapabilities',
    says: 'drops capabilities: ALL',
    settings: kubernetes({ cap_drop: ['ALL'] }),
    base: [inEach({ securityContext: { capabilities: { drop: ['ALL'] } } })],
    refused: [
      secure('build', { capabilities: {} }),
      secure('svc-0', { capabilities: { drop: ['NET_RAW'] } }),
    ],
  },
  {
    clause: 'droppedCapabilities',
    says: 'drops capabilities: KILL',
    settings: kubernetes({ cap_drop: ['KILL'] }),
    base: [inEach({ securityContext: { capabilities: { drop: ['NET_RAW', 'KILL'] } } })],
    passes: [secure('build', { capabilities: { drop: ['ALL'] } })],
    refused: [secure('build', { capabilities: { drop: ['NET_RAW'] } })],
  },
  {
    clause: 'escalation',
    says: 'lets no container gain more privileges (',
    refused: [secure('build', { allowPrivilegeEscalation: true })],
  },
  {
    clause: 'escalation',
    says: 'lets no container gain more privileges (',
    settings: kubernetes({ allow_privilege_escalation: false }),
    base: [inEach({ securityContext: { allowPrivilegeEscalation: false } })],
    refused: [inContainer('another', {})],
  },
  {
    clause: 'escalation',
    says: 'lets no container gain more privileges but init-build-uid-gid-collector, build',
    settings: kubernetes({ build_container_security_context: { allow_privilege_escalation: true } }),
    passes: [secure('build', { allowPrivilegeEscalation: true })],
    refused: [secure('helper', { allowPrivilegeEscalation: true })],
  },
  {
    clause: 'seccomp',
    says: 'leaves no container without the seccomp profile of the runtime (',
    passes: [pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })],
    refused: [
      secure('build', { seccompProfile: unconfined }),
      pod({ securityContext: { seccompProfile: unconfined } }),
      secure('build', { seccompProfile: { type: 'Localhost', localhostProfile: 'open.json' } }),
    ],
  },
  {
    clause: 'seccomp',
    says: 'leaves no container without the seccomp profile of the runtime but Unconfined in init-build-uid-gid-collector and build',
    settings: kubernetes({ build_container_security_context: { seccomp_profile: unconfined } }),
    passes: [secure('build', { seccompProfile: unconfined })],
    refused: [
      secure('helper', { seccompProfile: unconfined }),
      pod({ securityContext: { seccompProfile: unconfined } }),
    ],
  },
  {
    clause: 'appArmor',
    says: 'leaves no container without the AppArmor profile of the runtime (',
    refused: [
      secure('build', { appArmorProfile: unconfined }),
      pod({ securityContext: { appArmorProfile: unconfined } }),
      () => ({
        metadata: {
          annotations: { 'container.apparmor.security.beta.kubernetes.io/build': 'unconfined' },
        },
      }),
    ],
  },
  {
    clause: 'appArmor',
    says: 'leaves no container without the AppArmor profile of the runtime but Unconfined in init-build-uid-gid-collector and build',
    settings: kubernetes({ build_container_security_context: { app_armor_profile: unconfined } }),
    passes: [secure('build', { appArmorProfile: unconfined })],
    refused: [secure('svc-0', { appArmorProfile: unconfined })],
  },
  {
    clause: 'procMount',
    says: 'masks /proc in every container (',
    base: [pod({ hostUsers: false })],
    refused: [secure('build', { procMount: 'Unmasked' })],
  },
  {
    clause: 'procMount',
    says: 'masks /proc in every container but init-build-uid-gid-collector, build',
    settings: kubernetes({ build_container_security_context: { proc_mount: 'Unmasked' } }),
    base: [pod({ hostUsers: false })],
    passes: [secure('build', { procMount: 'Unmasked' })],
    refused: [secure('helper', { procMount: 'Unmasked' })],
  },
  {
    clause: 'seLinux',
    says: 'sets no SELinux type, user or role (',
    refused: [
      secure('build', { seLinuxOptions: { type: 'spc_t' } }),
      pod({ securityContext: { seLinuxOptions: { role: 'system_r' } } }),
      secure('helper', { seLinuxOptions: { user: 'system_u' } }),
    ],
  },
  {
    clause: 'seLinux',
    says: 'sets no SELinux type, user or role but container_engine_t',
    settings: kubernetes({ build_container_security_context: { selinux_type: 'container_engine_t' } }),
    passes: [secure('build', { seLinuxOptions: { type: 'container_engine_t' } })],
    refused: [
      secure('build', { seLinuxOptions: { type: 'spc_t' } }),
      secure('helper', { seLinuxOptions: { type: 'container_engine_t' } }),
    ],
  },
  {
    clause: 'users',
    says: 'runs containers as these users: 1000',
    settings: kubernetes({ pod_security_context: { run_as_user: 1000 } }),
    base: [pod({ securityContext: { runAsUser: 1000 } })],
    refused: [secure('build', { runAsUser: 0 }), pod({ securityContext: { runAsUser: 1001 } })],
  },
  {
    clause: 'users',
    says: 'runs containers as these users: 1000, 1001',
    settings: kubernetes({ allowed_users: ['1000', '1001'] }),
    passes: [secure('build', { runAsUser: 1001 })],
    refused: [secure('build', { runAsUser: 0 })],
  },
  {
    clause: 'groups',
    says: 'runs containers as these groups: 1000',
    settings: kubernetes({ pod_security_context: { run_as_group: 1000 } }),
    base: [pod({ securityContext: { runAsGroup: 1000 } })],
    refused: [secure('build', { runAsGroup: 0 })],
  },
  {
    clause: 'users',
    says: 'runs containers as these users: any but 0',
    passes: [secure('build', { runAsUser: 1001 })],
    refused: [secure('build', { runAsUser: 0 })],
  },
  {
    clause: 'moreGroups',
    says: 'puts pods into no further group (',
    refused: [
      pod({ securityContext: { fsGroup: 0 } }),
      pod({ securityContext: { supplementalGroups: [998] } }),
    ],
  },
  {
    clause: 'moreGroups',
    says: 'puts pods into no further group but 1000, 998',
    settings: kubernetes({ pod_security_context: { fs_group: 1000, supplemental_groups: [998] } }),
    passes: [pod({ securityContext: { fsGroup: 1000, supplementalGroups: [998] } })],
    refused: [
      pod({ securityContext: { fsGroup: 998 } }),
      pod({ securityContext: { supplementalGroups: [998, 999] } }),
    ],
  },
  {
    clause: 'nonRoot',
    says: 'has containers that must not run as root:',
    settings: kubernetes({ pod_security_context: { run_as_non_root: true } }),
    base: [pod({ securityContext: { runAsNonRoot: true } })],
    refused: [secure('build', { runAsNonRoot: false }), pod({ securityContext: { runAsNonRoot: null } })],
  },
  {
    clause: 'readOnlyRoot',
    says: 'has containers whose root is read only: init-build-uid-gid-collector, build',
    settings: kubernetes({ build_container_security_context: { read_only_root_filesystem: true } }),
    base: [secure('build', { readOnlyRootFilesystem: true })],
    refused: [secure('build', { readOnlyRootFilesystem: false })],
  },
  {
    clause: 'hostProcess',
    says: 'runs no container as a process of a Windows node (',
    settings: patched('{hostNetwork: true}'),
    base: [pod({ hostNetwork: true })],
    refused: [pod({ securityContext: { windowsOptions: { hostProcess: true } } })],
  },
  {
    clause: 'hostPorts',
    says: 'opens no port of the node (',
    passes: [inContainer('svc-0', { ports: [{ containerPort: 80 }] })],
    refused: [inContainer('svc-0', { ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] })],
  },
  {
    clause: 'hostPorts',
    says: 'opens no port of the node but 8080',
    settings: patched('{containers: [{name: build, ports: [{containerPort: 8080, hostPort: 8080}]}]}'),
    passes: [inContainer('build', { ports: [{ containerPort: 8080, hostPort: 8080 }] })],
    refused: [
      inContainer('build', { ports: [{ containerPort: 8080, hostPort: 22 }] }),
      inContainer('svc-0', { ports: [{ containerPort: 8080, hostPort: 8080 }] }),
    ],
  },
  {
    clause: 'calls',
    says: 'has no node call another host (',
    passes: [inContainer('build', { readinessProbe: { httpGet: { port: 80 } } })],
    refused: [
      inContainer('build', { livenessProbe: call('169.254.169.254') }),
      inContainer('svc-0', { startupProbe: { tcpSocket: { host: '10.0.0.1', port: 22 } } }),
      inContainer('helper', { lifecycle: { preStop: call('10.0.0.1') } }),
    ],
  },
  {
    clause: 'calls',
    says: 'has no node call another host but hooks.example.com',
    settings: kubernetes({
      container_lifecycle: { post_start: { http_get: { host: 'hooks.example.com', port: 80 } } },
    }),
    passes: [inContainer('build', { lifecycle: { postStart: call('hooks.example.com') } })],
    refused: [inContainer('build', { lifecycle: { postStart: call('other.example.com') } })],
  },
  {
    clause: 'sharedNamespaces',
    says: 'sets none of hostNetwork, hostPID, hostIPC, shareProcessNamespace (',
    refused: ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'].map((key) =>
      pod({ [key]: true }),
    ),
  },
  {
    clause: 'sharedNamespaces',
    says: 'sets none of hostNetwork, hostPID, hostIPC, shareProcessNamespace but hostNetwork',
    settings: patched('{hostNetwork: true}'),
    passes: [pod({ hostNetwork: true })],
    refused: [pod({ hostPID: true }), pod({ hostNetwork: true, hostIPC: true })],
  },
  {
    clause: 'userNamespace',
    says: 'gives pods a user namespace: always',
    settings: patched('{hostUsers: false}'),
    base: [pod({ hostUsers: false })],
    refused: [pod({ hostUsers: true }), pod({ hostUsers: null })],
  },
  {
    clause: 'node',
    says: 'leaves the choice of the node to the scheduler (',
    refused: [pod({ nodeName: 'node' })],
  },
  {
    clause: 'node',
    says: 'leaves the choice of the node to the scheduler but node-1',
    settings: patched('{nodeName: node-1}'),
    passes: [pod({ nodeName: 'node-1' })],
    refused: [pod({ nodeName: 'node-2' })],
  },
  {
    clause: 'account',
    says: 'runs jobs as the account "default"',
    refused: [pod({ serviceAccountName: 'other' }), pod({ serviceAccount: 'other' })],
  },
  {
    clause: 'account',
    says: 'runs jobs as the account "default", what matches ^dep',
    settings: kubernetes({ service_account_overwrite_allowed: '^dep' }),
    passes: [pod({ serviceAccountName: 'deploy' })],
    refused: [pod({ serviceAccountName: 'other' })],
  },
  {
    clause: 'runtimeClassName',
    says: 'runs jobs with the runtime class none',
    settings: { objects: (namespace) => [runtimeClass(namespace)] },
    refused: [({ metadata }) => ({ spec: { runtimeClassName: metadata.namespace } })],
  },
  {
    clause: 'priority',
    says: 'runs jobs with the priority class of the cluster',
    refused: [pod({ priorityClassName: 'system-node-critical' })],
  },
  {
    clause: 'priority',
    says: 'runs jobs with the priority class "system-cluster-critical"',
    settings: patched('{priorityClassName: system-cluster-critical}'),
    base: [pod({ priorityClassName: 'system-cluster-critical' })],
    refused: [pod({ priorityClassName: null }), pod({ priorityClassName: 'system-node-critical' })],
  },
  {
    clause: 'schedulerName',
    says: 'runs jobs with the scheduler "default-scheduler"',
    refused: [pod({ schedulerName: 'other' })],
  },
  {
    clause: 'schedulerName',
    says: 'runs jobs with the scheduler "volcano"',
    settings: kubernetes({ scheduler_name: 'volcano' }),
    base: [pod({ schedulerName: 'volcano' })],
    refused: [pod({ schedulerName: 'default-scheduler' })],
  },
  {
    clause: 'nodeSelector',
    says: 'runs jobs on nodes with the labels pool="ci"',
    settings: kubernetes({ node_selector: { pool: 'ci' } }),
    base: [pod({ nodeSelector: { pool: 'ci' } })],
    passes: [pod({ nodeSelector: { pool: 'ci', disk: 'fast' } })],
    refused: [pod({ nodeSelector: null }), pod({ nodeSelector: { pool: 'web' } })],
  },
  {
    clause: 'nodeSelector',
    says: 'runs jobs on nodes with the labels pool="ci", what matches ^pool=ci-',
    settings: kubernetes({ node_selector: { pool: 'ci' }, node_selector_overwrite_allowed: '^pool=ci-' }),
    base: [pod({ nodeSelector: { pool: 'ci' } })],
    passes: [pod({ nodeSelector: { pool: 'ci-large' } })],
    refused: [pod({ nodeSelector: { pool: 'web' } })],
  },
  {
    clause: 'tolerations',
    says: 'tolerates no taint of a node (',
    refused: [
      toleration({ operator: 'Exists' }),
      toleration({ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }),
    ],
  },
  {
    clause: 'tolerations',
    says: 'tolerates no taint of a node but ci=true:NoSchedule, what matches ^team=',
    settings: kubernetes({
      node_tolerations: { 'ci=true': 'NoSchedule' },
      node_tolerations_overwrite_allowed: '^team=',
    }),
    passes: [
      toleration({ key: 'ci', operator: 'Equal', value: 'true', effect: 'NoSchedule' }),
      toleration({ key: 'team', operator: 'Equal', value: 'a', effect: 'NoExecute' }),
      toleration({ key: 'team', value: 'b' }),
    ],
    refused: [
      toleration({ key: 'ci', operator: 'Equal', value: 'true', effect: 'NoExecute' }),
      toleration({ key: 'ci', operator: 'Exists' }),
      toleration({ key: 'team', operator: 'Exists' }),
    ],
  },
  {
    clause: 'sysctls',
    says: 'sets no kernel parameter (',
    refused: [pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } })],
  },
  {
    clause: 'sysctls',
    says: 'sets no kernel parameter but net.core.somaxconn',
    settings: patched('{securityContext: {sysctls: [{name: net.core.somaxconn, value: "1024"}]}}'),
    passes: [pod({ securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] } })],
    refused: [pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } })],
  },
  {
    clause: 'resourceClaims',
    says: 'claims no device (',
    refused: [pod({ resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] })],
  },
  {
    clause: 'kinds',
    says: 'has no volume of another kind than emptyDir,',
    refused: [
      volume({ downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } }),
      volume({ iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:storage', lun: 0 } }),
    ],
  },
  {
    clause: 'kinds',
    says: 'has no volume of another kind than emptyDir,',
    settings: patched(
      '{volumes: [{name: own, downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}]}',
    ),
    passes: [
      volume({ downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } }),
    ],
    refused: [volume({ rbd: { monitors: ['10.0.0.1'], image: 'disk' } })],
  },
  {
    clause: 'hostPaths',
    says: 'mounts no path of the node (',
    refused: [volume({ hostPath: { path: '/' } }), volume({ hostPath: { path: '/var/run/containerd' } })],
  },
  {
    clause: 'hostPaths',
    says: 'mounts no path of the node but "/var/cache/ci"',
    settings: kubernetes({ volumes: { host_path: [{ name: 'cache', mount_path: '/var/cache/ci' }] } }),
    passes: [
      volume({ hostPath: { path: '/var/cache/ci' } }),
      volume({ hostPath: { path: '/var/cache/ci' } }, { readOnly: true }),
    ],
    refused: ['/', '/var/cache', '/var/cache/ci/', '/var/cache/ci2'].map((path) =>
      volume({ hostPath: { path } }),
    ),
  },
  {
    clause: 'hostMounts',
    says: 'mounts paths of the node only as it says, with read_only or sub_path: "/var/cache/ci"',
    settings: kubernetes({
      volumes: {
        host_path: [{ name: 'cache', mount_path: '/cache', host_path: '/var/cache/ci', read_only: true }],
      },
    }),
    passes: [volume({ hostPath: { path: '/var/cache/ci' } }, { readOnly: true })],
    refused: [volume({ hostPath: { path: '/var/cache/ci' } })],
  },
  {
    clause: 'hostMounts',
    says: 'mounts paths of the node only as it says, with read_only or sub_path: "/var/cache/ci"',
    settings: kubernetes({
      volumes: {
        host_path: [{ name: 'cache', mount_path: '/cache', host_path: '/var/cache/ci', sub_path: 'jobs' }],
      },
    }),
    passes: [volume({ hostPath: { path: '/var/cache/ci' } }, { subPath: 'jobs' })],
    refused: [
      volume({ hostPath: { path: '/var/cache/ci' } }),
      volume({ hostPath: { path: '/var/cache/ci' } }, { subPath: 'jobs/..data' }),
    ],
  },
  {
    clause: 'secrets',
    says: 'has no pod read a Secret from files (',
    refused: [volume({ secret: { secretName: 'other' } }), projected({ secret: { name: 'other' } })],
  },
  {
    clause: 'secrets',
    says: 'has no pod read a Secret from files but "login"',
    settings: kubernetes({ volumes: { secret: [{ name: 'login', mount_path: '/login' }] } }),
    passes: [volume({ secret: { secretName: 'login' } }), projected({ secret: { name: 'login' } })],
    refused: [volume({ secret: { secretName: 'login2' } }), projected({ secret: { name: 'other' } })],
  },
  {
    clause: 'secretVariables',
    says: 'has no pod read a Secret from variables (',
    refused: [
      variable({ secretKeyRef: { name: 'other', key: 'x' } }),
      variables({ secretRef: { name: 'other' } }),
    ],
  },
  {
    clause: 'secretVariables',
    says: 'has no pod read a Secret from variables but "login"',
    settings: patched(
      '{containers: [{name: build, env: [{name: LOGIN, valueFrom: {secretKeyRef: {name: login, key: x}}}]}]}',
    ),
    passes: [variable({ secretKeyRef: { name: 'login', key: 'x' } })],
    refused: [
      variable({ secretKeyRef: { name: 'other', key: 'x' } }),
      variables({ secretRef: { name: 'other' } }),
    ],
  },
  {
    clause: 'configMaps',
    says: 'has no pod read a ConfigMap from files (',
    passes: [volume({ configMap: { name: 'kube-root-ca.crt' } })],
    refused: [volume({ configMap: { name: 'other' } }), projected({ configMap: { name: 'other' } })],
  },
  {
    clause: 'configMaps',
    says: 'has no pod read a ConfigMap from files but "settings"',
    settings: kubernetes({ volumes: { config_map: [{ name: 'settings', mount_path: '/settings' }] } }),
    passes: [volume({ configMap: { name: 'settings' } })],
    refused: [volume({ configMap: { name: 'other' } })],
  },
  {
    clause: 'configMapVariables',
    says: 'has no pod read a ConfigMap from variables (',
    refused: [
      variable({ configMapKeyRef: { name: 'other', key: 'x' } }),
      variables({ configMapRef: { name: 'other' } }),
    ],
  },
  {
    clause: 'claims',
    says: 'mounts no PersistentVolumeClaim (',
    refused: [volume({ persistentVolumeClaim: { claimName: 'other' } })],
  },
  {
    clause: 'claims',
    says: 'mounts no PersistentVolumeClaim but "shared", "layers-$CI_CONCURRENT_ID"',
    settings: kubernetes({
      volumes: {
        pvc: [
          { name: 'shared', mount_path: '/shared' },
          { name: 'layers-$CI_CONCURRENT_ID', mount_path: '/layers' },
        ],
      },
    }),
    passes: ['shared', 'layers-3'].map((claimName) => volume({ persistentVolumeClaim: { claimName } })),
    refused: ['other', 'shared2', 'layers'].map((claimName) =>
      volume({ persistentVolumeClaim: { claimName } }),
    ),
  },
  {
    clause: 'drivers',
    says: 'uses no driver of volumes (',
    refused: [volume({ csi: { driver: 'secrets-store.csi.k8s.io' } })],
  },
  {
    clause: 'drivers',
    says: 'uses no driver of volumes but "secrets-store.csi.k8s.io"',
    settings: kubernetes({
      volumes: {
        csi: [
          {
            name: 'vault',
            mount_path: '/vault',
            driver: 'secrets-store.csi.k8s.io',
            volume_attributes: { secretProviderClass: 'ci' },
          },
        ],
      },
    }),
    passes: [
      volume({
        csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'ci' } },
      }),
    ],
    refused: [
      volume({ csi: { driver: 'secrets-store.csi.k8s.io' } }),
      volume({
        csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'web' } },
      }),
      volume({ csi: { driver: 'other.csi.k8s.io', volumeAttributes: { secretProviderClass: 'ci' } } }),
    ],
  },
  {
    clause: 'shares',
    says: 'mounts no NFS share (',
    refused: [volume({ nfs: { server: '10.0.0.1', path: '/' } })],
  },
  {
    clause: 'shares',
    says: 'mounts no NFS share but "10.0.0.1:/ci"',
    settings: kubernetes({
      volumes: {
        nfs: [{ name: 'ci', mount_path: '/nfs', server: '10.0.0.1', path: '/ci', read_only: true }],
      },
    }),
    passes: [volume({ nfs: { server: '10.0.0.1', path: '/ci', readOnly: true } })],
    refused: [
      volume({ nfs: { server: '10.0.0.1', path: '/ci' } }),
      volume({ nfs: { server: '10.0.0.1', path: '/', readOnly: true } }),
      volume({ nfs: { server: '10.0.0.2', path: '/ci', readOnly: true } }),
    ],
  },
  {
    clause: 'accountToken',
    says: 'gives no job the token of its account (',
    refused: [
      pod({ automountServiceAccountToken: true }),
      pod({ automountServiceAccountToken: null }),
      projected({ serviceAccountToken: { path: 'token' } }),
      projected({ serviceAccountToken: { path: 'token', audience: 'vault' } }),
    ],
  },
  {
    clause: 'images',
    says: 'runs jobs in images "registry.example.com/**"',
    settings: kubernetes({ image: 'alpine:3', allowed_images: ['registry.example.com/**'] }),
    passes: [
      inContainer('build', { image: 'registry.example.com/a/b:1' }),
      initContainer({ name: 'init-build-uid-gid-collector', image: 'registry.example.com/a/b:1' }),
    ],
    refused: [
      inContainer('build', { image: 'docker.io/library/alpine:3' }),
      inContainer('helper', { image: 'alpine:3' }),
      initContainer({ name: 'init-build-uid-gid-collector', image: 'docker.io/b:1' }),
    ],
  },
  {
    clause: 'services',
    says: 'runs services in images "redis:*"',
    settings: kubernetes({ allowed_services: ['redis:*'] }),
    passes: [inContainer('svc-0', { image: 'redis:7' })],
    refused: [
      inContainer('svc-0', { image: 'mysql:9' }),
      inContainer('another', { image: 'a/redis:8' }),
      initContainer({ image: 'alpine:3' }),
    ],
  },
];

/** A class of which no pod comes to run. */
function runtimeClass(name: string): object {
  return { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler: 'runc' };
}

/** What two runners of one document have apart, no pod has together. */
export const mixed: Settings & Pick<Row, 'passes' | 'refused'> = {
  spec: {
    runners: {
      caches: {
        url: 'https://gitlab.com',
        token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
        kubernetes: { volumes: { host_path: [{ name: 'cache', mount_path: '/var/cache/ci' }] } },
      },
    },
  },
  runner: { kubernetes: { build_container_security_context: { privileged: true } } },
  passes: [secure('build', { privileged: true }), volume({ hostPath: { path: '/var/cache/ci' } })],
  refused: [
    (made) => {
      const { spec } = secure('build', { privileged: true })(made) as typeof made;
      return volume({ hostPath: { path: '/var/cache/ci' } })({ ...made, spec: { ...made.spec, ...spec } });
    },
  ],
};
