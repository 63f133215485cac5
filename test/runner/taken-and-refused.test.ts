/**
 * The runner's own check takes more than a document may hold. A config.toml with every key is changed all over, in the
 * document in the same way, and whatever the one takes and the other refuses has a reason in `refused.ts`.
 */
import { describe, expect, it } from 'vitest';
import { schemaOf } from '../../src/core/schema/node.ts';
import { type Diagnostic, validateConfig } from '../../src/index.ts';
import { lintProblem } from './lint.ts';
import { changes, documentOf, type Mutation, mutated, mutations, placeOf, tomlOf } from './mutations.ts';
import { refused } from './refused.ts';

/** Those that the runner takes. It is asked about many at once, and about the halves of what it refuses. */
async function taken(some: readonly Mutation[]): Promise<readonly Mutation[]> {
  if (some.length === 0 || (await lintProblem(tomlOf(mutated(some)))) === undefined) return some;
  if (some.length === 1) return [];
  const half = Math.ceil(some.length / 2);
  return (await Promise.all([taken(some.slice(0, half)), taken(some.slice(half))])).flat();
}

const errorsOf = (some: readonly Mutation[]): readonly Diagnostic[] =>
  validateConfig(documentOf(mutated(some))).diagnostics.filter(({ severity }) => severity === 'error');

/** The place in config.toml of a place in the document. */
const placeIn = ([, part, ...rest]: Diagnostic['path']): string =>
  part === 'config' ? placeOf(rest) : placeOf(['runners', ...rest.slice(1)]);

/** What is alike in findings, whichever of many keys they are about. */
function classOf({ code, path }: Diagnostic): string {
  if (code === 'NOT_ALLOWED' || code === 'OUT_OF_RANGE' || code === 'MISSING_KEY') return code;
  return `${code} ${schemaOf(path)?.format ?? path.findLast((part) => typeof part === 'string')}`;
}

/** The classes of findings about mutations, first those that hide others. */
function classesOf(some: readonly Mutation[]): readonly string[] {
  const errors = errorsOf(some);
  const places = new Set(errors.map(({ path }) => placeIn(path)));
  // What is missing is told where it should be: of its owner.
  const left = some.filter(
    ({ path, value }) => !places.has(placeOf(value === undefined ? path.slice(0, -1) : path)),
  );
  return [...errors.map(classOf), ...(left.length < some.length ? classesOf(left) : [])];
}

describe('what the runner takes', () => {
  const seen = new Set<string>();

  it('is a document when nothing is changed', async () => {
    expect(await lintProblem(tomlOf(mutated([])))).toBeUndefined();
    expect(errorsOf([])).toEqual([]);
  });

  it.each(Object.entries(changes))(
    'with %s is a document too, or is refused for a reason',
    async (_, change) => {
      const all = mutations(change);
      expect(all).not.toEqual([]);
      for (const one of classesOf(await taken(all))) seen.add(one);
      expect([...seen].filter((one) => !(one in refused))).toEqual([]);
    },
  );

  it('is refused for no other reason than those that are seen', () => {
    expect(Object.keys(refused).filter((one) => !seen.has(one))).toEqual([]);
  });
});
