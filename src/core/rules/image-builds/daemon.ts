import { assigned, assignmentOf } from '../../config-toml/environment.ts';
import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { daemonFlags } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon } from '../../docker-builds/mode.ts';
import { BUILD_USER } from '../../docker-builds/storage.ts';
import type { Place } from '../../findings/diagnostic.ts';
import { AWAITS_SERVICES, isAtLeast } from '../../runner-release.ts';
import { onRunner, table } from '../rule.ts';

/** Releases that start a job before the daemon of its mode. */
export const daemonStart = onRunner(({ spec: { version }, build: { mode, path }, find }) => {
  if (!hasDaemon(mode) || isAtLeast(version, AWAITS_SERVICES)) return;
  find(
    'DAEMON_NOT_AWAITED',
    { path: [...path, 'mode'] },
    `GitLab Runner ${version} does not wait for the Docker daemon: variables of services came with ${AWAITS_SERVICES}.`,
    `Set spec.version to ${AWAITS_SERVICES}.0 or later, or let jobs wait until \`docker info\` succeeds.`,
  );
});

/** Options of the daemon that do not get to it. */
export const daemonOptions = onRunner(({ entry, build, jobsIn, find }) => {
  const { mode, options, path } = build;
  const [flag] = daemonFlags(options.dind ?? {});
  if (hasDaemon(mode) && flag !== undefined && isFlagOn(entry, 'FF_KUBERNETES_HONOR_ENTRYPOINT')) {
    find(
      'EXCLUSIVE_KEYS',
      { path: [...path, 'dind'] },
      `With FF_KUBERNETES_HONOR_ENTRYPOINT the runner drops the arguments of services, and the daemon never sees ${flag.replace(/=.*/, '')}.`,
      'Switch the feature flag off for this runner, or do without the options.',
    );
  }
  if (build.daemonConfig !== undefined && jobsIn !== 'given namespaces') {
    find(
      'EXCLUSIVE_KEYS',
      { path: [...path, 'dind', 'daemonConfig'] },
      'daemon.json is mounted from a ConfigMap, which nothing puts into a namespace that is made for one job, or into another cluster.',
      'Do without `daemonConfig`, or without `namespace_per_job` and `host`.',
    );
  }
});

/**
 * A proxy between Docker's client and the daemon beside it, whose name no proxy knows. The client goes through proxies as
 * any program in Go does: with TLS through the HTTPS proxy, and to `localhost` directly.
 */
export const daemonBehindProxy = onRunner(
  ({ entry, section: { environment }, build: { mode }, at, find }) => {
    if (!hasDaemon(mode) || !assigned(environment, 'DOCKER_HOST').startsWith('tcp://docker:')) return;
    const name = ['HTTPS_PROXY', 'https_proxy'].find((each) => assigned(environment, each) !== '');
    const exceptions = assigned(environment, 'NO_PROXY') || assigned(environment, 'no_proxy');
    const isException = /(?:^|,)\s*(?:\*|docker(?::2376)?)\s*(?:,|$)/.test(exceptions);
    if (name === undefined || isException || exceptions.includes('$')) return;
    find(
      'UNUSUAL_VALUE',
      at('environment', ...assignmentOf(entry.environment, name)),
      `With ${name} and without \`docker\` in NO_PROXY, jobs look for the daemon of mode \`${mode}\` through the proxy, which does not know that name.`,
      `Add \`docker\` to NO_PROXY: \`NO_PROXY=${exceptions === '' ? '' : '…,'}docker\`.`,
    );
  },
);

const SERVICE = 'service_container_security_context';

/** Users as which the daemon of the mode does not start. */
export const daemonUser = onRunner(({ id, section, build: { mode }, at, find }) => {
  if (!hasDaemon(mode)) return;
  const { [SERVICE]: service = {}, pod_security_context: pod = {} } = section.kubernetes;
  const holder = (key: 'run_as_user' | 'run_as_non_root'): Place =>
    at('kubernetes', service[key] === undefined ? 'pod_security_context' : SERVICE, key);
  const isRootless = mode === 'dind-rootless';
  const expected = isRootless ? BUILD_USER : 0;
  const user = service.run_as_user ?? pod.run_as_user ?? expected;
  if (user !== expected) {
    find(
      'BUILDER_BLOCKED',
      holder('run_as_user'),
      `Runner "${id}" runs services as user ${user}, and the daemon of mode \`${mode}\` starts only as user ${expected}.`,
      isRootless
        ? 'Remove the key: the mode sets it.'
        : 'Set `service_container_security_context.run_as_user: 0`, or choose a mode without a daemon.',
    );
  } else if (!isRootless && (service.run_as_non_root ?? pod.run_as_non_root) === true) {
    find(
      'BUILDER_BLOCKED',
      holder('run_as_non_root'),
      `Runner "${id}" forbids services to run as root, and the daemon of mode \`dind\` has to.`,
      'Set `service_container_security_context.run_as_non_root: false`, or choose `dind-rootless` or a mode without a daemon.',
    );
  }
});

/** Restrictions of its container under which the daemon of the mode does not start. */
export const daemonContainer = onRunner(
  table([
    {
      code: 'BUILDER_BLOCKED',
      set: `kubernetes.${SERVICE}.privileged`,
      when: ({ build, entry }) => hasDaemon(build.mode) && entry.kubernetes[SERVICE]?.privileged === false,
      message: ({ build }) =>
        `The daemon of mode \`${build.mode}\` does not start in a container without privileges.`,
      help: 'Remove the key: the mode sets it. Without any privileged container work the modes `buildkit-rootless`, `buildah` and `podman`.',
    },
    {
      code: 'BUILDER_BLOCKED',
      set: `kubernetes.${SERVICE}.read_only_root_filesystem`,
      when: ({ build, entry }) =>
        hasDaemon(build.mode) && entry.kubernetes[SERVICE]?.read_only_root_filesystem === true,
      message: 'The Docker daemon writes to /run, /etc and /certs of its container, which is read-only here.',
      help: 'Remove the key.',
    },
  ]),
);
