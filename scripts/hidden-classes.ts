import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** How many keys a table has at least. */
const LEAST_TABLE = 8;

/**
 * Returns the text of a module with other words for two kinds of objects, for which V8 makes more hidden classes than are
 * of use.
 *
 * - `{ ...undefined, ...a, b }` in the place of `{ ...a, b }`, which is the same object. V8 11.3, that of Node 20, gives
 *   each object of the second form a hidden class of its own: each key that follows the spread costs half a microsecond
 *   rather than some nanoseconds, and no look at such an object is ever cached.
 * - `{ __proto__: null, a, … }` in the place of `{ a, … }` for tables: constants of a module with many keys. They then are
 *   dictionaries from the start, where each key would come with a hidden class that nothing else has.
 */
export function withFewHiddenClasses(text: string): string {
  const added: { readonly at: number; readonly words: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const { properties } = node;
      if (properties.length > 1 && ts.isSpreadAssignment(properties[0]!))
        added.push({ at: properties.pos, words: ' ...undefined,' });
      else if (properties.length >= LEAST_TABLE && isTable(node))
        added.push({ at: properties.pos, words: ' __proto__: null,' });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true));
  const places = added.sort((one, other) => one.at - other.at);
  return places.reduceRight((all, { at, words }) => all.slice(0, at) + words + all.slice(at), text);
}

/** Whether an object is what a constant of a module holds. */
function isTable(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return isTable(parent);
  return ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
}

/** Does that with our own modules, for esbuild. */
export const fewHiddenClasses: Plugin = {
  name: 'few hidden classes',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: withFewHiddenClasses(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
