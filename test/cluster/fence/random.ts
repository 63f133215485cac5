import fc from 'fast-check';
import { expect } from 'vitest';

import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import {
  type GitLabRunner,
  type KubernetesObject,
  renderRunner,
  validateConfig,
} from '../../../src/index.ts';
import { askAll } from '../../support/ask-all.ts';
import { validDocument } from '../../support/document-arbitrary.ts';
import { documentWith } from '../../support/rendered.ts';
import type { Api } from '../support/api.ts';
import { newNamespace } from '../support/namespace.ts';
import { until } from '../support/until.ts';
import { isOfFence, openNamespace } from './fence.ts';
import { changed } from './job-pod.ts';

interface Policy {
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly object[] };
  };
}

/** How many documents have their policies in the cluster at once, which looks at all of them for each request. */
const AT_ONCE = 25;
const POLICIES = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';

/** Documents with a fence, of the same seed the same ones, of several runners each. */
export function fencedDocuments(numRuns: number, seed: number): readonly GitLabRunner[] {
  const made = fc
    .tuple(...Array.from({ length: 3 }, () => validDocument))
    .map((three) => united(three))
    .filter((document): document is GitLabRunner => document !== undefined);
  return fc.sample(made, { numRuns, seed });
}

const CAPABILITIES = ['NET_ADMIN', 'SYS_PTRACE', 'SYS_TIME', 'IPC_LOCK', 'CHOWN'];

/** A document of fifty runners, none of which allows what another one does. */
export const manyRunners = documentWith({
  jobs: { admissionPolicy: {} },
  runners: Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `r${index}`,
      {
        url: 'https://gitlab.com',
        token: { secretKeyRef: { name: `token-${index}`, key: 'token' } },
        feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: index % 2 === 0 },
        kubernetes: {
          image: 'alpine:3',
          [index % 3 === 0 ? 'build_container_security_context' : 'service_container_security_context']: {
            privileged: index % 2 === 0,
            capabilities: { add: [CAPABILITIES[index % CAPABILITIES.length]] },
            run_as_user: index,
          },
          node_selector: { pool: `pool-${index}` },
          node_tolerations: { [`pool=${index}`]: 'NoSchedule' },
          service_account_overwrite_allowed: `^account-${index}`,
          node_tolerations_overwrite_allowed: `^team-${index}=`,
          allowed_images: [`registry.example.com/${index}/**`, 'alpine:*'],
          allowed_services: [`{redis,mysql}:${index}.*`],
          volumes: {
            host_path: [
              { name: 'cache', mount_path: '/cache', host_path: `/var/cache/${index}`, read_only: true },
            ],
            pvc: [{ name: `claim-${index}-$CI_CONCURRENT_ID`, mount_path: '/claim' }],
            secret: [{ name: `login-${index}`, mount_path: '/login' }],
          },
        },
      },
    ]),
  ),
}) as GitLabRunner;

/** The first of some documents, with the runners of as many of the others as fit in, under a fence. */
function united([first, ...others]: readonly GitLabRunner[]): GitLabRunner | undefined {
  let whole: GitLabRunner | undefined;
  for (const document of [first!, ...others]) {
    const runners = Object.entries(document.spec.runners ?? {}).map(([name, runner], index) => [
      whole === undefined ? name : `${name.slice(0, 20)}-${Object.keys(whole.spec.runners!).length + index}`,
      runner,
    ]);
    const part =
      whole === undefined ? document : { spec: { runners: Object.fromEntries(runners) as object } };
    const spec = { jobs: { admissionPolicy: {} } };
    const next = mergePatch(mergePatch(whole ?? {}, part), { spec }) as GitLabRunner;
    if (validateConfig(next).ok) whole = next;
  }
  return whole;
}

/** What an API server says of a fence: by the types of its expressions, of which a controller tells, and by a large pod. */
export interface Proof {
  readonly types: boolean;
  readonly pod: boolean;
}

/**
 * Applies the fences of documents, some at once. Throws where an expression does not compile, is not of the right type,
 * fails for a large pod, or costs more than the API server spends.
 */
export async function proveFences(api: Api, documents: readonly GitLabRunner[], proof: Proof): Promise<void> {
  const namespace = newNamespace();
  await api.apply([
    openNamespace(namespace) as KubernetesObject,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'managers', namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: `system:serviceaccounts:${namespace}`,
        },
      ],
    } as KubernetesObject,
    // Where no controller makes it.
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
  ]);
  try {
    for (let at = 0; at < documents.length; at += AT_ONCE) {
      await proveSome(api, { namespace, batch: `b${at}` }, documents.slice(at, at + AT_ONCE), proof);
    }
  } finally {
    await api.delete(`/api/v1/namespaces/${namespace}`);
  }
}

/** Where fences are, under names that no others have. */
interface Place {
  readonly namespace: string;
  readonly batch: string;
}

