import { describe, expect, it } from 'vitest';

import { nextSteps } from '../../src/operate/init/next-steps.ts';

describe('nextSteps', () => {
  const commands = (...args: Parameters<typeof nextSteps>): string =>
    nextSteps(...args)
      .map(({ command }) => command)
      .join('\n');

  it('goes on with the document', () => {
    expect(nextSteps({}, {}, 'deploy')).toMatchInlineSnapshot(`
      [
        {
          "command": "npx gitlab-runner-manifests render deploy/runner.yaml | kubectl apply -f -",
          "text": "Create the Namespace and what is in it:",
        },
        {
          "command": "npx gitlab-runner-manifests register deploy/runner.yaml --runner default --project GROUP/PROJECT | kubectl apply --server-side --force-conflicts --field-manager=register-default -f -",
          "text": "Create the runner in GitLab, with a personal access token in GITLAB_TOKEN or typed in, and its Secret:",
        },
        {
          "command": "read -rs TOKEN && printf %s "$TOKEN" | kubectl create secret generic gitlab-runner-token --namespace gitlab-runner --from-file=token=/dev/stdin",
          "text": "Or create it in the pages of GitLab, and paste the token that they show:",
        },
      ]
    `);
  });

  it('goes on with an environment, and the Secret of the cache', () => {
    expect(
      commands(
        { namespace: 'ci', cache: { type: 's3', bucket: 'cache', secret: 'keys' } },
        { kustomize: true },
        '.',
      ),
    ).toMatchInlineSnapshot(`
      "kustomize build --enable-alpha-plugins --enable-exec ./staging | kubectl apply -f -
      kubectl create secret generic keys --namespace ci-staging --from-file=accesskey --from-file=secretkey
      npx gitlab-runner-manifests register -k ./staging/runner --runner default --project GROUP/PROJECT | kubectl apply --server-side --force-conflicts --field-manager=register-default -f -
      read -rs TOKEN && printf %s "$TOKEN" | kubectl create secret generic gitlab-runner-token --namespace ci-staging --from-file=token=/dev/stdin"
    `);
  });
});
