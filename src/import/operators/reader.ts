import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Draft, Remark } from '../draft.ts';
import { ownersOf } from '../manifests/managers.ts';
import { type Found, type Objects, objectsIn } from '../manifests/objects.ts';
import type { Input, Reader } from '../reader.ts';
import { alekcDraft } from './alekc/draft.ts';
import { namedBy as namedByAlekc } from './alekc/entries.ts';
import { workloadOf as alekcWorkload } from './alekc/names.ts';
import { namesOf } from './names.ts';
import { namedBy as namedByOfficial, officialDraft } from './official/draft.ts';
import { workloadOf as officialWorkload } from './official/names.ts';
import { refusedAmong } from './refused.ts';
import { fetching, type Known, type Resource, resourceIn } from './resource.ts';

/** An operator whose resources become documents. */
interface Operator {
  readonly group: string;
  readonly draft: (resource: Resource, known: Known) => Draft;
  /** Name of the Deployment that it makes of a resource. */
  readonly workloadOf: (resource: Resource) => string;
  /** The objects that a resource names. */
  readonly namedBy: (resource: Resource) => readonly (readonly [kind: string, name: string])[];
  readonly isOwn: (resource: Resource) => boolean;
}

const OPERATORS: readonly Operator[] = [
  {
    group: 'apps.gitlab.com',
    draft: officialDraft,
    workloadOf: officialWorkload,
    namedBy: namedByOfficial,
    isOwn: (resource) => resource.kind === 'Runner' && !holdsChartValues(resource.spec.value),
  },
  {
    group: 'gitlab.k8s.alekc.dev',
    draft: alekcDraft,
    workloadOf: alekcWorkload,
    namedBy: namedByAlekc,
    isOwn: () => true,
  },
];

/** Values of GitLab's Helm chart that the operator of this kind has no field for: another operator hands them to the chart. */
const CHART_VALUES = [
  'checkInterval',
  'runnerToken',
  'runnerRegistrationToken',
  'unregisterRunners',
  'certsSecretName',
  'rbac',
  'hpa',
];
const CHART_MAPPINGS = ['image', 'runners', 'metrics', 'resources'];

function holdsChartValues(spec: unknown): boolean {
  if (!isMapping(spec) || typeof spec.token === 'string') return false;
  return (
    CHART_VALUES.some((value) => Object.hasOwn(spec, value)) ||
    CHART_MAPPINGS.some((value) => isMapping(spec[value]))
  );
}

/** Makes a document of each resource of an operator, out of it and of what it names. */
export const readOperators: Reader = (left, all, options) => {
  const yaml = left.filter(({ syntax }) => syntax === 'yaml');
  const objects = objectsIn(all.filter(({ syntax }) => syntax === 'yaml'));
  const known = yaml.flatMap((input) => {
    const resource = resourceIn(input);
    const operator = OPERATORS.find(({ group }) => group === resource?.group);
    return resource !== undefined && operator?.isOwn(resource) ? [{ resource, operator }] : [];
  });
  const operatorOf = new Map(known.map(({ resource, operator }) => [resource, operator]));
  const resources = known.map(({ resource }) => resource);
  const names = namesOf(resources, (resource) => operatorOf.get(resource)!.workloadOf(resource), options);
  const drafts = known.map(({ resource, operator }, index): Draft => {
    const { name, remarks } = names[index]!;
    const draft = operator.draft(resource, { objects, options, name });
    return { ...draft, remarks: [...remarks, ...draft.remarks].map(withoutCredentials) };
  });
  const evidence = known.flatMap(({ resource, operator }) => [
    resource.input,
    ...evidenceOf(resource, operator, objects),
  ]);
  const refused = refusedAmong(yaml, drafts.length > 0);
  const orphans = orphansAmong(objects, resources).filter(({ input }) => left.includes(input));
  return {
    drafts,
    remarks: [...refused.remarks, ...orphans.map(({ remark }) => remark)],
    taken: new Set<Input>([...evidence, ...refused.taken, ...orphans.map(({ input }) => input)]),
  };
};

/** A remark that quotes a name quotes a credential where somebody has written one in its place. */
function withoutCredentials({ subject, text, ...remark }: Remark): Remark {
  return { ...remark, subject: masked(subject), text: masked(text) };
}

/** What belongs to a resource: what the operator has made of it, and what it names. */
function evidenceOf(resource: Resource, operator: Operator, objects: Objects): readonly Input[] {
  const workload = operator.workloadOf(resource);
  const isOwned = (object: Found): boolean =>
    ownersOf(object).some(
      ({ apiVersion, kind, name }) =>
        String(apiVersion).startsWith(`${operator.group}/`) &&
        kind === resource.kind &&
        name === resource.name,
    ) && isNear(object, resource);
  const named = operator
    .namedBy(resource)
    .flatMap(([kind, name]) => objects.find(kind, resource.namespace, name) ?? []);
  // Tools that tidy up what kubectl prints remove the owners.
  const byName = objects.all.filter(
    (object) =>
      isNear(object, resource) &&
      (object.name === workload ||
        object.name === `${workload}-config` ||
        object.name === `${workload}-metrics`),
  );
  return [...objects.all.filter(isOwned), ...named, ...byName].map(({ input }) => input);
}

function isNear({ namespace }: Found, resource: Resource): boolean {
  return namespace === undefined || resource.namespace === undefined || namespace === resource.namespace;
}

/** Managers that an operator has made of resources which are not among the inputs. */
function orphansAmong(
  objects: Objects,
  resources: readonly Resource[],
): readonly { readonly input: Input; readonly remark: Remark }[] {
  return objects.of('Deployment').flatMap((object) => {
    const owner = ownersOf(object).find(({ apiVersion, kind }) =>
      OPERATORS.some(
        ({ group }) => String(apiVersion).startsWith(`${group}/`) && /^(?:Multi)?Runner$/.test(String(kind)),
      ),
    );
    if (owner === undefined) return [];
    const { kind, name } = owner;
    const group = String(owner.apiVersion).split('/')[0]!;
    const isThere = resources.some(
      (resource) =>
        resource.group === group &&
        resource.kind === kind &&
        resource.name === name &&
        isNear(object, resource),
    );
    if (isThere) return [];
    return [
      {
        input: object.input,
        remark: {
          kind: 'refused' as const,
          from: object.data.at(['metadata', 'ownerReferences']),
          subject: `Deployment/${object.name}`,
          text: `An operator has made it of the ${String(kind)} ${String(name)}, which says how it runs and is not among the inputs: give it to import as well, ${fetching(`${String(kind).toLowerCase()}s.${group}`, String(name), object.namespace ?? 'NAMESPACE')}.`,
        },
      },
    ];
  });
}
