import { Document, type Scalar, visit } from 'yaml';

import { goNumber } from './go-number.ts';

/**
 * Returns the objects as one YAML stream, each after a `---` line, in the given order and with the given order
 * of keys. Readers of YAML 1.1 (kustomize, kubectl) and of 1.2 see the same values.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map((object) => `---\n${emit(object)}`).join('');
}

/** Returns one value as a YAML document without a `---` line. */
export function emit(value: object): string {
  return documentOf(value).toString({ lineWidth: 0 });
}

/** Returns the syntax tree of one value, in which text has the quotes that it needs. */
export function documentOf(value: object): Document {
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && needsQuotes(node.value))
        node.type = 'QUOTE_DOUBLE' satisfies Scalar.Type;
    },
  });
  return document;
}

/**
 * What the library's compatibility mode leaves plain although other readers take it for something else: text that
 * begins with white space, what only go-yaml reads as a number (`0X1F`, `1e1_0`), and `=`, the default value of a
 * mapping in YAML 1.1, which PyYAML refuses.
 */
function needsQuotes(text: string): boolean {
  return /^(?:\s|=$)/.test(text) || goNumber(text) !== undefined;
}
