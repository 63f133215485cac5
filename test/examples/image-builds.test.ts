import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { CLIENT_VARIABLES, daemonImage } from '../../src/core/docker-builds/docker-daemon.ts';
import { type GitLabRunner, renderConfigToml, validateConfig } from '../../src/index.ts';
import { expectStrict } from '../support/kubernetes-schema.ts';
import { root } from '../support/project.ts';

const modes = ['none', 'socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'] as const;
type Mode = (typeof modes)[number];

interface Job {
  image: string | { name: string; entrypoint?: string[] };
  services?: unknown;
  variables?: Record<string, string>;
  before_script?: string[];
  script: string[];
}
interface Context {
  [key: string]: unknown;
}
interface Section {
  environment?: string[];
  kubernetes: {
    services?: { name: string; alias: string; environment: string[] }[];
    volumes?: Record<string, { name: string; mount_path: string; medium?: string; host_path?: string }[]>;
    build_container_security_context?: Context;
    service_container_security_context?: Context;
    privileged: boolean;
  };
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const section = (mode: Mode): Section =>
  (
    parseToml(
      read(mode === 'none' ? 'test/golden/base/config.toml' : `test/golden/docker-${mode}/config.toml`),
    ) as unknown as {
      runners: [Section];
    }
  ).runners[0];
const job = (mode: Mode): Job =>
  Object.values(parse(read(`examples/gitlab-ci/${mode}.yml`)) as Record<string, Job>)[0]!;
const imageOf = ({ image }: Job): string => (typeof image === 'string' ? image : image.name);
const hasDaemon = (mode: Mode): boolean => mode.startsWith('dind');

it('there is one job and, where something can fail, one check for each mode', () => {
  expect(readdirSync(join(root, 'examples/gitlab-ci')).sort()).toEqual(
    modes.map((mode) => `${mode}.yml`).sort(),
  );
  expect(readdirSync(join(root, 'examples/checks')).sort()).toEqual(
    modes
      .slice(1)
      .map((mode) => `${mode}.yaml`)
      .sort(),
  );
});

describe.each(modes)('examples/gitlab-ci/%s.yml', (mode) => {
  const { environment = [] } = section(mode);
  const { services, variables = {}, before_script = [], script } = job(mode);
  const image = imageOf(job(mode));
  const commands = [...before_script, ...script].join('\n');

  it('leaves to the runner what the runner sets', () => {
    const set = environment.map((entry) => entry.slice(0, entry.indexOf('=')));
    expect(Object.keys(variables).filter((name) => set.includes(name))).toEqual([]);
    for (const name of [...set, ...Object.keys(CLIENT_VARIABLES)])
      expect(commands).not.toMatch(new RegExp(`\\b${name}=`));
    expect(services).toBeUndefined();
  });

  it('uses a program that is in its image', () => {
    const program: Record<Mode, RegExp> = {
      none: /\/skopeo\//,
      socket: /^docker:/,
      dind: /^docker:/,
      'dind-rootless': /^docker:/,
      'buildkit-rootless': /^moby\/buildkit:.*-rootless$/,
      buildah: /\/buildah\//,
      podman: /\/podman\//,
    };
    expect(image).toMatch(program[mode]);
    const words = {
      docker: /^docker (?:build|push|login)/m,
      buildctl: /^buildctl-daemonless\.sh/m,
      buildah: /^buildah (?:build|push)/m,
      podman: /^podman (?:build|push)/m,
    };
    const used = Object.entries(words)
      .filter(([, pattern]) => script.some((line) => pattern.test(line)))
      .map(([name]) => name);
    expect(used).toEqual(
      {
        none: [],
        socket: ['docker'],
        dind: ['docker'],
        'dind-rootless': ['docker'],
        'buildkit-rootless': ['buildctl'],
        buildah: ['buildah'],
        podman: ['podman'],
      }[mode],
    );
  });

  it('pins a release', () => {
    expect(image).toMatch(/:v?\d/);
  });

  it.runIf(hasDaemon(mode))('has a client of the release of the daemon', () => {
    const release = (reference: string): string => /:(\d+)/.exec(reference)![1]!;
    expect(release(image)).toBe(release(section(mode).kubernetes.services![0]!.name));
  });

  it.runIf(mode !== 'none' && mode !== 'socket')(
    'keeps its cache in the registry, since the pod starts empty',
    () => {
      expect(commands).toMatch(/cache-from|import-cache/);
      expect(commands).toMatch(/cache-to|export-cache/);
    },
  );
});

interface Pod {
  kind: string;
  spec: {
    hostAliases?: { ip: string; hostnames: string[] }[];
    containers: {
      name: string;
      image: string;
      env?: { name: string; value: string }[];
      securityContext?: Context;
      volumeMounts?: { name: string; mountPath: string }[];
    }[];
    volumes?: { name: string; emptyDir?: { medium?: string }; hostPath?: { path: string } }[];
  };
}

describe.each(modes.slice(1))('examples/checks/%s.yaml', (mode) => {
  const pod = parse(read(`examples/checks/${mode}.yaml`)) as Pod;
  const { environment = [], kubernetes } = section(mode);
  const container = (name: string): Pod['spec']['containers'][number] =>
    pod.spec.containers.find((each) => each.name === name)!;
  const assignments = (name: string): string[] =>
    (container(name).env ?? []).map((each) => `${each.name}=${each.value}`);
  const camelCase = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [
            key
              .replace('selinux', 'seLinux')
              .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
            camelCase(item),
          ]),
        )
      : value;

