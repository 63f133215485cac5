import { randomBytes } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';

import { until } from '../until.ts';

/** What a `.gitlab-ci.yml` says of an image. */
export interface Image {
  readonly name: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** Of a service. */
  readonly alias?: string;
  readonly variables?: readonly Variable[];
  readonly ports?: readonly { readonly number: number; readonly protocol?: string; readonly name?: string }[];
  readonly pull_policy?: readonly string[];
  readonly executor_opts?: object;
}

/** A variable as GitLab sends it. */
export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly public?: boolean;
  readonly file?: boolean;
  readonly masked?: boolean;
  readonly raw?: boolean;
}

/** A job to run. */
export interface JobSpec {
  readonly script: readonly string[];
  readonly afterScript?: readonly string[];
  /** By default that of the runner entry. */
  readonly image?: string | Image;
  readonly services?: readonly (string | Image)[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly artifacts?: readonly string[];
  /** Jobs whose artifacts come along. */
  readonly dependencies?: readonly Job[];
  readonly cache?: { readonly key: string; readonly paths: readonly string[]; readonly policy?: string };
  /** Seconds. */
  readonly timeout?: number;
  /** Whether what the job leaves is kept where it succeeds, and the kept one to go on with: {@link Job.environment}. */
  readonly suspend?: { readonly onSuccess: boolean; readonly environment?: string };
  /** What GitLab knows of registries. */
  readonly credentials?: readonly {
    readonly type: 'registry';
    readonly url: string;
    readonly username: string;
    readonly password: string;
  }[];
}

/** What GitLab is told of where a job can be reached. */
export interface Session {
  readonly url: string;
  readonly certificate: string;
  readonly authorization: string;
}

/** A job, from the moment it waits for a manager. */
export class Job {
  static #next = 1_000_000 + Math.floor(Math.random() * 1e9);

  readonly id: number = Job.#next++;
  /** Lets the job's own requests in. */
  readonly token: string = `glcbt-${randomBytes(10).toString('hex')}`;
  readonly spec: JobSpec;
  status: 'pending' | 'running' | 'success' | 'failed' = 'pending';
  /** What the manager has sent of the log so far: each line with its time, colors and marks of sections. */
  log = '';
  failureReason: string | undefined;
  exitCode: number | undefined;
  /** The archive that the job has left. */
  artifacts: Uint8Array | undefined;
  /** Id of the manager that runs it. */
  manager: string | undefined;
  session: Session | undefined;
  /** Key of what the job has left behind for another. */
  environment: string | undefined;
  isCancelled = false;

  constructor(spec: JobSpec) {
    this.spec = spec;
  }

  /** What people read of the log so far. */
  get trace(): string {
    return stripVTControlCharacters(this.log.replace(/^\S+Z [0-9a-f]{2}[OE][+ ]?/gm, '')).replaceAll(
      '\r',
      '',
    );
  }

  get hasEnded(): boolean {
    return this.status === 'success' || this.status === 'failed';
  }

  /** Ends the job as someone does in GitLab. */
  cancel(): void {
    this.isCancelled = true;
  }

  /** Waits until the trace has a text or what a pattern means. Throws where the job ends without. */
  async says(text: string | RegExp, seconds?: number): Promise<this> {
    const has = (): boolean => (typeof text === 'string' ? this.trace.includes(text) : text.test(this.trace));
    await until(`job ${this.id} says ${text}`, () => has() || this.hasEnded, seconds);
    if (!has())
      throw new Error(`Job ${this.id} has ended (${this.status}) without saying ${text}:\n${this.trace}`);
    return this;
  }

  /** Waits for the end. */
  async ended(seconds?: number): Promise<this> {
    await until(`job ${this.id} has ended, but is ${this.status}`, () => this.hasEnded, seconds);
    return this;
  }
}

/** What a job is around: where GitLab is, and what the job works on. */
export interface Project {
  readonly url: string;
  readonly path: string;
  readonly sha: string;
}

/** A job as GitLab hands it to a manager. */
export function payloadOf(job: Job, { url, path, sha }: Project): object {
  const { id, token, spec } = job;
  const { protocol, host } = new URL(url);
  const timeout = spec.timeout ?? 600;
  const image = (one: string | Image): Image => (typeof one === 'string' ? { name: one } : one);
  const variables: Readonly<Record<string, string>> = {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_SERVER_URL: url,
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_ID: '1',
    CI_PROJECT_NAME: 'project',
    CI_PROJECT_PATH: 'group/project',
    CI_PROJECT_PATH_SLUG: 'group-project',
    CI_COMMIT_SHA: sha,
    CI_COMMIT_SHORT_SHA: sha.slice(0, 8),
    CI_COMMIT_REF_NAME: 'main',
    CI_JOB_NAME: 'test',
    CI_JOB_ID: String(id),
    CI_JOB_TOKEN: token,
    CI_PIPELINE_ID: '1',
    ...spec.variables,
  };
  return {
    id,
    token,
    allow_git_fetch: true,
    job_info: {
      id,
      name: 'test',
      stage: 'test',
      project_id: 1,
      project_name: 'project',
      project_full_path: 'group/project',
      pipeline_id: 1,
      time_in_queue_seconds: 0,
      project_jobs_running_on_instance_runners_count: '0',
    },
    git_info: {
      repo_url: `${protocol}//gitlab-ci-token:${token}@${host}${path}`,
      ref: 'main',
      sha,
      before_sha: '0'.repeat(40),
      ref_type: 'branch',
      refspecs: ['+refs/heads/main:refs/remotes/origin/main'],
      depth: 20,
    },
    runner_info: { timeout, runner_session_url: null },
    variables: Object.entries(variables).map(([key, value]) => ({
      key,
      value,
      public: true,
      file: false,
      masked: key === 'CI_JOB_TOKEN',
      raw: false,
    })),
    steps: [
      { name: 'script', script: spec.script, timeout, when: 'on_success', allow_failure: false },
      ...(spec.afterScript === undefined
        ? []
        : [
            {
              name: 'after_script',
              script: spec.afterScript,
              timeout: 300,
              when: 'always',
              allow_failure: true,
            },
          ]),
    ],
    image: spec.image === undefined ? {} : image(spec.image),
    services: (spec.services ?? []).map(image),
    artifacts:
      spec.artifacts === undefined
        ? []
        : [
            {
              name: 'artifacts',
              paths: spec.artifacts,
              when: 'on_success',
              artifact_type: 'archive',
              artifact_format: 'zip',
            },
          ],
    cache: spec.cache === undefined ? [] : [{ policy: 'pull-push', when: 'on_success', ...spec.cache }],
    credentials: spec.credentials ?? [],
    dependencies: (spec.dependencies ?? []).map((one) => ({
      id: one.id,
      token: one.token,
      name: 'test',
      artifacts_file: { filename: 'artifacts.zip', size: one.artifacts?.length ?? 0 },
    })),
    hooks: [],
    suspend_options: {
      suspend_on_success: spec.suspend?.onSuccess ?? false,
      runtime_environment_key: spec.suspend?.environment ?? '',
    },
    features: {
      trace_sections: true,
      token_mask_prefixes: ['glrt-', 'glcbt-'],
      failure_reasons: [
        'unknown_failure',
        'script_failure',
        'runner_system_failure',
        'job_execution_timeout',
        'image_pull_failure',
        'unsatisfied_expectations',
      ],
    },
  };
}
