import { randomUUID } from 'node:crypto';

import type { KubernetesObject } from '../../../../src/index.ts';
import type { Api } from '../../support/api.ts';
import type { Job, JobSpec } from '../../support/gitlab/job.ts';
import { images } from '../../support/images.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';
import { JobSession } from '../../support/session.ts';
import { until } from '../../support/until.ts';
import type { Twins } from './twins.ts';
import { refusalOf, type Verb } from './verb.ts';

/** A verb that a scenario rests on. Without a word on what is seen without it, that is the API server's refusal. */
export interface Need extends Verb {
  /** What is seen beside the API server's refusal. */
  readonly seen: readonly string[];
  /** What is not seen. */
  readonly unseen: readonly string[];
}

/** Something that a manager does, and the verbs that it takes. */
export interface Scenario {
  /** What happens: completes "… works" and "… needs". */
  readonly name: string;
  readonly options?: (twins: Twins) => RunnerOptions;
  /** Removes what others may have left in the cluster, before the runner is there. */
  readonly clear?: (api: Api) => Promise<void>;
  /** Does it, and tells what is seen beside the logs of manager and jobs. */
  readonly play: (runner: Runner) => Promise<readonly string[]>;
  /** Undoes what the runner's own namespaces do not take along. */
  readonly tidy?: (runner: Runner) => Promise<void>;
  /** What is seen where nothing is missing. */
  readonly works: readonly string[];
  /** Whether it would disturb others beside it. */
  readonly isAlone?: boolean;
  readonly needs: readonly Need[];
}

interface Extent {
  readonly scope?: Verb['scope'];
  /** In place of the API server's refusal, where nobody writes that down. */
  readonly silent?: boolean;
  readonly unseen?: readonly string[];
}

/** A verb, as `apps/deployments create`, and what is seen without it. */
function need(what: string, seen: readonly string[], extent: Extent = {}): Need {
  const [path, verb] = what.split(' ') as [string, string];
  const isGrouped = /^(?:apps|policy|scheduling\.k8s\.io)\//.test(path);
  const apiGroup = isGrouped ? path.slice(0, path.indexOf('/')) : '';
  const resource = isGrouped ? path.slice(path.indexOf('/') + 1) : path;
  const { scope = 'namespace', silent = false, unseen = [] } = extent;
  const one = { scope, apiGroup, resource, verb };
  return { ...one, seen: silent ? seen : [refusalOf(one), ...seen], unseen };
}

const SUCCEEDS = 'the job succeeds';
const FAILS = 'the job fails: runner_system_failure';

const endOf = ({ status, failureReason }: Job): string =>
  status === 'success' ? SUCCEEDS : `the job fails: ${failureReason}`;

/** Runs a job, and tells how it ends and what its manager leaves behind. */
async function runJob(runner: Runner, spec: JobSpec): Promise<readonly string[]> {
  const job = await runner.run(spec);
  return [endOf(job), ...(await stays(runner, 'pods', 'secrets'))];
}

/** What of some resources stays when the manager has done all that it does about its jobs. */
async function stays(runner: Runner, ...resources: readonly string[]): Promise<readonly string[]> {
  await until('the manager is done with its jobs', async () => {
    const done = (await runner.log()).split('Removed job from processing list').length - 1;
    return done === runner.jobs.length;
  });
  const found = await Promise.all(
    resources.map((resource) =>
      runner.api.list<KubernetesObject>(`/api/v1/namespaces/${runner.namespace}/${resource}`),
    ),
  );
  // What belongs to a pod goes with it.
  const isLeft = ({ metadata }: KubernetesObject): boolean =>
    /^(?:runner-.*-project-|gl-runner-)/.test(metadata.name) &&
    !('deletionTimestamp' in metadata) &&
    !('ownerReferences' in metadata);
  return resources.filter((_, index) => found[index]!.some(isLeft)).map((resource) => `${resource} stay`);
}

const withSessions: RunnerOptions = {
  spec: { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } },
};

/** Does something through the session server while a job runs. */
async function during<T>(
  runner: Runner,
  spec: JobSpec,
  act: (session: JobSession) => Promise<T>,
): Promise<T | undefined> {
  const job = runner.submit({ ...spec, script: [...spec.script, 'echo "it is up"; sleep 600'] });
  await until('the job is up', () => job.trace.includes('\nit is up') || job.hasEnded);
  if (job.hasEnded) return undefined;
  const [manager] = await runner.managers();
  const session = await JobSession.open(job, runner.namespace, manager!.metadata.name);
  try {
    return await act(session);
  } finally {
    session.close();
  }
}

