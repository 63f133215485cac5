import { POLL_TIMEOUT, REQUEST_CONCURRENCY, RETRY_BACKOFF_MAX } from '../config-toml/defaults.ts';
import { layered } from '../config-toml/layer.ts';
import type { RunnerSection } from '../config-toml/sections.ts';
import type { Path } from '../data/path.ts';
import { type Build, buildOf } from '../docker-builds/build.ts';
import { buildLayer } from '../docker-builds/index.ts';
import type { CheckedRunner, CheckedRunnerKubernetes, CheckedSpec } from '../generated/checked-types.ts';
import { HAS_AUTOMOUNT_KEY, isAtLeast } from '../runner-release.ts';
import { cacheCredentialsLayer } from './cache-credentials.ts';
import { certificatesLayer } from './certificates.ts';
import type { CheckedDocument } from './document.ts';
import { privilegesOf } from './privileges.ts';
import { jobServiceAccountName, managerServiceAccountName, namesJobAccount } from './service-accounts.ts';
import { tokenExpiry } from './token-expiry.ts';
import { tokenText } from './tokens.ts';

/**
 * Where jobs run: in namespaces of this cluster that are there before them, each in one that is made for it, or in
 * another cluster.
 */
export type JobsIn = 'given namespaces' | 'their own namespaces' | 'another cluster';

/** One entry of `spec.runners`, and what follows from it. */
export interface Runner {
  readonly id: string;
  /** Where the entry is in the document. */
  readonly path: Path;
  /** The entry as written. */
  readonly entry: CheckedRunner;
  /** How its jobs build images. */
  readonly build: Build;
  /** Its section of config.toml, with what the blocks of the document add. */
  readonly section: RunnerSection;
  readonly jobsIn: JobsIn;
  /** Keys below `kubernetes` by which the entry itself makes containers of jobs privileged. */
  readonly privileges: readonly Path[];
  /** When its token expires, in seconds since 1970; `undefined` where the entry does not say, or never. */
  readonly tokenExpiry: number | undefined;
}

/** Returns the runner entries of a document. */
export function resolveRunners(document: CheckedDocument): Runner[] {
  const isBounded = hasQuota(document.spec);
  return Object.keys(document.spec.runners).map((id) => resolveRunner(document, id, isBounded));
}

/** A section has layers: defaults, what the blocks of the document add, its own keys, unchecked keys. */
function resolveRunner(document: CheckedDocument, id: string, isBounded: boolean): Runner {
  const { metadata, spec } = document;
  const entry = spec.runners[id]!;
  const { token: _token, dockerBuilds: _dockerBuilds, ...own } = entry;
  const jobsIn = placeOfJobs(entry);
  const isLocal = jobsIn === 'given namespaces';
  const account = isLocal ? jobServiceAccountName(document) : undefined;
  const namespace = spec.jobs.namespace ?? metadata.namespace;
  // An account of the same name in another namespace is another.
  const jobsAsManager =
    isLocal &&
    (entry.kubernetes.namespace ?? namespace) === metadata.namespace &&
    entry.kubernetes.service_account === managerServiceAccountName(document);
  // An account that is named for jobs says itself whether they get its token.
  const leavesTokenToAccount = !jobsAsManager && (account !== undefined || namesJobAccount(entry.kubernetes));
  const defaults = {
    name: id,
    token: tokenText(document, id),
    executor: 'kubernetes',
    request_concurrency: REQUEST_CONCURRENCY,
    kubernetes: {
      namespace,
      privileged: false,
      ...(!leavesTokenToAccount &&
        isAtLeast(spec.version, HAS_AUTOMOUNT_KEY) && { automount_service_account_token: false }),
      ...(account !== undefined && { service_account: account }),
    },
  };
  const build = buildOf(document, id);
  return {
    id,
    path: ['spec', 'runners', id],
    entry,
    build,
    section: layered([
      defaults,
      buildLayer(document, id, build),
      certificatesLayer(spec.certificates),
      isBounded ? quotaLayer(entry.kubernetes) : {},
      cacheCredentialsLayer(spec.cacheCredentials, entry),
      own,
      spec.unchecked.runners?.[id] ?? {},
    ]) as RunnerSection,
    jobsIn,
    privileges: privilegesOf(entry.kubernetes),
    tokenExpiry: tokenExpiry(entry.token_expires_at),
  };
}

function placeOfJobs({ kubernetes }: CheckedRunner): JobsIn {
  if (kubernetes.host) return 'another cluster';
  return kubernetes.namespace_per_job === true ? 'their own namespaces' : 'given namespaces';
}

/** Whether the document has a quota for any namespace. */
function hasQuota({ jobs, extraObjects = {} }: CheckedSpec): boolean {
  return (
    [jobs, ...Object.values(jobs.namespaces ?? {})].some(
      ({ resourceQuota }) => resourceQuota !== undefined,
    ) || Object.values(extraObjects).some(({ kind }) => kind === 'ResourceQuota')
  );
}

/**
 * A quota counts the pod of a job for up to 30 seconds after its end, and where there is no room the runner fails the
 * next job at once. Where the document has a quota, a job waits for room as long as for a node.
 */
function quotaLayer({ poll_timeout, retry_backoff_max }: CheckedRunnerKubernetes): {
  kubernetes: Pick<CheckedRunnerKubernetes, 'retry_limits'>;
} {
  const tries = Math.ceil(((poll_timeout || POLL_TIMEOUT) * 1000) / (retry_backoff_max || RETRY_BACKOFF_MAX));
  return { kubernetes: { retry_limits: { 'exceeded quota': tries } } };
}
