import { describe, expect, it } from 'vitest';

import { findings, kubernetesFindings as found, withoutBuildModes } from '../../support/findings.ts';

const kubernetesFindings = (...of: Parameters<typeof found>): string[] => withoutBuildModes(found(...of));
const entry = (name: string, mount_path: string): object => ({ name, mount_path });

describe('job volumes', () => {
  it('takes volumes with names and paths of their own, and one claim at several paths', () => {
    expect(
      kubernetesFindings({
        volumes: {
          pvc: [entry('cache', '/cache'), { ...entry('cache', '/root/.m2'), sub_path: 'm2' }],
          secret: [entry('certs', '/certs')],
        },
      }),
    ).toEqual([]);
  });

  it('refuses two volumes of one name', () => {
    expect(
      kubernetesFindings({
        volumes: {
          secret: [entry('ca', '/a'), entry('ca', '/b')],
          config_map: [entry('x', '/c')],
          empty_dir: [entry('x', '/d')],
        },
      }),
    ).toEqual(['error NAME_TAKEN volumes.empty_dir[0].name', 'error NAME_TAKEN volumes.secret[1].name']);
  });

  it.each(['repo', 'scripts', 'logs'])("refuses the runner's own name %s", (name) => {
    expect(kubernetesFindings({ volumes: { empty_dir: [entry(name, '/x')] } })).toEqual([
      'error NAME_TAKEN volumes.empty_dir[0].name',
    ]);
  });

  it("gives the runner's names free where it does not use them", () => {
    expect(kubernetesFindings({ volumes: { empty_dir: [entry('repo', '/builds')] } })).toEqual([]);
    expect(
      kubernetesFindings(
        { volumes: { empty_dir: [entry('logs', '/x')] } },
        { feature_flags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true } },
      ),
    ).toEqual([]);
  });

  it('refuses two volumes at one path', () => {
    expect(
      kubernetesFindings({
        volumes: { empty_dir: [entry('a', '/x')], nfs: [{ ...entry('b', '/x/'), server: 's', path: '/' }] },
      }),
    ).toEqual(['error MOUNT_PATH_TAKEN volumes.nfs[0].mount_path']);
  });

  it('knows the volumes that other blocks of the document add', () => {
    const dind = { dockerBuilds: { mode: 'dind' } };
    expect(
      kubernetesFindings({ volumes: { secret: [entry('docker-certs', '/certs/client')] } }, dind),
    ).toEqual([
      'error NAME_TAKEN volumes.secret[0].name',
      'error MOUNT_PATH_TAKEN volumes.secret[0].mount_path',
    ]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'a bundle at the path of another block',
      { configMap: 'ca', mountPath: '/certs/client' },
      { dockerBuilds: { mode: 'dind' } },
      ['error MOUNT_PATH_TAKEN spec.certificates.inJobs.mountPath'],
    ],
    [
      'a bundle with the name of another block',
      { configMap: 'docker-certs' },
      { dockerBuilds: { mode: 'dind' } },
      ['error NAME_TAKEN spec.certificates.inJobs.configMap'],
    ],
    [
      "a bundle with the runner's name",
      { secret: 'logs' },
      {},
      ['error NAME_TAKEN spec.certificates.inJobs.secret'],
    ],
    [
      "a claim with the runner's name",
      { configMap: 'ca' },
      {
        limit: 1,
        dockerBuilds: { mode: 'buildah', storage: { persistentVolumeClaim: { claimName: 'repo' } } },
      },
      ['error NAME_TAKEN dockerBuilds.storage.persistentVolumeClaim.claimName'],
    ],
    [
      'a bundle that the runner has too',
      { secret: 'ca' },
      { kubernetes: { volumes: { secret: [entry('ca', '/elsewhere')] } } },
      ['error NAME_TAKEN kubernetes.volumes.secret[0].name'],
    ],
  ])('refuses %s', (_name, inJobs, runner, expected) => {
    expect(withoutBuildModes(findings(runner, { certificates: { inJobs } }))).toEqual(expected);
  });

  it('tells once what is wrong with a bundle for all runners', () => {
    const other = (key: string): object => ({
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'token', key } },
    });
    const spec = { certificates: { inJobs: { configMap: 'repo' } }, config: { concurrent: 2 } };
    expect(findings({}, { ...spec, runners: { a: other('a'), b: other('b') } })).toEqual([
      'error NAME_TAKEN spec.certificates.inJobs.configMap',
    ]);
  });

  it('refuses Bidirectional mounts unless every container is privileged', () => {
    const volumes = { host_path: [{ ...entry('dev', '/dev'), mount_propagation: 'Bidirectional' }] };
    expect(kubernetesFindings({ volumes })).toEqual([
      'error CONTRADICTION volumes.host_path[0].mount_propagation',
    ]);
    expect(kubernetesFindings({ volumes, privileged: true }, { dockerBuilds: { mode: 'dind' } })).toEqual([]);
    expect(
      kubernetesFindings(
        { volumes, privileged: true, helper_container_security_context: { privileged: false } },
        { dockerBuilds: { mode: 'dind' } },
      ),
    ).toEqual(['error CONTRADICTION volumes.host_path[0].mount_propagation']);
  });
});
