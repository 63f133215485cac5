import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../../src/index.ts';
import type { Api } from './api.ts';
import type { GitLab } from './gitlab/gitlab.ts';
import type { Job, JobSpec } from './gitlab/job.ts';
import { images } from './images.ts';
import { kubectl } from './kubectl.ts';
import { until } from './until.ts';

/** As much of a pod as tests look at. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly imagePullSecrets?: readonly { readonly name: string }[];
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly resources?: object;
      readonly securityContext?: object;
    }[];
    readonly initContainers?: readonly { readonly name: string }[];
    readonly volumes?: readonly object[];
  };
  readonly status: {
    readonly phase: string;
    readonly reason?: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

/** As much of a Deployment as tests look at. */
export interface Deployment {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly replicas: number };
  readonly status: { readonly readyReplicas?: number };
}

interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly state: Readonly<
    Record<string, { readonly reason?: string; readonly message?: string; readonly exitCode?: number }>
  >;
}

interface Event {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

/** Says when what needs a runner has come to its end. */
export interface Ends {
  readonly onTestFinished: (then: () => Promise<void>) => void;
  readonly onTestFailed: (then: () => Promise<void>) => void;
}

/** What a test says of its runner. */
export interface RunnerOptions {
  /** Merged into `spec` of the document. */
  readonly spec?: object;
  /** Merged into the one runner entry, `spec.runners.default`. */
  readonly runner?: object;
  /** By default that of the test file. */
  readonly gitlab?: GitLab;
  /** By default a new one. */
  readonly token?: string;
  /** Applied before the runner's own, but for its Namespaces: Secrets that the document names, servers that jobs use. */
  readonly objects?: (namespace: string) => readonly object[];
  /** Whether its Namespaces are there before the rest, as they are by default. Without, the Secret comes last. */
  readonly hasNamespace?: boolean;
  /** Whether the Secret of the token is made, as it is by default. Where it comes late, the kubelet looks again after 10 s. */
  readonly hasSecret?: boolean;
  /** How the document comes into the cluster, where it is not rendered and applied here. Returns what was applied. */
  readonly deploy?: (runner: Runner) => Promise<readonly KubernetesObject[]>;
  /** What becomes of each rendered object before it is applied. */
  readonly edit?: (object: KubernetesObject) => KubernetesObject;
}

/** Name of every runner of the tests, whose namespaces differ. */
const NAME = 'runner';
/** The Secret of its token. */
const TOKEN = { name: 'runner-token', key: 'token' };
/** The file that a job which is held waits for. */
const RELEASED = '/tmp/released';
/** What the executor makes for a job, as parts of paths. */
const JOB_RESOURCES = [
  ['/api/v1', 'pods'],
  ['/api/v1', 'secrets'],
  ['/api/v1', 'configmaps'],
  ['/apis/policy/v1', 'poddisruptionbudgets'],
] as const;

/** A job that goes on after its script until it is released. */
export function held({ script = [], ...job }: Partial<JobSpec> = {}): JobSpec {
  const held = ['echo "it runs"', `until [ -e ${RELEASED} ]; do sleep 1; done`, 'echo "to the end"'];
  return { ...job, script: [...script, ...held] };
}

/** A document as users write it, but that jobs come at once, their pods go at once, and many managers fit on a node. */
function documentOf(
  namespace: string,
  { url }: GitLab,
  { spec = {}, runner = {} }: RunnerOptions,
): GitLabRunner {
  const plain = {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: NAME, namespace },
    spec: {
      version: '19.3.0',
      config: { concurrent: 4, check_interval: 1 },
      manager: { resources: { requests: { cpu: '10m', memory: '32Mi' } } },
      runners: {
        default: {
          url,
          token: { secretKeyRef: TOKEN },
          kubernetes: { image: images.alpine, poll_interval: 1, cleanup_grace_period_seconds: 1 },
        },
      },
    },
  };
  const own = { spec: mergePatch({ runners: { default: runner } }, spec) };
  return mergePatch(plain, own) as GitLabRunner;
}

/** A runner in the cluster that a GitLab of the tests hands jobs to, in a namespace of its own. */
export class Runner {
  readonly api: Api;
  readonly gitlab: GitLab;
  readonly namespace: string;
  token: string;
  document: GitLabRunner;
  readonly #deploy: RunnerOptions['deploy'];
  readonly #edit: (object: KubernetesObject) => KubernetesObject;
  /** What was submitted. */
  readonly jobs: Job[] = [];
  /** What was made, to be deleted. */
  readonly #made: KubernetesObject[] = [];

