import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from 'vitest/node';

import { root } from '../../support/project.ts';
import type { FullResult, TestResult } from './result.ts';
import { hashOfSources, RESULT } from './sources.ts';

/** Writes down a run of all tests of this folder, where each has passed. */
export default class Record implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.ts'),
    );
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const isWhole = modules.length === files.length && this.#vitest?.config.testNamePattern === undefined;
    if (
      !isWhole ||
      errors.length > 0 ||
      reason !== 'passed' ||
      !tests.every((test) => test.result().state === 'passed')
    ) {
      console.log(`${RESULT} is left as it was: not all tests ran and passed.`);
      return;
    }
    const result: FullResult = {
      date: new Date().toISOString().slice(0, 10),
      versions: {
        kubernetes: kubernetesVersion(),
        runner: [...new Set(tests.flatMap((test) => test.meta().runnerVersion ?? []))].sort(),
      },
      sources: hashOfSources(),
      tests: tests.map(resultOf),
    };
    writeFileSync(join(root, RESULT), `${JSON.stringify(result, null, 2)}\n`);
  }
}

function resultOf(test: TestCase): TestResult {
  return {
    file: relative(import.meta.dirname, test.module.moduleId),
    name: test.fullName,
    seconds: Math.round((test.diagnostic()?.duration ?? 0) / 1000),
    meta: test.meta(),
  };
}

function kubernetesVersion(): string {
  const answer = execFileSync('kubectl', ['version', '--output=json'], { encoding: 'utf8' });
  return (JSON.parse(answer) as { serverVersion: { gitVersion: string } }).serverVersion.gitVersion;
}
