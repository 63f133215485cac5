import type { Path } from '../data/path.ts';
import type { CheckedDockerBuilds, CheckedGitLabRunner } from '../generated/checked-types.ts';
import { type DaemonConfig, daemonConfigFile } from './daemon-config.ts';
import type { Mode } from './mode.ts';

/** How jobs of one runner entry build images. */
export interface Build {
  readonly mode: Mode;
  readonly options: CheckedDockerBuilds;
  /** The block that applies to the entry: its own, or the one for all. */
  readonly path: Path;
  /** Configuration file of the mode's Docker daemon, if there is one. */
  readonly daemonConfig: DaemonConfig | undefined;
}

/** Returns how jobs of a runner entry build images. */
export function buildOf(document: Pick<CheckedGitLabRunner, 'metadata' | 'spec'>, id: string): Build {
  const { dockerBuilds } = document.spec.runners[id]!;
  const options = dockerBuilds ?? document.spec.dockerBuilds;
  return {
    mode: options.mode,
    options,
    path: dockerBuilds ? ['spec', 'runners', id, 'dockerBuilds'] : ['spec', 'dockerBuilds'],
    daemonConfig: daemonConfigFile(document, options),
  };
}