  private constructor(api: Api, gitlab: GitLab, namespace: string, options: RunnerOptions) {
    this.api = api;
    this.gitlab = gitlab;
    this.namespace = namespace;
    this.token = options.token ?? gitlab.newRunner();
    this.document = documentOf(namespace, gitlab, options);
    this.#deploy = options.deploy;
    this.#edit = options.edit ?? ((object) => object);
  }

  /** Applies what the document is rendered to, and the token's Secret. Returns at once. */
  static async apply(
    api: Api,
    gitlab: GitLab,
    namespace: string,
    options: RunnerOptions,
    { onTestFinished, onTestFailed }: Ends,
  ): Promise<Runner> {
    const runner = new Runner(api, options.gitlab ?? gitlab, namespace, options);
    onTestFinished(() => runner.remove());
    onTestFailed(async () => console.error(await runner.report()));
    const { objects, hasNamespace = true, hasSecret = true } = options;
    if (hasNamespace)
      await runner.make(...renderRunner(runner.document).filter(({ kind }) => kind === 'Namespace'));
    await runner.make(...(objects?.(namespace) ?? []));
    if (hasSecret && hasNamespace) await runner.putToken(runner.token);
    await runner.render(runner.document);
    if (hasSecret && !hasNamespace) await runner.putToken(runner.token);
    return runner;
  }

