import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../support/project.ts';
import type { Runner } from '../support/runner.ts';

/**
 * The commands of a page that have a text in them, by default of docs/operations.md, with the names of a runner of the
 * tests.
 */
export function commandsWith(text: string, { namespace }: Runner, page = 'docs/operations.md'): string {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm);
  const block = [...blocks].find(([, one]) => one!.includes(text));
  if (block === undefined) throw new Error(`${page} has no commands with ${text}`);
  return block[1]!
    .replace(/(namespace:? )gitlab-runner\b/g, `$1${namespace}`)
    .replace(/(deployment\/|instance=|name: |generic )gitlab-runner\b/g, '$1runner');
}
