import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';

import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';

const MEBIBYTE = 2 ** 20;

describe.concurrent('Scale', () => {
  it('forty jobs, eight at a time, fit into what a manager requests, and leave nothing', async ({
    start,
  }) => {
    const runner = await start({ spec: { config: { concurrent: 8 }, manager: { resources: null } } });
    const [manager] = await runner.managers();
    const begin = Date.now();
    const before = await runner.metrics(manager!);
    const jobs = Array.from({ length: 40 }, () => runner.submit({ script: ['cat hello.txt'] }));
    let memory = 0;
    while (!jobs.every(({ hasEnded }) => hasEnded) && Date.now() - begin < 900_000) {
      const now = await runner.metrics(manager!);
      memory = Math.max(memory, now.get('process_resident_memory_bytes')!);
      await sleep(2000);
    }
    expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => 'success'));
    const after = await runner.metrics(manager!);
    const spent = after.get('process_cpu_seconds_total')! - before.get('process_cpu_seconds_total')!;
    const cores = spent / ((Date.now() - begin) / 1000);
    expect(memory / MEBIBYTE).toBeLessThan(128);
    expect(cores).toBeLessThan(0.1);
    await until('jobs have left nothing', async () => (await runner.leftovers()).length === 0, 300);
  });

  it('`concurrent` counts for each manager', async ({ start }) => {
    const runner = await start({ spec: { config: { concurrent: 2 }, manager: { replicas: 2 } } });
    const held = await Promise.all(Array.from({ length: 4 }, () => runner.hold()));
    const fifth = runner.submit({ script: ['cat hello.txt'] });
    const counts = new Map<string, number>();
    for (const { manager } of held) counts.set(manager!, (counts.get(manager!) ?? 0) + 1);
    expect([...counts.values()]).toEqual([2, 2]);
    expect(fifth.status).toBe('pending');
    for (const job of held) await runner.release(job);
    expect(await fifth.ended()).toMatchObject({ status: 'success' });
  });

  it('the budget lets one manager of three go at a time', async ({ start, api }) => {
    const runner = await start({
      spec: { manager: { replicas: 3 }, podDisruptionBudget: { enabled: true } },
    });
    const { namespace } = runner;
    const ready = (): Promise<unknown> =>
      until('three managers are ready', async () => (await runner.deployment()).status.readyReplicas === 3);
    const allowed = async (count: number): Promise<unknown> =>
      until(`${count} may go`, async () => {
        const budget = await api.get<{ status: { disruptionsAllowed: number } }>(
          `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets/runner`,
        );
        return budget.status.disruptionsAllowed === count;
      });
    const evict = async (name: string): Promise<number> => {
      const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
      return (await api.send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, eviction))
        .status;
    };
    await ready();
    await allowed(1);
    // They drain, and so are away for as long as their jobs.
    const job = await runner.hold();
    const [first, second] = (await runner.managers()).map(({ metadata: { name } }) => name);
    expect(await evict(first!)).toBe(201);
    expect(await evict(second!)).toBe(429);
    await ready();
    await allowed(1);
    expect(await evict(second!)).toBe(201);
    expect(await runner.release(job)).toMatchObject({ status: 'success' });
  });
});
