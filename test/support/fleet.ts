import type { GitLabRunner } from '../../src/index.ts';

const MODES = ['none', 'buildkit-rootless', 'none', 'dind', 'none'] as const;

/**
 * The documents of a fleet: ten teams, each with a namespace and five managers in it, the first of which renders the
 * Namespace; one manager of a team has its jobs in a namespace of their own.
 */
export function fleet(managers: number): GitLabRunner[] {
  return Array.from({ length: managers }, (_, index): GitLabRunner => {
    const team = `team-${Math.floor(index / 5)}`;
    const member = index % 5;
    const name = `${team}-${member}`;
    return {
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name, namespace: `ci-${team}` },
      spec: {
        version: '19.3.0',
        namespace: { create: member === 0, podSecurity: { enforce: 'privileged' } },
        config: { concurrent: 4 + member },
        runners: {
          default: {
            url: 'https://gitlab.example.com',
            token: { secretKeyRef: { name: `${name}-token` } },
            kubernetes: {
              ...(member === 4 && { namespace: `${team}-jobs` }),
              ...(MODES[member] === 'dind' && { node_selector: { pool: 'builds' } }),
              cpu_request: '500m',
            },
          },
        },
        dockerBuilds: { mode: MODES[member]! },
        ...(member === 4 && { jobs: { namespaces: { [`${team}-jobs`]: {} } } }),
      },
    };
  });
}
