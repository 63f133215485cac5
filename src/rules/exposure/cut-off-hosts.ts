import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { isInBlock } from '../../formats/ip.ts';
import type { ResolvedGitLabRunner, ResolvedRunner } from '../../generated/resolved-types.ts';
import { usesOwnNamespaces } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** One address of each range from which clusters give their pods and Services addresses. */
const CLUSTER_ADDRESSES = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fd00::1'];

/** Hosts that jobs or the manager need and that a NetworkPolicy keeps from them. */
export function checkCutOffHosts({ document }: Resolved, report: Report): void {
  checkHostsOfJobs(document, report);
  checkProxy(document, report);
}

function checkHostsOfJobs({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { enabled, extraEgress = [], deniedCidrs } = spec.jobs.networkPolicy;
  if (!enabled || extraEgress.length > 0) return;
  for (const [id, runner] of Object.entries(spec.runners)) {
    if (!usesOwnNamespaces(runner.kubernetes)) continue;
    for (const [keys, host] of hostsOf(runner)) {
      if (!isDenied(host, deniedCidrs)) continue;
      report({
        code: 'HOST_CUT_OFF',
        severity: 'warning',
        message: `Jobs need "${host}", which has a private address, and their NetworkPolicy denies them that.`,
        path: ['spec', 'runners', id, ...keys],
        help: 'Let jobs out to it with `spec.jobs.networkPolicy.extraEgress`.',
      });
    }
  }
}

/** The hosts that jobs talk to, with the keys that name them. */
function hostsOf({ url, clone_url, cache }: ResolvedRunner): (readonly [Path, string])[] {
  const addresses: (readonly [Path, string | undefined])[] = [
    [['url'], url],
    [['clone_url'], clone_url],
    [['cache', 's3', 'ServerAddress'], cache?.Type === 's3' ? cache.s3?.ServerAddress : undefined],
  ];
  return addresses.flatMap(([keys, address = '']) => {
    const [, bracketed, plain] = /^(?:https?:\/\/)?(?:\[([^\]]*)\]|([^/?#:]*))/.exec(address) ?? [];
    const host = bracketed ?? plain ?? '';
    return host === '' || host.includes('$') ? [] : [[keys, host] as const];
  });
}

function isDenied(host: string, blocks: readonly string[]): boolean {
  const addresses = isClusterName(host) ? CLUSTER_ADDRESSES : [host];
  return blocks.some((block) => addresses.some((address) => isInBlock(address, block)));
}

/** Names that only the cluster's DNS knows: a Service's with or without its namespace. */
function isClusterName(host: string): boolean {
  return /^[^.:]+$|\.svc(?:\.cluster\.local)?\.?$/.test(host);
}

function checkProxy({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { enabled, extraEgress = [], gitlab } = spec.networkPolicy;
  if (!enabled || extraEgress.length > 0 || gitlab.ports !== undefined) return;
  spec.manager.env?.forEach(({ name, value }, index) => {
    if (!/^https?_proxy$/i.test(name) || value === '') return;
    report({
      code: 'HOST_CUT_OFF',
      severity: 'warning',
      message: `The manager is to use the proxy in ${name}, and its NetworkPolicy lets it out to GitLab's ports alone.`,
      path: ['spec', 'manager', 'env', index],
      help: 'Let it out to the proxy with `spec.networkPolicy.extraEgress`, or with `peers` and `ports` of `gitlab`.',
    });
  });
}
