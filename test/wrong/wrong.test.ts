import { describe, expect, it } from 'vitest';

import { files, findings, reports } from '../support/wrong-documents.ts';

describe('a wrong document', () => {
  it.each(files)('is told what to do about it: %s', async (file) => {
    const { exitCode, stdout, stderr } = reports.get(file)!;
    const isWrong = findings.get(file)!.some(({ severity }) => severity === 'error');
    expect(exitCode).toBe(isWrong ? 1 : 0);
    expect(stdout).toBe('');
    await expect(stderr).toMatchFileSnapshot(`expected/${file}.txt`);
  });

  it.each(files)('is told everything once, in file order, at a place: %s', (file) => {
    const places = findings.get(file)!.map(({ range }) => range!.start.offset);
    expect(places.length).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const found = findings
      .get(file)!
      .map(({ code, range, message }) => `${code} ${range!.start.offset} ${message}`);
    expect(found.length).toBe(new Set(found).size);
  });

  it('with ten mistakes is told ten', () => {
    const lines = findings.get('ten-mistakes.yaml')!.map(({ range }) => range!.start.line);
    expect(lines).toHaveLength(10);
    expect(new Set(lines).size).toBe(10);
  });
});
