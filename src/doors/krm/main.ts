import { version } from '../../core/version.ts';
import { runFunction } from './function.ts';
import { usage } from './usage.ts';

/** What the function needs of the runtime that it runs in. */
export interface Host {
  /** Name and version, as `--version` prints them. */
  readonly runtime: string;
  /** Whether standard input is a terminal. */
  readonly isTerminal: () => boolean;
  /** Reads standard input to its end; `undefined` where that is not UTF-8. */
  readonly read: () => string | undefined;
  /** Writes the whole text. */
  readonly print: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** Runs the function, or prints what the option asks for, and returns the exit code. Never throws. */
export function main(args: readonly string[], host: Host): number {
  const finish = (stream: 'stdout' | 'stderr', text: string, exitCode: number): number => {
    host.print(stream, text);
    return exitCode;
  };
  try {
    const [option] = args;
    if (option === '--version')
      return finish('stdout', `gitlab-runner-krm ${version} (${host.runtime})\n`, 0);
    if (option === '--help') return finish('stdout', usage, 0);
    if (option !== undefined || host.isTerminal()) return finish('stderr', usage, 2);
    const stdin = host.read();
    if (stdin === undefined)
      return finish('stderr', 'gitlab-runner-krm: standard input is not UTF-8 text.\n', 1);
    if (stdin.trim() === '') return finish('stderr', usage, 2);
    const { stdout, stderr, exitCode } = runFunction(stdin);
    host.print('stderr', stderr);
    return finish('stdout', stdout, exitCode);
  } catch (error) {
    return finish(
      'stderr',
      `gitlab-runner-krm: this is a bug, please report it: ${(error as Error).name}\n`,
      70,
    );
  }
}
