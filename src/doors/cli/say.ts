import { maskedName } from '../../core/credentials/mask.ts';
import { printable } from '../../core/findings/printable.ts';
import type { Io } from './io.ts';

/** Prints one line for people, after the program's name. */
export function say(message: string, io: Io): void {
  io.err(`gitlab-runner-manifests: ${printable(maskedName(message))}\n`);
}
