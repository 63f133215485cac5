import { expect, it } from 'vitest';

import { emit } from '../../src/yaml/emit.ts';

it.each(['=', ' a', '0X1F', '1e1_0', 'yes', '1:30', '<<'])('quotes %j, as a key and as a value', (text) => {
  expect(emit({ [text]: text })).toBe(`"${text}": "${text}"\n`);
});

it.each(['==', '=a', 'a=', '0o8'])('leaves %j plain, which is text to all', (text) => {
  expect(emit({ [text]: text })).toBe(`${text}: ${text}\n`);
});
