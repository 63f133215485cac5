import { daemonImage } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon, type Mode } from '../../docker-builds/mode.ts';
import type { CheckedRunnerKubernetes } from '../../generated/checked-types.ts';
import { onResolved, onRunner } from '../rule.ts';

/** Nodes whose Docker daemon jobs command. */
export const nodeDaemon = onRunner(({ build: { mode, path }, find }) => {
  if (mode !== 'socket') return;
  find(
    'DOCKER_SOCKET',
    { path: [...path, 'mode'] },
    'Mode `socket` gives every job control of its node, and works only on nodes that run a Docker daemon.',
    'Nodes with containerd or CRI-O have no /var/run/docker.sock: jobs fail there, and leave a directory of that name. `kubectl get nodes -o wide` shows the runtime. `dind` works on all of them.',
  );
});

/** Privileged job pods that may get onto any node. */
export const privilegedNodes = onResolved(({ runners, find }) => {
  const anywhere = runners.filter(
    ({ build, section }) => hasDaemon(build.mode) && !isPlaced(section.kubernetes),
  );
  const alone = anywhere.filter(({ entry }) => entry.dockerBuilds);
  const together = anywhere.filter(({ entry }) => !entry.dockerBuilds);
  for (const users of [together, ...alone.map((runner) => [runner])]) {
    if (users.length === 0) continue;
    const { mode, path } = users[0]!.build;
    find(
      'PRIVILEGED_ON_ANY_NODE',
      { path: [...path, 'mode'] },
      `Mode \`${mode}\` runs privileged containers, and nothing keeps the ones of runner ${users.map(({ id }) => `"${id}"`).join(', ')} off the nodes of other workloads.`,
      'Give them nodes of their own with `kubernetes.node_selector` and `kubernetes.node_tolerations`, or choose `buildkit-rootless`, which needs no privileges.',
    );
  }
});

/** Whether job pods are bound to certain nodes, by more than their system, or to a sandbox of their own. */
function isPlaced({ node_selector = {}, affinity, runtime_class_name }: CheckedRunnerKubernetes): boolean {
  return (
    Object.keys(node_selector).some((label) => !/^kubernetes\.io\/(?:os|arch)$/.test(label)) ||
    affinity?.node_affinity?.required_during_scheduling_ignored_during_execution !== undefined ||
    Boolean(runtime_class_name)
  );
}

/** Nodes without a Linux kernel, which every mode builds with. */
export const windowsNodes = onRunner(({ id, entry, build: { mode }, at, find }) => {
  if (mode === 'none' || entry.kubernetes.node_selector?.['kubernetes.io/os'] !== 'windows') return;
  find(
    'EXCLUSIVE_KEYS',
    at('kubernetes', 'node_selector', 'kubernetes.io/os'),
    `Jobs of runner "${id}" run on Windows nodes, where mode \`${mode}\` does not exist.`,
    'Give the runner a `dockerBuilds` of its own with the mode `none`.',
  );
});

const ARCHITECTURE = 'kubernetes.io/arch';

/** A helper image for processors that the nodes do not have. */
export const helperArchitecture = onRunner(({ id, entry, at, find }) => {
  const { node_selector, helper_image = '' } = entry.kubernetes;
  const selected = node_selector?.[ARCHITECTURE];
  if (selected === undefined) return;
  const [, tag] = /:(?:[a-z0-9.-]+-)?(x86_64|arm64|arm|s390x|ppc64le|riscv64)-/.exec(helper_image) ?? [];
  if (tag === undefined || selected === (tag === 'x86_64' ? 'amd64' : tag)) return;
  find(
    'WRONG_ARCHITECTURE',
    at('kubernetes', 'helper_image'),
    `The helper image is made for ${tag}, and jobs of runner "${id}" run on ${selected} nodes, where it does not start.`,
    'Leave helper_image out: the runner picks the image that fits the node_selector.',
  );
});

/** Nodes that the runner does not know when it picks a helper image. */
export const helperByAffinity = onRunner(({ id, entry: { kubernetes }, at, find }) => {
  const { node_selector, helper_image, helper_image_autoset_arch_and_os } = kubernetes;
  if (node_selector?.[ARCHITECTURE] !== undefined || helper_image !== undefined) return;
  if (helper_image_autoset_arch_and_os === true) return;
  const required = requiredByAffinity(kubernetes);
  if (required.length === 0 || required.includes('amd64')) return;
  find(
    'WRONG_ARCHITECTURE',
    at('kubernetes', 'affinity'),
    `The affinity of runner "${id}" asks for ${required.join(' or ')} nodes, but the runner picks the helper image by node_selector alone and uses the one for amd64.`,
    `Add \`node_selector: {${ARCHITECTURE}: ${required[0]}}\`.`,
  );
});

/** The architectures to which every alternative of a required node affinity limits a pod; empty if one does not. */
function requiredByAffinity({ affinity }: CheckedRunnerKubernetes): string[] {
  const terms =
    affinity?.node_affinity?.required_during_scheduling_ignored_during_execution?.node_selector_terms ?? [];
  const alternatives = terms.map(({ match_expressions = [] }) =>
    match_expressions
      .filter(({ key, operator }) => key === ARCHITECTURE && operator === 'In')
      .flatMap(({ values = [] }) => values),
  );
  return alternatives.every((values) => values.length > 0) ? alternatives.flat() : [];
}

/** Architectures of Docker's own images with a daemon. */
const DAEMONS: Readonly<Partial<Record<Mode, readonly string[]>>> = {
  dind: ['amd64', 'arm64', 'arm'],
  'dind-rootless': ['amd64', 'arm64'],
};

/** Processors for which there is no image of the mode's daemon. */
export const daemonArchitecture = onRunner(({ id, entry, build: { mode, options, path }, find }) => {
  const made = DAEMONS[mode];
  const selected = entry.kubernetes.node_selector?.[ARCHITECTURE];
  if (made === undefined || options.dind?.image !== undefined) return;
  if (selected === undefined || made.includes(selected)) return;
  find(
    'WRONG_ARCHITECTURE',
    { path: [...path, 'mode'] },
    `There is no ${daemonImage(mode)} for ${selected}, on whose nodes jobs of runner "${id}" run.`,
    'Name an image of your own in `dind.image`, or choose `buildkit-rootless`.',
  );
});