const PORT = 8080;
/** Answers every request with 200. */
const SERVER = `perl -MIO::Socket::INET -e '
  $server = IO::Socket::INET->new(LocalPort => ${PORT}, Listen => 9, ReuseAddr => 1);
  while ($client = $server->accept) {
    while (<$client>) { last if /^\\r/ }
    print $client "HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n";
    close $client;
  }' &
`;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const withPorts: JobSpec = {
  script: [SERVER],
  image: { name: images.debian, ports: [{ number: PORT, protocol: 'http', name: 'web' }] },
};
const credentials: JobSpec['credentials'] = [
  { type: 'registry', url: 'registry.example.com', username: 'someone', password: 'something' },
];

const pausePods = (autoscaler: object): RunnerOptions => ({
  runner: { kubernetes: { autoscaler: { policy: [{ idle_count: 1, scale_factor: 2 }], ...autoscaler } } },
});
const PAUSES = 'labelSelector=runner.gitlab.com/pause-pod%3Dtrue';
const deploymentsOf = ({ namespace }: Runner): string => `/apis/apps/v1/namespaces/${namespace}/deployments`;
const ORPHAN = 'orphan';
const PRIORITY_CLASS = '/apis/scheduling.k8s.io/v1/priorityclasses/gitlab-runner-idle-capacity';
const namespaceOf = ({ id }: Job): string => `/api/v1/namespaces/ci-job-${id}`;

function says(runner: Runner, pattern: RegExp): Promise<boolean> {
  return until(`the manager says ${pattern}`, async () => pattern.test(await runner.log()));
}

/** A Deployment of pause pods whose manager has long been gone. */
const orphan = (namespace: string): object => {
  const labels = { 'runner.gitlab.com/pause-pod': 'true' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: ORPHAN,
      namespace,
      labels,
      annotations: { 'runner.gitlab.com/pause-heartbeat': '2020-01-01T00:00:00Z' },
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'pause', image: images.alpine }] } },
    },
  };
};

/** A runner whose jobs can leave their environment to another, on a volume of the node. */
const suspending = (more: (namespace: string) => readonly object[] = () => []): RunnerOptions => {
  // Else one runner would take the volume of another.
  const storageClass = `gitlab-runner-test-${randomUUID()}`;
  return {
    spec: { version: '19.4.0' },
    runner: {
      id: 7,
      feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: true, FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true },
      kubernetes: {
        suspend_pvc_storage_class: storageClass,
        // Not every node has user namespaces for pods.
        pod_spec: [{ name: 'host-users', patch_type: 'strategic', patch: 'hostUsers: true' }],
      },
    },
    objects: (namespace) => [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: namespace },
        spec: {
          storageClassName: storageClass,
          capacity: { storage: '20Gi' },
          accessModes: ['ReadWriteOnce'],
          persistentVolumeReclaimPolicy: 'Retain',
          hostPath: { path: `/tmp/${namespace}` },
        },
      },
      ...more(namespace),
    ],
  };
};

/** Leaves an environment to another job, which goes on with it. */
async function suspendAndResume(runner: Runner): Promise<readonly string[]> {
  const first = await runner.run({ script: ['echo "kept" > /kept'], suspend: { onSuccess: true } });
  if (first.environment === undefined) return [endOf(first), ...(await stays(runner, 'configmaps'))];
  const second = await runner.run({
    script: ['cat /kept'],
    suspend: { onSuccess: false, environment: first.environment },
  });
  return [endOf(second), ...(await stays(runner, 'configmaps', 'persistentvolumeclaims'))];
}

/** Deletes what the volume of {@link suspending} has left on its node. */
async function clearNode({ api, namespace }: Runner): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  await api.apply([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'clear', namespace },
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'clear',
            image: images.alpine,
            command: ['rm', '-rf', `/node/${namespace}`],
            volumeMounts: [{ name: 'node', mountPath: '/node' }],
          },
        ],
        volumes: [{ name: 'node', hostPath: { path: '/tmp' } }],
      },
    },
  ]);
  await until('the node is cleared', async () => {
    const { status } = await api.get<{ status: { phase: string } }>(`${path}/clear`);
    return status.phase === 'Succeeded';
  });
}

