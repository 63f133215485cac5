import { describe, expect, it } from 'vitest';

import { findings } from '../findings.ts';

const PLACED = { node_selector: { pool: 'builds' } };
const MODES = ['socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'] as const;
const DAEMONS = ['dind', 'dind-rootless'] as const;
const UNPRIVILEGED = ['buildkit-rootless', 'buildah', 'podman'] as const;

/** Findings about a runner with these keys of its own, in a mode. Its privileged pods have nodes of their own. */
function inMode(mode: string, kubernetes: object = {}, runner: object = {}, spec: object = {}): string[] {
  return findings({ ...runner, dockerBuilds: { mode }, kubernetes: { ...PLACED, ...kubernetes } }, spec);
}

/** Findings about the options of a mode. */
function withOptions(dockerBuilds: object, runner: object = {}, spec: object = {}): string[] {
  return findings({ kubernetes: PLACED, ...runner, dockerBuilds }, spec);
}

describe('a mode alone', () => {
  it.each(['none', ...DAEMONS, ...UNPRIVILEGED])('%s on nodes of its own needs no word', (mode) => {
    expect(inMode(mode)).toEqual([]);
  });

  it('socket is never without a warning', () => {
    expect(inMode('socket')).toEqual(['warning DOCKER_SOCKET dockerBuilds.mode']);
  });
});

describe('places for privileged pods', () => {
  it.each(DAEMONS)('misses nodes of their own in mode %s', (mode) => {
    expect(findings({}, { dockerBuilds: { mode } })).toEqual([
      'warning PRIVILEGED_ON_ANY_NODE spec.dockerBuilds.mode',
    ]);
  });

  it.each([
    [
      'labels of the system alone',
      { node_selector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' } },
      1,
    ],
    ['a label', { node_selector: { 'kubernetes.io/arch': 'arm64', pool: 'builds' } }, 0],
    ['a sandbox', { runtime_class_name: 'kata' }, 0],
    [
      'a required affinity',
      {
        affinity: {
          node_affinity: {
            required_during_scheduling_ignored_during_execution: {
              node_selector_terms: [{ match_expressions: [{ key: 'pool', operator: 'Exists' }] }],
            },
          },
        },
      },
      0,
    ],
  ])('counts %s', (_, kubernetes, count) => {
    expect(findings({ kubernetes }, { dockerBuilds: { mode: 'dind' } })).toHaveLength(count);
  });

  it.each(UNPRIVILEGED)('does not ask for them in mode %s', (mode) => {
    expect(findings({}, { dockerBuilds: { mode } })).toEqual([]);
  });

  it('says it once for all runners with one block', () => {
    const runner = (id: string): object => ({
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'token', key: id } },
    });
    expect(
      findings(
        {},
        {
          dockerBuilds: { mode: 'dind' },
          config: { concurrent: 9 },
          runners: { a: runner('a'), b: runner('b') },
        },
      ),
    ).toEqual(['warning PRIVILEGED_ON_ANY_NODE spec.dockerBuilds.mode']);
  });
});

