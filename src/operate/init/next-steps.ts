import { applySecret } from '../register/apply-secret.ts';
import type { InitAnswers } from './answers.ts';
import { CACHE_KEYS } from './cache.ts';
import { RUNNER_ID, withDefaults } from './draft.ts';
import type { InitOptions } from './init-files.ts';
import { stagingNamespace } from './kustomize.ts';

/** Something to do with the files of a new runner: why, and the command. */
export interface InitStep {
  readonly text: string;
  readonly command: string;
}

/**
 * Returns what to do with the files, in this order.
 *
 * @param directory the directory of the files, as a shell reads it.
 */
export function nextSteps(
  answers: InitAnswers,
  { kustomize = false }: InitOptions,
  directory: string,
): readonly InitStep[] {
  const { namespace, tokenSecret, cache } = withDefaults(answers);
  const place = kustomize ? stagingNamespace(namespace) : namespace;
  const document = kustomize ? `-k ${directory}/staging/runner` : `${directory}/runner.yaml`;
  const program = 'npx gitlab-runner-manifests';
  const secret = (name: string, keys: readonly string[]): string =>
    `kubectl create secret generic ${name} --namespace ${place} ${keys.map((key) => `--from-file=${key}`).join(' ')}`;
  return [
    {
      text: kustomize
        ? 'Create the Namespace and what is in it; production likewise, when staging works:'
        : 'Create the Namespace and what is in it:',
      command: kustomize
        ? `kustomize build --enable-alpha-plugins --enable-exec ${directory}/staging | kubectl apply -f -`
        : `${program} render ${document} | kubectl apply -f -`,
    },
    ...(cache?.secret
      ? [
          {
            text: `Put the credentials of the cache into files named ${CACHE_KEYS[cache.type].join(' and ')}, and these into their Secret:`,
            command: secret(cache.secret, CACHE_KEYS[cache.type]),
          },
        ]
      : []),
    {
      text: 'Create the runner in GitLab, with a personal access token in GITLAB_TOKEN or typed in, and its Secret:',
      command: `${program} register ${document} --runner ${RUNNER_ID} --project GROUP/PROJECT | ${applySecret(RUNNER_ID)}`,
    },
    {
      text: 'Or create it in the pages of GitLab, and paste the token that they show:',
      command: `read -rs TOKEN && printf %s "$TOKEN" | ${secret(tokenSecret.name, [`${tokenSecret.key}=/dev/stdin`])}`,
    },
  ];
}
