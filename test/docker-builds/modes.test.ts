import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';

import { type GitLabRunner, renderConfigToml, renderRunner } from '../../src/index.ts';

interface Section {
  environment?: string[];
  kubernetes: Record<string, unknown>;
}

const CLAIM = 'layers-$CI_CONCURRENT_ID';
const NAMESPACE = 'gitlab-runner';

function documentWith(dockerBuilds: object, kubernetes: object = {}, spec: object = {}): GitLabRunner {
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner' },
    spec: {
      dockerBuilds,
      runners: {
        default: {
          url: 'https://gitlab.com',
          token: { secretKeyRef: { name: 'token', key: 'token' } },
          kubernetes,
        },
      },
      ...spec,
    },
  } as GitLabRunner;
}

/** The `[[runners]]` section of a document as a TOML reader sees it. */
function section(dockerBuilds: object, kubernetes: object = {}, spec: object = {}): Section {
  const toml = renderConfigToml(documentWith(dockerBuilds, kubernetes, spec));
  return (parse(toml) as unknown as { runners: [Section] }).runners[0];
}

function objects(
  dockerBuilds: object,
  spec: object = {},
): readonly { kind?: string; metadata?: { name?: string } }[] {
  return renderRunner(documentWith(dockerBuilds, {}, spec));
}

const plain = section({ mode: 'none' });

/** Keys that a mode adds to `[runners.kubernetes]`, or says differently. */
function added({ kubernetes }: Section): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kubernetes).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(plain.kubernetes[key]),
    ),
  );
}

const certificates = { name: 'docker-certs', mount_path: '/certs/client', medium: 'Memory' };
const client = [
  'DOCKER_HOST=tcp://docker:2376',
  'DOCKER_TLS_CERTDIR=/certs',
  'DOCKER_TLS_VERIFY=1',
  'DOCKER_CERT_PATH=/certs/client',
];
const builder = {
  run_as_user: 1000,
  run_as_group: 1000,
  run_as_non_root: true,
  allow_privilege_escalation: true,
  capabilities: { add: ['SETGID', 'SETUID'], drop: ['ALL'] },
};
const unconfined = { seccomp_profile: { type: 'Unconfined' }, app_armor_profile: { type: 'Unconfined' } };
const storage = (mount_path: string): object => ({ empty_dir: [{ name: 'build-storage', mount_path }] });

describe('the section of each mode', () => {
  it('none: nothing, and no privileges', () => {
    expect(plain.environment).toBeUndefined();
    expect(plain.kubernetes).toMatchObject({ privileged: false });
    expect(Object.keys(plain.kubernetes).filter((key) => /context|volumes|services/.test(key))).toEqual([]);
  });

  it('socket: privileged jobs with the socket of the node', () => {
    const { environment, ...rest } = section({ mode: 'socket' });
    expect(environment).toBeUndefined();
    expect(added(rest)).toEqual({
      privileged: true,
      volumes: {
        host_path: [
          { name: 'docker', mount_path: '/var/run/docker.sock', host_path: '/var/run/docker.sock' },
        ],
      },
    });
  });

  it('dind: a privileged service over TLS, waited for', () => {
    const result = section({ mode: 'dind' });
    expect(result.environment).toEqual(client);
    expect(added(result)).toEqual({
      service_container_security_context: { privileged: true },
      services: [{ name: 'docker:29-dind', alias: 'docker', environment: ['HEALTHCHECK_TCP_PORT=2376'] }],
      volumes: { empty_dir: [{ name: 'build-storage', mount_path: '/var/lib/docker' }, certificates] },
    });
  });

  it('dind-rootless: the same as a user, and no other service', () => {
    const result = section({ mode: 'dind-rootless' });
    expect(result.environment).toEqual(client);
    expect(added(result)).toEqual({
      allowed_services: ['docker:29-dind-rootless'],
      service_container_security_context: {
        privileged: true,
        run_as_user: 1000,
        run_as_group: 1000,
        run_as_non_root: true,
      },
      services: [
        {
          name: 'docker:29-dind-rootless',
          alias: 'docker',
          environment: ['HEALTHCHECK_TCP_PORT=2376', 'XDG_DATA_HOME=/home/rootless/storage'],
        },
      ],
      volumes: {
        empty_dir: [{ name: 'build-storage', mount_path: '/home/rootless/storage' }, certificates],
      },
    });
  });

  it.each([
    [
      'buildkit-rootless',
      '/home/user/.local/share/buildkit',
      ['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox'],
    ],
    [
      'buildah',
      '/home/build/.local/share/containers',
      ['BUILDAH_ISOLATION=chroot', 'BUILDAH_FORMAT=docker', 'STORAGE_DRIVER=vfs'],
    ],
    [
      'podman',
      '/home/podman/.local/share/containers',
      ['BUILDAH_ISOLATION=chroot', 'BUILDAH_FORMAT=docker', 'STORAGE_DRIVER=vfs'],
    ],
  ])('%s: a user who may make a user namespace', (mode, path, environment) => {
    const result = section({ mode });
    expect(result.environment).toEqual(environment);
    expect(added(result)).toEqual({
      build_container_security_context: { ...builder, ...unconfined },
      volumes: storage(path),
    });
    expect(result.kubernetes.privileged).toBe(false);
  });

  it.each(['buildkit-rootless', 'buildah', 'podman'])(
    '%s before 18.11: an annotation for AppArmor',
    (mode) => {
      const old = added(section({ mode }, {}, { version: '18.10.1' }));
      expect(old).toMatchObject({
        build_container_security_context: builder,
        pod_annotations: { 'container.apparmor.security.beta.kubernetes.io/build': 'unconfined' },
      });
      expect(old.build_container_security_context).toEqual(builder);
    },
  );
});

