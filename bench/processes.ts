import { execFileSync } from 'node:child_process';

/** A program to start, and what it gets on standard input. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly input: string;
}

/** A run of a program. */
interface Run {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Milliseconds of processor time. */
  readonly processor: number;
  /** Peak memory in MB of the process or a child of it, whichever is larger. */
  readonly memory: number;
}

/** The runs of a program, one for each round. */
export interface Timing {
  readonly name: string;
  readonly runs: readonly Run[];
}

/** Every Node pays for this variable when it starts, and no user of ours sets it for kustomize. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

/**
 * Starts the programs in turn, so a slow moment of the machine meets all of them. Where there are several
 * rounds, one more before them fills the caches.
 *
 * @throws Error when a program fails.
 */
export function timeProcesses(timedRun: string, programs: readonly Program[], rounds: number): Timing[] {
  const samples = programs.map((): Run[] => []);
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round += 1) {
    for (let step = 0; step < programs.length; step += 1) {
      const index = (step + round + 1) % programs.length;
      const { name, command, input } = programs[index]!;
      const line = execFileSync(timedRun, [input, ...command], { encoding: 'utf8', env: environment });
      const [wall = 0, processor = 0, memory = 0, exitCode = 0] = line.trim().split(' ').map(Number);
      if (exitCode !== 0) throw new Error(`${name}: ${command.join(' ')} exits with ${exitCode}`);
      if (round >= 0) {
        samples[index]!.push({
          wall: wall / 1000,
          processor: processor / 1000,
          memory: (memory * 1024) / 1e6,
        });
      }
    }
  }
  return programs.map(({ name }, index) => ({ name, runs: samples[index]! }));
}

/** The median of what was measured of a program. */
export function middle({ runs }: Timing, what: keyof Run): number {
  return median(runs.map((run) => run[what]));
}

/** The most that was measured of a program. */
export function most({ runs }: Timing, what: keyof Run): number {
  return Math.max(...runs.map((run) => run[what]));
}

/** What was measured of a program, against that of another: the median of the rounds' ratios. */
export function against(one: Timing, other: Timing, what: keyof Run): number {
  return median(one.runs.map((run, round) => run[what] / other.runs[round]![what]));
}

/** The middle one of the numbers; of an even count, the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
