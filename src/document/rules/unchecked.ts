import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';

/** Keys that reach config.toml without a check, and those that reach no runner. */
export function checkUnchecked({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { config = {}, runners = {} } = spec.unchecked;
  const path = ['spec', 'unchecked'];
  const warn = (at: Path): void => {
    report({
      code: 'UNCHECKED_KEY',
      severity: 'warning',
      message: `${at.at(-1)} goes into config.toml unchecked; the runner ignores it without a word if it does not know it.`,
      path: at,
      at: 'key',
      help: 'Once the schema knows the key, write it under `spec.config` or `spec.runners`.',
    });
  };
  for (const at of leaves(config, [...path, 'config'])) warn(at);
  for (const [id, keys] of Object.entries(runners)) {
    if (Object.hasOwn(spec.runners, id)) {
      for (const at of leaves(keys, [...path, 'runners', id])) warn(at);
      continue;
    }
    report({
      code: 'UNKNOWN_KEY',
      severity: 'error',
      message: `There is no runner "${id}" to add unchecked keys to.`,
      path: [...path, 'runners', id],
      at: 'key',
      help: `The runners are ${Object.keys(spec.runners).join(', ')}.`,
    });
  }
}

function leaves(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}
