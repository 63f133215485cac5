import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../support/project.ts';
import type { Runner } from '../support/runner.ts';

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** The commands of docs/operations.md that have a text in them, with the names of a runner of the tests. */
export function commandsWith(text: string, { namespace }: Runner): string {
  const block = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].find(([, one]) => one!.includes(text));
  if (block === undefined) throw new Error(`docs/operations.md has no commands with ${text}`);
  return block[1]!
    .replace(/(namespace:? )gitlab-runner\b/g, `$1${namespace}`)
    .replace(/(deployment\/|instance=|name: |generic )gitlab-runner\b/g, '$1runner');
}
