import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner, ResolvedRunner } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { tokenExpiry } from '../../resolve/token-expiry.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../../runner-release.ts';

/** Labels that a manager may report to GitLab, its own and an entry's together. */
const MAX_LABELS = 32;

/** Settings of runner entries that do not go together with each other or with the global section. */
export function checkRunners({ document }: Resolved, report: Report): void {
  checkConcurrency(document, report);
  for (const [id, runner] of Object.entries(document.spec.runners)) {
    checkUrl(document, id, runner, report);
    checkLabels(document, id, runner, report);
    checkTokenRenewal(id, runner, report);
    checkExperiments(id, runner, report);
  }
}

function checkConcurrency({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { concurrent = 1 } = spec.config;
  const count = Object.keys(spec.runners).length;
  if (concurrent < count) {
    report({
      code: 'CONCURRENT_TOO_LOW',
      severity: 'warning',
      message: `With concurrent ${concurrent} and ${count} runners, entries wait for each other: one that asks GitLab for jobs holds up the rest.`,
      path: ['spec', 'config', ...(spec.config.concurrent === undefined ? [] : ['concurrent'])],
      help: `Set spec.config.concurrent to ${count} or more.`,
    });
  }
  for (const [id, { limit = 0 }] of Object.entries(spec.runners)) {
    if (limit <= concurrent) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `A limit of ${limit} is never reached, because concurrent allows ${concurrent} ${concurrent === 1 ? 'job' : 'jobs'} over all runners.`,
      path: ['spec', 'runners', id, 'limit'],
      help: `Raise spec.config.concurrent to ${limit} or more, or lower the limit.`,
    });
  }
}

function checkUrl({ spec }: ResolvedGitLabRunner, id: string, { url }: ResolvedRunner, report: Report): void {
  const path = ['spec', 'runners', id, 'url'];
  const { manager, version } = spec;
  if (/\/ci\/?$/.test(url)) {
    report({
      code: 'UNUSUAL_VALUE',
      severity: 'warning',
      message: 'The address ends with /ci, which the runner strips and warns about.',
      path,
      suggestion: url.replace(/\/ci\/?$/, ''),
      help: 'Write the address of the GitLab instance alone.',
    });
  }
  const names = [...url.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(([, braced, bare]) => braced ?? bare!);
  if (names.length === 0) return;
  if (!isAtLeast(version, EXPANDS_TOKEN)) {
    report({
      code: 'KEY_TOO_NEW',
      severity: 'error',
      message: `GitLab Runner ${version} takes the address as it stands: it reads variables in config.toml from ${EXPANDS_TOKEN} on.`,
      path,
      help: `Write the address itself, or set spec.version to ${EXPANDS_TOKEN}.0 or later.`,
    });
    return;
  }
  const isOpen = manager.envFrom !== undefined || manager.podPatch !== undefined;
  const missing = isOpen
    ? []
    : names.filter((name) => !manager.env?.some((variable) => variable.name === name));
  for (const name of missing) {
    report({
      code: 'VARIABLE_NOT_SET',
      severity: 'error',
      message: `The manager has no variable ${name}; the runner then passes over the entry without an address and gets no jobs.`,
      path,
      help: `Add ${name} to spec.manager.env, or write the address itself.`,
    });
  }
}

function checkLabels(
  { spec }: ResolvedGitLabRunner,
  id: string,
  { labels = {} }: ResolvedRunner,
  report: Report,
): void {
  const count = Object.keys({ ...spec.config.labels, ...labels }).length;
  if (count <= MAX_LABELS) return;
  report({
    code: 'TOO_MANY_LABELS',
    severity: 'error',
    message: `The runner would have ${count} labels, its own and those of spec.config.labels together; ${MAX_LABELS} are allowed.`,
    path: ['spec', 'runners', id, ...(Object.keys(labels).length > 0 ? ['labels'] : [])],
    help: 'The runner refuses to load config.toml with more. Take some out.',
  });
}

function checkTokenRenewal(id: string, runner: ResolvedRunner, report: Report): void {
  if (tokenExpiry(runner.token_expires_at) === undefined) return;
  if (isFlagOn(runner, 'FF_DISABLE_AUTOMATIC_TOKEN_ROTATION')) return;
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message:
      'With this key the manager renews the token before it expires and tries to write the new one into config.toml, which comes from the cluster and is read-only.',
    path: ['spec', 'runners', id, 'token_expires_at'],
    at: 'key',
    help: 'Take the key out, or turn FF_DISABLE_AUTOMATIC_TOKEN_ROTATION on in `feature_flags`.',
  });
}

function checkExperiments(id: string, runner: ResolvedRunner, report: Report): void {
  const path = ['spec', 'runners', id];
  if (runner.experimental?.boot_verify?.enabled === true && runner.kubernetes.image === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message:
        'The trial job of boot_verify has no image, so that the manager ends with an error when it starts.',
      path: [...path, 'experimental', 'boot_verify'],
      help: 'Add `kubernetes.image`.',
    });
  }
  checkSuspension(path, runner, report);
}

function checkSuspension(path: readonly string[], runner: ResolvedRunner, report: Report): void {
  const { kubernetes } = runner;
  if (isFlagOn(runner, 'FF_SUSPENDABLE_ENVIRONMENTS')) {
    if (runner.id === undefined) {
      report({
        code: 'NEEDS_KEY',
        severity: 'error',
        message: 'FF_SUSPENDABLE_ENVIRONMENTS needs the number that the runner has in GitLab.',
        path,
        help: 'Add `id`: GitLab shows the number on the page of the runner.',
      });
    }
    kubernetes.services?.forEach((service, index) => {
      if (service.suspend_data_path === undefined || (service.command ?? service.entrypoint) === undefined)
        return;
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: 'suspend_data_path has no effect in a service with a command or an entrypoint of its own.',
        path: [...path, 'kubernetes', 'services', index, 'suspend_data_path'],
        at: 'key',
      });
    });
    return;
  }
  const idle = [
    ...(['suspend_pvc_size', 'suspend_pvc_storage_class'] as const)
      .filter((key) => kubernetes[key] !== undefined)
      .map((key) => [key]),
    ...(kubernetes.services ?? []).flatMap(({ suspend_data_path }, index) =>
      suspend_data_path === undefined ? [] : [['services', index, 'suspend_data_path']],
    ),
  ];
  for (const keys of idle) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `${keys.at(-1)} has no effect while the feature flag FF_SUSPENDABLE_ENVIRONMENTS is off.`,
      path: [...path, 'kubernetes', ...keys],
      at: 'key',
    });
  }
}
