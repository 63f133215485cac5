import { isMapping } from '../../core/data/is-mapping.ts';
import { parse, Refusal } from './parse.ts';

/** How many blanks may be before the dash of an item, in the form that this cuts. */
const LONGEST_MARGIN = 100;

/** What identifies an item, and where it comes from. */
export interface Head {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** An item of a list, which may hold anything. */
export interface Item {
  readonly head: Head;
  /** All that it says. */
  readonly value: () => unknown;
  /** The lines that it is on; `undefined` in a list of a form that `cut` does not read. */
  readonly text?: string;
}

/** What a function is given. */
export interface ResourceList {
  readonly apiVersion: unknown;
  readonly functionConfig: unknown;
  readonly items: readonly Item[];
  /** The blanks before the dash of each item. */
  readonly margin: string;
}

/**
 * Reads a ResourceList. Of an item in the form that kustomize and kpt write, only the head is parsed. Its lines are
 * passed on as they are: its numbers, comments and quotes do not change, and a large item costs little.
 *
 * @throws Refusal where the text is not a ResourceList.
 */
export function readResourceList(text: string): ResourceList {
  const list = inBlocks(text) ?? inWhole(text);
  if (!list.items.every(({ head }) => isMapping(head))) {
    throw new Refusal('the items of the ResourceList are not a list of objects.');
  }
  return list;
}

function inWhole(text: string): ResourceList {
  const { apiVersion, functionConfig, items } = parsed(text);
  const values = Array.isArray(items ?? []) ? ((items ?? []) as Head[]) : [items as Head];
  return {
    apiVersion,
    functionConfig,
    items: values.map((value) => ({ head: value, value: () => value })),
    margin: '',
  };
}

/** The list in the form that kustomize and kpt write; `undefined` for any other, and where it is not YAML. */
function inBlocks(text: string): ResourceList | undefined {
  const parts = cut(text);
  if (parts === undefined) return undefined;
  const { pieces, margin } = parts;
  const indent = `${margin}  `;
  try {
    const { apiVersion, functionConfig } = parsed(parts.rest);
    const items = pieces.map((piece): Item => {
      const content = `\n${indent}${piece}\n`;
      const value = (): unknown => parse(content);
      const head = (headOf(content, indent) ?? value()) as Head;
      return { head, value, text: `${margin}- ${piece}\n` };
    });
    return { apiVersion, functionConfig, items, margin };
  } catch (error) {
    // A part may use an anchor of another part, and an error has to name the line in the whole text.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function parsed(text: string): Record<string, unknown> {
  const list = parse(text);
  if (isMapping(list) && list.kind === 'ResourceList') return list;
  throw new Refusal('standard input is not a ResourceList. This is a KRM function: kustomize runs it.');
}

/**
 * Cuts a list in block style into its items, without their dashes, and the rest. All of an item but empty lines and
 * comments is indented deeper than its dash. `undefined` for a text of another form, such as JSON.
 */
function cut(text: string): { rest: string; pieces: readonly string[]; margin: string } | undefined {
  const key = text.startsWith('items:\n') ? 0 : text.indexOf('\nitems:\n') + 1;
  const start = text.indexOf('\n', key);
  const [opening, margin] = /^items:\n( *)- /.exec(text.slice(key, start + LONGEST_MARGIN)) ?? [];
  if (opening === undefined || margin === undefined) return undefined;
  const ends = ['apiVersion', 'kind', 'functionConfig', 'results']
    .map((key) => text.indexOf(`\n${key}:`, start))
    .filter((at) => at >= 0);
  const end = Math.min(...ends, text.endsWith('\n') ? text.length - 1 : text.length);
  const list = text.slice(start, end);
  const [, ...pieces] = list.split(`\n${margin}- `);
  if (list.includes(`\n${margin}-\n`) || !pieces.at(-1)!.split('\n').slice(1).every(goesOn)) return undefined;
  return { rest: text.slice(0, key) + text.slice(end + 1), pieces, margin };
}

/** Whether a line may be a part of what begins above it. */
function goesOn(line: string): boolean {
  return line === '' || line.startsWith('#') || line.trimStart().length < line.length;
}

/** Parses what identifies an item; `undefined` where that is not on lines of its own. */
function headOf(content: string, indent: string): unknown {
  let lines = '';
  for (const key of ['apiVersion', 'kind', 'metadata']) {
    const start = content.indexOf(`\n${indent}${key}:`);
    if (start < 0) return undefined;
    lines += content.slice(start, siblingIn(content, `\n${indent}`, start + 1));
  }
  try {
    return parse(`${lines}\n`);
  } catch {
    // It may use an anchor of another part of the item.
    return undefined;
  }
}

/** Where the next key begins that is indented as the line break and the blanks say; `undefined` where there is none. */
function siblingIn(content: string, before: string, from: number): number | undefined {
  for (let at = content.indexOf(before, from); at >= 0; at = content.indexOf(before, at + 1)) {
    const next = content.charAt(at + before.length);
    if (next.trim() !== '' && next !== '#' && next !== '-') return at;
  }
  return undefined;
}
