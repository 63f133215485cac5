import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { root } from './support/project.ts';
import { run } from './support/run.ts';

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { steps: { run?: string; uses?: string }[]; permissions?: object }>>;
}

const GITHUB = '.github/workflows';
const read = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'));
const workflows = readdirSync(join(root, GITHUB)).map(
  (file) => [file, read(join(GITHUB, file)) as Workflow] as const,
);
const steps = (workflow: Workflow) => Object.values(workflow.jobs).flatMap((job) => job.steps);
const gitlab = Object.values(read('.gitlab-ci.yml') as object).flatMap(
  (job: { script?: string[] }) => job.script ?? [],
);
const scripts: readonly (readonly [string, readonly string[]])[] = [
  ['.gitlab-ci.yml', gitlab],
  ...workflows.map(([file, workflow]) => [file, steps(workflow).flatMap((step) => step.run ?? [])] as const),
];

describe.each(scripts)('%s', (_, commands) => {
  it('calls scripts that are there, in a language that the shell reads', () => {
    const known = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object })
      .scripts;
    const text = commands.join('\n');
    expect(commands.length).toBeGreaterThan(0);
    for (const [, script] of text.matchAll(/\bnpm run ([\w:-]+)/g)) expect(known).toHaveProperty([script!]);
    for (const [file] of text.matchAll(/(?<![\w/])(?:\.ci|scripts)\/[\w./-]+/g))
      expect({ file, isThere: existsSync(join(root, file)) }).toEqual({ file, isThere: true });
    expect(run('sh', ['-n'], { input: text })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe.each(workflows)('%s', (_, workflow) => {
  it('runs no action that may become another one', () => {
    const actions = steps(workflow).flatMap((step) => step.uses ?? []);
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it('may read the sources at most, but where a job says more', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(workflow.permissions);
  });
});
