import { automaton } from '../formats/re2-automaton.ts';
import { re2Syntax, type Tree } from '../formats/re2-syntax.ts';

/** What a key says that lets jobs choose a value by a pattern, which the runner looks for anywhere in the value. */
export interface OverwritePattern {
  /** Whether it matches whole values only, or any. */
  readonly isAnchored: boolean;
  /** Whether a job may choose this name of an object. */
  readonly admits: (name: string) => boolean;
  /** The names of objects that a job may choose; undefined where they are many. */
  readonly names: () => readonly string[] | undefined;
}

const NAME_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const MAX_NAME = 63;

/** Reads a pattern; undefined where it is too large to be worked out. */
export function overwritePattern(pattern: string): OverwritePattern | undefined {
  const { tree } = re2Syntax(pattern);
  if (tree === undefined) return undefined;
  const isAnchored = holds(tree, 'start') && holds(tree, 'end');
  let made: ReturnType<typeof automaton> | undefined;
  const machine = (): ReturnType<typeof automaton> => {
    made ??= automaton(tree);
    return made;
  };
  return {
    isAnchored,
    admits: (name) => machine().finds(name),
    // A job that gives an empty text chooses nothing.
    names: () =>
      isAnchored
        ? machine()
            .texts(NAME_CHARACTERS, MAX_NAME)
            ?.filter((name) => name !== '')
        : undefined,
  };
}

/** Whether a match always lies at this border of the text, or can be widened up to it, as a match of `.*` can. */
function holds(tree: Tree, border: 'start' | 'end', isOutermost = true): boolean {
  switch (tree.is) {
    case 'set':
      return false;
    case 'edge':
      return tree.edge === border && !tree.lines;
    case 'row': {
      const outermost = border === 'start' ? 0 : tree.of.length - 1;
      return tree.of.some((part, index) => holds(part, border, isOutermost && index === outermost));
    }
    case 'choice':
      return tree.of.every((branch) => holds(branch, border, isOutermost));
    case 'repeat':
      if (isOutermost && tree.max === undefined && tree.of.is === 'set' && tree.of.isAny === true)
        return true;
      return tree.min > 0 && holds(tree.of, border, isOutermost);
  }
}
