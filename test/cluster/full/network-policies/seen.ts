import { addressOf } from '../../../../src/core/formats/address.ts';
import { isIpv6 } from '../../../../src/core/formats/ip.ts';
import type { Api } from '../../support/api.ts';
import type { GitLab } from '../../support/gitlab/gitlab.ts';
import { images } from '../../support/images.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';
import { test } from '../../support/test.ts';
import {
  addressesOf,
  foundBy,
  LISTEN,
  listening,
  prober,
  type Reached,
  reachedIn,
  type Signs,
  scriptOf,
  server,
  type Target,
} from './reach.ts';

/** What was reached from where, in the namespaces of a runner. */
interface Seen {
  readonly runner: Runner;
  /** What a job reached. */
  readonly job: Reached;
  /**
   * What pods beside the manager reached, by the value of their label `app`. The one called `manager` has the labels and
   * the account of the manager instead, and so its policy: not every image of the manager has programs to try with.
   */
  readonly from: Readonly<Record<string, Reached>>;
}

/** The runners that all tests look at. */
interface AllSeen {
  /** Without policies. */
  readonly open: Seen;
  /** With both policies, which name who may come in, and GitLab to jobs. */
  readonly closed: Seen;
  /** With both policies, of which the manager's has peers; jobs have a namespace and a list of denied addresses. */
  readonly narrow: Seen;
  /** With the policy of jobs as it is when nothing more is said of it. */
  readonly cutOff: Seen;
}

const METRICS = 9252;
const SESSION = 8093;
const KUBELET = 10250;
/** A port of pods that no rule names. */
const OTHER = 8080;

/** Tests of what is reached, which is looked at once. */
export const it = test.extend<{ readonly seen: AllSeen }>({
  seen: [
    async ({ api, gitlab, shared }, use) => {
      await use(await look(api, gitlab, shared.apply));
    },
    { scope: 'file' },
  ],
}).concurrent;

