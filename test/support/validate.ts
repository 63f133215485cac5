import { cli, type Outcome } from './cli.ts';

/** Validates files in this process. */
export function validate(...args: string[]): Promise<Outcome> {
  return cli(['validate', ...args]);
}
