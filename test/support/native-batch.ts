import { runFunction } from '../../src/doors/krm/function.ts';

declare const host: {
  readonly read: () => string | undefined;
  readonly print: (descriptor: 1 | 2, text: string) => void;
  main: () => number;
};

/** Runs the function on many inputs in one process: NUL between them, one line of JSON for each outcome. */
host.main = () => {
  for (const input of (host.read() ?? '').split('\0'))
    host.print(1, `${JSON.stringify(runFunction(input))}\n`);
  return 0;
};
