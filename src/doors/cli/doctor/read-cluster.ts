import { at, listAt, textAt } from '../../../core/data/at.ts';
import { groupedBy } from '../../../core/data/grouped-by.ts';
import { isMapping } from '../../../core/data/is-mapping.ts';
import { MANAGER_CONTAINER } from '../../../core/resolve/manager/parts.ts';
import type {
  ClusterState,
  Log,
  ManagerMetrics,
  NotRead,
  ObservedObject,
  Right,
} from '../../../operate/doctor/cluster-state.ts';
import { dataChangedAt, observed, observedLog, observedMetrics } from '../../../operate/doctor/observed.ts';
import { type Asked, type Named, type Questions, questionsAbout } from '../../../operate/doctor/questions.ts';
import { resourceOf } from '../../../operate/doctor/resources.ts';
import { type SecretFacts, secretFacts } from '../../../operate/doctor/secret-facts.ts';
import { FileError } from '../file-error.ts';
import { type Answer, Kubectl } from './kubectl.ts';

const OURS = 'app.kubernetes.io/managed-by=gitlab-runner-manifests';
/** What is looked for beyond the namespaces of the documents, where not everybody may look. */
const OLD_BINDINGS = 'old bindings';
const OLD_POLICIES = 'old policies';
const POLICY_KINDS = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map((kind) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
}));
/** Lines of a log that are read from its end, and bytes from its beginning. */
const TAIL = 2000;
const HEAD = 16_384;

/** Asks a cluster about documents, with `kubectl` and the rights of the person who runs it. */
export async function readCluster(documents: readonly Asked[], context?: string): Promise<ClusterState> {
  const kubectl = new Kubectl(context);
  const questions = questionsAbout(documents);
  const serverVersion = await versionOf(kubectl);
  const reading = new Reading(kubectl);
  const served = reading.served();
  await Promise.all([
    ...questions.namespaces.flatMap((namespace) => [
      reading.get(['pods'], ['pods'], namespace),
      reading.get(['events', '--field-selector=type=Warning'], ['events'], namespace),
    ]),
    served.then((kinds) =>
      Promise.all([
        reading.getNamed(questions.objects, kinds),
        reading.getOurs(questions.mayBeLeft, kinds),
        reading.getOldPolicies(questions, kinds),
      ]),
    ),
    reading.getRights(questions),
  ]);
  await reading.getLogs(questions);
  const kinds = await served;
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'ClusterState',
    readAt: new Date().toISOString(),
    documents: questions.documents,
    serverVersion,
    ...(kinds !== undefined && { served: [...kinds.keys()] }),
    ...reading.result(),
  };
}

