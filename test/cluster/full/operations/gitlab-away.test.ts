import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject } from 'vitest';

import { busy, expectUndisturbed } from '../../operations/busy.ts';
import { GitLab } from '../../support/gitlab/gitlab.ts';
import { it } from '../../support/test.ts';

describe.concurrent('Stopping without losing jobs', () => {
  it('while GitLab is away for two minutes, managers wait, jobs go on, and their ends are told later', async ({
    start,
    onTestFinished,
  }) => {
    const gitlab = await GitLab.start(inject('host'));
    onTestFinished(() => gitlab.stop());
    const before = await busy(await start({ gitlab }));
    const { runner } = before;
    const second = await runner.hold();
    gitlab.isAway = true;
    const end = Date.now() + 120_000;
    const [pod] = await runner.podsOf(second);
    await runner.exec(pod!, 'build', 'touch', '/tmp/released');
    while (Date.now() < end) {
      const [manager] = await runner.managers();
      expect(manager!.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      );
      await sleep(5000);
    }
    expect(second.hasEnded).toBe(false);
    gitlab.isAway = false;
    await second.ended();
    expect(second.status).toBe('success');
    expect(second.trace).toContain('to the end');
    await expectUndisturbed(before);
    expect(await runner.run({ script: ['cat hello.txt'] })).toMatchObject({ status: 'success' });
  });
});
