import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

import { quickjsVersion } from '../scripts/build-native.ts';
import { type Budget, isHeld } from './budgets.ts';
import type { Growth, Rate } from './in-process.ts';
import { against, middle, most, type Timing } from './processes.ts';

/** Everything that was measured. */
export interface Results {
  readonly processes: readonly Timing[];
  readonly rounds: number;
  /** Bytes of the files, by name. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly rates: readonly Rate[];
  readonly runners: readonly Growth[];
  readonly managers: readonly Growth[];
  readonly documents: Readonly<Record<string, readonly Growth[]>>;
  readonly budgets: readonly Budget[];
  /** What could not be measured here, and why. */
  readonly missing: readonly string[];
}

/** Writes the results as a page in Markdown. */
export function resultsPage(results: Results): string {
  const { processes } = results;
  const bare = processes.find(({ name }) => name === 'node -e 0')!;
  return [
    '# Measured',
    'Written by `npm run bench`. Times depend on the machine, and on what else it does: compare within one table.',
    machine(),
    '## Budgets',
    budgetTable(results.budgets),
    ...results.missing.map((line) => `Not measured here: ${line}`),
    '## Whole processes',
    `${results.rounds} rounds in turn, \`NODE_EXTRA_CA_CERTS\` unset. Ratios are medians of the rounds' own ones. Memory is the largest process's in a run.`,
    table(
      ['', 'median ms', 'fastest ms', 'processor ms', '× bare node', 'of the processor', 'peak MB'],
      processes.map((timing) => [
        timing.name,
        fixed(middle(timing, 'wall')),
        fixed(Math.min(...timing.runs.map(({ wall }) => wall))),
        fixed(middle(timing, 'processor')),
        fixed(against(timing, bare, 'wall'), 2),
        fixed(against(timing, bare, 'processor'), 2),
        fixed(most(timing, 'memory')),
      ]),
    ),
    '## Files',
    table(
      ['', 'MB'],
      Object.entries(results.sizes).map(([name, bytes]) => [name, fixed(bytes / 1e6, 2)]),
    ),
    '## In process, six objects of the base document',
    'The library as installed, each row in a process of its own, and a bare Node started beside each look at it.',
    table(
      ['', 'a second', 'µs each', 'in the time of a bare node'],
      results.rates.map(({ name, perSecond, perBareNode }) => [
        name,
        whole(perSecond),
        whole(1e6 / perSecond),
        fixed(perBareNode),
      ]),
    ),
    '## Growth: runners in one document, in process',
    growthTable('runners', results.runners),
    '## Growth: managers checked and rendered together, in process',
    growthTable('managers', results.managers),
    ...Object.entries(results.documents).flatMap(([name, growth]) => [
      `## Growth: documents in one \`kustomize build\`, ${name}`,
      growthTable('documents', growth),
    ]),
    '',
  ].join('\n\n');
}

/** Writes the budgets as a table. */
export function budgetTable(budgets: readonly Budget[]): string {
  return table(
    ['', 'measured', 'limit', 'held'],
    budgets.map((budget) => [
      budget.name,
      `${fixed(budget.measured, 2)} ${budget.unit}`,
      `${budget.atLeast === true ? '≥' : '≤'} ${fixed(budget.limit, 2)} ${budget.unit}`,
      isHeld(budget) ? 'yes' : '**no**',
    ]),
  );
}

function growthTable(what: string, growth: readonly Growth[]): string {
  return table(
    [what, 'ms', 'ms each'],
    growth.map(({ count, milliseconds }) => [
      whole(count),
      fixed(milliseconds, 2),
      fixed(milliseconds / count, 3),
    ]),
  );
}

function machine(): string {
  const kustomize = execFileSync('kustomize', ['version'], { encoding: 'utf8' }).trim();
  return table(
    ['', ''],
    [
      ['date', new Date().toISOString().slice(0, 10)],
      ['processor', `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`],
      ['load, last 15 minutes', `${fixed(loadavg()[2] ?? 0)} processes for ${cpus().length} cores`],
      ['memory', `${whole(totalmem() / 1e9)} GB`],
      ['system', `${type()} ${release()}`],
      ['Node', process.versions.node],
      ['kustomize', kustomize],
      ['QuickJS', quickjsVersion() ?? 'none'],
    ],
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, index) => (index === 0 ? '---' : '---:')));
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const fixed = (value: number, digits = 1): string => value.toFixed(digits);
const whole = (value: number): string => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
