import { expect } from 'vitest';

import { CERTIFICATES, it, needsOf } from './build-test.ts';
import { type PodSpec, runPod } from './pod.ts';
import { examplePod, MODES } from './published.ts';
import type { Registry } from './registry.ts';

/** A check that starts from an image of the registry, and knows its authority, as docs/image-builds/README.md tells. */
function from({ openBase }: Registry, spec: PodSpec): PodSpec {
  const own = JSON.parse(JSON.stringify(spec).replace(/FROM [^ \\]+/, `FROM ${openBase}`)) as PodSpec;
  const [first, ...others] = own.containers.map((container) => ({
    ...container,
    env: [...(container.env ?? []), { name: 'SSL_CERT_DIR', value: '/certificates' }],
    volumeMounts: [...(container.volumeMounts ?? []), { name: 'certificates', mountPath: '/certificates' }],
  }));
  return {
    ...own,
    containers: [first!, ...others],
    volumes: [...(own.volumes ?? []), { name: 'certificates', configMap: { name: CERTIFICATES } }],
  };
}

for (const mode of MODES) {
  it(`${mode}: the pod of examples/checks passes in the namespace of jobs`, async ({
    apply,
    api,
    builder,
    registry,
    nodeDaemon,
  }) => {
    const options = builder(mode, needsOf(mode, nodeDaemon));
    await apply(options);
    const spec = from(registry, examplePod(mode, nodeDaemon.socket));
    const { exitCode, log } = await runPod(api, options.jobs, `check-${mode}`, spec);
    expect(log).toContain(mode === 'socket' ? 'Server:' : 'built');
    expect(exitCode).toBe(0);
  });
}
