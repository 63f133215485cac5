import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { isMap, parse, parseDocument } from 'yaml';

/** A text to begin with. */
export interface Example {
  readonly group: string;
  readonly name: string;
  readonly text: string;
  /** Whether it is a file to import; else it is a document. */
  readonly isImported: boolean;
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

/**
 * The base document, with each component of the overlays in it, the documents of the directory of examples, and files to
 * import.
 */
export function examplesIn(checkout: string): readonly Example[] {
  const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');
  const base = withoutLines(read('overlays/base/config/runner.yaml'));
  const filesBelow = (directory: string): readonly string[] =>
    readdirSync(join(checkout, directory), { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.includes('node_modules'))
      .map((file) => join(directory, file))
      .toSorted();
  const yamlBelow = (directory: string): readonly string[] =>
    filesBelow(directory).filter((file) => file.endsWith('.yaml'));
  const components = yamlBelow('overlays/components')
    .filter((file) => basename(file) !== 'kustomization.yaml')
    .filter((file) => parse(read(file))?.kind === 'GitLabRunner');
  const documents = yamlBelow('examples').filter((file) => /^kind: GitLabRunner$/m.test(read(file)));
  const document = (group: string, name: string, text: string): Example => ({
    group,
    name,
    text,
    isImported: false,
  });
  return [
    document('Overlays', 'base', base),
    ...components.map((file) => {
      const comment = about(read(join(dirname(file), 'kustomization.yaml')));
      return document(
        'Base with a component',
        basename(dirname(file)),
        comment + merged(base, parse(read(file))),
      );
    }),
    ...documents.map((file) =>
      document(
        file.includes('/cookbook/') ? 'Recipes' : 'Examples',
        basename(file, '.yaml'),
        withoutLines(read(file)),
      ),
    ),
    ...filesBelow('playground/samples').map((file) => ({
      group: 'Import an example',
      name: basename(file),
      text: read(file),
      isImported: true,
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
