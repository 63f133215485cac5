import { printable } from '../../core/findings/printable.ts';
import type { ObjectName } from './changes.ts';
import type { Diff, ObjectChange } from './diff.ts';
import { EFFECTS, type When } from './effects.ts';
import { type Effect, filled } from './effects-of.ts';

/** The headings of effects, by when they ask for something. */
export const HEADINGS: Readonly<Record<When, string>> = {
  before: 'Before you apply',
  with: 'What applying does',
  after: 'Afterwards',
};

/** How many details of an effect are shown, how many of its objects, and how many lines of an object. */
export const MAX_SHOWN = { details: 12, objects: 6, lines: 300 } as const;

/**
 * Returns what differs as Markdown, as a merge request can show it: the effects, and the changed lines of each object in a
 * block that opens. Nothing from the objects is taken for Markdown, HTML or the name of a person.
 */
export function diffMarkdown({ effects, changes }: Diff): string {
  if (changes.length === 0) return '**No differences.**\n';
  const parts = (Object.keys(HEADINGS) as When[]).flatMap((when) => {
    const own = effects.filter((effect) => effect.when === when);
    return own.length === 0 ? [] : [`### ${HEADINGS[when]}\n\n${own.map(effectItem).join('')}`];
  });
  return [...parts, `### Changed objects\n\n${changes.map(changeBlock).join('\n')}`].join('\n');
}

function effectItem(effect: Effect): string {
  const { code, objects, details, commands } = effect;
  const facts = Object.fromEntries(
    Object.entries(effect.facts).map(([name, text]) => [name, factText(text)]),
  );
  const names = shownOf(objects.map(objectText), MAX_SHOWN.objects, codeSpan);
  const about = shownOf(details, MAX_SHOWN.details, codeSpan);
  return [
    `- **${filled(EFFECTS[code].happens, facts)}**\n`,
    `  ${[...names, ...(about.length > 0 ? [`— ${about.join(', ')}`] : [])].join(' ').replaceAll('` `', '`, `')}\\\n`,
    `  Jobs that run: ${filled(EFFECTS[code].jobs, facts)}\n`,
    ...(commands.length > 0 ? [indented(fenced('sh', commands), '  ')] : []),
  ].join('');
}

/** A fact in a sentence: in words as it is, else in a code span. */
function factText(text: string): string {
  return /^[\w ]+$/.test(text) && !/_/.test(text) ? text : codeSpan(text);
}

/** The first of some texts, and how many more there are. */
export function shownOf(
  texts: readonly string[],
  most: number,
  write: (text: string) => string = (text) => text,
): string[] {
  const left = texts.length - most;
  return [...texts.slice(0, most).map(write), ...(left > 0 ? [`and ${left} more`] : [])];
}

/** An object as people call it: `Role ci/gitlab-runner`. */
export function objectText({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function changeBlock({ what, object, lines }: ObjectChange): string {
  const shown = lines.slice(0, MAX_SHOWN.lines);
  const left = lines.length - shown.length;
  return [
    `<details><summary>${what}: <code>${html(objectText(object))}</code></summary>\n\n`,
    fenced('diff', shown),
    left > 0 ? `\n${left} more lines are not shown.\n` : '',
    '\n</details>\n',
  ].join('');
}

/** Lines as a block of code that none of them can end. */
function fenced(language: string, lines: readonly string[]): string {
  const fence = longerThan(lines, 3);
  return `${fence}${language}\n${lines.map((line) => `${printable(line)}\n`).join('')}${fence}\n`;
}

/** A text as a span of code that it cannot end. */
function codeSpan(text: string): string {
  const shown = printable(text);
  const fence = longerThan([shown], 1);
  const pad = /^`|`$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** As many backticks as none of some texts has in a row. */
function longerThan(texts: readonly string[], least: number): string {
  const longest = texts
    .flatMap((text) => text.match(/`+/g) ?? [])
    .reduce((most, run) => Math.max(most, run.length), 0);
  return '`'.repeat(Math.max(least, longest + 1));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '`': '&#96;',
};

function html(text: string): string {
  return printable(text).replace(/[&<>"`]/g, (character) => ENTITIES[character]!);
}

function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}
