import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { GitLabRunner, Spec } from '../src/index.ts';
import { fleet } from '../test/support/fleet.ts';
import { median } from './processes.ts';
import type { Workspace } from './workspace.ts';

type Library = typeof import('../src/index.ts');

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
const GROWTH_ROUNDS = 9;

/**
 * Measures how often each of the subjects can be done. `bareNode` starts a bare Node, and returns how many milliseconds
 * it ran.
 */
export async function rates(
  subjects: readonly Subject[],
  rounds: number,
  bareNode: () => number,
): Promise<Rate[]> {
  const ofNode = subjects.map((): number[] => []);
  const seen = await inTurn(subjects, rounds, (index) => ofNode[index]!.push(bareNode()));
  return subjects.map(({ name }, index) => ({
    name,
    perSecond: median(seen[index]!),
    perBareNode: median(seen[index]!.map((perSecond, round) => (perSecond * ofNode[index]![round]!) / 1000)),
  }));
}

/**
 * Does each of the subjects for a slice of time, in turn, once V8 has compiled it; returns how often a second, of each in
 * each round. Each has a process of its own: what V8 has learned of one would slow down another, and what one leaves in
 * memory. `beside` is called after each slice.
 */
async function inTurn(
  subjects: readonly Subject[],
  rounds: number,
  beside: (index: number) => void = () => {},
): Promise<readonly (readonly number[])[]> {
  const all = subjects.map((subject) => ({ ...started(subject), seen: [] as number[] }));
  for (const { slice } of all) await slice(WARM_UP);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { slice, seen }] of all.entries()) {
      seen.push(await slice(SLICE));
      beside(index);
    }
  }
  return all.map(({ end, seen }) => {
    end();
    return seen;
  });
}

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
export function growth(workspace: Workspace, counts: readonly number[]): Promise<Growth[]> {
  return growthOf(workspace, 'render', counts, (count) => withRunners(workspace.document, count));
}

/** Checks and renders fleets of more and more managers. */
export function growthOfFleet(workspace: Workspace, counts: readonly number[]): Promise<Growth[]> {
  return growthOf(workspace, 'renderRunners', counts, fleet);
}

/** Does something with more and more, and returns the median times. */
async function growthOf(
  { folder, libraryModule }: Workspace,
  does: keyof Library,
  counts: readonly number[],
  make: (count: number) => unknown,
): Promise<Growth[]> {
  const subjects = counts.map((count) => {
    const input = join(folder, `${does}-${count}.json`);
    writeFileSync(input, JSON.stringify(make(count)));
    return { name: String(count), module: libraryModule, functions: [does], input };
  });
  const seen = await inTurn(subjects, GROWTH_ROUNDS);
  return counts.map((count, index) => ({ count, milliseconds: 1000 / median(seen[index]!) }));
}
