import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Parts that read files and arguments, and the function's entry for Node. */
const isDoor = (file: string): boolean =>
  /^doors\/((cli|document-text)\/|krm\/bin\.ts$|(launcher|node-streams)\.ts$)/.test(file);

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

const targetOf = (file: string, specifier: string): string =>
  relative(src, join(src, dirname(file), specifier));

const core = files.filter((file) => !isDoor(file));

it('imports nothing that needs a certain runtime, and no door', () => {
  const wrong = core.flatMap((file) =>
    importsOf(file)
      .filter((specifier) =>
        specifier.startsWith('.')
          ? !files.includes(targetOf(file, specifier)) || isDoor(targetOf(file, specifier))
          : !neutralLibraries.test(specifier),
      )
      .map((specifier) => `${file}: ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

it('names nothing that only some runtimes have', () => {
  const wrong = core
    .filter((file) => !file.startsWith('core/generated/'))
    .flatMap((file) =>
      namesIn(file)
        .filter((name) => hostNames.has(name))
        .map((name) => `${file}: ${name}`),
    );
  expect(wrong).toEqual([]);
});

it('looks at the whole core', () => {
  expect(core.length).toBeGreaterThan(400);
  expect(files.filter(isDoor).length).toBeGreaterThan(80);
});

/** The rooms of src/, each above all that it may import. */
const rooms = [
  'core/data',
  'core/formats',
  'core/generated',
  'core/schema',
  'core/credentials',
  'core/findings',
  'core/yaml',
  'core/runner-release.ts',
  'core/config-toml',
  'core/document',
  'core/docker-builds',
  'core/rbac',
  'core/resolve',
  'core/fence',
  'core/objects',
  'core/rules',
  'core/compile.ts',
  'core/error.ts',
  'core/version.ts',
  'found',
  'import',
  'operate/explain',
  'operate/picture',
  'operate/check-rendered',
  'operate/diff',
  'operate/register',
  'operate/doctor',
  'operate/init',
  'api.ts',
  'index.ts',
  'doors/node-streams.ts',
  'doors/document-text',
  'doors/krm',
  'doors/cli',
  'doors/launcher.ts',
];
const placeOf = (file: string): number =>
  rooms.findIndex((room) => file === room || file.startsWith(`${room}/`));

it('has a room for each file, and imports only from its own and those below', () => {
  expect(files.filter((file) => placeOf(file) < 0)).toEqual([]);
  const above = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => targetOf(file, specifier))
      .filter((target) => placeOf(target) > placeOf(file))
      .map((target) => `${file}: ${target}`),
  );
  expect(above).toEqual([]);
});
