import { expect } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { KubernetesObject } from '../../../../src/index.ts';
import type { Pod } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import { BUILT, it, MOUNTED, needsOf } from './build-test.ts';
import { exampleJob, MODES } from './published.ts';

interface Rights {
  /** Of the containers. */
  readonly contexts: Readonly<Record<string, object>>;
  /** Of a process of the job: lines of /proc/self/status. */
  readonly status: Readonly<Record<string, string>>;
}

/** What the tables of docs/image-builds say. */
const user = { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true };
const unconfined = { type: 'Unconfined' };
const tool: Rights = {
  contexts: {
    build: {
      ...user,
      privileged: false,
      allowPrivilegeEscalation: true,
      seccompProfile: unconfined,
      appArmorProfile: unconfined,
    },
    helper: { privileged: false },
  },
  // SETGID and SETUID are bits 6 and 7.
  status: { Uid: '1000', CapEff: '0'.repeat(16), CapBnd: '00000000000000c0', Seccomp: '0' },
};
const RIGHTS: Readonly<Record<(typeof MODES)[number], Rights>> = {
  dind: {
    contexts: { build: { privileged: false }, helper: { privileged: false }, docker: { privileged: true } },
    // What any container has.
    status: { Uid: '0', CapEff: '00000000a80405fb' },
  },
  'dind-rootless': {
    contexts: {
      build: { privileged: false },
      helper: { privileged: false },
      docker: { ...user, privileged: true },
    },
    status: { Uid: '0', CapEff: '00000000a80405fb' },
  },
  'buildkit-rootless': tool,
  buildah: tool,
  podman: tool,
  socket: { contexts: { build: { privileged: true } }, status: { Uid: '0', Seccomp: '0' } },
};

function contextsOf({ spec }: Pod): Readonly<Record<string, object | undefined>> {
  return Object.fromEntries(spec.containers.map(({ name, securityContext }) => [name, securityContext]));
}

const TAG = 'c0ffee00';

for (const mode of MODES) {
  it(`${mode}: the job of examples/gitlab-ci builds an image and pushes it, the next one takes the steps from the cache, nothing is left`, async ({
    start,
    builder,
    registry,
    nodeDaemon,
  }) => {
    const options = builder(mode, needsOf(mode, nodeDaemon));
    const runner = await start(options);
    const { metadata } = await runner.api.get<{ metadata: object }>(`/api/v1/namespaces/${options.jobs}`);
    expect(metadata).toMatchObject({ labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } });
    const project = `group/${mode}`;
    const job = exampleJob(mode, { ...registry.variables(project), CI_COMMIT_SHORT_SHA: TAG });

    const first = await runner.run(job);
    expect(first).toMatchObject({ status: 'success' });
    expect(first.trace).toContain(BUILT);
    // A manifest has layers, and an index, of which BuildKit makes one, has manifests.
    const { layers, manifests } = await registry.manifest(project, TAG);
    expect(layers ?? manifests).toEqual(expect.arrayContaining([expect.anything()]));

    const second = await runner.run(job);
    expect(second).toMatchObject({ status: 'success' });
    expect(second.trace).toMatch(/CACHED|Using cache|Cache pulled/);
    expect(second.trace).not.toContain(BUILT);
    await until('nothing is left', async () => (await runner.leftovers()).length === 0);
  });

  it(`${mode}: a job has the rights that the page of the mode names, and no others`, async ({
    start,
    builder,
    nodeDaemon,
  }) => {
    const runner = await start(builder(mode, needsOf(mode, nodeDaemon)));
    const job = await runner.hold({ image: exampleJob(mode, {}).image! });
    const [pod] = await runner.podsOf(job);
    expect(contextsOf(pod!)).toMatchObject(RIGHTS[mode].contexts);
    const status = await runner.exec(pod!, 'build', 'cat', '/proc/self/status');
    const of = (field: string): string => new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(status)![1]!;
    expect(Object.fromEntries(Object.keys(RIGHTS[mode].status).map((field) => [field, of(field)]))).toEqual(
      RIGHTS[mode].status,
    );
    job.cancel();
    await job.ended();
  });

  it(`${mode}: a job is refused where the namespace has the level baseline`, async ({
    start,
    builder,
    nodeDaemon,
  }) => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    const stricter = (object: KubernetesObject): KubernetesObject =>
      object.kind === 'Namespace'
        ? (mergePatch(object, { metadata: { labels } }) as KubernetesObject)
        : object;
    const runner = await start({ ...builder(mode, needsOf(mode, nodeDaemon)), edit: stricter });
    const job = await runner.run({ image: exampleJob(mode, {}).image!, script: ['true'] });
    expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
    expect(job.trace).toContain('violates PodSecurity "baseline');
  });
}

for (const mode of ['dind', 'dind-rootless', 'socket'] as const) {
  it(`${mode}: a job starts containers, which see folders where the daemon is, and whose ports are published there`, async ({
    start,
    builder,
    registry,
    nodeDaemon,
  }) => {
    const runner = await start(builder(mode, needsOf(mode, nodeDaemon)));
    const variables = { ...registry.variables('group/run'), BASE: registry.base };
    const { folder, address } = mode === 'socket' ? nodeDaemon : { folder: '$PWD', address: 'docker' };
    const job = await runner.run({
      image: exampleJob(mode, {}).image!,
      variables,
      script: [
        'echo "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"',
        'docker info --format "{{.SecurityOptions}}"',
        `docker run --rm --volume "${folder}:/mounted" "$BASE" cat /mounted/hello.txt`,
        `id=$(docker run --detach --publish 8080:8080 --volume "${folder}:/mounted" "$BASE" perl /mounted/server.pl)`,
        // Which of them there is differs.
        `until curl --silent http://${address}:8080 || wget -q -O - http://${address}:8080; do sleep 1; done`,
        'docker rm --force "$id"',
      ],
    });
    expect(job).toMatchObject({ status: 'success' });
    expect(job.trace).toContain(MOUNTED['hello.txt']);
    expect(job.trace).toContain('hello from a container');
    expect(job.trace.includes('name=rootless')).toBe(mode === 'dind-rootless');
  });
}