/** The release of the API server. Where it does not answer, nothing else is asked. */
async function versionOf(kubectl: Kubectl): Promise<string> {
  const { output, words } = await kubectl.run(['version', '--output=json']);
  const version = textAt(parsed(output), 'serverVersion', 'gitVersion');
  if (version !== '') return version;
  const [first = 'it does not answer'] = words.split('\n').filter((line) => !/^[EW]\d{4} /.test(line));
  throw new FileError('cannot ask the cluster', new Error(first));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The name in the plural of each kind that a cluster has, as `apps/v1 Deployment`; `undefined` where that is not known. */
type Served = ReadonlyMap<string, string> | undefined;

/** What is read of a cluster, as it comes. */
class Reading {
  readonly #kubectl: Kubectl;
  readonly #objects = new Map<string, ObservedObject>();
  readonly #secrets = new Map<string, SecretFacts>();
  readonly #logs: Log[] = [];
  readonly #metrics: ManagerMetrics[] = [];
  readonly #rights: Right[] = [];
  readonly #notRead: NotRead[] = [];

  constructor(kubectl: Kubectl) {
    this.#kubectl = kubectl;
  }

  result(): Pick<ClusterState, 'objects' | 'secrets' | 'logs' | 'metrics' | 'rights' | 'notRead'> {
    const byKey = <T>(map: ReadonlyMap<string, T>): T[] =>
      [...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
    return {
      objects: byKey(this.#objects),
      secrets: byKey(this.#secrets),
      logs: this.#logs,
      metrics: this.#metrics,
      rights: this.#rights,
      notRead: this.#notRead,
    };
  }

  /** The kinds that the cluster has, as `apps/v1 Deployment`, each with its name in the plural. */
  async served(): Promise<Served> {
    const answer = await this.#kubectl.run(['api-resources', '--no-headers', '--cached=false']);
    const kinds = new Map<string, string>();
    for (const line of answer.output.split('\n')) {
      const cells = line.trim().split(/\s+/);
      const [apiVersion, , kind] = cells.slice(-3);
      if (cells.length >= 4) kinds.set(`${apiVersion} ${kind}`, cells[0]!);
    }
    // Where one API group does not answer, what it serves is not known.
    if (answer.isOk && kinds.size > 0) return kinds;
    this.#couldNot(['kinds'], answer);
    return undefined;
  }

  /** Lists objects, or gets some by their names: what is asked for, in a namespace or not. */
  async get(
    args: readonly string[],
    what: readonly string[],
    namespace?: string,
    isWanted: (item: unknown) => boolean = () => true,
  ): Promise<void> {
    const where = namespace === undefined ? [] : [`--namespace=${namespace}`];
    const answer = await this.#kubectl.run(['get', ...args, ...where, '--ignore-not-found', '--output=json']);
    const value = parsed(answer.output);
    const items = at(value, 'kind') === 'List' ? listAt(value, 'items') : [value];
    for (const item of items) if (isMapping(item) && isWanted(item)) this.#take(item);
    if (!answer.isOk) this.#couldNot(what, answer, namespace);
  }

  #take(item: Readonly<Record<string, unknown>>): void {
    const key = [item.kind, textAt(item, 'metadata', 'namespace'), textAt(item, 'metadata', 'name')].join(
      '/',
    );
    if (item.kind === 'Secret') {
      const changed = dataChangedAt(item);
      const facts = secretFacts(item);
      this.#secrets.set(key, changed === undefined ? facts : { ...facts, dataChangedAt: changed });
    } else this.#objects.set(key, observed(item));
  }

  /** Gets objects by their names: one call for each namespace, and one for those that have none. */
  async getNamed(objects: readonly Named[], served: Served): Promise<void> {
    await Promise.all(
      inNamespaces(objects, served).map(([namespace, some]) =>
        this.get(
          [...some.map((object) => `${typeOf(object, served)}/${object.name}`), '--show-managed-fields'],
          resourcesOf(some),
          namespace,
        ),
      ),
    );
  }

  /** Gets all objects of some kinds that we rendered. */
  async getOurs(kinds: Questions['mayBeLeft'], served: Served): Promise<void> {
    await Promise.all(
      inNamespaces(kinds, served).map(([namespace, some]) => {
        const args = [
          some.map((kind) => typeOf(kind, served)).join(','),
          '--show-managed-fields',
          `--selector=${OURS}`,
        ];
        return namespace === undefined
          ? this.get([...args, '--all-namespaces'], [OLD_BINDINGS])
          : this.get(args, resourcesOf(some), namespace);
      }),
    );
  }

  /** Gets the admission policies of documents, also those that they no longer render. */
  async getOldPolicies({ policies }: Questions, served: Served): Promise<void> {
    const isOfDocument = (item: unknown): boolean =>
      policies.some((prefix) => textAt(item, 'metadata', 'name').startsWith(prefix));
    await Promise.all(
      inNamespaces(POLICY_KINDS, served).map(([, some]) =>
        this.get(
          [some.map((kind) => typeOf(kind, served)).join(','), '--show-managed-fields', `--selector=${OURS}`],
          [OLD_POLICIES],
          undefined,
          isOfDocument,
        ),
      ),
    );
  }

  /** Asks what the accounts of the managers may do: as them, which not everybody may. */
  async getRights({ rights }: Questions): Promise<void> {
    await Promise.all(
      rights.map(async ({ account, permissions }) => {
        const reviews = permissions.flatMap(({ namespace, apiGroup, resource, verbs }) => {
          const [name, subresource] = resource.split('/');
          return verbs.map((verb) => ({
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            metadata: {},
            spec: {
              resourceAttributes: {
                ...(namespace !== undefined && { namespace }),
                group: apiGroup,
                resource: name,
                ...(subresource !== undefined && { subresource }),
                verb,
              },
            },
          }));
        });
        if (reviews.length === 0) return;
        const answer = await this.#kubectl.run(
          ['create', '--filename=-', '--output=json', '--validate=false', `--as=${account}`],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: reviews }),
        );
        // One text after the other, each from a brace at the start of a line.
        const items = answer.output.split(/^(?=\{$)/m).map(parsed);
        for (const item of items) {
          const asked = at(item, 'spec', 'resourceAttributes');
          if (asked === undefined) continue;
          const subresource = textAt(asked, 'subresource');
          const namespace = textAt(asked, 'namespace');
          this.#rights.push({
            account,
            ...(namespace !== '' && { namespace }),
            apiGroup: textAt(asked, 'group'),
            resource: `${textAt(asked, 'resource')}${subresource === '' ? '' : `/${subresource}`}`,
            verb: textAt(asked, 'verb'),
            isAllowed: at(item, 'status', 'allowed') === true,
          });
        }
        if (items.length < reviews.length) this.#couldNot(['rights'], answer);
      }),
    );
  }

  /** Reads what managers say: their logs, and of their metrics their release and their jobs. */
  async getLogs({ managers }: Questions): Promise<void> {
    const pods = [...this.#objects.values()].filter(({ kind }) => kind === 'Pod');
    await Promise.all(
      managers.flatMap(({ namespace, labels, metricsPort }) =>
        pods
          .filter(
            (pod) =>
              textAt(pod, 'metadata', 'namespace') === namespace &&
              Object.entries(labels).every(
                ([label, value]) => textAt(pod, 'metadata', 'labels', label) === value,
              ),
          )
          .flatMap((pod) => {
            const name = textAt(pod, 'metadata', 'name');
            const containers = [
              ...listAt(pod, 'status', 'initContainerStatuses'),
              ...listAt(pod, 'status', 'containerStatuses'),
            ];
            return containers.flatMap((status) => this.#readContainer(namespace, name, status, metricsPort));
          }),
      ),
    );
  }

  #readContainer(
    namespace: string,
    pod: string,
    status: unknown,
    metricsPort: number | undefined,
  ): Promise<void>[] {
    const container = textAt(status, 'name');
    const isManager = container === MANAGER_CONTAINER;
    const runs = at(status, 'state', 'running') !== undefined;
    const hasEnded =
      at(status, 'lastState', 'terminated') !== undefined || at(status, 'state', 'terminated') !== undefined;
    const failed = hasEnded && at(status, 'ready') !== true;
    return [
      ...(isManager && runs ? [this.#readLog(namespace, pod, container, false)] : []),
      ...(failed
        ? [this.#readLog(namespace, pod, container, at(status, 'lastState', 'terminated') !== undefined)]
        : []),
      ...(isManager && runs && metricsPort !== undefined
        ? [this.#readMetrics(namespace, pod, metricsPort)]
        : []),
    ];
  }

  async #readLog(namespace: string, pod: string, container: string, isPrevious: boolean): Promise<void> {
    const args = [
      'logs',
      pod,
      `--namespace=${namespace}`,
      `--container=${container}`,
      '--timestamps',
      ...(isPrevious ? ['--previous'] : []),
    ];
    const answer = await this.#kubectl.run([...args, `--tail=${TAIL}`]);
    // A container may be gone since.
    if (!answer.isOk && !/forbidden/i.test(answer.words)) return;
    if (!answer.isOk) return this.#couldNot(['pods/log'], answer, namespace);
    const lines = answer.output.split('\n');
    const head =
      lines.length > TAIL ? (await this.#kubectl.run([...args, `--limit-bytes=${HEAD}`])).output : '';
    const first = head.split('\n').filter((line) => line < lines[0]!);
    this.#logs.push({
      namespace,
      pod,
      container,
      isPrevious,
      text: observedLog([...first, ...lines].join('\n')),
    });
  }

  async #readMetrics(namespace: string, pod: string, port: number): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}:${port}/proxy/metrics`;
    const answer = await this.#kubectl.run(['get', '--raw', path]);
    if (answer.isOk) this.#metrics.push({ namespace, pod, ...observedMetrics(answer.output) });
    else if (/forbidden/i.test(answer.words)) this.#couldNot(['pods/proxy'], answer, namespace);
  }

  /** Writes down what the person may not read, or all that was asked for where it failed for another reason. */
  #couldNot(what: readonly string[], { words }: Answer, namespace?: string): void {
    const refused = [
      ...words.matchAll(
        /cannot \w+ resource "([^"]+)"(?: in API group "[^"]*")?(?: in the namespace "([^"]*)"| at the cluster scope)?/g,
      ),
    ];
    const isAsked = what.every((one) => one !== 'rights' && one !== OLD_BINDINGS && one !== OLD_POLICIES);
    const rows: NotRead[] =
      isAsked && refused.length > 0
        ? refused.map(([why, resource = '', where]) => ({
            what: resource,
            ...(where !== undefined && { namespace: where }),
            why: `forbidden: you ${why}`,
          }))
        : what.map((one) => ({
            what: one,
            ...(namespace !== undefined && { namespace }),
            why: words.split('\n')[0] ?? '',
          }));
    for (const row of rows) {
      if (!this.#notRead.some((one) => one.what === row.what && one.namespace === row.namespace))
        this.#notRead.push(row);
    }
  }
}

/** Those that are served, by their namespaces. */
function inNamespaces<T extends Omit<Named, 'name'>>(
  objects: readonly T[],
  served: Served,
): (readonly [string | undefined, readonly T[]])[] {
  const known = objects.filter(({ apiVersion, kind }) => served?.has(`${apiVersion} ${kind}`) ?? true);
  return [...groupedBy(known, ({ namespace }) => namespace)];
}

/** What the API calls objects, in the plural. */
function resourcesOf(objects: readonly Omit<Named, 'name'>[]): readonly string[] {
  return [...new Set(objects.map(({ kind }) => resourceOf(kind)))];
}

/** How `kubectl` is given a type: `deployments.v1.apps`, `configmaps`. */
function typeOf({ apiVersion, kind }: Omit<Named, 'name'>, served: Served): string {
  const name = served?.get(`${apiVersion} ${kind}`) ?? kind.toLowerCase();
  const [group, version] = apiVersion.split('/');
  return version === undefined ? name : `${name}.${version}.${group}`;
}
