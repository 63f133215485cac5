import { CONTAINER_CONTEXTS } from '../../config-toml/sections.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type {
  ResolvedJobContainerSecurityContext,
  ResolvedJobPodSecurityContext,
  ResolvedRunnerKubernetes,
} from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

type ContextKey = (typeof CONTAINER_CONTEXTS)[number];

/** Security settings of job pods that the runner drops without a word, or that Kubernetes refuses together. */
export function checkSecurityContexts({ spec, model }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    checkCapabilityLists(kubernetes, path, report);
    const { pod_security_context: pod = {} } = kubernetes;
    checkProfiles(pod, [...path, 'pod_security_context'], report);
    checkUser(pod, {}, [...path, 'pod_security_context'], report);
    for (const key of CONTAINER_CONTEXTS) {
      const context = kubernetes[key];
      if (context === undefined) continue;
      checkProfiles(context, [...path, key], report);
      checkCapabilities(context, kubernetes, [...path, key], report);
      if (context.run_as_user !== undefined || context.run_as_non_root !== undefined) {
        checkUser(context, pod, [...path, key], report);
      }
    }
    if (
      kubernetes.allow_privilege_escalation === false ||
      CONTAINER_CONTEXTS.some((key) => kubernetes[key]?.allow_privilege_escalation === false)
    ) {
      checkEscalation(model.runners[id]!.kubernetes, kubernetes, path, report);
    }
  }
}

function checkProfiles(
  context: ResolvedJobPodSecurityContext | ResolvedJobContainerSecurityContext,
  path: Path,
  report: Report,
): void {
  for (const key of ['seccomp_profile', 'app_armor_profile'] as const) {
    const profile = context[key];
    if (profile?.type === 'Localhost' && profile.localhost_profile === undefined) {
      report({
        code: 'NEEDS_KEY',
        severity: 'error',
        message: `${key} has the type Localhost but names no profile; the runner then drops it, and jobs run with less confinement.`,
        path: [...path, key],
        help: 'Add `localhost_profile`, or take the type RuntimeDefault.',
      });
    }
    if (profile !== undefined && profile.type !== 'Localhost' && profile.localhost_profile !== undefined) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: `localhost_profile has no effect with the type ${profile.type}.`,
        path: [...path, key, 'localhost_profile'],
        at: 'key',
        help: 'Only the type Localhost reads it.',
      });
    }
  }
}

function checkCapabilityLists(
  { cap_add = [], cap_drop = [] }: ResolvedRunnerKubernetes,
  path: Path,
  report: Report,
): void {
  cap_add.forEach((capability, index) => {
    if (!cap_drop.includes(capability)) return;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `Adding ${capability} has no effect, because cap_drop names it too and wins.`,
      path: [...path, 'cap_add', index],
      help: 'Take it out of one of the two lists.',
    });
  });
}

/** A list in `capabilities` replaces the one that the runner makes, and with it the default that drops NET_RAW. */
function checkCapabilities(
  { capabilities }: ResolvedJobContainerSecurityContext,
  { cap_add = [] }: ResolvedRunnerKubernetes,
  path: Path,
  report: Report,
): void {
  const { add, drop } = capabilities ?? {};
  if (
    drop === undefined ||
    drop.includes('ALL') ||
    drop.includes('NET_RAW') ||
    (add ?? cap_add).includes('NET_RAW')
  )
    return;
  report({
    code: 'CAPABILITY_REGAINED',
    severity: 'warning',
    message: 'This list replaces the default, which drops NET_RAW, so that the container has NET_RAW again.',
    path: [...path, 'capabilities', 'drop'],
    help: 'Add "NET_RAW" to the list, or drop "ALL". If jobs need NET_RAW, say so in `capabilities.add`.',
  });
}

function checkUser(
  context: ResolvedJobPodSecurityContext | ResolvedJobContainerSecurityContext,
  pod: ResolvedJobPodSecurityContext,
  path: Path,
  report: Report,
): void {
  const user = context.run_as_user ?? pod.run_as_user;
  const mustNotBeRoot = context.run_as_non_root ?? pod.run_as_non_root;
  if (user !== 0 || mustNotBeRoot !== true) return;
  report({
    code: 'CONTRADICTION',
    severity: 'error',
    message:
      'With run_as_non_root the kubelet refuses to start a container as user 0, so that every job fails.',
    path: [...path, context.run_as_user === undefined ? 'run_as_non_root' : 'run_as_user'],
    help: 'Choose another user id, or set run_as_non_root to false.',
  });
}

/** Looks at the merged section: a mode of `dockerBuilds` makes containers privileged, too. */
function checkEscalation(
  merged: ResolvedRunnerKubernetes,
  own: ResolvedRunnerKubernetes,
  path: Path,
  report: Report,
): void {
  const contradicts = (key: ContextKey): boolean =>
    (merged[key]?.privileged ?? merged.privileged) === true &&
    (merged[key]?.allow_privilege_escalation ?? merged.allow_privilege_escalation) === false;
  const places = CONTAINER_CONTEXTS.filter(contradicts).map((key) => {
    const isOwn = own[key]?.allow_privilege_escalation !== undefined;
    return {
      key,
      place: isOwn ? [...path, key, 'allow_privilege_escalation'] : [...path, 'allow_privilege_escalation'],
    };
  });
  const shared = places.filter(({ place }) => place.length === path.length + 1);
  const reported = [...places.filter((entry) => !shared.includes(entry)), ...shared.slice(0, 1)];
  for (const { key, place } of reported) {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `Kubernetes refuses pods in which a privileged container may not gain privileges, as in ${key}.`,
      path: place,
      help: 'A privileged container has all rights anyway: leave the key out for it, or do without `privileged` and `dockerBuilds`.',
    });
  }
}
