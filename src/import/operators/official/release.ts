import { valueAt } from '../../../core/data/path.ts';
import type { Draft, Read } from '../../draft.ts';
import type { Objects } from '../../manifests/objects.ts';

/** The first release of the operator from which on each of its minors is one of the runner, and that minor, counted from 17.0. */
const REGULAR = { operator: 34, runner: 9 };

/** Returns the release of the runner that the operator's release runs, where OLM's objects show it. */
export function releaseByOperator(objects: Objects): {
  readonly release: Draft['release'];
  /** The operator's release, where it does not show the runner's. */
  readonly unknown: Read<string> | undefined;
} {
  const [operator] = [...operatorReleases(objects)];
  const minor = /^1\.(\d+)\./.exec(operator?.value ?? '')?.[1];
  if (operator === undefined || minor === undefined) return { release: undefined, unknown: undefined };
  const since = Number(minor) - REGULAR.operator + REGULAR.runner;
  if (since < REGULAR.runner) return { release: undefined, unknown: operator };
  const value = `${17 + Math.floor(since / 12)}.${since % 12}.0`;
  return {
    release: { value, from: operator.from, by: `The operator ${operator.value}` },
    unknown: undefined,
  };
}

/** What OLM's objects call the operator's release, the surest first. */
function* operatorReleases(objects: Objects): Iterable<Read<string>> {
  const places = [
    ['Subscription', ['status', 'installedCSV']],
    ['ClusterServiceVersion', ['metadata', 'name']],
    ['Subscription', ['spec', 'startingCSV']],
  ] as const;
  for (const [kind, path] of places) {
    for (const { input } of objects.of(kind)) {
      const value = /^gitlab-runner-operator\.v?(\d+\.\d+\.\d+)/.exec(
        String(valueAt(input.data.value, path)),
      )?.[1];
      if (value !== undefined) yield { value, from: input.data.at(path) };
    }
  }
}
