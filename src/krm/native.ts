import { main } from './main.ts';

/** What native-host.c offers to the program that is compiled into it. */
declare const host: {
  readonly arguments: readonly string[];
  readonly isTerminal: () => boolean;
  readonly read: () => string | undefined;
  readonly print: (descriptor: 1 | 2, text: string) => void;
  exitCode: number;
};
/** Filled in by scripts/build-native.ts. */
declare const QUICKJS_VERSION: string;

host.exitCode = main(host.arguments, {
  runtime: `native, QuickJS ${QUICKJS_VERSION}`,
  isTerminal: host.isTerminal,
  read: host.read,
  print: (stream, text) => host.print(stream === 'stdout' ? 1 : 2, text),
});
