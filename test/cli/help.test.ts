import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/doors/cli/commands/index.ts';
import { cli } from '../support/cli.ts';

const printed = async (...args: string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await cli(args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
};

it('is what a call without a command prints', async () => {
  const overview = await printed();
  expect(await printed('help')).toBe(overview);
  expect(await printed('--help')).toBe(overview);
  for (const name of Object.keys(commands)) expect(overview).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
});

it('says where the documentation is', async () => {
  const [, path] = /^Documentation, as Markdown files: (.*)$/m.exec(await printed('help'))!;
  expect(existsSync(`${path}/configuration.md`)).toBe(true);
});

describe.each(Object.keys(commands))('that of %s', (name) => {
  it('is printed by help and by --help', async () => {
    const text = await printed('help', name);
    expect(await printed(name, '--help')).toBe(text);
    expect(await printed('-h', name)).toBe(text);
    expect(text).toContain(`gitlab-runner-manifests ${name}`);
  });

  it('fits a terminal', async () => {
    const wide = (await printed('help', name))
      .split('\n')
      .filter((line) => line.length > 80 && !line.startsWith('Documentation, '));
    expect(wide).toEqual([]);
  });
});

it('shows the words that an option takes as the command reads them', async () => {
  for (const [name, { define }] of Object.entries(commands)) {
    const { usage, options } = (await define()).definition;
    const read = Object.entries(options).flatMap(([option, [, , words]]) => (words ? [[option, words]] : []));
    const shown = [...usage.join(' ').matchAll(/--([a-z-]+) ([a-z\d-]+(?:\|\s*[a-z\d-]+)+)/g)].map(
      ([, option, words]) => [option!, words!.split(/\|\s*/)],
    );
    expect({ [name]: Object.fromEntries(shown) }).toEqual({ [name]: Object.fromEntries(read) });
  }
});

it('lists the commands in the documentation as they are defined', () => {
  const page = readFileSync('docs/command-line.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(commands));
});