describe('options', () => {
  const storage = { emptyDir: {} };
  it.each([
    ['none', { storage }, 'storage'],
    ['socket', { storage }, 'storage'],
    ['none', { dind: {} }, 'dind'],
    ['socket', { dind: {} }, 'dind'],
    ['buildah', { dind: {} }, 'dind'],
    ['buildkit-rootless', { buildah: {} }, 'buildah'],
    ['podman', { buildah: {} }, 'buildah'],
    ['dind', { podman: {} }, 'podman'],
  ])('refuses in mode %s %j', (mode, options, key) => {
    expect(withOptions({ mode, ...options })).toContain(`error BUILD_OPTION_UNUSED dockerBuilds.${key}`);
  });

  it.each([
    { mode: 'dind', storage, dind: { mtu: 1450 } },
    { mode: 'dind-rootless', storage, dind: { mtu: 1450 } },
    { mode: 'buildkit-rootless', storage },
    { mode: 'buildah', storage, buildah: { storageDriver: 'overlay' } },
    { mode: 'podman', storage, podman: { storageDriver: 'overlay' } },
  ])('takes %j', (dockerBuilds) => {
    expect(withOptions(dockerBuilds)).toEqual([]);
  });

  it.each([
    'hosts',
    'tls',
    'tlsverify',
    'tlscacert',
    'tlscert',
    'tlskey',
    'mtu',
    'registry-mirrors',
    'storage-driver',
    'data-root',
  ])('keeps %s out of daemon.json', (key) => {
    expect(withOptions({ mode: 'dind', dind: { daemonConfig: { [key]: true, debug: true } } })).toEqual([
      `error EXCLUSIVE_KEYS dockerBuilds.dind.daemonConfig.${key}`,
    ]);
  });

  it.each([
    { mtu: 1450 },
    { registryMirrors: ['https://mirror.example.com'] },
    { storageDriver: 'vfs' },
    { daemonConfig: {} },
  ])('says that the runner drops the flag for %j where it honors entrypoints', (dind) => {
    const feature_flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true };
    expect(withOptions({ mode: 'dind', dind }, { feature_flags })).toEqual([
      'error EXCLUSIVE_KEYS dockerBuilds.dind',
    ]);
    expect(withOptions({ mode: 'dind', dind: { image: 'docker:28-dind' } }, { feature_flags })).toEqual([]);
  });

  it.each([{ namespace_per_job: true }, { host: 'https://other.example.com:6443' }])(
    'has nowhere to put daemon.json with %j',
    (kubernetes) => {
      const dockerBuilds = { mode: 'dind', dind: { daemonConfig: { debug: true } } };
      expect(withOptions(dockerBuilds, { kubernetes: { ...PLACED, ...kubernetes } })).toContain(
        'error EXCLUSIVE_KEYS dockerBuilds.dind.daemonConfig',
      );
    },
  );
});

describe('a volume that outlives the job', () => {
  const claim = (claimName: string): object => ({
    mode: 'dind',
    storage: { persistentVolumeClaim: { claimName } },
  });
  const place = 'dockerBuilds.storage.persistentVolumeClaim.claimName';
  const shared = `error BUILD_STORAGE_SHARED ${place}`;

  it.each([
    ['one job', 'layers', {}, { config: { concurrent: 1 } }, []],
    ['no number of jobs, which is one', 'layers', {}, {}, []],
    ['four jobs', 'layers', {}, { config: { concurrent: 4 } }, [shared]],
    ['four jobs of which it takes one', 'layers', { limit: 1 }, { config: { concurrent: 4 } }, []],
    ['four jobs of which it takes two', 'layers', { limit: 2 }, { config: { concurrent: 4 } }, [shared]],
    ['four jobs with a claim each', 'layers-$CI_CONCURRENT_ID', {}, { config: { concurrent: 4 } }, []],
    [
      'four jobs with a claim each, in braces',
      `layers-\${CI_CONCURRENT_ID}`,
      {},
      { config: { concurrent: 4 } },
      [],
    ],
    [
      'jobs numbered by project',
      'layers-$CI_CONCURRENT_PROJECT_ID',
      {},
      { config: { concurrent: 4 } },
      [shared],
    ],
    ['two managers', 'layers', {}, { manager: { replicas: 2 } }, [shared]],
    [
      'two managers with a claim for each job',
      'layers-$CI_CONCURRENT_ID',
      {},
      { manager: { replicas: 2 } },
      [shared],
    ],
  ])('answers to %s', (_, claimName, runner, spec, expected) => {
    expect(
      withOptions(claim(claimName), runner, spec).filter((finding) => finding.includes('BUILD_')),
    ).toEqual(expected);
  });

  it('cannot belong to two runners in one namespace', () => {
    const runner = (namespace: string): object => ({
      url: 'https://gitlab.com',
      limit: 1,
      token: { secretKeyRef: { name: 'token', key: 'token' } },
      kubernetes: { ...PLACED, namespace },
    });
    const spec = { dockerBuilds: claim('layers'), config: { concurrent: 2 } };
    const errors = (namespace: string): string[] =>
      findings({}, { ...spec, runners: { a: runner('jobs'), b: runner(namespace) } });
    expect(errors('jobs')).toEqual([`error BUILD_STORAGE_SHARED spec.${place}`]);
    expect(errors('others')).toEqual([]);
  });
});

