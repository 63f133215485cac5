import type { ResolvedDockerBuilds } from '../generated/resolved-types.ts';
import { dind } from './dind.ts';
import { socket } from './socket.ts';

/** Returns what one way to build images adds to a `[[runners]]` section, for a release of the runner. */
export type BuildMode = (options: ResolvedDockerBuilds, version: string) => object;

const modes: Readonly<Record<ResolvedDockerBuilds['mode'], BuildMode>> = { none: () => ({}), socket, dind };

/** Returns what the chosen way to build images adds to a `[[runners]]` section. */
export function dockerBuildsLayer(options: ResolvedDockerBuilds, version: string): object {
  return modes[options.mode](options, version);
}
