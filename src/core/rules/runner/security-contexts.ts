import { CONTAINER_CONTEXTS, isPrivileged } from '../../config-toml/sections.ts';
import { onRunner } from '../rule.ts';

/** The keys of `[runners.kubernetes]` with the security settings of the pod and of its containers. */
const CONTEXTS = ['pod_security_context', ...CONTAINER_CONTEXTS] as const;

/** Capabilities that one list adds and another one drops. */
export const capabilityLists = onRunner(({ entry: { kubernetes }, at, find }) => {
  kubernetes.cap_add?.forEach((capability, index) => {
    if (!kubernetes.cap_drop?.includes(capability)) return;
    find(
      'NO_EFFECT',
      at('kubernetes', 'cap_add', index),
      `Adding ${capability} has no effect, because cap_drop names it too and wins.`,
      'Remove it from one of the two lists.',
    );
  });
});

/** Profiles that the runner drops silently. */
export const securityProfiles = onRunner(({ entry: { kubernetes }, at, find }) => {
  for (const context of CONTEXTS) {
    for (const key of ['seccomp_profile', 'app_armor_profile'] as const) {
      const { type, localhost_profile } = kubernetes[context]?.[key] ?? {};
      if (type === 'Localhost' && localhost_profile === undefined) {
        find(
          'NEEDS_KEY',
          at('kubernetes', context, key),
          `${key} has the type Localhost but names no profile; the runner then drops it, and jobs run with less confinement.`,
          'Add `localhost_profile`, or take the type RuntimeDefault.',
        );
      }
      if (type !== 'Localhost' && localhost_profile !== undefined) {
        find(
          'NO_EFFECT',
          at.key('kubernetes', context, key, 'localhost_profile'),
          `localhost_profile has no effect with the type ${type}.`,
          'Only the type Localhost reads it.',
        );
      }
    }
  }
});

/** A list in `capabilities` replaces the one that the runner makes, and with it the default that drops NET_RAW. */
export const droppedCapabilities = onRunner(({ entry: { kubernetes }, at, find }) => {
  for (const key of CONTAINER_CONTEXTS) {
    const { add = kubernetes.cap_add, drop } = kubernetes[key]?.capabilities ?? {};
    if (!drop || drop.includes('ALL') || drop.includes('NET_RAW') || add?.includes('NET_RAW')) continue;
    find(
      'CAPABILITY_REGAINED',
      at('kubernetes', key, 'capabilities', 'drop'),
      'This list replaces the default, which drops NET_RAW, so the container has NET_RAW again.',
      'Add "NET_RAW" to the list, or drop "ALL". If jobs need NET_RAW, say so in `capabilities.add`.',
    );
  }
});

/** Containers that would run as a user that they must not be. Where they have no settings, the pod's apply. */
export const rootUser = onRunner(({ entry: { kubernetes }, at, find }) => {
  const { pod_security_context: pod } = kubernetes;
  for (const key of CONTEXTS) {
    const { run_as_user: user, run_as_non_root: mustNotBeRoot } = kubernetes[key] ?? {};
    if (user === undefined && mustNotBeRoot === undefined) continue;
    if ((user ?? pod?.run_as_user) !== 0 || (mustNotBeRoot ?? pod?.run_as_non_root) !== true) continue;
    find(
      'CONTRADICTION',
      at('kubernetes', key, user === undefined ? 'run_as_non_root' : 'run_as_user'),
      'With run_as_non_root the kubelet refuses to start a container as user 0, so every job fails.',
      'Choose another user id, or set run_as_non_root to false.',
    );
  }
});

/** Privileged containers that may not gain privileges. A mode of `dockerBuilds` makes containers privileged, too. */
export const escalation = onRunner(({ entry, section: { kubernetes }, at, find }) => {
  const refused = CONTAINER_CONTEXTS.filter(
    (key) =>
      isPrivileged(kubernetes, key) &&
      (kubernetes[key]?.allow_privilege_escalation ?? kubernetes.allow_privilege_escalation) === false,
  );
  const isShared = (key: (typeof CONTAINER_CONTEXTS)[number]): boolean =>
    entry.kubernetes[key]?.allow_privilege_escalation === undefined;
  const firstShared = refused.find(isShared);
  for (const key of refused) {
    // What several containers share is reported once, for the first.
    if (isShared(key) && key !== firstShared) continue;
    find(
      'CONTRADICTION',
      at('kubernetes', ...(isShared(key) ? [] : [key]), 'allow_privilege_escalation'),
      `Kubernetes refuses pods in which a privileged container may not gain privileges, as in ${key}.`,
      'A privileged container has all rights anyway: leave the key out for it, or do without `privileged` and `dockerBuilds`.',
    );
  }
});
