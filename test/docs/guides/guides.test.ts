import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Command } from './commands.ts';
import { NOT_RUN, notRun, SHOWN_ELSEWHERE } from './not-run.ts';
import { guides, pipesOf } from './pages.ts';
import { installPacked, Project } from './project.ts';

/** What of a command is run here: each pipe up to the first step that is not. */
function runHere(command: string): string {
  return pipesOf(command)
    .map(([first = '', ...rest]) => {
      const listed = notRun(first);
      const begin = listed ? listed.instead : first;
      if (begin === undefined) return '';
      const end = rest.findIndex(notRun);
      return [begin, ...(end < 0 ? rest : rest.slice(0, end))].join(' | ');
    })
    .filter((pipe) => pipe !== '')
    .join(' && ');
}

/** Output as a page shows it: … is anything. */
const asShown = (shown: string): RegExp =>
  new RegExp(
    `^${shown
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^]*')}$`,
  );

describe('the guides', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-guides-'));
  beforeAll(() => installPacked(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are played but for what a list says, of which each entry has something', () => {
    const steps = guides.flatMap(({ commands }) => commands.flatMap(({ text }) => pipesOf(text).flat()));
    const used = new Set(steps.map(notRun));
    expect(NOT_RUN.filter((entry) => !used.has(entry))).toEqual([]);
    const showing = guides.filter(({ commands }) => commands.some(({ shown }) => shown !== undefined));
    expect(
      Object.keys(SHOWN_ELSEWHERE).filter((name) => !showing.some((page) => page.name === name)),
    ).toEqual([]);
  });

  const played = guides
    .map(({ commands, ...page }) => ({
      ...page,
      commands: commands
        .map(({ text, ...command }): Command => ({ ...command, text: runHere(text) }))
        .filter(({ text }) => text !== ''),
    }))
    .filter(({ commands }) => commands.length > 0);

  it.each(played)('$name', ({ name, text: page, commands }) => {
    const project = new Project(folder, name, page);
    for (const { text, shown } of commands) {
      // Each import is a way of its own to begin.
      if (/ import /.test(text)) project.run('rm -rf imported');
      const { exitCode, stdout, stderr } = project.run(text);
      expect(exitCode, `${text}\n${stderr}`).toBe(0);
      if (shown !== undefined && !(name in SHOWN_ELSEWHERE)) expect(stdout).toMatch(asShown(shown));
    }
  });
});
