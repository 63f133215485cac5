import { readFileSync } from 'node:fs';

import { root } from './project.ts';

/**
 * Returns the text of the document's schema, with the address that `name` has: beside the `$id` in
 * src/core/schema/gitlab-runner.schema.json, which is the one place that says where schemas are served.
 */
export function schemaNamed(name: string): string {
  const text = readFileSync(`${root}/schemas/gitlab-runner.schema.json`, 'utf8');
  const { $id } = JSON.parse(text) as { $id: string };
  return text.replace($id, new URL(name, $id).href);
}
