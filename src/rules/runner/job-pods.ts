import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type {
  ResolvedJobLabelRequirement,
  ResolvedJobNodeRequirement,
  ResolvedJobPodAffinity,
  ResolvedJobPodAffinityTerm,
  ResolvedRunner,
  ResolvedRunnerKubernetes,
} from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Bases for which GitLab publishes a helper image. */
const HELPER_FLAVORS = /^(?:alpine(?:3\.\d+|-latest)?|ubuntu|ubi-fips|concrete)(?:-pwsh)?$/;
/** Seconds, as the runner has them where the keys are unset. */
const POLL_INTERVAL = 3;
const POLL_TIMEOUT = 180;

/** Settings of job pods with which pods never start, or start otherwise than the keys say. */
export function checkJobPods({ document }: Resolved, report: Report): void {
  for (const [id, runner] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    checkDns(runner.kubernetes, path, report);
    checkPolling(runner.kubernetes, path, report);
    checkHelper(runner.kubernetes, document.spec.version, path, report);
    checkLabels(runner.kubernetes, path, report);
    checkEntrypoint(runner, ['spec', 'runners', id], report);
    checkAffinity(runner.kubernetes, [...path, 'affinity'], report);
  }
}

function checkDns({ dns_policy, dns_config }: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  if (dns_policy !== 'none' || (dns_config?.nameservers ?? []).length > 0) return;
  report({
    code: 'NEEDS_KEY',
    severity: 'error',
    message: 'With the dns_policy none a pod needs a name server, and Kubernetes refuses one without.',
    path: [...path, 'dns_policy'],
    help: 'Add `dns_config.nameservers`, or take another policy.',
  });
}

function checkPolling(
  { poll_interval, poll_timeout, retry_backoff_max }: ResolvedRunnerKubernetes,
  path: Path,
  report: Report,
): void {
  const [interval, timeout] = [poll_interval || POLL_INTERVAL, poll_timeout || POLL_TIMEOUT];
  if (timeout < interval) {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `The runner looks at a starting pod every ${interval} seconds for ${timeout} seconds, which is not even once: every job fails.`,
      path: [...path, poll_timeout ? 'poll_timeout' : 'poll_interval'],
      help: 'Make poll_timeout a multiple of poll_interval.',
    });
  }
  if (retry_backoff_max !== undefined && retry_backoff_max > 0 && retry_backoff_max < 500) {
    report({
      code: 'UNUSUAL_VALUE',
      severity: 'warning',
      message: `The runner takes 500 milliseconds for a retry_backoff_max of ${retry_backoff_max}.`,
      path: [...path, 'retry_backoff_max'],
      help: 'The number counts milliseconds.',
    });
  }
}

/** Helper and manager speak a protocol of their own, which changes between releases. */
function checkHelper(
  { helper_image, helper_image_flavor }: ResolvedRunnerKubernetes,
  version: string,
  path: Path,
  report: Report,
): void {
  if (helper_image !== undefined && helper_image_flavor !== undefined) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'helper_image_flavor has no effect, because helper_image names the image in full.',
      path: [...path, 'helper_image_flavor'],
      at: 'key',
    });
  } else if (helper_image_flavor !== undefined && !HELPER_FLAVORS.test(helper_image_flavor)) {
    report({
      code: 'UNUSUAL_VALUE',
      severity: 'warning',
      message: `GitLab publishes no helper image with the base "${helper_image_flavor}".`,
      path: [...path, 'helper_image_flavor'],
      help: 'There are alpine, alpine3.21, alpine-latest, ubuntu, ubi-fips and concrete. For an image of your own use `helper_image`.',
    });
  }
  const [, release] = /v(\d+\.\d+\.\d+)$/.exec(helper_image ?? '') ?? [];
  if (release !== undefined && release !== version) {
    report({
      code: 'UNUSUAL_VALUE',
      severity: 'warning',
      message: `The helper image belongs to ${release}, and the manager is ${version}; only equal releases are sure to understand each other.`,
      path: [...path, 'helper_image'],
      help: 'End the image with `v$CI_RUNNER_VERSION`, which the runner replaces by its own release.',
    });
  }
}

