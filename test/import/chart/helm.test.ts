/**
 * The objects that the chart renders of values come to the document of the values. GitLab's chart is in no registry: the
 * test takes its folder from a variable, and Helm from another one or from the PATH:
 *
 *     GITLAB_RUNNER_CHART=…/gitlab-runner HELM=…/helm npx vitest run test/import/chart/helm.test.ts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { importConfig } from '../../../src/import/import-config.ts';

const { GITLAB_RUNNER_CHART: chart, HELM: helm = 'helm' } = process.env;
const why =
  chart === undefined
    ? 'GITLAB_RUNNER_CHART names no chart'
    : !existsSync(`${chart}/Chart.yaml`)
      ? `there is no chart in ${chart}`
      : !isThere(helm)
        ? `${helm} does not run`
        : undefined;
if (why !== undefined) console.warn(`test/import/chart/helm.test.ts is skipped: ${why}`);

/** The first minor release of the chart that has all values of a file. */
const SINCE: Readonly<Record<string, number>> = { 'cache.yaml': 62, 'later.yaml': 79 };

const folder = new URL('values/', import.meta.url);
const minor =
  why === undefined
    ? Number(/^0\.(\d+)/.exec((parse(read(`${chart}/Chart.yaml`)) as { version: string }).version)?.[1])
    : 0;

describe.skipIf(why !== undefined)('the chart', () => {
  const files = readdirSync(folder).filter((name) => (SINCE[name] ?? 0) <= minor);
  it.each(files)('renders %s to what comes to the same document', (name) => {
    const values = new URL(name, folder).pathname;
    const options = ['--namespace', 'ci', '--values', values, '--api-versions', 'monitoring.coreos.com/v1'];
    const rendered = execFileSync(helm, ['template', 'team', chart!, ...options], { encoding: 'utf8' });
    const ofObjects = importConfig([{ name: 'objects.yaml', text: rendered }], { namespace: 'ci' });
    // Helm lays the values of a release on those of the chart.
    const texts = [`${chart}/Chart.yaml`, `${chart}/values.yaml`, values];
    const ofValues = importConfig(
      texts.map((file) => ({ name: file, text: read(file) })),
      { name: 'team', namespace: 'ci' },
    );
    expect(ofObjects.documents).toHaveLength(1);
    expect(ofObjects.documents[0]!.config).toEqual(ofValues.documents[0]!.config);
    expect(ofObjects.documents[0]!.name).toBe(ofValues.documents[0]!.name);
  });
});

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['version', '--short'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
