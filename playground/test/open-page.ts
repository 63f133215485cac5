import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

import { type Served, served } from './served.ts';

/** The page in a browser of its own, and what it asked for. */
export interface OpenPage {
  readonly page: Page;
  /** The addresses of all requests, in their order. */
  readonly requests: readonly string[];
  /** What was said in the console, or went wrong; a test that wants some of it takes it out. */
  readonly said: string[];
}

let browser: Browser;
let server: Served;

/** Starts the browser and the server of a file of tests. */
export function withBrowser(): void {
  beforeAll(async () => {
    server = await served();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Without a sandbox, since tests run as root in containers; and without what Chromium itself looks for on the network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
}

/**
 * Opens the page, with a fragment if one is given, and waits for its first objects, or its first errors. When the test is over, nothing may have been
 * asked for but the page's own files, and nothing may be in the console.
 */
export async function openPage(
  fragment = '',
  {
    isWithoutObjects = false,
    ...options
  }: BrowserContextOptions & { readonly isWithoutObjects?: boolean } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const requests: string[] = [];
  const said: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('requestfailed', (request) => said.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(String(error)));
  onTestFinished(async () => {
    await context.close();
    const own = [server.url, `blob:${new URL(server.url).origin}/`];
    expect(requests.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([]);
    expect(said).toEqual([]);
  });
  await page.goto(server.url + fragment);
  await page
    .locator(isWithoutObjects ? '.banner' : '.object')
    .first()
    .waitFor();
  return { page, requests, said };
}

/** Puts the cursor at the end of the first line of the editor that has a text. */
export async function toEndOf(page: Page, text: string): Promise<void> {
  await page.locator('.cm-line', { hasText: text }).first().click();
  await page.keyboard.press('End');
}

/** The text in the editor, which shows the lines that are in sight only. */
export async function documentOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy the document' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied the document.' }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens a tab, and returns its panel. */
export async function openTab(page: Page, name: string | RegExp) {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel');
}
