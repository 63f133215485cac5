import { type Diagnostic, diagnostic } from '../../findings/diagnostic.ts';
import type { Objects } from '../../objects/index.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import type { Neighbour, RuleAcross } from './documents.ts';
import { objectsAcross } from './objects.ts';
import { tokensAcross } from './tokens.ts';

const rules: readonly RuleAcross[] = [objectsAcross, tokensAcross];

/**
 * Returns what the rules find in each of several documents that are to be in one cluster, in their order. A document
 * that renders nothing, because it has errors, is `undefined` and conflicts with none.
 */
export function runRulesAcross(
  documents: readonly ({ readonly resolved: Resolved; readonly objects: Objects } | undefined)[],
): readonly (readonly Diagnostic[])[] {
  const found = documents.map((): Diagnostic[] => []);
  const neighbours = documents.flatMap((document, index): Neighbour[] =>
    document === undefined
      ? []
      : [
          {
            ...document,
            find: (code, place, message, advice) =>
              found[index]!.push(diagnostic(code, place, message, advice)),
          },
        ],
  );
  if (neighbours.length > 1) for (const rule of rules) rule(neighbours);
  return found;
}