describe('options', () => {
  const service = (dockerBuilds: object): Record<string, unknown> =>
    (section(dockerBuilds).kubernetes.services as [Record<string, unknown>])[0];
  const dind = {
    image: 'registry.example.com/docker:28-dind',
    registryMirrors: ['https://a.example.com', 'https://b.example.com'],
    mtu: 1450,
    storageDriver: 'vfs',
    daemonConfig: { debug: true, 'max-concurrent-downloads': 6 },
  };

  it('reach the daemon as flags, which the entrypoint of its image puts behind its own', () => {
    const { command, name, environment } = service({ mode: 'dind', dind });
    expect(name).toBe('registry.example.com/docker:28-dind');
    expect(environment).toEqual(['HEALTHCHECK_TCP_PORT=2376']);
    expect(command).toEqual([
      '--registry-mirror=https://a.example.com',
      '--registry-mirror=https://b.example.com',
      '--mtu=1450',
      '--storage-driver=vfs',
      '--config-file=/dind/daemon.json',
    ]);
    expect((command as string[]).every((flag) => flag.startsWith('-'))).toBe(true);
  });

  it('tell the network of the rootless daemon about the MTU, too', () => {
    expect(service({ mode: 'dind-rootless', dind: { mtu: 1450 } })).toMatchObject({
      command: ['--mtu=1450'],
      environment: [
        'HEALTHCHECK_TCP_PORT=2376',
        'XDG_DATA_HOME=/home/rootless/storage',
        'DOCKERD_ROOTLESS_ROOTLESSKIT_MTU=1450',
      ],
    });
  });

  it('put daemon.json into every job namespace, where the section mounts it', () => {
    const spec = {
      runners: Object.fromEntries(
        ['one', 'two', 'none'].map((id) => [
          id,
          {
            url: 'https://gitlab.com',
            token: { secretKeyRef: { name: 'token', key: id } },
            kubernetes: { namespace: `jobs-${id}` },
            ...(id === 'none' && { dockerBuilds: { mode: 'none' } }),
          },
        ]),
      ),
    };
    const files = objects({ mode: 'dind', dind }, spec).filter(({ metadata }) =>
      /-dind-/.test(metadata?.name ?? ''),
    ) as unknown as { metadata: { name: string; namespace: string }; data: Record<string, string> }[];
    expect(files.map(({ metadata }) => metadata.namespace)).toEqual(['jobs-one', 'jobs-two']);
    expect(new Set(files.map(({ metadata }) => metadata.name)).size).toBe(1);
    expect(files.map(({ data }) => JSON.parse(data['daemon.json']!))).toEqual([
      dind.daemonConfig,
      dind.daemonConfig,
    ]);
    const { name } = files[0]!.metadata;
    expect(section({ mode: 'dind', dind }).kubernetes.volumes).toMatchObject({
      config_map: [{ name, mount_path: '/dind', read_only: true }],
    });
  });

  it('give daemon.json another name when it changes, and one that fits a volume', () => {
    const nameOf = (daemonConfig: object): string => {
      const base = { name: 'n'.repeat(45) };
      const document = {
        ...documentWith({ mode: 'dind', dind: { daemonConfig } }),
        metadata: base,
      } as GitLabRunner;
      return renderRunner(document)
        .map(({ metadata }) => metadata!.name!)
        .find((name) => name.includes('-dind-'))!;
    };
    expect(nameOf({ debug: true })).not.toBe(nameOf({ debug: false }));
    expect(nameOf({ debug: true })).toBe(nameOf({ debug: true }));
    expect(nameOf({ debug: true }).length).toBeLessThanOrEqual(63);
  });

  it.each([
    ['dind', '/var/lib/docker', undefined],
    ['dind-rootless', '/home/rootless/storage', 1000],
    ['buildkit-rootless', '/home/user/.local/share/buildkit', 1000],
    ['buildah', '/home/build/.local/share/containers', 1000],
    ['podman', '/home/podman/.local/share/containers', 1000],
  ])('keep layers of mode %s', (mode, mount_path, fs_group) => {
    const kept = section({ mode, storage: { persistentVolumeClaim: { claimName: CLAIM } } }).kubernetes;
    expect(kept.volumes).toMatchObject({ pvc: [{ name: CLAIM, mount_path }] });
    expect(JSON.stringify(kept.volumes)).not.toContain('build-storage');
    expect(kept.pod_security_context).toEqual(fs_group && { fs_group });
    const limited = section({
      mode,
      storage: { emptyDir: { sizeLimit: '20Gi', medium: 'Memory' } },
    }).kubernetes;
    expect((limited.volumes as { empty_dir: unknown[] }).empty_dir).toContainEqual({
      name: 'build-storage',
      mount_path,
      medium: 'Memory',
      size_limit: '20Gi',
    });
  });

  it.each(['buildah', 'podman'])('let %s mount overlays without a FUSE device', (mode) => {
    expect(section({ mode, [mode]: { storageDriver: 'overlay' } }).environment).toEqual([
      'BUILDAH_ISOLATION=chroot',
      'BUILDAH_FORMAT=docker',
      'STORAGE_DRIVER=overlay',
      'STORAGE_OPTS=overlay.mount_program=',
    ]);
  });
});

