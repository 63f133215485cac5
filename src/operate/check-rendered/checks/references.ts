import { valueAt } from '../../../core/data/path.ts';
import { addressOf } from '../../../core/formats/address.ts';
import { isOurs } from '../../../core/objects/as-written.ts';
import { type Reference, referencesOf, referencesOfJobs } from '../../../core/objects/references.ts';
import { type Found, keysOf, type Objects } from '../../../import/manifests/objects.ts';
import type { Check, Find, Place } from '../finding.ts';
import type { World } from '../world.ts';
import { objectName } from '../world.ts';

/** A reference, and where it is. */
interface Placed extends Reference {
  readonly place: Place;
  /** Whether documents always render what it names. */
  readonly isOwn: boolean;
}

/** How kustomize ends a name: in a hash of the content. */
const KUSTOMIZE_HASH = /^-[2456789bcdfghkmt]{10}$/;

/**
 * Names that lead nowhere. Much of what objects name is made by others: such a name is wrong only where the objects have
 * what it names under another name or in another namespace, and nothing else names that.
 */
export const references: Check = (world, find) => {
  const { objects } = world;
  const named = new Set(
    [...objects.all.flatMap((object) => referencesOf(asNaming(object))), ...ofConfigs(world)].map(key),
  );
  const isNamed = ({ kind, namespace, name }: Found): boolean =>
    named.has(key({ kind, namespace, name })) ||
    (namespace === undefined && [...named].some((one) => one.endsWith(key({ kind, namespace, name }))));
  const told = new Set<string>();
  for (const reference of [...ofObjects(world), ...ofConfigs(world)]) {
    const { kind, name, namespace, place, keys, isOptional, isOwn } = reference;
    // Containers of one pod name the same Secret.
    const tell: Find = (code, where, message, advice) => {
      const text = `${objectName(place.object)} ${message}`;
      if (!told.has(text)) find(code, where, message, advice);
      told.add(text);
    };
    const called = `the ${kind} "${name}"${namespace === undefined ? '' : ` of the namespace "${namespace}"`}`;
    const found = objects.find(kind, namespace, name);
    if (found !== undefined) {
      const missing = keys.find((one) => !keysOf(found).includes(one));
      if (missing === undefined || isOptional || !/^(?:ConfigMap|Secret)$/.test(kind)) continue;
      tell(
        'REFERENCE_BROKEN',
        place,
        `This needs the key "${missing}" of ${called}, which has no such key.`,
        `It has ${
          keysOf(found)
            .map((one) => `"${one}"`)
            .join(', ') || 'none'
        }.`,
      );
      continue;
    }
    const other = instead(reference, objects, isNamed);
    if (other === undefined) {
      if (isOwn)
        tell(
          'REFERENCE_BROKEN',
          place,
          `This names ${called}, which is not among the objects.`,
          'Hand in all objects of the document together, and do not remove what others of them name.',
        );
      continue;
    }
    tell(
      'REFERENCE_BROKEN',
      place,
      `This names ${called}, and the objects have ${objectName(other)} instead.`,
      adviceOn(reference, other),
    );
  }
};

function asNaming({ kind, namespace, data }: Found) {
  return { kind, namespace, value: data.value };
}

function key({ kind, namespace = '', name }: Pick<Reference, 'kind' | 'namespace' | 'name'>): string {
  return `${namespace} ${kind} ${name}`;
}

/** The references of objects that have to do with a manager. */
function ofObjects({ objects, managers, isConcerned }: World): readonly Placed[] {
  const isConfig = (object: Found, { kind, name }: Reference): boolean =>
    managers.some(({ workload, file }) => workload === object && file?.kind === kind && file.name === name);
  const isAccount = ({ kind, namespace, name }: Reference): boolean =>
    kind === 'ServiceAccount' &&
    managers.some((one) => one.account === name && (one.namespace ?? namespace) === namespace);
  return objects.all.filter(isConcerned).flatMap((object) =>
    referencesOf(asNaming(object))
      .filter((reference) => !isAccount(reference) || object.kind === 'Deployment')
      .map((reference) => ({
        ...reference,
        place: { object, path: reference.path },
        isOwn:
          isConfig(object, reference) ||
          (isOurs(object.data.value) &&
            /^(?:Role|ClusterRole|Deployment|Service|ValidatingAdmissionPolicy)$/.test(reference.kind)) ||
          (isOurs(object.data.value) && reference.kind === 'ServiceAccount' && object.kind !== 'Deployment'),
      })),
  );
}

/** The name of a Service as pods of any namespace call it. */
const SERVICE_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

/** The references of config.toml: to what the pods of jobs use, and to the Service at which GitLab calls a manager. */
function ofConfigs({ managers }: World): readonly Placed[] {
  return managers.flatMap(({ config, namespace }): readonly Placed[] => {
    if (config === undefined) return [];
    const ofJobs = config.sections.flatMap(({ path, kubernetes }) => {
      if (kubernetes.host !== undefined || kubernetes.namespace_per_job === true) return [];
      const place = typeof kubernetes.namespace === 'string' ? kubernetes.namespace : namespace;
      return referencesOfJobs(kubernetes, place).map((reference) => ({
        ...reference,
        place: config.placeOf([...path, 'kubernetes', ...reference.path]),
        isOwn: false,
      }));
    });
    const path = ['session_server', 'advertise_address'];
    const address = valueAt(config.value, path);
    const { host } = addressOf(typeof address === 'string' ? address : '');
    const [, name, ofService] = SERVICE_HOST.exec(host) ?? [];
    if (name === undefined) return ofJobs;
    const service = { kind: 'Service', name, namespace: ofService, keys: [], isOptional: false, path };
    return [...ofJobs, { ...service, place: config.placeOf(path), isOwn: true }];
  });
}

/** The object that a reference means, under another name or in another namespace. */
function instead(
  { kind, name, namespace, isOwn }: Placed,
  objects: Objects,
  isNamed: (object: Found) => boolean,
): Found | undefined {
  const left = objects.of(kind).filter((object) => !isNamed(object));
  return (
    left.find((object) => object.name === name) ??
    left.find(
      (object) =>
        (object.namespace === undefined || object.namespace === namespace) &&
        (isLonger(object.name, name) || (isOwn && isLonger(name, object.name))),
    )
  );
}

/** Whether a name is another one with something before or behind it. */
function isLonger(long: string, short: string): boolean {
  return long.startsWith(short) || long.endsWith(short);
}

function adviceOn({ name, namespace }: Reference, other: Found): string {
  const rest = other.name.startsWith(name) ? other.name.slice(name.length) : '';
  if (KUSTOMIZE_HASH.test(rest) && namespace !== undefined)
    return `kustomize follows the name that a generator makes only within its namespace: write \`namespace: ${namespace}\` into the entry of the generator.`;
  return other.name === name
    ? 'Objects were moved, and what names them was not: set the namespace in the config layer, where the document is still whole.'
    : 'Objects were renamed, and what names them was not: set the name in the config layer, where the document is still whole.';
}
