import { mergePatch } from '../../../src/core/data/merge-patch.ts';

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly securityContext?: object;
  readonly volumeMounts?: readonly object[];
}

/** As much of a pod of a job as rows change. */
export interface JobPod {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly containers: readonly Container[];
    readonly initContainers: readonly Container[];
    readonly volumes: readonly object[];
  };
}

const HELPER = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v19.4.0';

const container = (name: string, image: string): Container => ({
  name,
  image,
  securityContext: { privileged: false, capabilities: { drop: ['NET_RAW'] } },
  volumeMounts: [
    { name: 'scripts', mountPath: '/scripts-1-2' },
    { name: 'logs', mountPath: '/logs-1-2' },
    { name: 'repo', mountPath: '/builds' },
  ],
});

/** The pod of a job with a service, as the runner makes it where the settings say nothing. */
const jobPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'runner-abcdefghi-project-1-concurrent-0-a1b2c3d4',
    labels: {
      pod: 'runner-abcdefghi-project-1-concurrent-0',
      'job.runner.gitlab.com/pod': 'runner-abcdefghi-project-1-concurrent-0',
    },
    annotations: { 'job.runner.gitlab.com/id': '2', 'project.runner.gitlab.com/id': '1' },
  },
  spec: {
    activeDeadlineSeconds: 601,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    initContainers: [container('init-permissions', HELPER)],
    containers: [container('build', 'alpine:3'), container('helper', HELPER), container('svc-0', 'redis:8')],
    volumes: ['repo', 'scripts', 'logs'].map((name) => ({ name, emptyDir: {} })),
  },
} as const satisfies Record<string, unknown>;

/** A change of a pod: what is merged into it. */
export type Change = (pod: JobPod) => object;

/** The pod of a job in a namespace, with changes one after the other. */
export function changed(namespace: string, ...changes: readonly Change[]): JobPod {
  return changes.reduce<JobPod>((made, change) => mergePatch(made, change(made)) as JobPod, {
    ...jobPod,
    metadata: { ...jobPod.metadata, namespace },
  });
}

/** A change of labels. */
export function labels(own: Readonly<Record<string, string | null>>): Change {
  return () => ({ metadata: { labels: own } });
}

/** A change of the pod as a whole. */
export function pod(spec: object): Change {
  return () => ({ spec });
}

/** A change of one container; of a new one where there is none of the name. */
export function inContainer(name: string, part: object): Change {
  return ({ spec: { containers, initContainers } }) => {
    const changed = (list: readonly Container[]): readonly Container[] =>
      list.map((one) => (one.name === name ? merged(one, part) : one));
    const isThere = [...containers, ...initContainers].some((one) => one.name === name);
    const added = isThere ? [] : [merged(container(name, 'redis:8'), part)];
    return {
      spec: { containers: [...changed(containers), ...added], initContainers: changed(initContainers) },
    };
  };
}

/** A change of every container. */
export function inEach(part: object): Change {
  return ({ spec: { containers, initContainers } }) => ({
    spec: {
      containers: containers.map((one) => merged(one, part)),
      initContainers: initContainers.map((one) => merged(one, part)),
    },
  });
}

/** An init container before the others. */
export function initContainer(part: object): Change {
  return ({ spec: { initContainers } }) => ({
    spec: { initContainers: [merged(container('first', 'alpine:3'), part), ...initContainers] },
  });
}

/** A volume, mounted into the container of the job. */
export function volume(source: object, mount: object = {}): Change {
  return ({ spec: { containers, volumes } }) => ({
    spec: {
      volumes: [...volumes, { name: 'extra', ...source }],
      containers: containers.map((one) =>
        one.name === 'build'
          ? {
              ...one,
              volumeMounts: [...(one.volumeMounts ?? []), { name: 'extra', mountPath: '/extra', ...mount }],
            }
          : one,
      ),
    },
  });
}

/** Settings of the security of a container. */
export function secure(name: string, securityContext: object): Change {
  return inContainer(name, { securityContext });
}

function merged(one: Container, part: object): Container {
  const { securityContext } = part as Container;
  return {
    ...one,
    ...part,
    ...(securityContext && { securityContext: { ...one.securityContext, ...securityContext } }),
  };
}
