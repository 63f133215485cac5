import type { Api } from '../../support/api.ts';
import { images } from '../../support/images.ts';
import { until } from '../../support/until.ts';

/** Something that a pod may reach. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** By default TCP. */
  readonly protocol?: 'tcp' | 'udp';
}

/** Whether each target was reached, by its name. */
export type Reached = Readonly<Record<string, boolean>>;

/** Succeeds where there is a connection, or an answer to a datagram. */
const REACH = `reach() {
  timeout 5 bash -c 'exec 3<>"/dev/$0/$1/$2" && { [ "$0" = tcp ] || { echo >&3 && read -t 4 <&3; }; }' "$@" 2>/dev/null
}
tell() {
  local name=$1
  shift
  for _ in 1 2 3; do
    reach "$@" && { echo "reached: $name"; return; }
    sleep 1
  done
  echo "not reached: $name"
}`;
const DONE = 'All have been tried';

/** What tells that the network has taken a pod up, for which it needs a moment. */
export interface Signs {
  /** A target that a policy keeps from whoever tries. */
  readonly closed?: Target;
  /** A target that a policy lets whoever tries reach. */
  readonly open?: Target;
}

/** A script of bash, with nothing else than Debian's base, that tries targets. */
export function scriptOf(targets: Readonly<Record<string, Target>>, { closed, open }: Signs = {}): string {
  const words = ({ protocol = 'tcp', host, port }: Target): string => `${protocol} ${host} ${port}`;
  const until = (condition: string): string =>
    `for _ in $(seq 60); do ${condition} && break; sleep 0.5; done`;
  return [
    REACH,
    ...(closed === undefined ? [] : [until(`! reach ${words(closed)}`)]),
    ...(open === undefined ? [] : [until(`reach ${words(open)}`)]),
    // Not all that runs behind the shell of a job is of these.
    '(',
    ...Object.entries(targets).map(([name, target]) => `tell '${name}' ${words(target)} &`),
    'wait',
    ')',
    `echo "${DONE}"`,
  ].join('\n');
}

/** What such a script has found. */
export function reachedIn(output: string): Reached {
  const lines = output.matchAll(/^(not )?reached: (.*)$/gm);
  return Object.fromEntries([...lines].map(([, not, name]) => [name, not === undefined]));
}

/** A pod that runs a script of {@link scriptOf}, under whatever Pod Security. */
export function prober(
  namespace: string,
  name: string,
  script: string,
  labels: Readonly<Record<string, string>>,
  serviceAccountName?: string,
) {
  const pod = debianPod(namespace, name, ['bash', '-c', script], labels);
  const securityContext = {
    runAsNonRoot: true,
    runAsUser: 65534,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  return {
    ...pod,
    spec: {
      ...pod.spec,
      serviceAccountName,
      containers: pod.spec.containers.map((one) => ({ ...one, securityContext })),
    },
  };
}

/** A pod that listens at ports, and answers datagrams at those of them that are below 100. */
export function server(
  namespace: string,
  name: string,
  ports: readonly number[],
  labels: Readonly<Record<string, string>> = {},
) {
  return debianPod(namespace, name, ['perl', '-e', LISTEN, ...ports.map(String)], labels);
}

function debianPod(
  namespace: string,
  name: string,
  command: readonly string[],
  labels: Readonly<Record<string, string>>,
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: images.debian, command }],
    },
  };
}

/** Takes the ports as arguments. An answer is one byte, as bash reads no more of a datagram. */
export const LISTEN = `
use IO::Socket;
$SIG{TERM} = sub { exit };
for (@ARGV) {
  my $tcp = IO::Socket::INET->new(LocalPort => $_, Listen => 64, ReuseAddr => 1) or die $@;
  unless (fork) { while (1) { $tcp->accept } }
  next if $_ >= 100;
  my $udp = IO::Socket::INET->new(LocalPort => $_, Proto => "udp") or die $@;
  unless (fork) { while (1) { $udp->recv(my $question, 512); $udp->send("\\n") } }
}
print STDERR "listening\\n";
sleep;`;

interface Addresses {
  readonly podIP: string;
  readonly hostIP: string;
}

/** The addresses of a pod that listens, and of its node, once it does. */
export async function listening(api: Api, namespace: string, name: string): Promise<Addresses> {
  await until(`${name} listens`, async () => (await api.log(namespace, name, 'main')).includes('listening'));
  return addressesOf(api, namespace, name);
}

/** The addresses of a pod and of its node, which the kubelet tells a moment after the pod has begun to run. */
export function addressesOf(api: Api, namespace: string, name: string): Promise<Addresses> {
  return until(`${name} has an address`, async () => {
    const { status } = await api.get<{ status: Partial<Addresses> }>(
      `/api/v1/namespaces/${namespace}/pods/${name}`,
    );
    const { podIP, hostIP } = status;
    return podIP !== undefined && hostIP !== undefined && { podIP, hostIP };
  });
}

/** What a {@link prober} has found. */
export async function foundBy(api: Api, namespace: string, name: string): Promise<Reached> {
  const output = await until(`${name} has tried all`, async () => {
    const log = await api.log(namespace, name, 'main');
    return log.includes(DONE) && log;
  });
  return reachedIn(output);
}
