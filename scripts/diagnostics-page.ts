import { readFileSync } from 'node:fs';

import { type Code, codes } from '../src/core/findings/codes.ts';

const expected = new URL('../test/wrong/expected/', import.meta.url);
const rendered = new URL('../test/kustomize/rendered/expected/', import.meta.url);
const layers = new URL('../test/kustomize/layers/expected/', import.meta.url);

/** `<!-- example: a.yaml -->` or, for a finding in line 7, `<!-- example: a.yaml:7 -->`, and the block below it. */
const EXAMPLE = /^<!-- example: (\S+?)(?::(\d+))? -->\n(?:```text\n[\s\S]*?^```\n)?/gm;

/** The heading of a code's entry, and what is between it and the example: the meaning. */
const HEADING = /^(### `(\w+)`\n)[\s\S]*?(?=<!-- example: )/;

/**
 * Returns the text of docs/diagnostics.md with the meaning of each code as `codes` has it, and its blocks of output as the
 * tests in test/wrong expect them: in the entry of a code its first finding in the document, or that in the line;
 * elsewhere the whole output.
 */
export function diagnosticsPage(page: string): string {
  return page
    .split(/^(?=##+ )/m)
    .map((section) => {
      const code = /^### `(\w+)`/.exec(section)?.[1];
      const filled = section.replace(EXAMPLE, (example, document: string, line?: string) => {
        const [marker] = example.split('\n');
        return `${marker}\n\`\`\`text\n${outputOf(document, code, line)}\`\`\`\n`;
      });
      if (code !== undefined && !HEADING.test(filled))
        throw new Error(`docs/diagnostics.md shows no example of ${code}`);
      return filled.replace(HEADING, (_, heading: string, name: string) =>
        Object.hasOwn(codes, name) ? `${heading}\n${codes[name as Code].meaning}\n\n` : _,
      );
    })
    .join('');
}

/** `rendered/namespace` and `layers/no-guard` are of test/kustomize, other names are documents of test/wrong. */
function outputOf(document: string, code: string | undefined, line: string | undefined): string {
  const [, layer] = /^layers\/(.+)$/.exec(document) ?? [];
  if (layer !== undefined && code !== undefined) {
    const whole = readFileSync(new URL(`${layer}.txt`, layers), 'utf8');
    return findingIn(whole, document, 'deploy/', code);
  }
  const [, kustomization] = /^rendered\/(.+)$/.exec(document) ?? [];
  if (kustomization !== undefined) {
    const whole = readFileSync(new URL(`${kustomization}.txt`, rendered), 'utf8');
    return code === undefined ? whole : findingIn(whole, document, '<stdin>:', code);
  }
  const shown = `runner.${document.split('.').at(-1)}`;
  const output = readFileSync(new URL(`${document}.txt`, expected), 'utf8').replaceAll(
    `test/wrong/documents/${document}`,
    shown,
  );
  if (code === undefined) return output;
  return findingIn(output, document, line === undefined ? `${shown}:` : `${shown}:${line}:`, code);
}

function findingIn(output: string, document: string, start: string, code: string): string {
  const finding = output
    .split('\n\n')
    .find((text) => text.startsWith(start) && /^\S+ \w+ (\w+) /.exec(text)?.[1] === code);
  if (finding === undefined)
    throw new Error(`${document} has no ${code} that docs/diagnostics.md could show`);
  return `${finding.trimEnd()}\n`;
}
