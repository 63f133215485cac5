import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { KeyList } from '../../../scripts/upstream/refresh-config-keys.ts';
import { runnerKeysElsewhere } from '../../../src/document/findings/known-elsewhere.ts';
import { rootSchema } from '../../../src/schema/node.ts';

const { keys, removed } = JSON.parse(
  readFileSync(new URL('../../../scripts/upstream/config-keys.json', import.meta.url), 'utf8'),
) as KeyList;
const lastPart = ({ path }: { readonly path: string }): string => path.split('.').at(-1)!;

describe('the keys that config.toml never had or no longer has', () => {
  it('have a pointer for each that the list names as removed', () => {
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.map(lastPart).filter((key) => !Object.hasOwn(runnerKeysElsewhere, key))).toEqual([]);
  });

  it('are no keys of a runner, and point to keys that exist', () => {
    const own = Object.keys(rootSchema().definitions!.Runner!.properties!);
    expect(own.filter((key) => Object.hasOwn(runnerKeysElsewhere, key))).toEqual([]);
    // The table `runners` is `spec.runners` in a document.
    const names = new Set(keys.filter(({ path }) => path !== 'runners').map(lastPart));
    const targets = Object.values(runnerKeysElsewhere).flatMap(({ suggestion }) => suggestion ?? []);
    expect(targets.filter((key) => !names.has(key))).toEqual([]);
  });
});
