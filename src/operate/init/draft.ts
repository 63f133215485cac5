import { HAS_SECURITY_PROFILES } from '../../core/runner-release.ts';
import { schemaOf } from '../../core/schema/node.ts';
import type { KeyComment } from '../../core/yaml/commented.ts';
import type { InitAnswers } from './answers.ts';
import { BUILD_MODES } from './build-modes.ts';
import { cacheLayer } from './cache.ts';

/** A document, and what people are to read above its keys. */
export interface Draft {
  readonly document: object;
  readonly comments: readonly KeyComment[];
}

/** Id of the only entry of `spec.runners` in a new document. */
export const RUNNER_ID = 'default';

/** The oldest release that can be chosen: from here on every way to build images sets the profile that it needs. */
export const OLDEST_RELEASE: string = `${HAS_SECURITY_PROFILES}.0`;

/** What is not answered. */
export function withDefaults(answers: InitAnswers) {
  const name = answers.name ?? 'gitlab-runner';
  return {
    url: answers.url ?? 'https://gitlab.com',
    name,
    namespace: answers.namespace ?? 'gitlab-runner',
    tokenSecret: {
      name: answers.tokenSecret?.name ?? `${name}-token`,
      key: answers.tokenSecret?.key ?? 'token',
    },
    dockerBuilds: answers.dockerBuilds ?? 'none',
    cache: answers.cache,
    runnerVersion: answers.runnerVersion ?? newestRelease(),
  } as const;
}

/** The newest release of the runner that documents have by default. */
export function newestRelease(): string {
  return schemaOf(['spec', 'version'])!.default as string;
}

/**
 * Returns the document of some answers.
 *
 * @param base annotations of the base that layers of kustomize build on. It has no namespace: layers set it, and a patch
 * without one would not find the document.
 */
export function draftOf(answers: InitAnswers, base?: Readonly<Record<string, string>>): Draft {
  const { url, name, namespace, tokenSecret, dockerBuilds, cache, runnerVersion } = withDefaults(answers);
  const { explains, accepts } = BUILD_MODES[dockerBuilds];
  const store = cache && cacheLayer(cache);
  const document = {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: base === undefined ? { name, namespace } : { name, annotations: base },
    spec: {
      version: runnerVersion,
      config: { concurrent: 4 },
      runners: {
        [RUNNER_ID]: {
          url,
          token: { secretKeyRef: tokenSecret },
          ...(store && { cache: store.cache }),
          kubernetes: { cpu_request: '500m' },
        },
      },
      ...(store?.cacheCredentials && { cacheCredentials: store.cacheCredentials }),
      dockerBuilds: { mode: dockerBuilds },
      ...(accepts && { accepted: { [accepts.code]: accepts.reason } }),
      manager: { terminationGracePeriodSeconds: 7200 },
    },
  };
  const runner = ['spec', 'runners', RUNNER_ID];
  const comments: KeyComment[] = [
    { path: ['metadata', 'name'], comment: 'All objects are named after it.' },
    {
      path: ['spec', 'version'],
      comment: 'Release of GitLab Runner; the minor release of your GitLab fits best.',
    },
    { path: ['spec', 'config'], comment: "Global keys of config.toml, under the runner's own names." },
    { path: ['spec', 'config', 'concurrent'], comment: 'Jobs at once, of all runners of this document.' },
    { path: ['spec', 'runners'], comment: 'One [[runners]] section of config.toml for each entry.' },
    {
      path: [...runner, 'token'],
      comment:
        "A key of a Secret in the manager's namespace, which you create: it is not in these manifests.",
    },
    ...(store ? [{ path: [...runner, 'cache'], comment: store.comment }] : []),
    { path: [...runner, 'kubernetes'], comment: '[runners.kubernetes]: the pods of jobs.' },
    { path: [...runner, 'kubernetes', 'cpu_request'], comment: 'What a job reserves on its node.' },
    {
      path: ['spec', 'dockerBuilds'],
      comment: `How jobs build container images.\n${dockerBuilds}: ${explains}.`,
    },
    ...(accepts
      ? [{ path: ['spec', 'accepted'], comment: 'Warnings that are meant, each with the reason.' }]
      : []),
    { path: ['spec', 'manager'], comment: "The manager's Deployment and pod, under Kubernetes' own names." },
    {
      path: ['spec', 'manager', 'terminationGracePeriodSeconds'],
      comment: 'How long a manager that stops waits for its jobs: longer than the longest one.',
    },
  ];
  return { document, comments };
}
