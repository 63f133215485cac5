import { mkdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

import { root } from '../../test/support/project.ts';
import { openPage, toEndOf, withBrowser } from './open-page.ts';
import { dist } from './served.ts';

withBrowser();

/** What is to be loaded before the first objects are there, compressed: kB. */
const MAX_KB = 400;

it('is small when its first objects are there', async () => {
  const { page, requests } = await openPage();
  await page.waitForLoadState('networkidle');
  const files = requests
    .filter((url) => url.startsWith('http'))
    .map((url) => basename(new URL(url).pathname));
  const sizes = await Promise.all(
    files.map(async (name) => {
      const path = name === 'playground' ? join(dist, 'index.html') : join(dist, 'assets', name);
      return { name, kB: gzipSync(await readFile(path)).length / 1000 };
    }),
  );
  const all = sizes.reduce((sum, { kB }) => sum + kB, 0);
  const lines = [...sizes, { name: 'in all', kB: all }].map(
    ({ name, kB }) => `${kB.toFixed(1).padStart(7)} kB  ${name}`,
  );
  console.log(`Loaded before the first objects, gzip:\n${lines.join('\n')}`);
  expect(all).toBeLessThanOrEqual(MAX_KB);
});

it('has the objects of a text soon after a key is pressed', async () => {
  const { page } = await openPage();
  await toEndOf(page, 'concurrent: 4');
  // From the key in the page to the change of the objects beside it.
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    let pressed = 0;
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true });
    new MutationObserver(() => times.push(performance.now() - pressed)).observe(
      document.getElementById('panel')!,
      { subtree: true, childList: true, characterData: true },
    );
  });
  const times = (): Promise<readonly number[]> =>
    page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
  for (let key = 1; key <= 50; key += 1) {
    await page.keyboard.press(key % 2 === 1 ? '2' : 'Backspace');
    await page.waitForFunction(
      (count) => (globalThis as unknown as { times: number[] }).times.length === count,
      key,
    );
  }
  const sorted = (await times()).toSorted((a, b) => a - b);
  const at = (part: number): string => `${sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(1)} ms`;
  console.log(`From a key to its objects, 50 keys: median ${at(0.5)}, fastest ${at(0)}, slowest ${at(1)}`);
  expect(sorted).toHaveLength(50);
});

const SCREENSHOTS = join(root, process.env.SCREENSHOTS ?? 'node_modules/.cache/playground');

it.each([
  ['wide', 'light', { width: 1280, height: 800 }],
  ['wide', 'dark', { width: 1280, height: 800 }],
  ['narrow', 'light', { width: 360, height: 780 }],
  ['narrow', 'dark', { width: 360, height: 780 }],
] as const)('is shown %s and %s, with nothing that hangs over', async (size, colorScheme, viewport) => {
  const { page } = await openPage('', { viewport, colorScheme });
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  mkdirSync(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${size}-${colorScheme}.png`);
  await page.screenshot({ path, fullPage: size === 'narrow' });
  expect((await stat(path)).size).toBeGreaterThan(10_000);
});
