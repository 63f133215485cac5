import { isMapping } from '../../data/is-mapping.ts';

/** What a probe does: it has one of them. */
export const PROBE_ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** What a probe or a hook does. */
const ACTIONS: readonly string[] = [...PROBE_ACTIONS, 'sleep'];

/** Fields whose parts belong together: a mapping of the document replaces ours as a whole. */
export const WHOLE: ReadonlySet<string> = new Set([
  ...ACTIONS,
  'appArmorProfile',
  'seccompProfile',
  'limits',
  'requests',
]);

/**
 * Returns settings of the document over ours: mappings are joined, other values replace ours, and an action replaces
 * any action of ours.
 */
export function overDefaults<T extends object>(ours: T, own: Partial<T> = {}): T {
  const hasAction = ACTIONS.some((action) => Object.hasOwn(own, action));
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(ours))
    if (!(hasAction && ACTIONS.includes(key))) result[key] = (ours as typeof result)[key];
  for (const key of Object.keys(own)) {
    const below = result[key];
    const value = (own as typeof result)[key];
    result[key] =
      isMapping(below) && isMapping(value) && !WHOLE.has(key) ? overDefaults(below, value) : value;
  }
  return result as T;
}

/** The same for what an empty mapping of the document switches off. */
export function overOptional<T extends object>(ours: T | undefined, own: T | undefined): T | undefined {
  if (own === undefined) return ours;
  return Object.keys(own).length > 0 ? overDefaults(ours ?? ({} as T), own) : undefined;
}