describe('privileges', () => {
  const contexts = ['build', 'helper', 'service', 'init_permissions'].map(
    (name) => `${name}_container_security_context`,
  );

  it.each(['none', ...UNPRIVILEGED])('mode %s refuses them, for every container', (mode) => {
    expect(inMode(mode, { privileged: true })).toEqual([
      'error PRIVILEGED_WITHOUT_MODE kubernetes.privileged',
    ]);
    for (const context of contexts) {
      expect(inMode(mode, { [context]: { privileged: true } })).toEqual([
        `error PRIVILEGED_WITHOUT_MODE kubernetes.${context}.privileged`,
      ]);
    }
  });

  it.each(DAEMONS)('mode %s gives them to services, and wants them nowhere else', (mode) => {
    const kind = mode === 'dind' ? 'warning PRIVILEGED_BEYOND_MODE' : 'error PRIVILEGED_WITHOUT_MODE';
    expect(inMode(mode, { service_container_security_context: { privileged: true } })).toEqual([]);
    expect(inMode(mode, { privileged: true })).toEqual([
      `${kind} kubernetes.privileged`,
    ]);
    expect(inMode(mode, { build_container_security_context: { privileged: true } })).toEqual([
      `${kind} kubernetes.build_container_security_context.privileged`,
    ]);
  });

  it('reach services of jobs that mode dind-rootless would keep away', () => {
    expect(inMode('dind-rootless', { allowed_services: ['postgres:*'] })).toEqual([
      'warning PRIVILEGED_SERVICES kubernetes.allowed_services',
    ]);
    expect(inMode('dind', { allowed_services: ['postgres:*'] })).toEqual([]);
  });
});

