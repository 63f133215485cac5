import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { GitLabRunner, Spec } from '../src/index.ts';
import { fleet } from '../test/support/fleet.ts';
import { median } from './processes.ts';

/** The library as others get it. */
export type Library = typeof import('../src/index.ts');

/** Something to do over and over: functions of a module, the first of which gets what a file of JSON holds. */
export interface Subject {
  readonly name: string;
  readonly module: string;
  /** In the order in which they are called, each with what the one before returned. */
  readonly functions: readonly string[];
  readonly input: string;
}

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
 * Does each of the subjects for a slice of time, in turn, once V8 has compiled it; returns the median rates of the rounds.
 * Each has a process of its own: what V8 has learned of one would slow down another. `bareNode` starts a bare Node and
 * returns how many milliseconds it ran.
 */
export async function rates(
  subjects: readonly Subject[],
  rounds: number,
  bareNode: () => number,
): Promise<Rate[]> {
  const all = subjects.map((subject) => ({ name: subject.name, ...started(subject), seen: [] as Seen[] }));
  for (const { slice } of all) await slice(WARM_UP);
  for (let round = 0; round < rounds; round += 1) {
    for (const { slice, seen } of all) {
      const perSecond = await slice(SLICE);
      seen.push({ perSecond, perBareNode: (perSecond * bareNode()) / 1000 });
    }
  }
  return all.map(({ name, end, seen }) => {
    end();
    return {
      name,
      perSecond: median(seen.map(({ perSecond }) => perSecond)),
      perBareNode: median(seen.map(({ perBareNode }) => perBareNode)),
    };
  });
}

type Seen = Omit<Rate, 'name'>;

/** Starts the process of a subject. `slice` returns how often a second it did its work in so many milliseconds. */
function started({ module, functions, input }: Subject): {
  readonly slice: (milliseconds: number) => Promise<number>;
  readonly end: () => void;
} {
  const file = fileURLToPath(new URL('slices.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, module, functions.join(), input], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    slice: async (milliseconds) => {
      child.stdin.write(`${milliseconds}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${file} ${module} has ended`);
      return Number(value);
    },
    end: () => child.stdin.end(),
  };
}

/** What of ours is measured in process, for one document. */
export function ours(module: string, input: string): Subject[] {
  return [
    { name: 'renderRunner, validation included', module, functions: ['renderRunner'], input },
    { name: 'renderRunner and toYaml', module, functions: ['renderRunner', 'toYaml'], input },
  ];
}

/** What a peer does for the same objects. */
export function peer(name: string, input: string): Subject {
  const module = new URL(`peers/${name}.mjs`, import.meta.url).href;
  return { name: `${name}, to YAML`, module, functions: ['write'], input };
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
