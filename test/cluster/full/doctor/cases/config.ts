import { kubectl } from '../../../support/kubectl.ts';
import { until } from '../../../support/until.ts';
import type { Case } from '../case.ts';

export const configCases: readonly Case[] = [
  {
    code: 'CONFIG_BROKEN',
    what: 'somebody edits the ConfigMap, and it is no TOML any more',
    make: async ({ start }) => {
      const runner = await start();
      await runner.api.patch(`/api/v1/namespaces/${runner.namespace}/configmaps/runner-config`, {
        data: { 'config.toml': 'concurrent = [' },
      });
      return runner;
    },
    says: /Failed to load config decoding configuration file/,
  },
  {
    code: 'OBJECT_DIFFERS',
    what: 'somebody edits the memory of the Deployment',
    make: async ({ start }) => {
      const runner = await start();
      await kubectl([
        'set',
        'resources',
        'deployment/runner',
        `--namespace=${runner.namespace}`,
        '--containers=gitlab-runner',
        '--limits=memory=1Gi',
      ]);
      return runner;
    },
    says: /limits\.memory: .*1Gi/,
  },
  {
    code: 'CONFIG_NOT_READ',
    what: 'somebody has put a copy in place of the file that the manager watches',
    make: async ({ start }) => {
      const runner = await start();
      const [pod] = await runner.managers();
      const copy = 'cd /home/gitlab-runner && cp config.toml copy && mv -f copy config.toml';
      const timesRead = async (): Promise<number> =>
        (await runner.metrics(pod!)).get('gitlab_runner_configuration_loaded_total')!;
      const before = await timesRead();
      await runner.exec(pod!, 'gitlab-runner', 'sh', '-c', copy);
      await until('the manager has read the copy', async () => (await timesRead()) > before, 300);
      // The time of a change is known in whole seconds: in the same one it would be no later than the reading.
      const second = (): number => Math.floor(Date.now() / 1000);
      const ofReading = second();
      await until('the second in which it was read is over', () => second() > ofReading);
      await runner.change({ spec: { config: { concurrent: 7 } } });
      return runner;
    },
    says: /the manager has not read it yet/,
  },
  {
    code: 'PERMISSION_ABSENT',
    what: 'somebody takes a verb out of the Role',
    make: async ({ start }) => {
      const runner = await start();
      await runner.api.patch(
        `/apis/rbac.authorization.k8s.io/v1/namespaces/${runner.namespace}/roles/runner`,
        {
          rules: [
            {
              apiGroups: [''],
              resources: ['pods', 'secrets', 'pods/exec', 'pods/attach', 'pods/log'],
              verbs: ['get', 'list', 'watch', 'delete', 'update'],
            },
          ],
        },
      );
      await runner.run({ script: ['cat hello.txt'] });
      return runner;
    },
    says: /create pods;.*cannot create resource "pods"/s,
  },
];
