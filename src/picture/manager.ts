import { addressOf } from '../formats/address.ts';
import { deployment } from '../objects/manager/deployment.ts';
import { managerNetworkPolicy } from '../objects/manager/network-policy.ts';
import type { Resolved } from '../resolve/resolved.ts';
import type { Runner } from '../resolve/runners.ts';
import type { Arrow, Box } from './flowchart.ts';
import { inNamespace, type Part, rights } from './part.ts';
import { policyWords } from './policy-words.ts';
import { secretsRead } from './secrets-read.ts';
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
  const pods = fewest === most ? `${most} ${most === 1 ? 'pod' : 'pods'}` : `${fewest} to ${most} pods`;
  const secrets = secretsRead(deployment(resolved).spec?.template);
  const policy = managerNetworkPolicy(resolved);
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
  const policyBox: Box | undefined = policy && {
    key: `policy ${key}`,
    kind: 'policy',
    lines: [`NetworkPolicy ${policy.metadata?.name}`, ...policyWords(policy)],
  };
  const elsewhere = runners.filter(({ jobsIn }) => jobsIn === 'another cluster');
  const hasLocal = elsewhere.length < runners.length;
  return {
    boxes: [...runners.map(gitlab), ...elsewhere.map(otherCluster)],
    inNamespaces: [
      inNamespace(namespace, [
        box,
        ...(secrets.length > 0 ? [read] : []),
        ...(policyBox === undefined ? [] : [policyBox]),
      ]),
    ],
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
      ...(policyBox === undefined
        ? []
        : [{ from: key, to: policyBox.key, lines: [], kind: 'beside' as const }]),
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
  const boxes = new Map(runners.map((runner) => [boxOf(runner).key, runner]));
  return [...boxes.keys()].map((to) => {
    const names = runners.filter((runner) => boxOf(runner).key === to).map(({ id }) => id);
    return calls(from, to, [`${what} ${some(names)}`]);
  });
}

function calls(from: string, to: string, lines: readonly string[]): Arrow {
  return { from, to, lines, kind: 'calls' };
}
