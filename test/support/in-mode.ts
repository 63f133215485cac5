import { findings } from './findings.ts';

/** Nodes of their own. */
export const PLACED = { node_selector: { pool: 'builds' } };
export const MODES = ['socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'] as const;
export const DAEMONS = ['dind', 'dind-rootless'] as const;
export const UNPRIVILEGED = ['buildkit-rootless', 'buildah', 'podman'] as const;

/** Findings about a runner with these keys of its own, in a mode. Its privileged pods have nodes of their own. */
export function inMode(
  mode: string,
  kubernetes: object = {},
  runner: object = {},
  spec: object = {},
): string[] {
  return findings({ ...runner, dockerBuilds: { mode }, kubernetes: { ...PLACED, ...kubernetes } }, spec);
}

/** Findings about the options of a mode. */
export function withOptions(dockerBuilds: object, runner: object = {}, spec: object = {}): string[] {
  return findings({ kubernetes: PLACED, ...runner, dockerBuilds }, spec);
}
