import { expect } from 'vitest';

import { until } from '../../support/until.ts';
import { BUILT, it } from './build-test.ts';
import type { NodeFolder } from './node.ts';
import { exampleJob, MODES, withoutRegistryCache } from './published.ts';

const NAME = 'docker-layers-0';

/** A claim for a volume that is a folder of the node, and belongs to whom the pod says, as volumes of clouds do. */
function claim(namespace: string, { path, namespace: name }: NodeFolder, node: string): readonly object[] {
  const capacity = { storage: '1Gi' };
  const hostname = { key: 'kubernetes.io/hostname', operator: 'In', values: [node] };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity,
        accessModes: ['ReadWriteOnce'],
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [hostname] }] } },
        claimRef: { namespace, name: NAME },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: NAME, namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: '',
        volumeName: name,
        resources: { requests: capacity },
      },
    },
  ];
}

for (const mode of MODES.filter((one) => one !== 'socket')) {
  it(`${mode}: a claim keeps the layers of a job for the next one`, async ({
    start,
    api,
    builder,
    registry,
    nodeFolder,
  }) => {
    const [node] = await api.list<{ metadata: { labels: Record<string, string> } }>('/api/v1/nodes');
    const options = builder(mode, {
      dockerBuilds: { storage: { persistentVolumeClaim: { claimName: 'docker-layers-$CI_CONCURRENT_ID' } } },
    });
    const runner = await start({
      ...options,
      objects: (namespace) => [
        ...options.objects(namespace),
        ...claim(options.jobs, nodeFolder, node!.metadata.labels['kubernetes.io/hostname']!),
      ],
    });
    const job = withoutRegistryCache(exampleJob(mode, registry.variables(`group/${mode}`)));
    const first = await runner.run(job);
    expect(first).toMatchObject({ status: 'success' });
    expect(first.trace).toContain(BUILT);
    const second = await runner.run(job);
    expect(second).toMatchObject({ status: 'success' });
    expect(second.trace).toMatch(/CACHED|Using cache/);
    expect(second.trace).not.toContain(BUILT);
    // The folder goes after what writes to it.
    await until('nothing is left', async () => (await runner.leftovers()).length === 0);
  });
}

it('a build that fills its storage beyond the size limit is stopped', async ({ start, builder }) => {
  const dockerBuilds = { storage: { emptyDir: { sizeLimit: '16Mi' } } };
  const runner = await start(builder('buildkit-rootless', { dockerBuilds }));
  const job = await runner.run(
    {
      image: exampleJob('buildkit-rootless', {}).image!,
      script: ['head -c 64000000 /dev/zero > ~/.local/share/buildkit/layer', 'while sleep 1; do :; done'],
    },
    // The kubelet measures each minute.
    600,
  );
  expect(job).toMatchObject({ status: 'failed', failureReason: 'runner_system_failure' });
  expect(job.trace).toContain('Usage of EmptyDir volume "build-storage" exceeds the limit');
});

it('runners of one document build in modes of their own', async ({ start, builder, gitlab, registry }) => {
  const token = gitlab.newRunner();
  const options = builder('none', {
    runners: {
      images: {
        url: gitlab.url,
        token: { secretKeyRef: { name: 'images', key: 'token' } },
        dockerBuilds: { mode: 'buildah' },
        kubernetes: { poll_interval: 1, cleanup_grace_period_seconds: 1 },
      },
      default: { dockerBuilds: { mode: 'buildkit-rootless' } },
    },
  });
  const runner = await start({
    ...options,
    objects: (namespace) => [
      ...options.objects(namespace),
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'images', namespace },
        stringData: { token },
      },
    ],
  });
  const jobs = [
    runner.submit(exampleJob('buildkit-rootless', registry.variables('group/first'))),
    gitlab.submit(token, exampleJob('buildah', registry.variables('group/second'))),
  ];
  for (const job of jobs) {
    expect(await job.ended()).toMatchObject({ status: 'success' });
    expect(job.trace).toContain(BUILT);
  }
});

for (const mode of ['dind', 'buildkit-rootless'] as const) {
  it(`${mode}: without certificates.inJobs a registry of a private authority is not trusted`, async ({
    start,
    builder,
    registry,
  }) => {
    const runner = await start(builder(mode, { certificates: null }));
    const job = await runner.run(exampleJob(mode, registry.variables(`group/${mode}`)));
    expect(job).toMatchObject({ status: 'failed', failureReason: 'script_failure' });
    expect(job.trace).toContain('x509: certificate signed by unknown authority');
  });
}