/** Everything that takes permissions: together they need each verb that a document can lead to. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'a plain job',
    play: (runner) => runJob(runner, { script: ['echo "it runs"'] }),
    works: [SUCCEEDS],
    needs: [
      need('pods create', [FAILS]),
      need('pods get', [FAILS]),
      need('pods delete', ['pods stay']),
      need('pods list', ["won't use informers"], { silent: true }),
      need('pods/attach create', [FAILS]),
      need('pods/exec create', [FAILS]),
    ],
  },
  {
    name: 'a job whose image has an entrypoint to be honored',
    play: (runner) =>
      runJob(runner, { script: ['echo "it runs"'], variables: { FF_KUBERNETES_HONOR_ENTRYPOINT: 'true' } }),
    works: [SUCCEEDS],
    needs: [need('pods watch', [FAILS]), need('pods/log get', [FAILS])],
  },
  {
    name: 'a job with a registry login',
    play: (runner) => runJob(runner, { script: ['echo "it runs"'], credentials }),
    works: [SUCCEEDS],
    needs: [need('secrets create', [FAILS]), need('secrets update', [FAILS])],
  },
  {
    name: 'a job with a registry login whose Secret is there already',
    options: (twins) => ({ objects: (namespace) => [twins.of(namespace, 'secrets')] }),
    play: (runner) => runJob(runner, { script: ['echo "it runs"'], credentials }),
    works: [SUCCEEDS],
    needs: [need('secrets get', [FAILS])],
  },
  {
    name: 'a job with a registry login whose pod is refused',
    play: async (runner) => {
      const quota = {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'full', namespace: runner.namespace },
        spec: { hard: { pods: '1' } },
      };
      await runner.make(quota);
      await until('the quota holds', async () => {
        const { status } = await runner.api.get<{ status: { used?: object } }>(
          `/api/v1/namespaces/${runner.namespace}/resourcequotas/full`,
        );
        return status.used !== undefined;
      });
      return runJob(runner, { script: ['echo "it runs"'], credentials });
    },
    works: ['exceeded quota'],
    needs: [need('secrets delete', ['secrets stay'])],
  },
  {
    name: 'a job that waits for its account and its pull secret',
    options: () => ({
      runner: {
        kubernetes: {
          resource_availability_check_max_attempts: 2,
          service_account: 'jobs',
          image_pull_secrets: ['pull'],
        },
      },
      objects: (namespace) => [
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'jobs', namespace } },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          type: 'kubernetes.io/dockerconfigjson',
          metadata: { name: 'pull', namespace },
          data: { '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64') },
        },
      ],
    }),
    play: (runner) => runJob(runner, { script: ['echo "it runs"'] }),
    works: [SUCCEEDS],
    needs: [
      need('serviceaccounts get', ['Timed out while waiting for ServiceAccount/jobs', FAILS], {
        silent: true,
      }),
      need('secrets get', ['Timed out while waiting for ImagePullSecret/pull', FAILS], { silent: true }),
    ],
  },
  {
    name: 'a job whose image cannot be pulled',
    play: (runner) =>
      runJob(runner, { script: ['echo "it runs"'], image: 'registry.invalid/gitlab-runner-test:1' }),
    works: ['Failed to pull image'],
    needs: [need('events list', [], { silent: true, unseen: ['Event retrieved from the cluster'] })],
  },
  {
    name: 'a job that shows the events of its pod',
    play: (runner) =>
      runJob(runner, { script: ['echo "it runs"'], variables: { FF_PRINT_POD_EVENTS: 'true' } }),
    works: [SUCCEEDS],
    needs: [need('events watch', [FAILS])],
  },
  {
    name: 'a terminal',
    options: () => withSessions,
    play: async (runner) => {
      const seen = await during(runner, { script: [] }, (session) =>
        session.terminal('echo "typed $((40 + 2))"', 'typed 42'),
      );
      return [`terminal: ${seen}`];
    },
    works: ['typed 42'],
    needs: [need('pods/exec get', ['terminal: status 500'], { silent: true })],
  },
  {
    name: 'the ports of a job',
    options: () => withSessions,
    play: async (runner) => {
      const seen = await during(runner, withPorts, async (session) => {
        const lines: string[] = [];
        for (const method of METHODS) {
          lines.push(`${method}: status ${await session.status(method, PORT)}`);
        }
        return lines;
      });
      return seen ?? runner.jobs.map(endOf);
    },
    works: METHODS.map((method) => `${method}: status 200`),
    needs: [
      need('services create', [FAILS]),
      need('services/proxy get', ['GET: status 403'], { silent: true }),
      need('services/proxy create', ['POST: status 403'], { silent: true }),
      need('services/proxy update', ['PUT: status 403'], { silent: true }),
      need('services/proxy patch', ['PATCH: status 403'], { silent: true }),
      need('services/proxy delete', ['DELETE: status 403'], { silent: true }),
    ],
  },
  {
    name: 'a job that pod_disruption_budget protects',
    options: () => ({ runner: { kubernetes: { pod_disruption_budget: true } } }),
    play: (runner) => runJob(runner, { script: ['echo "it runs"'] }),
    works: [SUCCEEDS],
    needs: [need('policy/poddisruptionbudgets create', [FAILS])],
  },
  {
    name: 'a job with a budget and ports whose objects are there already',
    options: (twins) => ({
      ...withSessions,
      runner: { kubernetes: { pod_disruption_budget: true } },
      objects: (namespace) => [twins.of(namespace, 'services', 'policy/poddisruptionbudgets')],
    }),
    play: (runner) => runJob(runner, { ...withPorts, script: ['echo "it runs"'] }),
    works: [SUCCEEDS],
    needs: [need('services get', [FAILS]), need('policy/poddisruptionbudgets get', [FAILS])],
  },
  {
    name: 'a suspended and resumed environment',
    options: () => suspending(),
    play: suspendAndResume,
    tidy: clearNode,
    works: [SUCCEEDS, '\nkept'],
    needs: [
      need('persistentvolumeclaims create', [FAILS]),
      need('persistentvolumeclaims delete', ['persistentvolumeclaims stay']),
      need('configmaps create', [FAILS]),
      need('configmaps delete', ['configmaps stay']),
      need('namespaces get', [FAILS]),
    ],
  },
  {
    name: 'a suspended environment whose ConfigMap is there already',
    options: (twins) => suspending((namespace) => [twins.of(namespace, 'configmaps')]),
    play: suspendAndResume,
    tidy: clearNode,
    works: [SUCCEEDS, '\nkept'],
    needs: [need('configmaps get', [FAILS]), need('configmaps update', [FAILS])],
  },
  {
    name: 'an autoscaler with pause pods',
    options: () => ({
      ...pausePods({ pause_pod_priority_class_name: 'system-cluster-critical' }),
      objects: (namespace) => [orphan(namespace)],
    }),
    play: async (runner) => {
      await says(runner, /Created pause pod deployment|Failed to (?:get|apply)/);
      // A job more asks for a pod more.
      const job = runner.submit({ script: ['while sleep 1; do echo "it runs"; done'] });
      await says(runner, /Updated pause pod deployment replicas|Failed to (?:get|apply)/);
      job.cancel();
      await job.ended();
      const seen = await runner.log();
      await runner.api.delete(`${deploymentsOf(runner)}/runner`);
      await until('the manager is gone', async () => (await runner.managers()).length === 0);
      const left = await runner.api.list<KubernetesObject>(`${deploymentsOf(runner)}?${PAUSES}`);
      return [
        seen,
        ...left.map(({ metadata: { name } }) => `${name === ORPHAN ? 'orphans' : 'pause pods'} stay`),
      ];
    },
    works: [
      'Cleaning up orphaned pause pod deployment',
      'Created pause pod deployment',
      'Updated pause pod deployment replicas',
    ],
    needs: [
      need('apps/deployments create', [], { unseen: ['Created pause pod deployment'] }),
      need('apps/deployments get', ['Failed to get pause pod deployment']),
      need('apps/deployments list', ['orphans stay']),
      need('apps/deployments update', [], { unseen: ['Updated pause pod deployment replicas'] }),
      need('apps/deployments delete', ['orphans stay', 'pause pods stay']),
    ],
  },
  {
    name: 'a job with a namespace of its own',
    options: () => ({ runner: { kubernetes: { namespace_per_job: true } } }),
    play: async (runner) => {
      const job = await runner.run({ script: ['echo "it runs"'] });
      await stays(runner);
      const namespace = await runner.api.find<KubernetesObject>(namespaceOf(job));
      const isLeft = namespace !== undefined && !('deletionTimestamp' in namespace.metadata);
      return [endOf(job), ...(isLeft ? ['the namespace stays'] : [])];
    },
    tidy: async ({ api, jobs }) => {
      for (const job of jobs) await api.delete(namespaceOf(job));
    },
    works: [SUCCEEDS],
    needs: [
      need('namespaces create', [FAILS], { scope: 'cluster' }),
      need('namespaces delete', ['the namespace stays'], { scope: 'cluster' }),
    ],
  },
  {
    name: "pause pods of the runner's own PriorityClass",
    options: () => pausePods({}),
    clear: (api) => api.delete(PRIORITY_CLASS),
    play: async (runner) => {
      await says(runner, /Created pause pod deployment/);
      const made = await until('pods are tried', async () =>
        (await runner.events()).find((event) => event.includes(' ReplicaSet/runner-pause-')),
      );
      return [`pause pods: ${made.split(' ')[1]}`];
    },
    tidy: ({ api }) => api.delete(PRIORITY_CLASS),
    works: ['Created PriorityClass for pause pods', 'pause pods: SuccessfulCreate'],
    isAlone: true,
    needs: [
      need('scheduling.k8s.io/priorityclasses get', [], {
        scope: 'cluster',
        unseen: ['Created PriorityClass'],
      }),
      need('scheduling.k8s.io/priorityclasses create', [], {
        scope: 'cluster',
        unseen: ['Created PriorityClass'],
      }),
    ],
  },
];
