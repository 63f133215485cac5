import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../../runner-release.ts';

/** Tokens that the runner of this release cannot use, or that GitLab no longer takes. */
export function checkTokens({ document }: Resolved, report: Report): void {
  const { version, runners } = document.spec;
  for (const [id, { token }] of Object.entries(runners)) {
    const path = ['spec', 'runners', id, 'token'];
    if (token.secretKeyRef && !isAtLeast(version, EXPANDS_TOKEN)) {
      report({
        code: 'TOKEN_REFERENCE_TOO_NEW',
        severity: 'error',
        message: `GitLab Runner ${version} cannot take the token from a Secret: it reads variables in config.toml from ${EXPANDS_TOKEN} on.`,
        path: [...path, 'secretKeyRef'],
        at: 'key',
        help: `Set spec.version to ${EXPANDS_TOKEN}.0 or later, or give the token as \`value\`: config.toml then becomes a Secret as a whole.`,
      });
    }
    if (token.value?.startsWith('GR1348941')) {
      report({
        code: 'REGISTRATION_TOKEN',
        severity: 'error',
        message: 'This is a registration token, with which a manager cannot ask for jobs.',
        path: [...path, 'value'],
        help: 'Create the runner in GitLab (Settings, CI/CD, Runners) and use the token it shows, which begins with `glrt-`.',
      });
    }
  }
}
