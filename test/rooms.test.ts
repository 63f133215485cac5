import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Parts that read files and arguments, and the function's entry for Node. */
const isDoor = (file: string): boolean =>
  /^(cli|source)\/|^krm\/bin\.ts$|^(launcher|node-streams)\.ts$/.test(file);

/** Libraries that run in every JavaScript engine. */
const neutralLibraries =
  /^(yaml(\/util)?|js-yaml|toml-eslint-parser|diff|@iarna\/toml(\/.*)?|@noble\/hashes\/sha2\.js|kubernetes-types\/.*)$/;

/** Names that not every engine has. */
const hostNames = new Set(
  'process Buffer require module URL URLSearchParams TextEncoder TextDecoder structuredClone Intl setTimeout setImmediate queueMicrotask performance crypto navigator window fetch eval Function atob btoa console localeCompare'.split(
    ' ',
  ),
);

/** Returns the names in a file that stand for themselves or for a method, so not the keys of object literals. */
function namesIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      !ts.isPropertyAssignment(node.parent) &&
      !ts.isTypeReferenceNode(node.parent)
    )
      found.push(node.text);
    if (ts.isNewExpression(node) && node.expression.getText() === 'Function') found.push('Function');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), ts.ScriptTarget.ESNext, true));
  return found;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g),
  ].map((found) => found[1] ?? found[2]!);
}

describe.each(files.filter((file) => !isDoor(file)))('%s', (file) => {
  it('imports nothing that needs a certain runtime, and no door', () => {
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) {
        expect(specifier).toMatch(neutralLibraries);
        continue;
      }
      const target = relative(src, join(src, dirname(file), specifier));
      expect(files).toContain(target);
      expect(target).not.toMatch(/^(cli|source)\/|^krm\/bin\.ts$|^node-streams\.ts$/);
      if (!file.startsWith('krm/')) expect(target).not.toMatch(/^krm\//);
    }
  });

  it('names nothing that only some runtimes have', () => {
    if (file.startsWith('generated/')) return;
    expect(namesIn(file).filter((name) => hostNames.has(name))).toEqual([]);
  });
});

it('looks at the whole core', () => {
  expect(files.filter((file) => !isDoor(file)).length).toBeGreaterThan(40);
  expect(files.filter(isDoor).length).toBeGreaterThan(5);
});

/** The rooms of src/, each above all that it may import. */
const rooms = [
  'data',
  'formats',
  'generated',
  'schema',
  'credentials',
  'diagnostics',
  'explain',
  'yaml',
  'runner-release.ts',
  'config-toml',
  'document',
  'docker-builds',
  'rbac',
  'resolve',
  'fence',
  'objects',
  'picture',
  'rules',
  'compile.ts',
  'error.ts',
  'import',
  'rendered',
  'diff',
  'register',
  'doctor',
  'init',
  'api.ts',
  'index.ts',
  'version.ts',
  'node-streams.ts',
  'source',
  'krm',
  'cli',
  'launcher.ts',
];
const roomOf = (file: string): string => file.split('/')[0]!;

describe.each(files)('%s', (file) => {
  it('imports only from its own room and those below', () => {
    const own = rooms.indexOf(roomOf(file));
    expect(own).toBeGreaterThanOrEqual(0);
    const above = importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => relative(src, join(src, dirname(file), specifier)))
      .filter((target) => rooms.indexOf(roomOf(target)) > own);
    expect(above).toEqual([]);
  });
});
