/** Exit codes of the command line. */
export const EXIT = {
  /** The command did what it was asked to. */
  done: 0,
  /** The document has errors. */
  errors: 1,
  /** The command line, or a file it names, cannot be used. */
  usage: 2,
  /** An internal error. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Thrown for a command line that cannot be followed. The message ends up on standard error. */
export class UsageError extends Error {}
