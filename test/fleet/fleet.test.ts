import { expect, it } from 'vitest';

import { compileAll } from '../../src/core/compile.ts';
import { contentHash } from '../../src/core/data/hash.ts';
import { identity } from '../../src/core/objects/identity.ts';
import { renderRunners, toYaml } from '../../src/index.ts';
import { fleet } from '../support/fleet.ts';
import { expectCoherent, jobPods } from '../support/kubernetes-coherence.ts';

const documents = fleet(50);

it('renders each object of fifty managers once, in an order that stays', async () => {
  const objects = renderRunners(documents);
  const lines = objects.map((object) => {
    const { group, kind, namespace, name } = identity(object);
    return `${[group === '' ? kind : `${kind}.${group}`, namespace, name].filter(Boolean).join(' ')} ${contentHash(toYaml([object]))}`;
  });
  expect(new Set(lines).size).toBe(lines.length);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('objects.txt');
});

it('has nothing to warn of', () => {
  expect(compileAll(documents.map((value) => ({ value }))).flatMap(({ diagnostics }) => diagnostics)).toEqual(
    [],
  );
});

it('renders objects that fit together', () => {
  const objects = renderRunners(documents);
  expectCoherent(objects, {
    pods: jobPods(objects),
    external: documents.map(({ metadata }) => `Secret/${metadata.name}-token`),
  });
});
