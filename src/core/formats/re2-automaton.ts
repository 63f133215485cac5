import type { Has, Tree } from './re2-syntax.ts';

/** A step of the automaton; `next` and `also` are places in the list of steps. A step without `next` is the end. */
interface Step {
  readonly has?: Has;
  readonly edge?: (Tree & { readonly is: 'edge' })['edge'];
  next?: number;
  also?: number;
}

/** The steps that wait for a character, and whether the end was reached before it. */
interface Reached {
  readonly waiting: readonly Step[];
  readonly isEnd: boolean;
}

/** An expression that can be tried on one line of ASCII, in time that grows with both lengths and no faster. */
export interface Automaton {
  /** Whether the expression is found anywhere in the text. */
  readonly finds: (text: string) => boolean;
  /**
   * The texts of these characters that match as a whole; undefined where they are many. This is all that the expression
   * finds only if each match is a whole text.
   */
  readonly texts: (characters: string, maxLength: number) => string[] | undefined;
}

/** Beyond these there are many texts. */
const MAX_TEXTS = 8;
const MAX_STEPS = 1_000;

/** Writes the steps of a tree behind those that are there; the last of them lead to where the list then ends. */
function write(tree: Tree, steps: Step[]): void {
  switch (tree.is) {
    case 'set':
      steps.push({ has: tree.has, next: steps.length + 1 });
      return;
    case 'edge':
      steps.push({ edge: tree.edge, next: steps.length + 1 });
      return;
    case 'row':
      for (const part of tree.of) write(part, steps);
      return;
    case 'choice': {
      const ends: Step[] = [];
      for (const branch of tree.of) {
        const fork: Step = { next: steps.length + 1 };
        steps.push(fork);
        write(branch, steps);
        const end: Step = {};
        ends.push(end);
        steps.push(end);
        fork.also = steps.length;
      }
      // Behind the last branch there is no other one.
      steps.push({ has: () => false, next: steps.length + 1 });
      for (const end of ends) end.next = steps.length;
      return;
    }
    case 'repeat': {
      for (let copy = 0; copy < tree.min; copy += 1) write(tree.of, steps);
      if (tree.max === undefined) {
        const fork: Step = { next: steps.length + 1 };
        const start = steps.push(fork) - 1;
        write(tree.of, steps);
        steps.push({ next: start });
        fork.also = steps.length;
        return;
      }
      const forks: Step[] = [];
      for (let copy = tree.min; copy < tree.max; copy += 1) {
        const fork: Step = { next: steps.length + 1 };
        forks.push(fork);
        steps.push(fork);
        write(tree.of, steps);
      }
      for (const fork of forks) fork.also = steps.length;
    }
  }
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

/** Returns the automaton of an expression. */
export function automaton(tree: Tree): Automaton {
  const steps: Step[] = [];
  write(tree, steps);
  steps.push({});

  /** Follows steps to those that wait, between two characters; none is the border of the text. */
  function reach(from: readonly number[], before: string | undefined, after: string | undefined): Reached {
    const holds = {
      start: before === undefined,
      end: after === undefined,
      word: isWord(before) !== isWord(after),
      'no word': isWord(before) === isWord(after),
    };
    const waiting: Step[] = [];
    let isEnd = false;
    const seen = new Set(from);
    for (const index of seen) {
      const step = steps[index]!;
      if (step.next === undefined) isEnd = true;
      else if (step.has !== undefined) waiting.push(step);
      else if (step.edge === undefined || holds[step.edge]) {
        seen.add(step.next);
        if (step.also !== undefined) seen.add(step.also);
      }
    }
    return { waiting, isEnd };
  }

  const take = ({ waiting }: Reached, character: string): number[] => {
    const point = character.charCodeAt(0);
    return waiting.filter(({ has }) => has!(point)).map(({ next }) => next!);
  };

  return {
    finds(text) {
      let from: number[] = [];
      for (let at = 0; at <= text.length; at += 1) {
        const after = text[at];
        const reached = reach([0, ...from], text[at - 1], after);
        if (reached.isEnd) return true;
        if (after !== undefined) from = take(reached, after);
      }
      return false;
    },

    texts(characters, maxLength) {
      const found: string[] = [];
      let budget = MAX_STEPS;
      const go = (from: readonly number[], text: string): void => {
        budget -= 1;
        if (budget < 0 || found.length > MAX_TEXTS) return;
        const before = text.at(-1);
        if (reach(from, before, undefined).isEnd) found.push(text);
        if (text.length === maxLength) return;
        // What is reached depends on no more of the next character than its kind.
        const kinds = new Map([true, false].map((kind) => [kind, reach(from, before, kind ? 'a' : '-')]));
        for (const character of characters) {
          const next = take(kinds.get(isWord(character))!, character);
          if (next.length > 0) go(next, text + character);
        }
      };
      go([0], '');
      return budget < 0 || found.length > MAX_TEXTS ? undefined : found;
    },
  };
}
