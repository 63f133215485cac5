import { counted } from '../../core/data/counted.ts';
import { groupedBy } from '../../core/data/grouped-by.ts';
import { addressOf } from '../../core/formats/address.ts';
import { deployment } from '../../core/objects/manager/deployment.ts';
import { managerNetworkPolicy } from '../../core/objects/manager/network-policy.ts';
import { referencesOf } from '../../core/objects/references.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import type { Runner } from '../../core/resolve/runners.ts';
import type { Arrow, Box } from './flowchart.ts';
import { calls, inNamespace, type Part, rights, withPolicy } from './part.ts';
import { some } from './some.ts';

/** Returns the key of the box of a document's manager. */
export function managerKey({ metadata }: Resolved): string {
  return `manager ${metadata.namespace} ${metadata.name}`;
}

/** Returns the box of the GitLab instance that a runner asks. Two ways to write one address are one instance. */
export function gitlab({ section: { url } }: Runner): Box {
  const { host, port } = addressOf(url);
  const address = host === '' ? url : port === undefined ? host : `${host}:${port}`;
  return { key: `gitlab ${address}`, lines: ['GitLab', address], kind: 'outside' };
}

/** The manager: what it is, whom it calls, what it reads, and its policy. */
export function manager(resolved: Resolved): Part {
  const { metadata, runners, manager: facts, clusterPermissions, config } = resolved;
  const key = managerKey(resolved);
  const { namespace, name } = metadata;
  const { fewest, most } = facts.replicas;
  const pods = fewest === most ? counted(most, 'pod') : `${fewest} to ${most} pods`;
  const secrets = secretsOf(resolved);
  const box: Box = {
    key,
    kind: 'manager',
    lines: [
      `Manager ${name}`,
      `Deployment: ${pods}`,
      `account ${facts.serviceAccount}`,
      `${config.kind} ${config.name}: config.toml`,
    ],
  };
  const read: Box = {
    key: `secrets ${key}`,
    kind: 'secret',
    lines: [secrets.length > 1 ? 'Secrets' : 'Secret', ...secrets],
  };
  const noted = withPolicy(box, managerNetworkPolicy(resolved));
  const elsewhere = runners.filter(({ jobsIn }) => jobsIn === 'another cluster');
  const hasLocal = elsewhere.length < runners.length;
  return {
    boxes: [...runners.map(gitlab), ...elsewhere.map(otherCluster)],
    inNamespaces: [inNamespace(namespace, [box, ...(secrets.length > 0 ? [read] : []), ...noted.boxes])],
    arrows: [
      ...called(key, runners, gitlab, 'asks for jobs of'),
      ...called(key, elsewhere, otherCluster, 'makes job pods of'),
      ...(hasLocal
        ? [
            calls(
              key,
              'api-server',
              clusterPermissions.length > 0
                ? ['may on the whole cluster', ...rights(clusterPermissions)]
                : [],
            ),
          ]
        : []),
      ...(secrets.length > 0 ? [{ from: key, to: read.key, lines: ['reads'], kind: 'reads' as const }] : []),
      ...noted.arrows,
    ],
  };
}

function otherCluster({ section: { kubernetes } }: Runner): Box {
  const { host = '', port } = addressOf(kubernetes.host ?? '');
  const address = port === undefined ? host : `${host}:${port}`;
  return {
    key: `other-cluster ${address}`,
    lines: ['API server of another cluster', address],
    kind: 'outside',
  };
}

/** An arrow to each box that runners lead to, with the names of the runners. */
function called(
  from: string,
  runners: readonly Runner[],
  boxOf: (runner: Runner) => Box,
  what: string,
): readonly Arrow[] {
  return [...groupedBy(runners, (runner) => boxOf(runner).key)].map(([to, group]) =>
    calls(from, to, [`${what} ${some(group.map(({ id }) => id))}`]),
  );
}

/** The names of the Secrets that the manager's pod refers to. */
function secretsOf(resolved: Resolved): readonly string[] {
  const { namespace } = resolved.metadata;
  const references = referencesOf({ kind: 'Deployment', namespace, value: deployment(resolved) });
  return [...new Set(references.filter((one) => one.kind === 'Secret').map(({ name }) => name))].sort();
}
