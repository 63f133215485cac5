import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { KeyList } from '../../../scripts/upstream/refresh-config-keys.ts';
import { ofDockerExecutor } from '../../../src/core/document/findings/keys-of-docker.ts';
import { runnerKeysElsewhere } from '../../../src/core/document/findings/known-elsewhere.ts';
import { rootSchema } from '../../../src/core/schema/node.ts';

const { keys, removed } = JSON.parse(
  readFileSync(new URL('../../../scripts/upstream/config-keys.json', import.meta.url), 'utf8'),
) as KeyList;
const lastPart = ({ path }: { readonly path: string }): string => path.split('.').at(-1)!;

const keysElsewhere = runnerKeysElsewhere();

describe('the keys that config.toml never had or no longer has', () => {
  it('have a pointer for each that the list names as removed', () => {
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.map(lastPart).filter((key) => !Object.hasOwn(keysElsewhere, key))).toEqual([]);
  });

  it('are no keys of a runner, and point to keys that exist', () => {
    const own = Object.keys(rootSchema().definitions!.Runner!.properties!);
    expect(own.filter((key) => Object.hasOwn(keysElsewhere, key))).toEqual([]);
    // The table `runners` is `spec.runners` in a document.
    const names = new Set(keys.filter(({ path }) => path !== 'runners').map(lastPart));
    const targets = Object.values(keysElsewhere).flatMap(({ suggestion }) => suggestion ?? []);
    expect(targets.filter((key) => !names.has(key))).toEqual([]);
  });
});

describe('the keys of the Docker executor', () => {
  const kubernetes = rootSchema().definitions!.RunnerKubernetes!.properties!;
  const runner = rootSchema().definitions!.Runner!.properties!;

  it('are no keys of a runner with the Kubernetes executor, and point to some that are', () => {
    const known = Object.entries(ofDockerExecutor());
    expect(known.filter(([key]) => Object.hasOwn(kubernetes, key) || Object.hasOwn(runner, key))).toEqual([]);
    const targets = known.flatMap(([, { suggestion }]) => suggestion ?? []);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((key) => !Object.hasOwn(kubernetes, key))).toEqual([]);
  });
});
