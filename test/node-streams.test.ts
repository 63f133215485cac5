import { afterAll, beforeEach, expect, it, vi } from 'vitest';

const { readSync, writeSync } = vi.hoisted(() => ({ readSync: vi.fn(), writeSync: vi.fn() }));
vi.mock('node:fs', () => ({ readSync, writeSync }));

import { readNext, writeAll } from '../src/doors/node-streams.ts';

const busy = (): never => {
  throw Object.assign(new Error(), { code: 'EAGAIN' });
};
const wait = vi.spyOn(Atomics, 'wait');
beforeEach(() => wait.mockReset().mockReturnValue('timed-out'));
afterAll(() => wait.mockRestore());

it('sleeps before it asks an empty pipe again', () => {
  readSync.mockImplementationOnce(busy).mockImplementationOnce(busy).mockReturnValueOnce(3);
  expect(readNext(0, Buffer.alloc(8))).toBe(3);
  expect(wait).toHaveBeenCalledTimes(2);
});

it('sleeps before it offers a full pipe the rest', () => {
  writeSync.mockReturnValueOnce(2).mockImplementationOnce(busy).mockReturnValueOnce(2);
  writeAll(1, 'text');
  expect(writeSync.mock.calls.map(([, rest]) => String(rest))).toEqual(['text', 'xt', 'xt']);
  expect(wait).toHaveBeenCalledTimes(1);
});
