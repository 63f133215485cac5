import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

import { openPage, openTab, toEndOf, withBrowser } from './open-page.ts';

withBrowser();

/** What WCAG 2.2 asks of text at level AA. */
const MIN = 4.5;

/** Returns the texts in sight that are too much like what is behind them, each with its contrast. */
async function faint(page: Page): Promise<readonly string[]> {
  return page.evaluate((min) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const luminance = (colors: readonly string[]): number => {
      for (const color of colors) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    return [...document.querySelectorAll<HTMLElement>('#app *, .cm-tooltip *')].flatMap((element) => {
      const isText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
      );
      if (!isText || element.closest('svg, option') !== null || !element.checkVisibility()) return [];
      const behind: string[] = [];
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { backgroundColor, backgroundImage } = getComputedStyle(at);
        if (backgroundImage.startsWith('linear')) return [`${element.textContent}: on a gradient`];
        behind.unshift(backgroundColor);
      }
      const back = luminance(behind);
      const front = luminance([...behind, getComputedStyle(element).color]);
      const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      return contrast < min ? [`${element.textContent!.slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
    });
  }, MIN);
}

it.each(['light', 'dark'] as const)('is read well: all text, %s', async (colorScheme) => {
  const { page } = await openPage('', { colorScheme });
  expect(await faint(page)).toEqual([]);
  for (const [name, content] of [
    ['config.toml', 'pre'],
    ['Permissions', 'table'],
    ['Changes', '.empty'],
  ] as const) {
    await (await openTab(page, name)).locator(content).waitFor();
    expect(await faint(page)).toEqual([]);
  }
  await toEndOf(page, 'concurrent: 4');
  await page.keyboard.type('2');
  await page.locator('pre .added').waitFor();
  expect(await faint(page)).toEqual([]);

  await page.keyboard.press('Control+f');
  await page.locator('.cm-search').waitFor();
  await page.locator('.cm-content').focus();
  await toEndOf(page, 'poll_timeout');
  await page.keyboard.press('Enter');
  await page.keyboard.type('memory_reqest: ');
  await page.getByRole('alert').waitFor();
  await page.locator('.cm-lintRange-error').hover();
  await page.locator('.cm-diagnosticAction').waitFor();
  expect(await faint(page)).toEqual([]);
  await (await openTab(page, /Findings/)).locator('.card').first().waitFor();
  await page.keyboard.press('Control+Space');
  await page.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await faint(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await toEndOf(page, 'service_cpu_request');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Space');
  await page.locator('.cm-completionInfo').waitFor();
  expect(await faint(page)).toEqual([]);

  await page.getByLabel('Load an example').selectOption({ label: 'values.yaml' });
  await page.getByText('Imported values.yaml.').waitFor();
  expect(await faint(page)).toEqual([]);
});
