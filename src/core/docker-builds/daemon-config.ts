import { contentHash } from '../data/hash.ts';
import type { CheckedDockerBuilds, CheckedGitLabRunner } from '../generated/checked-types.ts';
import { hasDaemon } from './mode.ts';

/** The daemon's configuration file and the name of the ConfigMap that carries it. */
export interface DaemonConfig {
  readonly name: string;
  readonly text: string;
}

/** Texts and their hashes by what they hold: runner entries share the block for all, and documents do not change. */
const written = new WeakMap<object, { readonly text: string; readonly hash: string }>();

/**
 * Returns the daemon's configuration file, if the way to build images has one. The name ends in a hash of the content:
 * jobs that start while it changes find the file that belongs to their config.toml.
 */
export function daemonConfigFile(
  document: Pick<CheckedGitLabRunner, 'metadata'>,
  { mode, dind }: CheckedDockerBuilds,
): DaemonConfig | undefined {
  if (!hasDaemon(mode) || dind?.daemonConfig === undefined) return undefined;
  const { text, hash } = written.get(dind.daemonConfig) ?? write(dind.daemonConfig);
  return { name: `${document.metadata.name}-dind-${hash}`, text };
}

function write(config: object): { readonly text: string; readonly hash: string } {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  const result = { text, hash: contentHash(text) };
  written.set(config, result);
  return result;
}
