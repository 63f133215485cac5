import type { Report } from '../../diagnostics/diagnostic.ts';
import { daemonImage } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon } from '../../docker-builds/mode.ts';
import type { ResolvedRunnerKubernetes } from '../../generated/resolved-types.ts';
import type { Build } from '../../resolve/builds.ts';

const LABEL = 'kubernetes.io/arch';
/** Names of architectures in the tags of helper images, by their names in node labels. */
const HELPER_TAGS: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  arm64: 'arm64',
  arm: 'arm',
  s390x: 's390x',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
};
/** Architectures of Docker's own images with a daemon. */
const DAEMON: Readonly<Record<'dind' | 'dind-rootless', readonly string[]>> = {
  dind: ['amd64', 'arm64', 'arm'],
  'dind-rootless': ['amd64', 'arm64'],
};

/** Job pods whose containers are made for other processors than those of their nodes. */
export function checkJobArchitecture(builds: readonly Build[], report: Report): void {
  for (const { id, mode, options, path, runner, section } of builds) {
    const { kubernetes } = section;
    const selected = kubernetes.node_selector?.[LABEL];
    const place = ['spec', 'runners', id, 'kubernetes'];
    const required = requiredByAffinity(kubernetes);
    if (
      selected === undefined &&
      required.length > 0 &&
      !required.includes('amd64') &&
      kubernetes.helper_image === undefined &&
      kubernetes.helper_image_autoset_arch_and_os !== true
    ) {
      report({
        code: 'WRONG_ARCHITECTURE',
        severity: 'warning',
        message: `The affinity of runner "${id}" asks for ${required.join(' or ')} nodes, but the runner picks the helper image by node_selector alone and takes the one for amd64.`,
        path: [...place, 'affinity'],
        help: `Add \`node_selector: {${LABEL}: ${required[0]!}}\`.`,
      });
    }
    const [, helper] =
      /:(?:[a-z0-9.-]+-)?(x86_64|arm64|arm|s390x|ppc64le|riscv64)-/.exec(
        runner.kubernetes.helper_image ?? '',
      ) ?? [];
    if (selected !== undefined && helper !== undefined && helper !== HELPER_TAGS[selected]) {
      report({
        code: 'WRONG_ARCHITECTURE',
        severity: 'warning',
        message: `The helper image is made for ${helper}, and jobs of runner "${id}" run on ${selected} nodes, where it does not start.`,
        path: [...place, 'helper_image'],
        help: 'Leave helper_image out: the runner picks the image that fits the node_selector.',
      });
    }
    if (
      hasDaemon(mode) &&
      options.dind?.image === undefined &&
      selected !== undefined &&
      !DAEMON[mode as keyof typeof DAEMON].includes(selected)
    ) {
      report({
        code: 'WRONG_ARCHITECTURE',
        severity: 'warning',
        message: `There is no ${daemonImage(mode)} for ${selected}, on whose nodes jobs of runner "${id}" run.`,
        path: [...path, 'mode'],
        help: 'Name an image of your own in `dind.image`, or choose `buildkit-rootless`.',
      });
    }
  }
}

/** The architectures to which every alternative of a required node affinity limits a pod; empty if one does not. */
function requiredByAffinity({ affinity }: ResolvedRunnerKubernetes): string[] {
  const terms =
    affinity?.node_affinity?.required_during_scheduling_ignored_during_execution?.node_selector_terms ?? [];
  const alternatives = terms.map(({ match_expressions = [] }) =>
    match_expressions
      .filter(({ key, operator }) => key === LABEL && operator === 'In')
      .flatMap(({ values = [] }) => values),
  );
  return alternatives.every((values) => values.length > 0) ? alternatives.flat() : [];
}