async function look(
  api: Api,
  gitlab: GitLab,
  apply: (options: RunnerOptions) => Promise<Runner>,
): Promise<AllSeen> {
  const others = newNamespace();
  const sessionServer = { enabled: true, service: { type: 'Headless' } };
  const open = await apply({
    spec: { sessionServer },
    objects: () => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: others } },
      server(others, 'server', [OTHER, 443]),
      server(others, 'dns', [OTHER, 53], { 'k8s-app': 'kube-dns' }),
    ],
  });
  const [pod, dns] = await Promise.all([listening(api, others, 'server'), listening(api, others, 'dns')]);

  const { host, port } = addressOf(gitlab.url) as Target;
  const { service, endpoints } = await apiServerOf(api);
  const targets = {
    gitlab: { host, port },
    apiServer: service,
    apiServerItself: endpoints[0]!,
    node: { host: pod.hostIP, port: KUBELET },
    metadata: { host: '169.254.169.254', port: 80 },
    publicAddress: { host: '1.1.1.1', port: 443 },
    dns: { host: dns.podIP, port: 53 },
    dnsOverUdp: { host: dns.podIP, port: 53, protocol: 'udp' },
    otherPortOfDns: { host: dns.podIP, port: OTHER },
    pod: { host: pod.podIP, port: OTHER },
    podAt443: { host: pod.podIP, port: 443 },
  } satisfies Record<string, Target>;
  const toGitLab = { to: [block(host)], ports: [{ port }] };

  const closed = await apply({
    spec: {
      sessionServer,
      networkPolicy: {
        enabled: true,
        metricsFrom: [labelled('prometheus')],
        sessionFrom: [labelled('proxy')],
      },
      jobs: { networkPolicy: { enabled: true, extraEgress: [toGitLab] } },
    },
  });
  const narrow = await apply({
    spec: {
      sessionServer,
      networkPolicy: {
        enabled: true,
        apiServer: { peers: endpoints.map((one) => block(one.host)) },
        gitlab: { peers: [block(host)] },
      },
      jobs: {
        namespace: newNamespace(),
        networkPolicy: {
          enabled: true,
          deniedCidrs: [block(dns.podIP).ipBlock.cidr],
          extraIngress: [{ from: [{ namespaceSelector: {}, ...labelled('debugger') }] }],
        },
      },
    },
  });
  const cutOff = await apply({ spec: { jobs: { networkPolicy: { enabled: true } } } });

  const seenOf = async (
    runner: Runner,
    ofJob: (ports: Record<'metrics' | 'session', Target>) => Signs,
    ofPods: (ports: Record<'metrics' | 'session' | 'job', Target>) => Readonly<Record<string, Signs>>,
  ): Promise<Seen> => {
    const { namespace } = await runner.asked();
    const [manager] = await runner.managers();
    const { podIP } = await addressesOf(api, namespace, manager!.metadata.name);
    const ports = { metrics: { host: podIP, port: METRICS }, session: { host: podIP, port: SESSION } };
    const job = await runner.hold({
      image: images.debian,
      variables: { GIT_STRATEGY: 'none' },
      script: [
        `perl -e '${LISTEN}' ${OTHER} >/dev/null 2>&1 &`,
        scriptOf({ ...targets, ...ports }, ofJob(ports)),
      ],
    });
    const [podOfJob] = await runner.podsOf(job);
    const all = { ...ports, job: { host: podOfJob!.status.podIP!, port: OTHER } };
    const pods = ofPods(all);
    const { 'pod-template-hash': _, ...labels } = manager!.metadata.labels ?? {};
    const { serviceAccountName } = manager!.spec;
    await runner.make(
      ...Object.entries(pods).map(([app, signs]) =>
        app === 'manager'
          ? prober(namespace, app, scriptOf({ ...targets, ...all }, signs), labels, serviceAccountName)
          : prober(namespace, app, scriptOf(all, signs), { app }),
      ),
    );
    const found = Object.keys(pods).map(async (app) => [app, await foundBy(api, namespace, app)] as const);
    const seen = {
      runner,
      job: reachedIn(job.trace),
      from: Object.fromEntries(await Promise.all(found)),
    };
    await runner.release(job);
    return seen;
  };
  const [, ...seen] = await Promise.all([
    expectEnforcement(open, others, targets.pod),
    seenOf(
      open,
      () => ({}),
      () => ({ manager: {} }),
    ),
    seenOf(
      closed,
      () => ({ closed: targets.pod, open: targets.gitlab }),
      ({ metrics, session }) => ({
        manager: { closed: targets.pod, open: targets.gitlab },
        prometheus: { open: metrics },
        proxy: { open: session },
        stranger: {},
      }),
    ),
    seenOf(
      narrow,
      ({ session }) => ({ closed: targets.otherPortOfDns, open: session }),
      ({ session, job }) => ({
        manager: { closed: targets.pod, open: targets.gitlab },
        debugger: { open: job },
        stranger: { open: session },
      }),
    ),
    seenOf(
      cutOff,
      () => ({ closed: targets.pod }),
      () => ({}),
    ),
  ]);
  return { open: seen[0], closed: seen[1], narrow: seen[2], cutOff: seen[3] };
}

/** Throws where a policy changes nothing. */
async function expectEnforcement(runner: Runner, namespace: string, target: Target): Promise<void> {
  await runner.make(
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'walled-in', namespace },
      spec: { podSelector: { matchLabels: { app: 'walled-in' } }, policyTypes: ['Egress'] },
    },
    prober(namespace, 'walled-in', scriptOf({ target }, { closed: target }), { app: 'walled-in' }),
  );
  if ((await foundBy(runner.api, namespace, 'walled-in')).target !== false) {
    throw new Error(
      'The network of this cluster does not enforce NetworkPolicies. CONTRIBUTING.md tells how to get a cluster that does.',
    );
  }
}

interface ApiServer {
  readonly service: Target;
  readonly endpoints: readonly Target[];
}

async function apiServerOf(api: Api): Promise<ApiServer> {
  const { spec } = await api.get<{ spec: { clusterIP: string; ports: readonly { port: number }[] } }>(
    '/api/v1/namespaces/default/services/kubernetes',
  );
  const slices = await api.list<{
    ports: readonly { port: number }[];
    endpoints: readonly { addresses: readonly string[] }[];
  }>(
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name=kubernetes',
  );
  return {
    service: { host: spec.clusterIP, port: spec.ports[0]!.port },
    endpoints: slices.flatMap(({ ports, endpoints }) =>
      endpoints.flatMap(({ addresses }) => addresses.map((host) => ({ host, port: ports[0]!.port }))),
    ),
  };
}

function block(address: string) {
  return { ipBlock: { cidr: `${address}/${isIpv6(address) ? 128 : 32}` } };
}

function labelled(app: string) {
  return { podSelector: { matchLabels: { app } } };
}