async function proveSome(
  api: Api,
  place: Place,
  documents: readonly GitLabRunner[],
  { types, pod }: Proof,
): Promise<void> {
  const made = documents.map((document, index) =>
    fenceOf(document, place.namespace, `${place.batch}-${index}`),
  );
  // Where all jobs run in other clusters there is none.
  const fences = made.filter(({ length }) => length > 0);
  const policies = fences.flat().filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const bindings = fences.flat().filter((object) => !policies.includes(object));
  try {
    await askAll(policies, 5, (object) => api.apply([object]));
    if (types) await expectTyped(api, policies);
    if (pod) {
      await askAll(bindings, 5, (object) => api.apply([object]));
      await api.apply(last(place));
      await expectEvaluated(api, place, fences);
    }
  } finally {
    await askAll([...last(place), ...fences.flat()], 10, async (object) =>
      api.delete(`${await api.pathOf(object)}/${object.metadata.name}`),
    );
  }
}

/** The fence of a document, all of it in one namespace, where it warns in few words. */
function fenceOf(document: GitLabRunner, namespace: string, name: string): KubernetesObject[] {
  const own = mergePatch(document, { metadata: { name, namespace } }) as GitLabRunner;
  return renderRunner(own)
    .filter(isOfFence)
    .map((object, index) => {
      const short = `${namespace}.${name}.${Math.floor(index / 2)}`;
      const { validations } = (object as unknown as { readonly spec: object }).spec as {
        readonly validations?: readonly object[];
      };
      const spec =
        validations === undefined
          ? warningIn(namespace, short)
          : { validations: validations.map((one) => ({ ...one, message: WRONG })) };
      return mergePatch(object, { metadata: { name: short }, spec }) as KubernetesObject;
    });
}

const WRONG = 'not as the document says';

function warningIn(namespace: string, policyName: string): object {
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  return { policyName, matchResources: { namespaceSelector }, validationActions: ['Warn'] };
}

/** A policy that nothing meets: what was there before it holds as soon as it does. */
function last({ namespace, batch }: Place): KubernetesObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: `${namespace}.${batch}` };
  const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
  const spec = {
    matchConstraints: { resourceRules: [pods] },
    validations: [{ expression: 'false', message: WRONG }],
  };
  return [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata, spec },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: warningIn(namespace, metadata.name),
    },
  ] as unknown as KubernetesObject[];
}

async function expectTyped(api: Api, objects: readonly KubernetesObject[]): Promise<void> {
  const names = new Set(objects.map(({ metadata }) => metadata.name));
  const checked = await until(
    'the types of all expressions are checked',
    async () => {
      const policies = (await api.list<Policy>(POLICIES)).filter(({ metadata }) => names.has(metadata.name));
      return (
        policies.every(({ metadata, status }) => status?.observedGeneration === metadata.generation) &&
        policies
      );
    },
    500,
  );
  expect(checked.length).toBe(names.size);
  const warnings = checked.flatMap(({ status }) => status?.typeChecking?.expressionWarnings ?? []);
  expect(warnings).toEqual([]);
}

/** Asks for the pod as the manager of each fence. A binding says all that is wrong, and so whether an expression failed. */
async function expectEvaluated(
  api: Api,
  { namespace, batch }: Place,
  fences: readonly (readonly KubernetesObject[])[],
): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;
  const pod = largePod(namespace);
  // Asked by somebody whom no fence is about: before Kubernetes 1.36 an API server that evaluates one policy while it
  // compiles another may end (kubernetes/kubernetes#135757).
  await until('all fences hold', async () => {
    const { warnings } = await api.send('POST', path, pod);
    return warnings.some((text) => text.includes(`'${namespace}.${batch}'`));
  });
  await askAll(fences, 5, async (objects) => {
    const user = /system:serviceaccount:[^:]+:([^"]+)"/.exec(
      JSON.stringify(objects).replaceAll('\\', ''),
    )![1]!;
    const answer = await api.asAccount(namespace, user).send<{ message?: string }>('POST', path, pod);
    expect({ status: answer.status, message: answer.body.message }).toEqual({ status: 201 });
    expect(answer.warnings.filter((text) => !text.includes(`': ${WRONG}`))).toEqual([]);
    // The server leaves out what comes after so much of it.
    expect(answer.warnings.join('').length).toBeLessThan(4000);
  });
}

/** A pod as large as any, of which each clause has a lot to look at. */
export function largePod(namespace: string): object {
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  const plain = changed(namespace);
  const [build] = plain.spec.containers;
  const large = {
    env: Array.from({ length: 40 }, (_, index) => ({ name: `VARIABLE_${index}`, value: `value ${index}` })),
    volumeMounts: names.map((name) => ({ name, mountPath: `/mounted/${name}` })),
  };
  return {
    ...plain,
    spec: {
      ...plain.spec,
      volumes: names.map((name) => ({ name, emptyDir: {} })),
      containers: ['build', 'helper', ...names.slice(2)].map((name, index) => ({
        ...build,
        ...large,
        name,
        ports: [{ containerPort: 1000 + index }, { containerPort: 2000 + index }],
      })),
      initContainers: plain.spec.initContainers.map((one) => ({ ...one, ...large })),
      tolerations: names.slice(0, 2).map((name) => ({ key: name, operator: 'Exists', effect: 'NoSchedule' })),
      nodeSelector: { pool: 'ci', disk: 'fast' },
    },
  };
}
