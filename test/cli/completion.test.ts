import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/doors/cli/commands/index.ts';
import { bashScript } from '../../src/doors/cli/completion/bash.ts';
import { fishScript } from '../../src/doors/cli/completion/fish.ts';
import { type Vocabulary, vocabulary } from '../../src/doors/cli/completion/vocabulary.ts';
import { zshScript } from '../../src/doors/cli/completion/zsh.ts';
import { SHELLS } from '../../src/doors/cli/definitions/completion.ts';
import { definition as render } from '../../src/doors/cli/definitions/render.ts';
import { REPORT_FORMATS } from '../../src/doors/cli/report/options.ts';
import { cli } from '../support/cli.ts';

const script = async (shell: string): Promise<string> => {
  const { exitCode, stdout, stderr } = await cli(['completion', shell]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
};

/** What bash offers for the last of some words. `explain` is a function there, which shows what it is asked. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const code = `
gitlab-runner-manifests() { printf '%s\\n' "asked:$*" 'one' '*.two' '[].three'; }
eval "$(cat)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_gitlab_runner_manifests
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--norc', '-c', code, 'bash', 'gitlab-runner-manifests', ...words], {
    input: await script('bash'),
    encoding: 'utf8',
  });
  return text.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  it.each([
    [[''], [...Object.keys(commands), 'help']],
    [['va'], ['validate']],
    [['--'], ['--help', '--version']],
    [['help', 'va'], ['validate']],
    [['render', '--'], [...Object.keys(render.options), 'help'].map((option) => `--${option}`)],
    [['validate', '--format', ''], [...REPORT_FORMATS]],
    [['validate', '--format', '=', ''], [...REPORT_FORMATS]],
    [['validate', '--format', '='], [...REPORT_FORMATS]],
    [['validate', '--format', 's'], ['sarif']],
    [
      ['validate', 'a.yaml', '--fail-on', ''],
      ['error', 'warning'],
    ],
    [['completion', ''], [...SHELLS]],
    [['schema', '--p'], ['--patch']],
    [['explain', 'o'], ['one']],
    [
      ['explain', 'spec.a.'],
      ['spec.a.asked:explain spec.a --format names', 'spec.a.one', 'spec.a.*.two', 'spec.a.[].three'],
    ],
    [['explain', 'spec.a.*.tw'], []],
    [['explain', 'spec.a.*'], ['spec.a.*.two']],
  ])('offers for %j: %j', async (words, expected) => {
    expect((await offered(...words)).sort()).toEqual(expected.toSorted());
  });

  it.each([
    ['render', ''],
    ['render', 'run'],
    ['render', '-o', ''],
    ['validate', '--kustomization', ''],
    ['import', '--name', ''],
    ['schema', ''],
  ])('leaves it to the names of files for %j %j %j', async (...words) => {
    expect(await offered(...words.filter((word) => word !== undefined))).toEqual([]);
    expect(await script('bash')).toMatch(/^complete -o default -F \w+ gitlab-runner-manifests$/m);
  });
});

describe.each(SHELLS)('the script for %s', (shell) => {
  it('has every command, option and word', async () => {
    const text = await script(shell);
    for (const [name, { define }] of Object.entries(commands)) {
      const { options } = (await define()).definition;
      expect(text).toMatch(new RegExp(`\\b${name}\\b`));
      for (const [option, [, , words = []]] of Object.entries(options)) {
        expect(text).toMatch(new RegExp(`(?:--|-l )${option}\\b`));
        expect(text).toContain(words.join(' '));
      }
    }
  });
});

it('writes what help says as the text that it is', () => {
  const text = `it's [one]: \\ of`;
  const hostile: Vocabulary = {
    commands: [
      {
        name: 'a',
        summary: text,
        words: 'files',
        options: [
          { name: 'b', short: 'b', text, isRepeatable: true, value: { name: 'DIR', due: 'directories' } },
          { name: 'c', text, isRepeatable: false, value: { name: 'X[:Y]', due: ['x', 'y'] } },
        ],
      },
    ],
    options: [],
  };
  const zsh = zshScript(hostile);
  expect(zsh).toContain(`'a:it'\\''s [one]: \\ of'\n`);
  expect(zsh).toContain(`'*-b[it'\\''s \\[one\\]\\: \\\\ of]:DIR:_directories' '*--b=[it'\\''s`);
  expect(zsh).toContain(`'--c=[it'\\''s \\[one\\]\\: \\\\ of]:X\\[\\:Y\\]:(x y)'`);
  const fish = fishScript(hostile);
  expect(fish).toContain(`-s b -l b -d 'it\\'s [one]: \\\\ of' -x -a '(__fish_complete_directories)'\n`);
  expect(fish).toContain(`-l c -d 'it\\'s [one]: \\\\ of' -x -a 'x y'\n`);
  expect(bashScript(hostile)).not.toContain(text);
});

it('offers directories and files where help names these', async () => {
  const { commands: offers } = await vocabulary(commands);
  const due = (command: string, option: string) =>
    offers.find(({ name }) => name === command)!.options.find(({ name }) => name === option)?.value?.due;
  expect(due('render', 'output')).toBe('directories');
  expect(due('import', 'name')).toBe('anything');
  expect(due('render', 'format')).toEqual(render.options.format![2]);
});

it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('refuses %j', async (words) => {
  const { exitCode, stdout, stderr } = await cli(['completion', ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('completion needs one of bash, zsh, fish');
});
