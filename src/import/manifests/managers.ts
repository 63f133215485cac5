import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { below, type Located } from '../read/located.ts';
import { at, type Found, type Objects } from './objects.ts';

/** A workload whose pods run `gitlab-runner`. */
export interface Manager {
  readonly workload: Found;
  /** Its pod template: metadata and spec. */
  readonly template: Located;
  readonly pod: Pod;
}

/** A pod, as far as the manager's container and those beside it go. */
export interface Pod {
  /** Its spec. */
  readonly spec: Located;
  /** The container that runs `gitlab-runner`. */
  readonly container: Container;
  readonly initContainers: readonly Container[];
  /** The containers beside it. */
  readonly others: readonly Container[];
  readonly volumes: readonly Located[];
}

/** A container of a pod. */
export interface Container {
  readonly data: Located;
  readonly name: string;
  /** Its command and its arguments. */
  readonly words: readonly string[];
}

/** The kinds of workloads, each with the path to its pod template. */
const WORKLOADS: Readonly<Record<string, Path>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Pod: [],
};

/** The images of the runner, of whatever registry. Its helper and its operator are others. */
const IMAGE = /(?:^|\/)(?:[\w.-]*[_-])?gitlab-runner(?:-ocp|-ubi\w*|-alpine|-ubuntu|-fips)?(?:[:@]|$)/;

/** A command line that runs it. */
const COMMAND = /(?:^|[\s/;&|])gitlab-runner\s+(?:(?:-\S+\s+)*)(?:run|register)\b/;

/** The groups of operators' resources that own managers. */
const OPERATORS = /^(?:apps\.gitlab\.com|gitlab\.k8s\.alekc\.dev|runner\.gscout\.xyz)\//;

/** Returns the managers among objects, without those that an operator's resource owns: the resource describes them. */
export function managersAmong(objects: Objects): readonly Manager[] {
  return Object.entries(WORKLOADS).flatMap(([kind, path]) =>
    objects.of(kind).flatMap((workload): readonly Manager[] => {
      const owners = ownersOf(workload);
      const isOwned = owners.some(({ apiVersion }) => OPERATORS.test(String(apiVersion)));
      if (isOwned || (kind === 'Pod' && owners.length > 0)) return [];
      const template = below(workload.data, path);
      const pod = podOf(below(template, ['spec']));
      return pod === undefined ? [] : [{ workload, template, pod }];
    }),
  );
}

/** Returns the objects that make pods, each with the path to its pod template. */
export function workloadsAmong(
  objects: Objects,
): readonly { readonly workload: Found; readonly path: Path }[] {
  return Object.entries(WORKLOADS).flatMap(([kind, path]) =>
    objects.of(kind).map((workload) => ({ workload, path })),
  );
}

/** The owners of an object. */
export function ownersOf(object: Found): readonly Readonly<Record<string, unknown>>[] {
  const owners = at(object, 'metadata', 'ownerReferences');
  return Array.isArray(owners) ? owners.filter(isMapping) : [];
}

/** Returns what a pod's spec says of the manager; `undefined` where no container runs one. */
export function podOf(spec: Located, isManager = runsManager): Pod | undefined {
  const containers = containersAt(spec, 'containers');
  const container = containers.find(isManager);
  if (container === undefined) return undefined;
  return {
    spec,
    container,
    initContainers: containersAt(spec, 'initContainers'),
    others: containers.filter((one) => one !== container),
    volumes: itemsAt(spec, ['volumes']),
  };
}

function runsManager({ data, words }: Container): boolean {
  const { image } = data.value as { image?: unknown };
  return (typeof image === 'string' && IMAGE.test(image)) || COMMAND.test(words.join(' '));
}

function containersAt(spec: Located, field: string): readonly Container[] {
  return itemsAt(spec, [field]).map((data) => {
    const { name, command, args } = data.value as { name?: unknown; command?: unknown; args?: unknown };
    const words = [command, args]
      .flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []))
      .filter((word) => typeof word === 'string');
    return { data, name: String(name), words };
  });
}

/** The mappings of a list. */
export function itemsAt(data: Located, path: Path): readonly Located[] {
  const { value } = below(data, path);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) => (isMapping(item) ? [below(data, [...path, index])] : []));
}
