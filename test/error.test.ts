import { expect, it } from 'vitest';

import { RunnerConfigError, renderRunner } from '../src/index.ts';

function messageFor(config: unknown): string {
  try {
    renderRunner(config as never);
  } catch (error) {
    if (error instanceof RunnerConfigError) return error.message;
    throw error;
  }
  return '';
}

it('of a value that is no document at all stands without a path', () => {
  expect(messageFor(undefined)).toBe('`undefined` is not plain data.');
  expect(messageFor(() => 1)).toBe('A function is not plain data.');
});

it('of a part of a document begins with its path', () => {
  expect(messageFor({ spec: { x: Symbol('x') } })).toMatch(/^spec\.x: A symbol is not plain data\.$/m);
});

it('has no character that a terminal could read as a command, wherever the document has one', () => {
  const message = messageFor({ 'a\u0085\u001b[31m': 1, spec: { runners: { '\u202e': 1 } } });
  expect(message).toContain('["a\\u0085\\u001b[31m"]');
  expect(message).not.toMatch(/[^\n -~]/);
});
