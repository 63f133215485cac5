import type { ResolvedDockerBuilds } from '../generated/resolved-types.ts';
import { contentHash } from '../resolve/hash.ts';
import { hasDaemon } from './mode.ts';

/** The daemon's configuration file and the name of the ConfigMap that carries it. */
export interface DaemonConfig {
  readonly name: string;
  readonly text: string;
}

/**
 * Returns the daemon's configuration file, if the way to build images has one. The name ends in a hash of the content,
 * so that jobs that start while it changes find the file that belongs to their config.toml.
 */
export function daemonConfigFile(
  base: string,
  { mode, dind }: ResolvedDockerBuilds,
): DaemonConfig | undefined {
  if (!hasDaemon(mode) || dind?.daemonConfig === undefined) return undefined;
  const text = `${JSON.stringify(dind.daemonConfig, null, 2)}\n`;
  return { name: `${base}-dind-${contentHash(text)}`, text };
}
