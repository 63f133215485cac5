import { performance } from 'node:perf_hooks';

import type { GitLabRunner, KubernetesObject, Spec } from '../src/index.ts';
import { fleet } from '../test/support/fleet.ts';
import { median } from './processes.ts';

/** The library as others get it. */
export type Library = typeof import('../src/index.ts');

/** How often something can be done. */
export interface Rate {
  readonly name: string;
  readonly perSecond: number;
  /** In the time in which a bare Node starts and ends: the median of the rounds' products. */
  readonly perBareNode: number;
}

/** The time that something needs, for an amount of it. */
export interface Growth {
  readonly count: number;
  readonly milliseconds: number;
}

/** Milliseconds. */
const SLICE = 200;
/** V8 goes on compiling what is called often for so long. */
const WARM_UP = 4000;

/**
 * Runs each of the functions for a slice of time, in turn, once V8 has compiled it; returns the median rates of the rounds.
 * `bareNode` starts a bare Node and returns how many milliseconds it ran.
 */
export function rates(
  functions: Readonly<Record<string, () => unknown>>,
  rounds: number,
  bareNode: () => number,
): Rate[] {
  const seen = Object.keys(functions).map((): { perSecond: number; perBareNode: number }[] => []);
  for (const run of Object.values(functions)) rateOf(run, WARM_UP);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of Object.values(functions).entries()) {
      const perSecond = rateOf(run, SLICE);
      seen[index]!.push({ perSecond, perBareNode: (perSecond * bareNode()) / 1000 });
    }
  }
  return Object.keys(functions).map((name, index) => ({
    name,
    perSecond: median(seen[index]!.map(({ perSecond }) => perSecond)),
    perBareNode: median(seen[index]!.map(({ perBareNode }) => perBareNode)),
  }));
}

/** How often a second a function ran in some milliseconds. */
function rateOf(run: () => unknown, milliseconds: number): number {
  const start = performance.now();
  let count = 0;
  let spent = 0;
  while (spent < milliseconds) {
    run();
    count += 1;
    spent = performance.now() - start;
  }
  return (count / spent) * 1000;
}

/** What of ours is measured in process, for one document. */
export function ours({ renderRunner, toYaml }: Library, document: GitLabRunner) {
  return {
    'renderRunner, validation included': () => renderRunner(document),
    'renderRunner and toYaml': () => toYaml(renderRunner(document)),
  };
}

/** What a peer does for the same objects. */
export async function peer(name: string, objects: readonly KubernetesObject[]): Promise<() => unknown> {
  const { write } = (await import(new URL(`peers/${name}.mjs`, import.meta.url).href)) as {
    write: (objects: readonly KubernetesObject[]) => string;
  };
  return () => write(objects);
}

/** A document with as many runners, all like the first one of the given document. */
export function withRunners(document: GitLabRunner, count: number): GitLabRunner {
  const [runner] = Object.values((document.spec as Spec).runners);
  const runners = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`runner-${index}`, runner!]),
  );
  return { ...document, spec: { ...(document.spec as Spec), runners } };
}

/** Renders documents of more and more runners. Some 3,000 runners fit into one ConfigMap; with more it is found out at the end, after the same work. */
export function growth(
  { render }: Library,
  document: GitLabRunner,
  counts: readonly number[],
  rounds: number,
): Growth[] {
  return growthOf((count) => withRunners(document, count), render, counts, rounds);
}

/** Checks and renders fleets of more and more managers. */
export function growthOfFleet(
  { renderRunners }: Library,
  counts: readonly number[],
  rounds: number,
): Growth[] {
  return growthOf(fleet, renderRunners, counts, rounds);
}

/** Does something with more and more, each several times, and returns the median times. */
function growthOf<Input>(
  make: (count: number) => Input,
  run: (input: Input) => unknown,
  counts: readonly number[],
  rounds: number,
): Growth[] {
  const inputs = counts.map(make);
  const seen = counts.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, input] of inputs.entries()) {
      const start = performance.now();
      run(input);
      if (round >= 0) seen[index]!.push(performance.now() - start);
    }
  }
  return counts.map((count, index) => ({ count, milliseconds: median(seen[index]!) }));
}
