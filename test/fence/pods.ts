import type { JobSettings } from '../../src/core/config-toml/sections.ts';
import type { Model } from '../../src/core/fence/model.ts';
import { ANY_SERVICE } from '../../src/core/resolve/job-pods.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A pod as the runner makes it where the settings say nothing, with some fields of its spec in place of its own. */
export function pod(spec: Fields = {}, metadata: Fields = {}): { metadata: Fields; spec: Fields } {
  return {
    metadata: {
      name: 'runner-abcdefghi-project-1-concurrent-0-abcdefgh',
      labels: { 'job.runner.gitlab.com/pod': 'runner-abcdefghi-project-1-concurrent-0' },
      ...metadata,
    },
    spec: {
      automountServiceAccountToken: false,
      containers: [container('build'), container('helper')],
      initContainers: [container('init-permissions')],
      serviceAccountName: 'default',
      schedulerName: 'default-scheduler',
      tolerations: ['not-ready', 'unreachable'].map((name) => ({
        key: `node.kubernetes.io/${name}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
      volumes: ['repo', 'scripts', 'logs'].map((name) => ({ name, emptyDir: {} })),
      ...spec,
    },
  };
}

/** A container of such a pod. */
export function container(name: string, fields: Fields = {}): Fields {
  return {
    name,
    image: 'alpine:3',
    securityContext: { capabilities: { drop: ['NET_RAW'] }, privileged: false },
    volumeMounts: [{ name: 'repo', mountPath: '/builds' }],
    ...fields,
  };
}

/** Returns the pod of a model as the API server sees it, with a service of the job and an image that is allowed. */
export function podOf({ section, spec, annotations }: Model): object {
  const { containers, initContainers, tolerations = [], ...rest } = spec;
  const given = pod().spec;
  return {
    metadata: { ...pod().metadata, annotations },
    spec: {
      ...given,
      automountServiceAccountToken: undefined,
      ...rest,
      tolerations: [...(given.tolerations as object[]), ...tolerations],
      containers: containers.map((each) => asMade(each, section)),
      initContainers: (initContainers ?? []).map((each) => asMade(each, section)),
    },
  };
}

function asMade(
  each: { readonly name: string; readonly image?: string },
  { kubernetes }: JobSettings,
): object {
  const helper =
    kubernetes.helper_image ||
    'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v19.3.0';
  const ofJob = kubernetes.image || 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper';
  const isHelper = /^(?:helper|init-permissions|init-steps-bootstrap)$/.test(each.name);
  return {
    image: isHelper ? helper : ofJob,
    ...each,
    ...(each.name === ANY_SERVICE && { name: 'svc-7' }),
  };
}
