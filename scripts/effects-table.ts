import { EFFECTS, type EffectCode, type When } from '../src/operate/diff/effects.ts';
import { HEADINGS } from '../src/operate/diff/markdown.ts';

const BEGIN = '<!-- effects: written by scripts/generate.ts from src/operate/diff/effects.ts -->';
const END = '<!-- end of effects -->';

/** What stands for the facts of the objects at hand. */
const FACTS: Readonly<Record<string, string>> = {
  grace: '`manager.terminationGracePeriodSeconds`',
  from: '*A*',
  to: '*B*',
};

/** Returns the text of docs/operations.md with the tables of effects as `EFFECTS` has them. */
export function operationsPage(page: string): string {
  const [before, rest] = page.split(`${BEGIN}\n`);
  const [, after] = rest?.split(END) ?? [];
  if (after === undefined) throw new Error('docs/operations.md has no place for the effects');
  return `${before}${BEGIN}\n\n${(Object.keys(HEADINGS) as When[]).map(table).join('\n')}\n${END}${after}`;
}

function table(when: When): string {
  const rows = (Object.keys(EFFECTS) as EffectCode[]).flatMap((code) => {
    const effect = EFFECTS[code];
    if (effect.when !== when) return [];
    const cells = [`\`${code}\``, effect.by, effect.happens, effect.jobs].map((cell) =>
      cell.replace(/\{(\w+)\}/g, (_, name: string) => FACTS[name]!).replaceAll('|', '\\|'),
    );
    return [`| ${cells.join(' | ')} |\n`];
  });
  return `**${HEADINGS[when]}**\n\n| effect | by | what happens in the cluster | jobs that run |\n|---|---|---|---|\n${rows.join('')}`;
}
