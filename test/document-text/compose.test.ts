import { expect, it } from 'vitest';
import { Lexer, Parser } from 'yaml';

import { compose } from '../../src/doors/document-text/compose.ts';
import { MAX_SLIPS } from '../../src/doors/document-text/limits.ts';

function slipsOf(text: string): number {
  const parser = new Parser();
  const tokens = [...new Lexer().lex(text)].flatMap((lexeme) => [...parser.next(lexeme)]);
  return compose([...tokens, ...parser.end()], text.length).flatMap(({ errors }) => errors).length;
}

it.each([
  ['escapes', (count: number) => `a: "${'\\q'.repeat(count)}"`],
  ['commas', (count: number) => `a: {${','.repeat(count)}}`],
  ['braces', (count: number) => '}'.repeat(count)],
])('looks at no more slips than the limit: %s', (_what, text) => {
  expect(slipsOf(text(20))).toBeGreaterThanOrEqual(20);
  const most = slipsOf(text(5 * MAX_SLIPS));
  expect(most).toBeGreaterThanOrEqual(MAX_SLIPS);
  expect(most).toBeLessThanOrEqual(2 * MAX_SLIPS);
});
