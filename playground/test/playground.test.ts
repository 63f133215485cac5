import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { renderConfigToml, renderRunner, toYaml } from '../../src/index.ts';
import { root } from '../../test/support/project.ts';
import { examplesIn } from '../build/examples.ts';
import { documentOf, openPage, openTab, toEndOf, withBrowser } from './open-page.ts';

withBrowser();

const examples = examplesIn(root);
const base = examples[0]!.text;

/** The fragment of a link to a text. */
function linkTo(text: string): string {
  return `#document=${deflateRawSync(text).toString('base64url')}`;
}

/** Drops a file on the page, as people do. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text!], name!));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.getByText('Drop a document, values.yaml, config.toml or manifests').waitFor();
  await page.dispatchEvent('.cm-content', 'drop', { dataTransfer: data });
}

describe('the document', () => {
  it('is the base document at first, with its objects beside it', async () => {
    const { page } = await openPage();
    expect(await documentOf(page)).toBe(base);
    const titles = await page.locator('.object summary').allTextContents();
    expect(titles).toEqual(
      renderRunner(parse(base)).map(({ kind, metadata: { namespace, name } }) =>
        [kind, namespace === undefined ? name : `${namespace}/${name}`].join(' '),
      ),
    );
  });

  it('comes to other objects while it is edited', async () => {
    const { page } = await openPage();
    await toEndOf(page, 'concurrent: 4');
    await page.keyboard.type('2');
    await page.locator('.object pre', { hasText: 'concurrent = 42' }).waitFor();
  });

  it('has an error underlined at its place, and mended with a click there', async () => {
    const { page } = await openPage();
    await toEndOf(page, 'poll_timeout');
    await page.keyboard.press('Enter');
    await page.keyboard.type('memory_reqest: 1Gi');
    const wrong = page.locator('.cm-lintRange-error', { hasText: 'memory_reqest' });
    await wrong.waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('1 error in the document.');
    await page.keyboard.press('Escape');
    await wrong.hover();
    await page.getByText('did you mean "memory_request"?').waitFor();
    await page.locator('.cm-diagnosticAction', { hasText: 'Fix' }).click();
    await page.locator('.object pre', { hasText: 'memory_request = "1Gi"' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await documentOf(page)).toContain('        memory_request: 1Gi\n');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    await wrong.waitFor();
    expect(await documentOf(page)).toContain('        memory_reqest: 1Gi\n');
  });

  it('has errors at their places where its lines end as on Windows', async () => {
    const text = base.replace('concurrent: 4', 'concurent: 4').replaceAll('\n', '\r\n');
    const { page } = await openPage(linkTo(text), { isWithoutObjects: true });
    await page.locator('.cm-lintRange-error', { hasText: /^concurent$/ }).waitFor();
    const panel = await openTab(page, /Findings/);
    await panel.getByRole('button', { name: 'Fix' }).click();
    await panel.getByText('No problems found.').waitFor();
    expect(await documentOf(page)).toBe(base);
  });

  it('has its findings in a list, from which they are found and mended', async () => {
    const { page } = await openPage();
    await toEndOf(page, 'concurrent: 4');
    await page.keyboard.press('Enter');
    await page.keyboard.type('log_levle: info');
    const panel = await openTab(page, /Findings/);
    const finding = panel.locator('li', { hasText: 'UNKNOWN_KEY' });
    await finding.getByRole('button', { name: 'Line 10' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
    await finding.getByRole('button', { name: 'Fix' }).click();
    await panel.getByText('No problems found.').waitFor();
    expect(await documentOf(page)).toContain('    log_level: info\n');
  });

  it('is completed from the schema: keys with what they mean, and values', async () => {
    const { page } = await openPage();
    await toEndOf(page, 'service_cpu_request');
    await page.keyboard.press('Enter');
    await page.keyboard.type('pull_pol');
    await page.locator('.cm-completionInfo', { hasText: 'When nodes pull images.' }).waitFor();
    // A list leaves Enter to the text while it is younger than 75 ms.
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    await page.locator('[role=listbox] [role=option]', { hasText: 'if-not-present' }).click();
    await page.locator('.object pre', { hasText: 'pull_policy = "if-not-present"' }).waitFor();
  });

  it('says what a key under the pointer means', async () => {
    const { page } = await openPage();
    const key = page.locator('.cm-line', { hasText: 'concurrent' }).locator('.tok-propertyName');
    const explanation = page.locator('.explanation');
    // What explains is loaded when the pointer comes first, and explains when it moves on.
    await expect
      .poll(
        async () => {
          for (const x of [5, 15]) await key.hover({ position: { x, y: 5 } });
          return explanation.count();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(1);
    expect(await explanation.textContent()).toContain('spec.config.concurrent');
  });

  it('may be any of the examples, each without an error', async () => {
    const { page } = await openPage();
    const menu = page.getByLabel('Load an example');
    expect(await menu.locator('option').allTextContents()).toEqual([
      'Examples',
      ...examples.map(({ name }) => name),
    ]);
    for (const [index, { name, text, isImported }] of examples.entries()) {
      await menu.selectOption(String(index));
      if (isImported) {
        await page.getByText(`Imported ${name}.`).waitFor();
        expect(await page.getByRole('alert').count()).toBe(0);
        continue;
      }
      const objects = renderRunner(parse(text));
      await expect
        .poll(() => page.locator('.object pre').allTextContents(), { timeout: 60_000, message: name })
        .toEqual(objects.map((object) => toYaml([object]).replace(/^---\n/, '')));
    }
  });
});

describe('what it comes to', () => {
  it('is searched', async () => {
    const { page } = await openPage();
    await page.getByLabel('Search the objects').fill('poll_timeout = 600');
    await page.getByText('1 of 6 objects').waitFor();
    expect(await page.locator('.object summary').allTextContents()).toEqual([
      'ConfigMap gitlab-runner/gitlab-runner-config',
    ]);
    expect(
      await page.evaluate(() =>
        [...(CSS.highlights.get('matches') as unknown as Iterable<Range>)].map(String),
      ),
    ).toEqual(['poll_timeout = 600']);
  });

  it('is config.toml', async () => {
    const { page } = await openPage();
    const panel = await openTab(page, 'config.toml');
    await panel.locator('pre').waitFor();
    expect(await panel.locator('pre').textContent()).toBe(renderConfigToml(parse(base)));
  });

  it('is permissions with their reasons', async () => {
    const { page } = await openPage();
    const panel = await openTab(page, 'Permissions');
    await panel
      .getByRole('row', { name: /^pods create, delete, get, list, watch gitlab-runner every job is a pod/ })
      .waitFor();
  });

  it('is config.toml and permissions of each document, of the same name in two namespaces too', async () => {
    const inNamespace = (name: string): string =>
      base.replace('  name: gitlab-runner\n', `  name: gitlab-runner\n  namespace: ${name}\n`);
    const { page } = await openPage(linkTo(`${inNamespace('one')}---\n${inNamespace('two')}`));
    const panel = await openTab(page, 'config.toml');
    for (const name of ['one', 'two']) {
      const file = page.getByRole('region', { name: `config.toml of ${name}/gitlab-runner` });
      await file.locator('pre', { hasText: `namespace = "${name}"` }).waitFor();
    }
    await openTab(page, 'Permissions');
    for (const name of ['one', 'two'])
      await panel.getByRole('table', { name: `What the manager ${name}/gitlab-runner may do` }).waitFor();
  });

  it('is a picture', async () => {
    const { page } = await openPage();
    const panel = await openTab(page, 'Picture');
    await panel.locator('svg').waitFor();
    expect(await panel.locator('svg').textContent()).toContain('Manager gitlab-runner');
  });

  it('is what a change does to managers and jobs, and compared with another text from then on', async () => {
    const { page } = await openPage();
    const panel = await openTab(page, 'Changes');
    await panel.getByText('No differences.').waitFor();
    await toEndOf(page, 'concurrent: 4');
    await page.keyboard.type('2');
    await panel.getByText('config.toml is read in place').waitFor();
    expect(await panel.locator('.added').allTextContents()).toEqual(['+    concurrent = 42\n']);
    await panel.getByRole('button', { name: 'Compare from here on' }).click();
    await panel.getByText('No differences.').waitFor();
  });
});

describe('what people have', () => {
  const TOKEN = `glrt-${'x'.repeat(20)}`;

  it('becomes a document with a report, without its credentials', async () => {
    const { page } = await openPage();
    const values = `gitlabUrl: https://gitlab.example.com\nrunnerToken: ${TOKEN}\nconcurrent: 30\n`;
    await drop(page, 'values.yaml', values);
    const panel = page.getByRole('tabpanel');
    await panel.getByText('Create the Secret gitlab-runner-token').waitFor();
    expect(await panel.textContent()).toContain('settings kept.');
    const text = await documentOf(page);
    expect(parse(text).spec.config.concurrent).toBe(30);
    expect(await page.content()).not.toContain(TOKEN);
    await openTab(page, /Objects/);
    await page.locator('.object pre', { hasText: 'concurrent = 30' }).waitFor();
  });

  it('may be a config.toml or manifests, one file or several', async () => {
    const { page } = await openPage();
    const config =
      'concurrent = 7\n[[runners]]\nurl = "https://gitlab.com"\ntoken = "x"\nexecutor = "kubernetes"\n';
    const manifests = toYaml(renderRunner(parse(base.replace('concurrent: 4', 'concurrent: 9'))));
    await page.getByLabel('Files to import').setInputFiles([
      { name: 'config.toml', mimeType: 'application/toml', buffer: Buffer.from(config) },
      { name: 'manifests.yaml', mimeType: 'application/yaml', buffer: Buffer.from(manifests) },
    ]);
    await page.getByText('Imported config.toml, manifests.yaml.').waitFor();
    expect(await documentOf(page)).toMatch(/concurrent: [79]\n[\s\S]*---\n[\s\S]*concurrent: [79]\n/);
  });

  it('is opened as it is where it is a document', async () => {
    const { page } = await openPage();
    const text = base.replace('concurrent: 4', 'concurrent: 5');
    await drop(page, 'mine.yaml', text);
    await page.getByText('Opened mine.yaml.').waitFor();
    expect(await documentOf(page)).toBe(text);
    const panel = await openTab(page, 'Changes');
    await panel.getByText('Against mine.yaml').waitFor();
  });

  it('is opened where it is a document that cannot be read, to be mended', async () => {
    const { page } = await openPage();
    const text = base.replace('concurrent: 4', 'concurrent: {');
    await drop(page, 'mine.yaml', text);
    await page.getByText('Opened mine.yaml.').waitFor();
    expect(await documentOf(page)).toBe(text);
    await page.getByText('1 error in the document.').waitFor();
  });

  it('is not opened when something else was opened meanwhile', async () => {
    const { page } = await openPage();
    await page.evaluate(() => {
      const { text } = File.prototype;
      const late = new Promise((done) => addEventListener('late', done));
      File.prototype.text = async function (this: File) {
        if (this.name === 'slow.yaml') await late;
        return text.call(this);
      };
    });
    await drop(page, 'slow.yaml', base.replace('concurrent: 4', 'concurrent: 5'));
    const quick = base.replace('concurrent: 4', 'concurrent: 6');
    await drop(page, 'quick.yaml', quick);
    await page.getByText('Opened quick.yaml.').waitFor();
    await page.evaluate(() => dispatchEvent(new Event('late')));
    // The worker answers in turn.
    await drop(page, 'notes.txt', 'milk, eggs');
    await page.getByText('Nothing was made of notes.txt.').waitFor();
    expect(await documentOf(page)).toBe(quick);
  });

  it('is refused with a reason where nothing runs a runner', async () => {
    const { page } = await openPage();
    await drop(page, 'notes.txt', 'milk, eggs');
    await page.getByText('Nothing was made of notes.txt.').waitFor();
    expect(await documentOf(page)).toBe(base);
  });
});

describe('what people take along', () => {
  it('is a file of the document, and one of the objects', async () => {
    const { page } = await openPage();
    const download = async (name: string): Promise<readonly [string, string]> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
    };
    expect(await download('Download the document')).toEqual(['runner.yaml', base]);
    expect(await download('Download all objects')).toEqual([
      'manifests.yaml',
      toYaml(renderRunner(parse(base))),
    ]);
  });

  it('is a link that holds the document', async () => {
    const { page } = await openPage();
    await toEndOf(page, 'concurrent: 4');
    await page.keyboard.type('2 # für äöü');
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied the link.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/#document=[\w-]+$/);
    expect(link).toBe(page.url());

    await page.getByLabel('Load an example').selectOption('base');
    await page.goto(link);
    await page.getByText('Opened the document of the link.').waitFor();
    expect(await documentOf(page)).toContain('concurrent: 42 # für äöü');

    const other = await openPage(new URL(link).hash);
    expect(await documentOf(other.page)).toBe(base.replace('concurrent: 4', 'concurrent: 42 # für äöü'));
  });

  it.each([
    ['a token', `token: glrt-${'x'.repeat(20)}`, 'lines 13, 15'],
    ['a comment with a token', `# glrt-${'x'.repeat(20)}`, 'line 13'],
    ['a password in an address', 'clone_url: https://me:wonderland@gitlab.com', 'line 13'],
  ])('is no link with %s in it', async (_, line, place) => {
    const { page } = await openPage();
    await toEndOf(page, 'url: https://gitlab.com');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
    await page.getByRole('button', { name: 'Share…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No link is made').waitFor();
    expect(await dialog.textContent()).toContain(`No link is made: ${place} of the document`);
    expect(page.url()).not.toContain('#');
    expect(await dialog.getByRole('button', { name: 'Copy link' }).count()).toBe(0);
  });

  it.each([
    ['broken', '#document=%%%'],
    ['cut off', '#document=bVHLTsMwELz3K6z'],
  ])('says of a link that is %s what is wrong, and begins with the base document', async (_, fragment) => {
    const { page } = await openPage(fragment);
    await page.getByText('The link holds no document').waitFor();
    expect(await documentOf(page)).toBe(base);
  });

  it('is not read from a link that would fill the memory', async () => {
    const { page } = await openPage(linkTo('\0'.repeat(50_000_000)));
    await page.getByText('the text is longer than a document may be').waitFor();
  });
});

describe('a text that is hostile', () => {
  const HOSTILE = [
    '<img src="./secret" onerror="document.title = 1">',
    '</style><script>document.title = 1</script>',
    '%%{init: {"themeCSS": "@import url(./secret)"}}%%',
    '"]; click A "javascript:document.title = 1"',
    '![x](./secret) [x](javascript:document.title=1)',
    '`</code><b>x</b>`',
    '&lt;svg onload=alert(1)&gt; #lt;img src=./secret#gt;',
  ].join(' ');

  it.each([
    ['', []],
    ['unknown: ', ['UNKNOWN_KEY']],
  ])('is text in every pane: %s', async (wrong, codes) => {
    const document = parse(base);
    document.metadata.annotations = { note: HOSTILE };
    document.spec.runners.default.name = HOSTILE;
    document.spec.runners.default.environment = [`NAME=${HOSTILE}`];
    document.spec.runners.default.kubernetes.pod_annotations = { note: HOSTILE };
    document.spec.runners.default.kubernetes.volumes = {
      nfs: [{ name: 'x', mount_path: '/x', server: HOSTILE, path: `/${HOSTILE}` }],
    };
    if (wrong !== '') document.spec[wrong + HOSTILE] = HOSTILE;
    const text = `# ${HOSTILE}\n${stringify(document)}`;
    const { page, requests } = await openPage(linkTo(text), { isWithoutObjects: wrong !== '' });
    const title = await page.title();
    for (const [name, content] of [
      [/Findings/, codes.length > 0 ? '.card' : '.empty'],
      ...(codes.length > 0
        ? []
        : ([
            [/Objects/, '.object'],
            ['config.toml', 'pre'],
            ['Permissions', 'table'],
            ['Picture', 'svg'],
            ['Changes', '.empty'],
          ] as const)),
    ] as const) {
      const panel = await openTab(page, name);
      await panel.locator(content).first().waitFor();
      expect(await panel.locator('img, image, a, b, script, iframe, object, embed, [onerror]').count()).toBe(
        0,
      );
    }
    await drop(
      page,
      `${HOSTILE.replaceAll('/', ':')}.yaml`,
      `gitlabUrl: https://gitlab.com\nconcurrent: 3\n? ${JSON.stringify(HOSTILE)}\n: 1\n`,
    );
    const report = page.getByRole('tabpanel');
    await report.getByText('To switch over').waitFor();
    expect(await report.locator('img, a, b, script').count()).toBe(0);
    expect(await page.title()).toBe(title);
    expect(requests.filter((url) => url.includes('secret'))).toEqual([]);
  });
});

describe('the page', () => {
  it('asks its server for no picture, font or frame, whatever is in it', async () => {
    const { page, requests, said } = await openPage();
    const before = requests.length;
    await page.evaluate(async () => {
      document.body.insertAdjacentHTML(
        'beforeend',
        `<img src="./x"><iframe src="./x"></iframe><video src="./x"></video><object data="./x"></object>
        <style>@font-face { font-family: x; src: url(./x) } footer { background: url(./x); font-family: x }</style>
        <link rel="icon" href="./x"><link rel="manifest" href="./x">`,
      );
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    await expect
      .poll(() => said.filter((text) => text.includes('Content Security Policy')).length)
      .toBeGreaterThan(5);
    expect(
      requests.slice(before).filter((url) => url.endsWith('/x') && !said.includes(`${url}: csp`)),
    ).toEqual([]);
    said.length = 0;
  });

  it('says so where its worker cannot be started', async () => {
    const { page, said } = await openPage();
    await page.route(/\/worker-/, (route) => route.abort());
    await page.reload();
    await page.getByText('the worker has ended, load the page again').waitFor();
    expect(said.splice(0)).not.toEqual([]);
  });

  it('gives the focus back when its dialog is closed', async () => {
    const { page } = await openPage();
    const share = page.getByRole('button', { name: 'Share…' });
    await share.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Link to this document').waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await share.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('connects to nothing, nor does its worker', async () => {
    const { page, said } = await openPage();
    expect(
      await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content'),
    ).toContain("connect-src 'none'");
    // Its own server answers, so that nothing but the policy can be in the way.
    const connect = async (): Promise<string> => {
      try {
        await fetch(self.origin, { mode: 'no-cors' });
        return 'connected';
      } catch {
        return 'refused';
      }
    };
    expect(await page.evaluate(connect)).toBe('refused');
    expect(await page.workers()[0]!.evaluate(connect)).toBe('refused');
    expect(said.splice(0).filter((text) => !text.includes('Content Security Policy'))).toEqual([]);
  });

  it('is used with the keyboard', async () => {
    const { page } = await openPage();
    await page.getByRole('tab', { name: /Objects/ }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('config.toml');
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toContain('Findings');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  });

  it('has a name for all that is pressed, chosen or written in', async () => {
    const { page } = await openPage();
    const tree = await page.locator('body').ariaSnapshot();
    const unnamed = tree
      .split('\n')
      .filter((line) => /^\s*- (?:button|combobox|textbox|searchbox|tab|img)(?::|$| \[)/.test(line));
    expect(unnamed).toEqual([]);
    expect(tree).toContain('- textbox "Document"');
  });
});
