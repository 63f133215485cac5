import { expect, it } from 'vitest';

import { parseGoFile } from '../../scripts/upstream/go-types.ts';

it('stops at a type that it cannot follow instead of guessing', () => {
  expect(() => parseGoFile('type T struct { F <- }')).toThrow('begins no type');
});
