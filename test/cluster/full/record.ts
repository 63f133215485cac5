import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

import { root } from '../../support/project.ts';
import { type GroupResult, RESULT, readResult, type TestResult } from './result.ts';
import { GROUPS, groupOf, hashOfSources } from './sources.ts';

/** Writes down a run of the tests of the folders beside this file, for each of which all tests have run and passed. */
export default class Record implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.ts'),
    );
    const isWhole = errors.length === 0 && this.#vitest?.config.testNamePattern === undefined;
    const result: { [group: string]: GroupResult } = { ...readResult() };
    for (const group of GROUPS) {
      const own = modules.filter((module) => groupOf(fileOf(module)) === group);
      const tests = own.flatMap((module) => [...module.children.allTests()]);
      if (own.length === 0) continue;
      if (
        !isWhole ||
        own.length !== files.filter((file) => groupOf(file) === group).length ||
        !tests.every((test) => test.result().state === 'passed')
      ) {
        console.log(`${RESULT} keeps what it has of ${group}: not all tests ran and passed.`);
        continue;
      }
      result[group] = {
        date: new Date().toISOString().slice(0, 10),
        versions: {
          kubernetes: kubernetesVersion(),
          runner: [...new Set(tests.flatMap((test) => test.meta().runnerVersion ?? []))].sort(),
        },
        sources: hashOfSources(group),
        tests: tests.map(resultOf),
      };
    }
    const sorted = Object.fromEntries(
      GROUPS.flatMap((group) => (result[group] ? [[group, result[group]]] : [])),
    );
    writeFileSync(join(root, RESULT), `${JSON.stringify(sorted, null, 2)}\n`);
  }
}

function fileOf(module: TestModule): string {
  return relative(import.meta.dirname, module.moduleId);
}

function resultOf(test: TestCase): TestResult {
  return {
    file: fileOf(test.module),
    name: test.fullName,
    seconds: Math.round((test.diagnostic()?.duration ?? 0) / 1000),
    meta: test.meta(),
  };
}

function kubernetesVersion(): string {
  const answer = execFileSync('kubectl', ['version', '--output=json'], { encoding: 'utf8' });
  return (JSON.parse(answer) as { serverVersion: { gitVersion: string } }).serverVersion.gitVersion;
}
