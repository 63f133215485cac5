import { runFunction } from './function.ts';
import { main } from './main.ts';

/** What native-host.c offers to the program that is compiled into it. */
declare const host: {
  readonly isTerminal: () => boolean;
  readonly read: () => string | undefined;
  readonly print: (descriptor: 1 | 2, text: string) => void;
  /** Called by the host, with the arguments, where the executable runs; returns the exit code. */
  main: (args: readonly string[]) => number;
};
/** Filled in by scripts/build-native.ts. */
declare const QUICKJS_VERSION: string;
/** A ResourceList; filled in as well. */
declare const SAMPLE: string;

// The build evaluates this module and all that it imports, and the executable starts from the result: at build time
// there is no input, and neither time nor random numbers. A first run makes what is made on demand, and leaves memory
// to the runs that follow.
runFunction(SAMPLE);
host.main = (args) =>
  main(args, {
    runtime: `native, QuickJS ${QUICKJS_VERSION}`,
    isTerminal: host.isTerminal,
    read: host.read,
    print: (stream, text) => host.print(stream === 'stdout' ? 1 : 2, text),
  });