  /** Renders a document and applies the objects, or deploys it as the test does. */
  async render(document: GitLabRunner): Promise<void> {
    this.document = document;
    if (this.#deploy) this.#made.push(...(await this.#deploy(this)));
    else await this.make(...renderRunner(document).map(this.#edit));
  }

  /** Changes the document, renders it and applies the objects. */
  change(part: { readonly spec?: object; readonly metadata?: object }): Promise<void> {
    return this.render(mergePatch(this.document, part) as GitLabRunner);
  }

  /** Applies objects. */
  async make(...objects: readonly object[]): Promise<void> {
    const all = objects as readonly KubernetesObject[];
    this.#made.push(...all);
    await this.api.apply(all);
  }

  /** Writes the Secret that the document names. */
  putToken(token: string): Promise<void> {
    this.token = token;
    return this.make({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: TOKEN.name, namespace: this.namespace },
      data: { [TOKEN.key]: Buffer.from(token).toString('base64') },
    });
  }

  /** Waits until a manager has asked for jobs. */
  async asked(): Promise<this> {
    await until('a manager asks for jobs', () => this.gitlab.requestsForJobs(this.token).length > 0);
    return this;
  }

  /** Lets a job wait for the manager, by default in the queue of the one runner entry that every document has. */
  submit(job: JobSpec, token: string = this.token): Job {
    const submitted = this.gitlab.submit(token, job);
    this.jobs.push(submitted);
    return submitted;
  }

  /** Runs a job to its end. */
  run(job: JobSpec, seconds?: number): Promise<Job> {
    return this.submit(job).ended(seconds);
  }

  /** Starts a job that goes on after its script until it is released, and waits until it has come there. */
  hold(job: Partial<JobSpec> = {}): Promise<Job> {
    return this.submit(held(job)).says('it runs');
  }

  /** Releases a job, and waits for its end. */
  async release(job: Job): Promise<Job> {
    await job.says('it runs');
    const [pod] = await this.podsOf(job);
    await this.exec(pod!, 'build', 'touch', RELEASED);
    return job.ended();
  }

  /** Runs a command in a container, and returns what it wrote. */
  exec({ metadata: { name, namespace } }: Pod, container: string, ...command: string[]): Promise<string> {
    return kubectl(['exec', name, `--namespace=${namespace}`, `--container=${container}`, '--', ...command]);
  }

  /** The metrics of a manager at its usual port: the sum over all series of each name. */
  async metrics({ metadata: { name } }: Pod): Promise<ReadonlyMap<string, number>> {
    const path = `/api/v1/namespaces/${this.namespace}/pods/${name}:9252/proxy/metrics`;
    // The API server asks no pod whose address it does not know yet.
    const text = await until(`the metrics of ${name} answer`, () => this.api.get<string>(path));
    const sums = new Map<string, number>();
    for (const [, metric = '', value] of text.matchAll(/^(\w+)(?:\{.*\})? (\S+)$/gm)) {
      sums.set(metric, (sums.get(metric) ?? 0) + Number(value));
    }
    return sums;
  }

  /** Path of the Deployment. */
  get deploymentPath(): string {
    return `/apis/apps/v1/namespaces/${this.namespace}/deployments/${NAME}`;
  }

  /** The Deployment of the managers. */
  deployment(): Promise<Deployment> {
    return this.api.get(this.deploymentPath);
  }

  /** The pods of managers, also those that end. */
  async managers(): Promise<readonly Pod[]> {
    return (await this.pods()).filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'gitlab-runner',
    );
  }

  /** The pods of a job, in whatever namespace. */
  async podsOf(job: Job): Promise<readonly Pod[]> {
    return (await this.api.list<Pod>('/api/v1/pods?labelSelector=job.runner.gitlab.com/pod')).filter(
      ({ metadata }) => metadata.annotations?.['job.runner.gitlab.com/id'] === String(job.id),
    );
  }

  /** What jobs have left in the namespaces of the runner, as paths of the API. */
  async leftovers(): Promise<readonly string[]> {
    const paths = this.namespaces.flatMap((namespace) =>
      JOB_RESOURCES.map(([group, resource]) => `${group}/namespaces/${namespace}/${resource}`),
    );
    const found = await Promise.all(
      paths.map(async (path) =>
        (await this.api.list<KubernetesObject>(path)).map(({ metadata }) => `${path}/${metadata.name}`),
      ),
    );
    return found.flat().filter((path) => /\/runner-[^/]*-project-[^/]*$/.test(path));
  }

  /** The namespaces that were made for it. */
  get namespaces(): readonly string[] {
    const made = this.#made.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    return [...new Set(made)];
  }

  /** All pods of a namespace. */
  pods(namespace: string = this.namespace): Promise<readonly Pod[]> {
    return this.api.list<Pod>(`/api/v1/namespaces/${namespace}/pods`);
  }

  /** The events of a namespace, in words. */
  async events(namespace: string = this.namespace): Promise<readonly string[]> {
    const events = await this.api.list<Event>(`/api/v1/namespaces/${namespace}/events`);
    return events.map(
      ({ type, reason, message, involvedObject: { kind, name } }) =>
        `${type} ${reason} ${kind}/${name}: ${message}`,
    );
  }

  /** What all managers have logged so far. */
  async log(): Promise<string> {
    const logs = (await this.managers()).map(async ({ metadata: { name } }) => {
      const { status, body } = await this.api.send<string>(
        'GET',
        `/api/v1/namespaces/${this.namespace}/pods/${name}/log?container=gitlab-runner`,
      );
      return status === 200 ? body : '';
    });
    return (await Promise.all(logs)).join('\n');
  }

  /** Everything that tells why a test failed. */
  async report(): Promise<string> {
    const events = await Promise.all(
      this.namespaces.map(async (one) => `--- events of ${one}\n${(await this.events(one)).join('\n')}`),
    );
    return [
      `--- managers of ${this.namespace}\n${await this.log()}`,
      ...events,
      ...this.jobs.map((job) => `--- job ${job.id}, ${job.status} ${job.failureReason ?? ''}\n${job.trace}`),
    ].join('\n');
  }

  /** Deletes what was made. Namespaces need a while after it. */
  async remove(): Promise<void> {
    const { namespaces } = this;
    // A manager would wait for its jobs, pods of jobs do not heed the signal to end, and a Namespace waits for both. Time
    // to end that a pod was given once is not taken back, so that nobody else may delete it before.
    for (const namespace of namespaces) {
      for (const owners of ['deployments', 'replicasets']) {
        await this.api.delete(`/apis/apps/v1/namespaces/${namespace}/${owners}`, {
          propagationPolicy: 'Orphan',
        });
      }
      await this.api.delete(`/api/v1/namespaces/${namespace}/pods`, { gracePeriodSeconds: 1 });
    }
    for (const object of this.#made) {
      if (object.kind !== 'Namespace' && namespaces.includes(object.metadata.namespace!)) continue;
      await this.api.delete(`${await this.api.pathOf(object)}/${object.metadata.name}`);
    }
  }
}
