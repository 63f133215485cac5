import { describe, expect, it } from 'vitest';

import { nearest } from '../../src/core/findings/nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['infoo', 'info'],
    ['wran', 'warn'],
    ['Debug', 'debug'],
    ['ifnotpresent', 'if-not-present'],
    ['verbose', undefined],
    ['x', undefined],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, ['panic', 'error', 'warn', 'info', 'debug', 'if-not-present'])).toBe(expected);
  });
});
