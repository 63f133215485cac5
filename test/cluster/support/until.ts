import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until there is an answer other than `undefined` and `false`, and returns it.
 *
 * @param seconds when to give up: ten times what it takes on a quiet machine.
 * @throws with what was waited for, and what the last question ended with where it failed.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 120,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let failure: unknown;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`, { cause: failure });
    await sleep(pause);
  }
}
