import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { root } from '../support/project.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

const schema = JSON.parse(
  readFileSync(join(root, 'src/core/schema/gitlab-runner.schema.json'), 'utf8'),
) as Schema;

/** Objects that take any key on purpose: raw patches and objects of others. */
const open = new Set(['ExtraObject', 'ExtraObject.metadata']);

function visit(node: Schema, path: string, look: (node: Schema, path: string) => void): void {
  look(node, path);
  for (const [key, property] of Object.entries(node.properties ?? {}))
    visit(property, `${path}.${key}`, look);
  for (const [key, definition] of Object.entries(node.definitions ?? {})) visit(definition, key, look);
}

it('describes every property', () => {
  const silent: string[] = [];
  visit(schema, 'document', ({ properties = {} }, path) => {
    for (const [key, property] of Object.entries(properties)) {
      if ((property.description ?? '').length < 5) silent.push(`${path}.${key}`);
    }
  });
  expect(silent).toEqual([]);
});

it('is strict at every level', () => {
  const lax: string[] = [];
  visit(schema, 'document', (node, path) => {
    if (node.properties && node.additionalProperties !== false && !open.has(path)) lax.push(path);
  });
  expect(lax).toEqual([]);
});

it('uses no keyword whose errors have to be guessed at', () => {
  // What entries need that may be shared is for editors; the validator has none of it.
  const { allOf: _, ...spec } = schema.definitions!.Spec!;
  const text = JSON.stringify({ ...schema, definitions: { ...schema.definitions, Spec: spec } });
  for (const keyword of ['anyOf', 'oneOf', 'if', 'not', 'allOf']) expect(text).not.toContain(`"${keyword}":`);
});
