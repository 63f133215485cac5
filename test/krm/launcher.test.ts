import { copyFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { version } from '../../src/core/version.ts';
import { directory, root } from '../support/project.ts';
import { run } from '../support/run.ts';

it('runs what stands in its file, also after the file was changed', () => {
  const path = directory({});
  const plugin = join(root, 'kustomize-plugin');
  for (const name of readdirSync(plugin)) copyFileSync(join(plugin, name), join(path, name));
  const file = join(path, 'gitlab-runner-krm.js');
  const text = readFileSync(file, 'latin1');
  const other = text.replaceAll(`"${version}"`, `"${version.replace(/^./, '9')}"`);
  expect(other).not.toBe(text);
  writeFileSync(file, other, 'latin1');
  const later = new Date(Date.now() + 60_000);
  utimesSync(file, later, later);
  expect(run(join(path, 'gitlab-runner-krm'), ['--version']).stdout).toContain(
    ` ${version.replace(/^./, '9')} `,
  );
});
