import { expect } from 'vitest';

import { images } from '../../support/images.ts';
import { held } from '../../support/runner.ts';
import type { Row } from '../row.ts';

/** Several runner entries, and several managers. */
export const managerRows: readonly Row[] = [
  {
    name: 'two runner entries of one manager each get the jobs of their own token',
    prepare: ({ gitlab }) => {
      const token = gitlab.newRunner();
      return {
        runner: {
          objects: (namespace) => [
            {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 'second', namespace },
              stringData: { token },
            },
          ],
          spec: {
            runners: {
              second: {
                url: gitlab.url,
                token: { secretKeyRef: { name: 'second', key: 'token' } },
                environment: ['ENTRY=second'],
                kubernetes: { image: images.alpine },
              },
            },
          },
          runner: { environment: ['ENTRY=first'] },
        },
        job: { script: ['echo "entry: $ENTRY"'] },
        trace: ['on default', 'entry: first'],
        meanwhile: async (first, runner) => {
          const second = await runner.submit({ script: ['echo "entry: $ENTRY"'] }, token).ended();
          expect(second).toMatchObject({ status: 'success', manager: first.manager });
          expect(second.trace).toContain('on second');
          expect(second.trace).toContain('entry: second');
        },
      };
    },
  },
  {
    name: 'three replicas run three jobs at once, one each',
    runner: { spec: { manager: { replicas: 3 }, config: { concurrent: 1 } } },
    job: held(),
    meanwhile: async (first, runner) => {
      const jobs = [first, await runner.hold(), await runner.hold()];
      expect(new Set(jobs.map(({ manager }) => manager)).size).toBe(3);
      for (const job of jobs) expect(await runner.release(job)).toMatchObject({ status: 'success' });
    },
  },
];
