import { performance } from 'node:perf_hooks';

import { check } from '../src/document/check.ts';
import {
  type GitLabRunner,
  type KubernetesObject,
  render,
  renderRunner,
  renderRunners,
  type Spec,
  toYaml,
} from '../src/index.ts';
import { buildObjects as build } from '../src/objects/index.ts';
import { resolve } from '../src/resolve/resolve.ts';
import { fleet } from '../test/support/fleet.ts';
import { median } from './processes.ts';

/** How often a second something can be done. */
export interface Rate {
  readonly name: string;
  readonly perSecond: number;
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

/** Runs each of the functions for a slice of time, in turn, once V8 has compiled it; returns the median rate of the rounds. */
export function rates(functions: Readonly<Record<string, () => unknown>>, rounds: number): Rate[] {
  const seen = Object.keys(functions).map((): number[] => []);
  for (const run of Object.values(functions)) rateOf(run, WARM_UP);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of Object.values(functions).entries()) seen[index]!.push(rateOf(run, SLICE));
  }
  return Object.keys(functions).map((name, index) => ({ name, perSecond: median(seen[index]!) }));
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
export function ours(document: GitLabRunner): Readonly<Record<string, () => unknown>> {
  const checked = check(document);
  if (!checked.ok) throw new Error('the base document has errors');
  return {
    'renderRunner, validation included': () => renderRunner(document),
    'the same without validation': () => build(resolve(checked.document)),
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
export function growth(document: GitLabRunner, counts: readonly number[], rounds: number): Growth[] {
  return growthOf((count) => withRunners(document, count), render, counts, rounds);
}

/** Checks and renders fleets of more and more managers. */
export function growthOfFleet(counts: readonly number[], rounds: number): Growth[] {
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