describe('modes do not mix', () => {
  it.each([
    '/var/run/docker.sock',
    '/run/docker.sock',
    '/var/run',
    '/var/run/',
    '/run/containerd',
    '/run/crio/crio.sock',
    '/',
  ])('%s of the node belongs to mode socket', (path) => {
    const volumes = { host_path: [{ name: 'node', mount_path: '/node', host_path: path }] };
    for (const mode of ['none', ...MODES.slice(1)]) {
      expect(inMode(mode, { volumes })).toEqual(['error BUILD_MODES_MIXED kubernetes.volumes.host_path']);
    }
  });

  it('other paths of the node belong to no mode', () => {
    const volumes = {
      host_path: [
        { name: 'node', mount_path: '/var/runner' },
        { name: 'b', mount_path: '/run/x' },
      ],
    };
    expect(inMode('dind', { volumes })).toEqual([]);
  });

  it.each([
    'docker:dind',
    'docker:28-dind',
    'docker:29.1-dind-rootless',
    'registry.example.com:5000/mirror/docker:28-dind',
  ])('the service %s is a daemon of its own', (name) => {
    for (const mode of ['none', ...MODES]) {
      expect(inMode(mode, { services: [{ name: 'postgres:17' }, { name }] })).toContain(
        'error BUILD_MODES_MIXED kubernetes.services[1]',
      );
    }
  });

  it.each(DAEMONS)('mode %s needs the name docker for itself', (mode) => {
    expect(inMode(mode, { services: [{ name: 'example/proxy:1', alias: 'proxy, docker' }] })).toEqual([
      'error BUILD_MODES_MIXED kubernetes.services[0]',
    ]);
    expect(inMode(mode, { services: [{ name: 'example/docker:1' }] })).toEqual([]);
    const services = [{ name: 'example/daemon:1' }];
    expect(
      withOptions({ mode, dind: { image: 'example/daemon:1' } }, { kubernetes: { ...PLACED, services } }),
    ).toEqual(['error BUILD_MODES_MIXED kubernetes.services[0]']);
  });

  it.each([
    'DOCKER_HOST=tcp://docker:2375',
    'DOCKER_HOST=unix:///var/run/docker.sock',
    'DOCKER_HOST=tcp://build-farm.example.com:2376',
    'DOCKER_TLS_CERTDIR=',
    'DOCKER_TLS_VERIFY=',
    'DOCKER_CERT_PATH=/elsewhere',
  ])('mode dind does not work with %s', (assignment) => {
    for (const mode of DAEMONS) {
      expect(inMode(mode, {}, { environment: ['A=b', assignment] })).toEqual([
        'error BUILD_MODES_MIXED environment',
      ]);
    }
  });

  it.each(['DOCKER_HOST=tcp://localhost:2376', 'DOCKER_TLS_VERIFY=1', 'DOCKER_BUILDKIT=1'])(
    'mode dind works with %s',
    (assignment) => {
      expect(inMode('dind', {}, { environment: [assignment] })).toEqual([]);
    },
  );

  it.each(['none', ...UNPRIVILEGED])('mode %s has no daemon to talk to', (mode) => {
    const environment = ['DOCKER_HOST=tcp://docker:2375'];
    expect(inMode(mode, {}, { environment })).toEqual(['error BUILD_MODES_MIXED environment']);
    expect(inMode(mode, {}, { environment: ['DOCKER_HOST=tcp://build-farm.example.com:2376'] })).toEqual([]);
    expect(
      inMode(mode, { services: [{ name: 'example/daemon:1', alias: 'docker' }] }, { environment }),
    ).toEqual([]);
  });

  it('mode socket talks to its socket alone', () => {
    const about = (host: string): string[] =>
      inMode('socket', {}, { environment: [`DOCKER_HOST=${host}`] }).filter((finding) =>
        finding.startsWith('error'),
      );
    expect(about('tcp://docker:2376')).toEqual(['error BUILD_MODES_MIXED environment']);
    expect(about('unix:///var/run/docker.sock')).toEqual([]);
  });

  it('TLS variables need the volume with the certificates', () => {
    const environment = ['DOCKER_TLS_VERIFY=1', 'DOCKER_CERT_PATH=/certs/client'];
    const mountedAt = (mount_path: string): string[] =>
      inMode('none', { volumes: { secret: [{ name: 'docker-client', mount_path }] } }, { environment });
    expect(inMode('none', {}, { environment })).toEqual(['error BUILD_MODES_MIXED environment']);
    expect(mountedAt('/certs/client')).toEqual([]);
    expect(mountedAt('/certs/')).toEqual([]);
    expect(mountedAt('/certs/cl')).toEqual(['error BUILD_MODES_MIXED environment']);
    expect(
      inMode('none', {}, { environment: ['DOCKER_TLS_VERIFY=', 'DOCKER_CERT_PATH=/certs/client'] }),
    ).toEqual([]);
  });

  it.each(DAEMONS)('mode %s shares its certificates where it says', (mode) => {
    const own = (name: string, mount_path: string): string[] =>
      inMode(mode, { volumes: { empty_dir: [{ name, mount_path }] } });
    expect(own('docker-certs', '/elsewhere')).toEqual([
      'error NAME_TAKEN kubernetes.volumes.empty_dir[0].name',
    ]);
    expect(own('docker-certs', '/certs/client')).toEqual([]);
    expect(own('certificates', '/certs/client')).toEqual([
      'error MOUNT_PATH_TAKEN kubernetes.volumes.empty_dir[0].mount_path',
    ]);
  });

  it.each([...DAEMONS, ...UNPRIVILEGED, 'socket'])('mode %s does not exist on Windows', (mode) => {
    expect(inMode(mode, { node_selector: { 'kubernetes.io/os': 'windows' } })).toContain(
      'error EXCLUSIVE_KEYS kubernetes.node_selector["kubernetes.io/os"]',
    );
  });
});