  it('is a pod that Kubernetes takes', () => {
    // The schemas at hand are those of rendered objects: a Deployment has the same pod, but one that always restarts.
    const labels = { app: 'check' };
    const template = { metadata: { labels }, spec: { ...pod.spec, restartPolicy: 'Always' } };
    expectStrict([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'check', namespace: 'ci' },
        spec: { selector: { matchLabels: labels }, template },
      },
    ]);
  });

  it('builds with the image of the job', () => {
    expect(container('build').image).toBe(imageOf(job(mode)));
  });

  it('has the variables, volumes and rights of a job', () => {
    const { build_container_security_context: build, service_container_security_context: service } =
      kubernetes;
    expect(assignments('build')).toEqual(environment);
    expect(container('build').securityContext).toEqual(
      mode === 'socket' ? { privileged: true } : camelCase(build),
    );
    expect(container('docker')?.securityContext).toEqual(camelCase(service));

    const mounts = Object.values(kubernetes.volumes ?? {}).flat();
    const mounted = mounts.map(({ name, mount_path }) => ({ name, mountPath: mount_path }));
    for (const each of pod.spec.containers) {
      expect(new Set(each.volumeMounts)).toEqual(new Set(mounted));
    }
    expect(
      new Map(
        (pod.spec.volumes ?? []).map((volume) => [
          volume.name,
          volume.emptyDir?.medium ?? volume.hostPath?.path,
        ]),
      ),
    ).toEqual(new Map(mounts.map(({ name, medium, host_path }) => [name, medium ?? host_path])));
  });

  it.runIf(hasDaemon(mode))('reaches the daemon by the name that the runner gives it', () => {
    expect(container('docker').image).toBe(daemonImage(mode));
    const ofService = kubernetes.services![0]!.environment.filter((each) => !each.startsWith('HEALTHCHECK_'));
    expect(assignments('docker')).toEqual([...environment, ...ofService]);
    expect(pod.spec.hostAliases).toEqual([{ ip: '127.0.0.1', hostnames: ['docker'] }]);
  });
});

describe.each(['image-builds', 'mixed-architectures'])('examples/%s.yaml', (name) => {
  it('is a document without a finding', () => {
    const document = parse(read(`examples/${name}.yaml`)) as GitLabRunner;
    expect(validateConfig(document).diagnostics).toEqual([]);
    expect(renderConfigToml(document)).toContain('[[runners]]');
  });
});
