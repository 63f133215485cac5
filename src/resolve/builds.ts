import type { RunnerSection } from '../config-toml/sections.ts';
import type { Path } from '../diagnostics/diagnostic.ts';
import { buildOptions } from '../docker-builds/index.ts';
import type { Mode } from '../docker-builds/mode.ts';
import type { ResolvedDockerBuilds, ResolvedRunner } from '../generated/resolved-types.ts';
import type { Resolved } from './resolve.ts';

/** How jobs of one runner entry build images, and what comes of it. */
export interface Build {
  readonly id: string;
  readonly mode: Mode;
  readonly options: ResolvedDockerBuilds;
  /** The block that holds for the entry: its own, or the one for all. */
  readonly path: Path;
  /** The entry as written. */
  readonly runner: ResolvedRunner;
  /** The section of config.toml, with what the mode adds. */
  readonly section: RunnerSection;
}

/** Returns how jobs of every runner entry build images. */
export function builds({ document, spec, model }: Resolved): Build[] {
  return Object.entries(spec.runners).map(([id, runner]) => {
    const options = buildOptions(document, runner);
    return {
      id,
      mode: options.mode,
      options,
      path: runner.dockerBuilds ? ['spec', 'runners', id, 'dockerBuilds'] : ['spec', 'dockerBuilds'],
      runner,
      section: model.runners[id]!,
    };
  });
}

/** Returns where the keys of a runner entry are written, if they are. */
export function writtenAt({ id, runner }: Build, keys: readonly string[]): Path | undefined {
  return hasValue(runner, keys) ? ['spec', 'runners', id, ...keys] : undefined;
}

function hasValue(value: unknown, [head, ...rest]: readonly string[]): boolean {
  if (head === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, head)) return false;
  return hasValue((value as Readonly<Record<string, unknown>>)[head], rest);
}