describe('what a builder needs', () => {
  const build = 'build_container_security_context';
  it.each(UNPRIVILEGED)('mode %s maps user ids', (mode) => {
    const about = (context: object): string[] => inMode(mode, { [build]: context });
    expect(about({ allow_privilege_escalation: false })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.allow_privilege_escalation`,
    ]);
    expect(about({ run_as_user: 1001 })).toEqual([`error BUILDER_BLOCKED kubernetes.${build}.run_as_user`]);
    expect(about({ capabilities: { drop: ['NET_RAW', 'SETUID'] } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.capabilities.drop`,
    ]);
    expect(about({ seccomp_profile: { type: 'RuntimeDefault' } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.seccomp_profile`,
    ]);
    expect(about({ app_armor_profile: { type: 'RuntimeDefault' } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.app_armor_profile`,
    ]);
    const own = { type: 'Localhost', localhost_profile: 'builder.json' };
    expect(about({ seccomp_profile: own, app_armor_profile: own })).toEqual([]);
  });

  it.each(UNPRIVILEGED)('mode %s works in pods that are hardened otherwise', (mode) => {
    expect(
      inMode(mode, {
        allow_privilege_escalation: false,
        cap_drop: ['ALL'],
        pod_security_context: {
          run_as_user: 2000,
          run_as_non_root: true,
          seccomp_profile: { type: 'RuntimeDefault' },
        },
      }),
    ).toEqual([]);
  });

  it('the BuildKit image starts its daemon where entrypoints are honored', () => {
    const feature_flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true };
    const environment = ['FF_KUBERNETES_HONOR_ENTRYPOINT=true'];
    const at = 'error BUILDER_BLOCKED';
    expect(inMode('buildkit-rootless', {}, { feature_flags })).toEqual([
      `${at} feature_flags.FF_KUBERNETES_HONOR_ENTRYPOINT`,
    ]);
    expect(inMode('buildkit-rootless', {}, { environment })).toEqual([`${at} environment`]);
    expect(inMode('buildah', {}, { feature_flags })).toEqual([]);
  });

  it.each([
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--oci-worker-no-process-sandbox --debug', []],
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--oci-worker-no-process-sandbox=true', []],
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--debug', ['error BUILDER_BLOCKED environment']],
    ['buildah', 'BUILDAH_ISOLATION=rootless', ['error BUILDER_BLOCKED environment']],
    ['podman', 'BUILDAH_ISOLATION=oci', ['error BUILDER_BLOCKED environment']],
    ['podman', 'BUILDAH_FORMAT=oci', []],
  ])('mode %s answers to %s', (mode, assignment, expected) => {
    expect(inMode(mode, {}, { environment: [assignment] })).toEqual(expected);
    expect(inMode(mode, { [build]: { proc_mount: 'unmasked' } }, { environment: [assignment] })).toEqual([]);
  });

  it('the daemon is root, unless it is rootless', () => {
    const pod = 'pod_security_context';
    const service = 'service_container_security_context';
    const at = 'error BUILDER_BLOCKED kubernetes';
    expect(inMode('dind', { [pod]: { run_as_user: 1000 } })).toEqual([`${at}.${pod}.run_as_user`]);
    expect(inMode('dind', { [pod]: { run_as_non_root: true } })).toEqual([`${at}.${pod}.run_as_non_root`]);
    expect(inMode('dind', { [service]: { run_as_user: 1000 } })).toEqual([`${at}.${service}.run_as_user`]);
    expect(inMode('dind', { [service]: { read_only_root_filesystem: true } })).toEqual([
      `${at}.${service}.read_only_root_filesystem`,
    ]);
    expect(
      inMode('dind', {
        [pod]: { run_as_user: 1000, run_as_non_root: true },
        [service]: { run_as_user: 0, run_as_non_root: false },
      }),
    ).toEqual([]);
    expect(inMode('dind-rootless', { [pod]: { run_as_user: 2000, run_as_non_root: true } })).toEqual([]);
    expect(inMode('dind-rootless', { [service]: { run_as_user: 2000 } })).toEqual([
      `${at}.${service}.run_as_user`,
    ]);
  });
});

