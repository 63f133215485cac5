import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../src/core/findings/diagnostic.ts';
import { validate } from '../support/validate.ts';

const filesIn = (folder: string): string[] => readdirSync(new URL(folder, import.meta.url)).sort();
const files = filesIn('documents');

/** What is found in a document. */
async function findingsIn(file: string): Promise<readonly Diagnostic[]> {
  const { stdout } = await validate('--format', 'json', `test/wrong/documents/${file}`);
  return JSON.parse(stdout) as Diagnostic[];
}

describe('a wrong document', () => {
  it.each(files)('is told what to do about it, once, in file order, at a place: %s', async (file) => {
    const { exitCode, stdout, stderr } = await validate(`test/wrong/documents/${file}`);
    const findings = await findingsIn(file);
    const isWrong = findings.some(({ severity }) => severity === 'error');
    expect(exitCode).toBe(isWrong ? 1 : 0);
    expect(stdout).toBe('');
    await expect(stderr).toMatchFileSnapshot(`expected/${file}.txt`);
    const placed = findings.filter(({ code }) => code !== 'MORE_CHECKS_FOLLOW');
    expect(findings.slice(0, placed.length)).toEqual(placed);
    expect(findings.length - placed.length).toBeLessThanOrEqual(1);
    const places = placed.map(({ range }) => range!.start.offset);
    expect(places.length).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const found = placed.map(({ code, range, message }) => `${code} ${range!.start.offset} ${message}`);
    expect(found.length).toBe(new Set(found).size);
  });

  it('is there for each file of what is expected', () => {
    const expected = filesIn('expected').filter((file) => !file.endsWith('.kustomize.txt'));
    expect(expected).toEqual(files.map((file) => `${file}.txt`));
  });

  it('with ten mistakes is told ten', async () => {
    const lines = (await findingsIn('ten-mistakes.yaml')).flatMap(({ range }) => range?.start.line ?? []);
    expect(lines).toHaveLength(10);
    expect(new Set(lines).size).toBe(10);
  });
});
