import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { isMap, parse, parseDocument } from 'yaml';

/** A document to begin with. */
export interface Example {
  readonly group: string;
  readonly name: string;
  readonly text: string;
}

const MODULE = 'virtual:examples';

/** Gives the page the documents of a checkout as the module `virtual:examples`. */
export function examples(checkout: string): Plugin {
  return {
    name: 'examples',
    resolveId: (id) => (id === MODULE ? id : undefined),
    load: (id) => (id === MODULE ? `export default ${JSON.stringify(examplesIn(checkout))};` : undefined),
  };
}

/** The base document, with each component of the overlays in it, and the documents of the directory of examples. */
export function examplesIn(checkout: string): readonly Example[] {
  const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');
  const base = withoutLines(read('overlays/base/config/runner.yaml'));
  const yamlBelow = (directory: string): readonly string[] =>
    readdirSync(join(checkout, directory), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join(directory, file))
      .toSorted();
  const components = yamlBelow('overlays/components')
    .filter((file) => basename(file) !== 'kustomization.yaml')
    .filter((file) => parse(read(file))?.kind === 'GitLabRunner');
  const documents = yamlBelow('examples').filter((file) => /^kind: GitLabRunner$/m.test(read(file)));
  return [
    { group: 'Overlays', name: 'base', text: base },
    ...components.map((file) => ({
      group: 'Base with a component',
      name: basename(dirname(file)),
      text: `${about(read(join(dirname(file), 'kustomization.yaml')))}${merged(base, parse(read(file)))}`,
    })),
    ...documents.map((file) => ({
      group: 'Examples',
      name: basename(file, '.yaml'),
      text: withoutLines(read(file)),
    })),
  ];
}

/** Leaves out what counts in a file of a checkout only: the line for editors, and the path of the function. */
function withoutLines(text: string): string {
  return text.replace(/^# yaml-language-server:.*\n/gm, '').replace(/^ {2}annotations:\n(?: {4}.*\n)+/m, '');
}

/** The first line of a file, if it is a comment. */
function about(text: string): string {
  return /^#.*\n/.exec(text)?.[0] ?? '';
}

/** A document with a patch of mappings in it; its comments stay. */
function merged(text: string, patch: object): string {
  const document = parseDocument(text);
  const merge = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && isMap(document.getIn(path))) {
      for (const [key, item] of Object.entries(value)) merge(item, [...path, key]);
    } else document.setIn(path, document.createNode(value));
  };
  merge(patch, []);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