function checkLabels({ pod_labels = {} }: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  for (const key of Object.keys(pod_labels)) {
    if (!/^(?:.+\.)?runner\.gitlab\.com\//.test(key)) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `The runner ignores the label ${key}: names below runner.gitlab.com are its own.`,
      path: [...path, 'pod_labels', key],
      at: 'key',
      help: 'Take another prefix.',
    });
  }
}

function checkEntrypoint(runner: ResolvedRunner, path: Path, report: Report): void {
  if (
    !isFlagOn(runner, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY') ||
    runner.feature_flags?.FF_KUBERNETES_HONOR_ENTRYPOINT !== true
  )
    return;
  report({
    code: 'NO_EFFECT',
    severity: 'warning',
    message:
      'FF_KUBERNETES_HONOR_ENTRYPOINT has no effect together with FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY.',
    path: [...path, 'feature_flags', 'FF_KUBERNETES_HONOR_ENTRYPOINT'],
    at: 'key',
  });
}

const REQUIRED = 'required_during_scheduling_ignored_during_execution';
const PREFERRED = 'preferred_during_scheduling_ignored_during_execution';

function checkAffinity({ affinity = {} }: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  const { node_affinity: nodes = {} } = affinity;
  const terms = [
    ...(nodes[REQUIRED]?.node_selector_terms ?? []).map((term, index) => ({
      term,
      at: [REQUIRED, 'node_selector_terms', index],
    })),
    ...(nodes[PREFERRED] ?? []).map(({ preference }, index) => ({
      term: preference,
      at: [PREFERRED, index, 'preference'],
    })),
  ];
  for (const { term, at } of terms) {
    const place = [...path, 'node_affinity', ...at];
    checkRequirements(term.match_expressions, [...place, 'match_expressions'], report);
    checkRequirements(term.match_fields, [...place, 'match_fields'], report);
  }
  checkPodAffinity(affinity.pod_affinity, [...path, 'pod_affinity'], report);
  checkPodAffinity(affinity.pod_anti_affinity, [...path, 'pod_anti_affinity'], report);
}

function checkPodAffinity(affinity: ResolvedJobPodAffinity | undefined, path: Path, report: Report): void {
  const checkTerm = (term: ResolvedJobPodAffinityTerm, at: Path): void => {
    checkRequirements(
      term.label_selector?.match_expressions,
      [...at, 'label_selector', 'match_expressions'],
      report,
    );
    checkRequirements(
      term.namespace_selector?.match_expressions,
      [...at, 'namespace_selector', 'match_expressions'],
      report,
    );
  };
  affinity?.[REQUIRED]?.forEach((term, index) => {
    checkTerm(term, [...path, REQUIRED, index]);
  });
  affinity?.[PREFERRED]?.forEach(({ pod_affinity_term }, index) => {
    checkTerm(pod_affinity_term, [...path, PREFERRED, index, 'pod_affinity_term']);
  });
}

/** Kubernetes refuses a pod whose conditions have more or fewer values than their operator takes. */
function checkRequirements(
  requirements: readonly (ResolvedJobNodeRequirement | ResolvedJobLabelRequirement)[] = [],
  path: Path,
  report: Report,
): void {
  requirements.forEach(({ operator, values = [] }, index) => {
    const wanted = wantedValues(operator, values);
    if (wanted === undefined) return;
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `The operator ${operator} takes ${wanted}, and there ${values.length === 1 ? 'is 1 value' : `are ${values.length} values`}.`,
      path: [...path, index],
      help: 'Kubernetes refuses the pod, so that every job fails.',
    });
  });
}

function wantedValues(
  operator: ResolvedJobNodeRequirement['operator'],
  values: readonly string[],
): string | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? undefined : 'at least one value';
    case 'Gt':
    case 'Lt':
      return values.length === 1 && /^-?\d+$/.test(values[0]!)
        ? undefined
        : 'exactly one value, a whole number';
    default:
      return values.length === 0 ? undefined : 'no values';
  }
}
