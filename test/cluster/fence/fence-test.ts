import { test } from '../support/test.ts';
import { Fence, type Settings } from './fence.ts';

interface Fixtures {
  /** The fence of settings, the same for all tests of a file that name them. */
  readonly fenceOf: (settings?: Settings) => Promise<Fence>;
}

const PLAIN: Settings = {};

/** A test of what the fence refuses the account of a manager. */
export const it = test.extend<Fixtures>({
  fenceOf: [
    async ({ api }, use) => {
      const fences = new Map<Settings, Promise<Fence>>();
      await use((settings = PLAIN) => {
        if (!fences.has(settings)) fences.set(settings, Fence.apply(api, settings));
        return fences.get(settings)!;
      });
      for (const fence of fences.values()) await (await fence).remove();
    },
    { scope: 'file' },
  ],
}).concurrent;
