import { CONTAINER_CONTEXTS, isPrivileged } from '../../core/config-toml/sections.ts';
import { own } from '../../core/data/own.ts';
import type { Mode } from '../../core/docker-builds/mode.ts';
import { jobNetworkPolicy } from '../../core/objects/jobs/network-policy.ts';
import { listedPermissions } from '../../core/rbac/permissions.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import type { Runner } from '../../core/resolve/runners.ts';
import type { Box } from './flowchart.ts';
import { gitlab, managerKey } from './manager.ts';
import { calls, inNamespace, type Part, rights, withPolicy } from './part.ts';
import { some } from './some.ts';

/** The pods of the jobs, in each of their namespaces. */
export function jobs(resolved: Resolved): readonly Part[] {
  const granted = listedPermissions(resolved);
  const given = resolved.jobNamespaces.map((namespace): Part => {
    const { name, runners, podSecurityLevel } = namespace;
    const own = granted.filter((permission) => permission.namespace === name);
    const box = podsBox(`jobs ${managerKey(resolved)} ${name}`, runners, [
      `Pod Security: ${podSecurityLevel}`,
    ]);
    return pods(
      box,
      runners,
      name,
      withPolicy(box, jobNetworkPolicy(resolved, namespace)),
      own.length > 0 ? ['the manager may', ...rights(own)] : ['no Role is rendered'],
    );
  });
  const perJob = resolved.runners.filter(({ jobsIn }) => jobsIn === 'their own namespaces');
  if (perJob.length === 0) return given;
  const box = podsBox(`jobs ${managerKey(resolved)} *`, perJob, []);
  return [
    ...given,
    pods(box, perJob, 'of each job, made for it', withPolicy(box, undefined), ['makes and deletes']),
  ];
}

function podsBox(key: string, runners: readonly Runner[], more: readonly string[]): Box {
  const accounts = runners.map(({ section: { kubernetes } }) => kubernetes.service_account || 'default');
  const modes = runners.map(({ build }) => build.mode).filter((mode) => mode !== 'none');
  const secrets = runners.flatMap(({ section: { kubernetes } }) => [
    ...(kubernetes.image_pull_secrets ?? []),
    ...(kubernetes.volumes?.secret ?? []).map(({ name }) => name),
  ]);
  return {
    key,
    kind: 'jobs',
    lines: [
      `Job pods of ${some(runners.map(({ id }) => id))}`,
      `account ${some(accounts)}`,
      ...more,
      ...(runners.some(hasPrivileged) ? ['privileged containers'] : []),
      ...[...new Set(modes)].map((mode) => `images: ${BUILDS[mode]}`),
      ...(secrets.length > 0 ? [`Secrets: ${some(secrets)}`] : []),
    ],
  };
}

const BUILDS: Readonly<Record<Mode, string>> = {
  none: '',
  socket: "the node's Docker daemon, by its socket",
  dind: 'a privileged Docker daemon beside each job',
  'dind-rootless': 'a rootless Docker daemon beside each job',
  'buildkit-rootless': 'BuildKit in the job, unprivileged',
  buildah: 'Buildah in the job, unprivileged',
  podman: 'Podman in the job, unprivileged',
};

/** The pods with what they call: GitLab, the caches, and where images are kept. */
function pods(
  box: Box,
  runners: readonly Runner[],
  namespace: string,
  noted: ReturnType<typeof withPolicy>,
  allowed: readonly string[],
): Part {
  const builders = runners.filter(({ build }) => build.mode !== 'none');
  const called: readonly (readonly [boxes: readonly Box[], what: string])[] = [
    [runners.map(gitlab), 'git, artifacts'],
    [runners.flatMap(cache), 'caches'],
    [builders.length > 0 ? [REGISTRIES] : [], 'images that are built'],
  ];
  const arrows = called.flatMap(([boxes, what]) =>
    [...new Set(boxes.map(({ key }) => key))].map((to) => calls(box.key, to, [what])),
  );
  return {
    boxes: called.flatMap(([boxes]) => boxes),
    inNamespaces: [inNamespace(namespace, [box, ...noted.boxes])],
    arrows: [calls('api-server', box.key, allowed), ...arrows, ...noted.arrows],
  };
}

const REGISTRIES: Box = { key: 'registries', lines: ['Image registries'], kind: 'outside' };

function cache({ section: { cache: settings } }: Runner): readonly Box[] {
  if (!settings?.Type) return [];
  const { s3, gcs, azure } = settings;
  const stores: Readonly<Record<string, readonly [store: string, bucket: string | undefined]>> = {
    s3: [s3?.ServerAddress || 'Amazon S3', s3?.BucketName],
    gcs: ['Google Cloud Storage', gcs?.BucketName],
    azure: ['Azure Blob Storage', azure?.ContainerName],
  };
  const [store, bucket = ''] = own(stores, settings.Type) ?? [settings.Type];
  return [
    {
      key: `cache ${store} ${bucket}`,
      lines: ['Cache', store, ...(bucket === '' ? [] : [`bucket ${bucket}`])],
      kind: 'outside',
    },
  ];
}

function hasPrivileged({ section: { kubernetes } }: Runner): boolean {
  return CONTAINER_CONTEXTS.some((context) => isPrivileged(kubernetes, context));
}
