import { runner } from './lint.ts';

/** Ends the run at once where there is no runner. */
export default async function setup(): Promise<void> {
  await runner(['--version']);
}