describe('next to other keys', () => {
  it('the daemon is among the services that the runner allows', () => {
    expect(section({ mode: 'dind' }).kubernetes.allowed_services).toBeUndefined();
    expect(
      section({ mode: 'dind' }, { allowed_services: ['postgres:*'] }).kubernetes.allowed_services,
    ).toEqual(['docker:29-dind', 'postgres:*']);
  });

  it('hardening of other containers stays', () => {
    const hard = { cap_drop: ['ALL'], allow_privilege_escalation: false };
    expect(section({ mode: 'buildah' }, hard).kubernetes).toMatchObject({
      ...hard,
      build_container_security_context: builder,
    });
  });

  it('builders trust the private authority that jobs get', () => {
    const spec = { certificates: { inJobs: { configMap: 'company-ca', mountPath: '/company' } } };
    const variable = 'SSL_CERT_DIR=/etc/ssl/certs:/company';
    for (const mode of ['dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman']) {
      expect(section({ mode }, {}, spec).environment).toContain(variable);
      expect(section({ mode }).environment).not.toContain(variable);
    }
    for (const mode of ['none', 'socket']) {
      expect(section({ mode }, {}, spec).environment).toBeUndefined();
    }
  });

  it('permissions are the same in every mode', () => {
    const roles = (mode: string): unknown => objects({ mode }).filter(({ kind }) => /Role/.test(kind ?? ''));
    for (const mode of ['socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman']) {
      expect(roles(mode)).toEqual(roles('none'));
    }
  });

  it.each([
    ['none', 'baseline', '19.3.0'],
    ['socket', 'privileged', '19.3.0'],
    ['dind', 'privileged', '19.3.0'],
    ['dind-rootless', 'privileged', '19.3.0'],
    ['buildkit-rootless', 'privileged', '19.3.0'],
    ['buildah', 'privileged', '19.3.0'],
    ['podman', 'privileged', '18.10.1'],
  ])('mode %s needs the Pod Security level %s', (mode, level, version) => {
    const [namespace] = objects({ mode }, { version }) as unknown as [
      { kind: string; metadata: { name: string; labels: Record<string, string> } },
    ];
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: NAMESPACE } });
    expect(namespace.metadata.labels['pod-security.kubernetes.io/enforce']).toBe(level);
  });

  it('a runner entry may build in another way than the others', () => {
    const document = documentWith({ mode: 'none' });
    document.spec.runners.images = {
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'token', key: 'images' } },
      dockerBuilds: { mode: 'buildkit-rootless' },
    };
    document.spec.config = { concurrent: 2 };
    const { runners } = parse(renderConfigToml(document)) as unknown as { runners: [Section, Section] };
    expect(runners.map(({ environment }) => environment)).toEqual([
      undefined,
      ['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox'],
    ]);
  });
});
