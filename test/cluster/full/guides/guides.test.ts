import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';

import { type NotRun, notRun, ON_CLUSTER } from '../../../docs/guides/not-run.ts';
import { guides, pipesOf } from '../../../docs/guides/pages.ts';
import { installPacked } from '../../../docs/guides/project.ts';
import { GitLab } from '../../support/gitlab/gitlab.ts';
import { it } from '../../support/test.ts';
import { NOT_RUN } from './not-run.ts';
import { type Play, plays } from './plays.ts';
import { Stage } from './stage.ts';

/** A command, with the one before it where that sets a variable. */
interface Played {
  readonly text: string;
  readonly setting: string;
}

const setsVariable = (command = ''): boolean => /^(?:read|export) /.test(command);

function playedOf(commands: readonly string[]): Played[] {
  return commands.flatMap((text, index) => {
    const before = commands[index - 1];
    return setsVariable(text) ? [] : [{ text, setting: setsVariable(before) ? `${before}\n` : '' }];
  });
}

const needsCluster = ({ text }: Played): boolean =>
  pipesOf(text)
    .flat()
    .some((step) => notRun(step)?.reason === ON_CLUSTER);
const isOf =
  ({ text }: Played) =>
  (start: string): boolean =>
    text.startsWith(start);
const listed = (command: Played): NotRun | undefined => NOT_RUN.find(({ start }) => isOf(command)(start));
const stepOf = ({ steps }: Play, command: Played): string | undefined =>
  Object.keys(steps).find(isOf(command));

/** The pages with what of them is run here. */
const pages = guides.map(({ commands, ...page }) => {
  const play = plays[page.name] ?? { steps: {} };
  const all = playedOf(commands.map(({ text }) => text));
  const isRun = (command: Played): boolean =>
    listed(command) === undefined && (needsCluster(command) || (play.makes ?? []).some(isOf(command)));
  return { ...page, play, commands: all.filter(isRun), listed: all.flatMap((one) => listed(one) ?? []) };
});

/** Those with something to run, the longest first, as not all run side by side. */
const played = pages
  .filter(({ commands }) => commands.length > 0)
  .toSorted((one, other) => other.commands.length - one.commands.length);

describe.concurrent('the guides on a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-guides-'));
  beforeAll(() => installPacked(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const { play, commands, ...page } of played) {
    it(page.name, async ({ apply, onTestFinished }) => {
      const gitlab = await GitLab.start(inject('host'));
      onTestFinished(() => gitlab.stop());
      const runner = await apply({ gitlab, hasSecret: false, deploy: async () => [] });
      const stage = new Stage(folder, page, runner);
      await play.begin?.(stage);
      for (const command of commands) {
        const run = (words: Readonly<Record<string, string>> = {}): Promise<string> =>
          stage.run(
            command.setting + command.text.replaceAll(/\b[A-Z]{3,}\b/g, (word) => words[word] ?? word),
          );
        const step = play.steps[stepOf(play, command) ?? ''] ?? (() => run());
        await step(run, stage);
      }
    });
  }
});

it('what is said of a page or a command is about one', () => {
  expect(Object.keys(plays).filter((name) => !pages.some((page) => page.name === name))).toEqual([]);
  const used = new Set(pages.flatMap((page) => page.listed));
  expect(NOT_RUN.filter((entry) => !used.has(entry))).toEqual([]);
  for (const { play, commands } of pages) {
    const steps = new Set(commands.map((command) => stepOf(play, command)));
    expect(Object.keys(play.steps).filter((start) => !steps.has(start))).toEqual([]);
    const { makes = [] } = play;
    expect(makes.filter((start) => !commands.some((one) => isOf(one)(start)))).toEqual([]);
  }
});
