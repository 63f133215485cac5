import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { main } from '../../src/cli/main.ts';
import { codes } from '../../src/diagnostics/codes.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

const directory = 'test/wrong/documents';
const files = readdirSync(fileURLToPath(new URL('documents', import.meta.url))).sort();

function validate(file: string, ...options: string[]): { exitCode: number; stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  const exitCode = main(['validate', ...options, `${directory}/${file}`], {
    stdin: () => new Uint8Array(),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
  });
  return { exitCode, stdout, stderr };
}

const reports = new Map(files.map((file) => [file, validate(file)]));
const findings = new Map(
  files.map((file) => [file, JSON.parse(validate(file, '--format', 'json').stdout) as Diagnostic[]]),
);

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

describe('docs/diagnostics.md', () => {
  const page = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  const sections = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((section) => [/^`(\w+)`\n/.exec(section)?.[1] ?? '', section]),
  );
  const seen = new Set([...findings.values()].flatMap((list) => list.map(({ code }) => code)));

  it('has every code, in the order of the catalogue, and no other', () => {
    expect([...sections.keys()]).toEqual(Object.keys(codes));
  });

  it.each(Object.entries(codes))('says what it means and how to fix it: %s', (code, { meaning }) => {
    const section = sections.get(code) ?? `docs/diagnostics.md has no entry of ${code}`;
    expect(section).toContain(`\`${code}\`\n\n${meaning}\n`);
    expect(section).toMatch(/^\*\*Fix\.\*\* .{20,}\.( |$)/m);
    expect(seen).toContain(code);
  });
});
