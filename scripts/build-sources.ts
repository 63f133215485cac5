import { writeFileSync } from 'node:fs';

import { makeUnlessUpToDate } from './up-to-date.ts';

const root = new URL('..', import.meta.url);

/** Writes the modules of src/core/generated/ that are not committed: all that src/ and most tests need to run. */
export function buildSources(): Promise<void> {
  return makeUnlessUpToDate(
    'sources',
    {
      from: ['src/core/schema', 'scripts', 'src/core/formats', 'src/import/chart/table.ts'],
      to: ['src/core/generated'],
    },
    async () => {
      // Read only now: most runs find all up to date.
      const { builtFiles } = await import('./generate.ts');
      for (const [file, text] of Object.entries(await builtFiles())) writeFileSync(new URL(file, root), text);
    },
  );
}

/** Vitest's name for what runs before the tests. */
export { buildSources as setup };
