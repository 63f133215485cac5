import { Document, type Scalar, visit } from 'yaml';

import { needsQuotes } from './needs-quotes.ts';
import { isPlainData, plainBlock } from './plain-block.ts';

/**
 * Returns the objects as one YAML stream, each after a `---` line, in the given order and with the given order
 * of keys. Readers of YAML 1.1 (kustomize, kubectl) and of 1.2 see the same values.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map((object) => `---\n${emit(object)}`).join('');
}

/** Returns one value as a YAML document without a `---` line. */
export function emit(value: object): string {
  return isPlainData(value) ? plainBlock(value) : documentOf(value).toString({ lineWidth: 0 });
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
