import { EXPANDS_TOKEN, isAtLeast } from '../../runner-release.ts';
import { onRunner } from '../rule.ts';

/** An address of GitLab that the runner shortens. */
export const url = onRunner(({ entry: { url }, at, find }) => {
  const short = url.replace(/\/ci\/?$/, '');
  if (short === url) return;
  find('UNUSUAL_VALUE', at('url'), 'The address ends with /ci, which the runner strips and warns about.', {
    suggestion: short,
    help: 'Write the address of the GitLab instance alone.',
  });
});

/** Variables in the address of GitLab that the runner does not read, or that the manager does not have. */
export const urlVariables = onRunner(({ entry: { url }, spec: { manager, version }, at, find }) => {
  if (!url.includes('$')) return;
  const isOpen = manager.envFrom !== undefined || manager.podPatch !== undefined;
  for (const [, braced, bare] of url.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
    const name = braced ?? bare;
    if (!isAtLeast(version, EXPANDS_TOKEN)) {
      find(
        'KEY_TOO_NEW',
        at('url'),
        `GitLab Runner ${version} uses the address as it is written: it reads variables in config.toml from ${EXPANDS_TOKEN} on.`,
        `Write the address itself, or set spec.version to ${EXPANDS_TOKEN}.0 or later.`,
      );
    } else if (!isOpen && !manager.env?.some((variable) => variable.name === name)) {
      find(
        'VARIABLE_NOT_SET',
        at('url'),
        `The manager has no variable ${name}; the runner then skips the entry without an address and gets no jobs.`,
        `Add ${name} to spec.manager.env, or write the address itself.`,
      );
    }
  }
});