describe('a daemon without privileges', () => {
  const context = { service_container_security_context: { privileged: false } };

  it.each(DAEMONS)('cannot start in mode %s', (mode) => {
    expect(inMode(mode, context)).toEqual([
      'error BUILDER_BLOCKED kubernetes.service_container_security_context.privileged',
    ]);
  });

  it.each(UNPRIVILEGED)('is not needed in mode %s', (mode) => {
    expect(inMode(mode, context)).toEqual([]);
  });
});

describe('releases', () => {
  it.each(UNPRIVILEGED)('mode %s has no profiles before 18.11', (mode) => {
    const about = (version: string): string[] => inMode(mode, {}, {}, { version });
    expect(about('18.10.1')).toEqual(['warning NO_SECURITY_PROFILES dockerBuilds.mode']);
    expect(about('18.11.0')).toEqual([]);
  });

  it.each(DAEMONS)('mode %s is not waited for before 15.10', (mode) => {
    const about = (version: string): string[] =>
      inMode(mode, {}, {}, { version }).filter((finding) => finding.includes('dockerBuilds'));
    expect(about('15.9.0')).toEqual(['warning DAEMON_NOT_AWAITED dockerBuilds.mode']);
    expect(about('15.10.0')).toEqual([]);
  });
});

describe('processors', () => {
  const arch = (name: string): object => ({
    node_selector: { ...PLACED.node_selector, 'kubernetes.io/arch': name },
  });
  const affinity = (...values: string[]): object => ({
    affinity: {
      node_affinity: {
        required_during_scheduling_ignored_during_execution: {
          node_selector_terms: values.map((value) => ({
            match_expressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: [value] }],
          })),
        },
      },
    },
  });

  it.each([
    [arch('arm64'), []],
    [{ ...arch('arm64'), helper_image: 'gitlab/gitlab-runner-helper:arm64-v$CI_RUNNER_VERSION' }, []],
    [
      { ...arch('arm64'), helper_image: 'gitlab/gitlab-runner-helper:x86_64-v$CI_RUNNER_VERSION' },
      ['helper_image'],
    ],
    [
      { ...arch('amd64'), helper_image: 'gitlab/gitlab-runner-helper:ubuntu-arm64-v$CI_RUNNER_VERSION' },
      ['helper_image'],
    ],
    [{ ...arch('arm64'), helper_image: 'example/helper:1' }, []],
    [affinity('arm64'), ['affinity']],
    [affinity('arm64', 'amd64'), []],
    [{ ...affinity('arm64'), ...arch('arm64') }, []],
    [{ ...affinity('arm64'), helper_image_autoset_arch_and_os: true }, []],
  ])('%j', (kubernetes, places) => {
    expect(inMode('none', kubernetes)).toEqual(
      places.map((place) => `warning WRONG_ARCHITECTURE kubernetes.${place}`),
    );
  });

  it.each([
    ['dind', 'arm64', 0],
    ['dind', 's390x', 1],
    ['dind-rootless', 'arm', 1],
    ['buildkit-rootless', 's390x', 0],
  ])('mode %s on %s', (mode, name, count) => {
    expect(inMode(mode, arch(name))).toEqual(
      Array(count).fill('warning WRONG_ARCHITECTURE dockerBuilds.mode'),
    );
  });

  it('leaves an image of your own alone', () => {
    expect(
      withOptions({ mode: 'dind', dind: { image: 'example/dind:1' } }, { kubernetes: arch('s390x') }),
    ).toEqual([]);
  });
});
