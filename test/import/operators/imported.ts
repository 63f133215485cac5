import { importConfig } from '../../../src/import/import-config.ts';
import type { ImportOptions } from '../../../src/import/options.ts';
import { renderConfigToml, renderRunner } from '../../../src/index.ts';

/** What a field becomes: a line of config.toml, a part of an object, a remark. */
export type Outcome =
  | { readonly toml: string }
  | { readonly object: readonly [kind: string, path: string, value: unknown] }
  | { readonly document: readonly [path: string, value: unknown] }
  | { readonly says: string };

/** Imports objects, each as a document of one file. */
export function imported(objects: readonly object[], options: ImportOptions = {}) {
  const text = objects.map((object) => JSON.stringify(object, null, 1)).join('\n---\n');
  return importedText(text, options);
}

/** Imports a text, and looks at the first document. */
export function importedText(text: string, options: ImportOptions = {}) {
  const { documents, report } = importConfig([{ name: 'input.yaml', text }], options);
  const [document] = documents;
  const [own] = report.documents;
  const said = [...(own?.remarks ?? []), ...report.remarks].map(
    ({ kind, subject, text: words }) => `${kind} ${subject}: ${words}`,
  );
  return { documents, report, document, own, said };
}

/** What an outcome is in an import, beside what it should be. */
export function found(outcome: Outcome, { document, said }: ReturnType<typeof imported>): [unknown, unknown] {
  const config = document!.config;
  if ('toml' in outcome) {
    const lines = renderConfigToml(config)
      .split('\n')
      .map((line) => line.trim());
    return [lines.find((line) => line === outcome.toml) ?? lines, outcome.toml];
  }
  if ('document' in outcome) {
    const [path, value] = outcome.document;
    return [at(config, path), value];
  }
  if ('object' in outcome) {
    const [kind, path, value] = outcome.object;
    const objects = renderRunner(config) as readonly { kind: string }[];
    return [objects.filter((object) => object.kind === kind).map((object) => at(object, path)), [value]];
  }
  return [said.find((line) => line.includes(outcome.says)) === undefined ? said : outcome.says, outcome.says];
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((above, part) => (above as Record<string, unknown> | undefined)?.[part], value);
}
