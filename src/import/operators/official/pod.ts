import { isMapping } from '../../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../../core/data/path.ts';
import type { Remark, Setting } from '../../draft.ts';
import type { ConfigSource } from '../../manifests/config-source.ts';
import { environmentOf, type Variable } from '../../manifests/environment.ts';
import { mountsOf } from '../../manifests/files.ts';
import { foreignPodSettings } from '../../manifests/foreign-pod.ts';
import { type Container, type Pod, podOf } from '../../manifests/managers.ts';
import { settingsFor } from '../../manifests/settings.ts';
import type { Located } from '../../read/located.ts';
import { readYamlTexts } from '../../read/yaml.ts';
import { type Patch, patched } from '../patched.ts';
import { type Known, type Resource, remarksOn } from '../resource.ts';

/** The containers that the operator gives the pod. */
const CONTAINER = 'runner';
const INIT_CONTAINER = 'configure';
/** Where the operator has its scripts, the token and config.toml. */
const OPERATORS_PLACES = /^\/(?:scripts|secrets|config|configmaps|custom|templates?)(?:\/|$)/;
/** Fields of the Deployment that the document has, too. */
const WORKLOAD_FIELDS = [
  'replicas',
  'strategy',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'minReadySeconds',
];
const POD: Path = ['template', 'spec'];

/** The Deployment as the patches of a resource leave it. */
export interface PatchedDeployment {
  readonly data: Located;
  readonly pod: Pod;
  /** The variables that patches give to the manager. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly remarks: readonly Remark[];
}

/** Applies the patches of `deploymentSpec` and of `podSpec`, in this order, to what is known of the operator's Deployment. */
export function patchedDeployment(
  { spec, ...resource }: Resource,
  { objects }: Known,
  /** Variables of the manager that the resource gives in another way. */
  env: readonly object[],
): PatchedDeployment {
  const { all: remarks, say } = remarksOn(spec);
  const patches = [...patchesIn(spec, 'deploymentSpec', [], say), ...patchesIn(spec, 'podSpec', POD, say)];
  const bare = {
    template: {
      spec: {
        containers: [{ name: CONTAINER, ...(env.length > 0 && { env }) }],
        initContainers: [{ name: INIT_CONTAINER }],
      },
    },
  };
  const skeleton: Located = { ...spec, value: bare, at: () => spec.at(['env']), commentAt: () => undefined };
  const { data, failed } = patched(skeleton, patches);
  for (const { patch, at } of failed) {
    remarks.push({
      kind: 'decide',
      from: patch.data.at(at),
      subject: `spec.${patch.target.length === 0 ? 'deploymentSpec' : 'podSpec'}`,
      text: 'This operation is on something that only the operator has in its pod, or does nothing: write what it is there for under spec.manager.',
    });
  }
  const clean = cleaned(data, remarks);
  const podSpec: Located = {
    ...clean,
    value: valueAt(clean.value, POD),
    at: (path) => clean.at([...POD, ...path]),
    commentAt: (path) => clean.commentAt([...POD, ...path]),
  };
  const pod = podOf(podSpec, ({ name }) => name === CONTAINER) ?? emptyPod(podSpec);
  return {
    data: clean,
    pod,
    variables: environmentOf(pod.container, objects, resource.namespace).all,
    remarks,
  };
}

/** Returns what a patched Deployment says of the manager. `config` are the settings of the runners. */
export function deploymentSettings(
  { data, pod, remarks }: PatchedDeployment,
  { namespace }: Resource,
  { objects }: Known,
  config: readonly Setting[],
): { readonly settings: readonly Setting[]; readonly remarks: readonly Remark[] } {
  const own: Remark[] = [];
  const { container } = pod;
  for (const field of ['command', 'args']) {
    if (valueAt(container.data.value, [field]) !== undefined)
      own.push({
        kind: 'changed',
        from: container.data.at([field]),
        subject: field,
        text: 'The document starts the manager by itself: the command line of the operator’s image is of no use there.',
      });
  }
  const mounts = mountsOf(container).filter(({ mountPath }) => OPERATORS_PLACES.test(mountPath));
  for (const { mountPath, data: mount } of mounts) {
    own.push({
      kind: 'dead',
      from: mount.at([]),
      subject: `volumeMounts ${mountPath}`,
      text: 'A place of the operator’s own scripts and files, which a manager of ours does not have.',
    });
  }
  const ofPod = foreignPodSettings(pod, {
    source: NO_FILE,
    settings: config,
    objects,
    namespace,
    isRegistering: true,
    variables: new Set(),
    volumes: new Set(mounts.map(({ name }) => name)),
  });
  const metadata = (['labels', 'annotations'] as const).flatMap((field) =>
    settingsFor(
      data,
      ['template', 'metadata', field],
      ['spec', 'manager', field === 'labels' ? 'podLabels' : 'podAnnotations'],
    ),
  );
  return {
    settings: [
      ...WORKLOAD_FIELDS.flatMap((field) => settingsFor(data, [field], ['spec', 'manager', field])),
      ...metadata,
      ...ofPod.settings,
    ],
    remarks: [...remarks, ...own, ...ofPod.remarks],
  };
}

const NO_FILE: ConfigSource = {
  file: undefined,
  text: undefined,
  surroundings: {},
  copiedBy: new Set(),
  volumes: new Set(),
  variables: new Set(),
  remarks: [],
};

function emptyPod(spec: Located): Pod {
  const container: Container = {
    data: { ...spec, value: { name: CONTAINER }, commentAt: () => undefined },
    name: CONTAINER,
    words: [],
  };
  return { spec, container, initContainers: [], others: [], volumes: [] };
}

function patchesIn(
  spec: Located,
  field: 'podSpec' | 'deploymentSpec',
  target: Path,
  say: ReturnType<typeof remarksOn>['say'],
): readonly Patch[] {
  const list = valueAt(spec.value, [field]);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    say(
      'dead',
      [field],
      'It is a list of patches, each with a name and a patch: the API server accepts nothing else.',
    );
    return [];
  }
  return list.flatMap((item: unknown, index): readonly Patch[] => {
    const at: Path = [field, index];
    const { patchType = 'strategic', patchFile, patch } = isMapping(item) ? item : {};
    if (typeof patchFile === 'string' && patchFile !== '') {
      say(
        'decide',
        [...at, 'patchFile'],
        'It names a file inside the operator, which is not among the inputs: write what is in it under spec.manager.',
      );
    }
    const text = spec.textAt([...at, 'patch']);
    if (text === undefined) {
      if (patch !== undefined)
        say(
          'dead',
          [...at, 'patch'],
          'A patch is a text with YAML or JSON in it: the API server accepts nothing else.',
        );
      return [];
    }
    const [read] = readYamlTexts(text);
    const type = patchType === 'merge' || patchType === 'json' ? patchType : 'strategic';
    const isRead = read !== undefined && !('message' in read);
    if (!isRead || (type === 'json' ? !Array.isArray(read.value) : !isMapping(read.value))) {
      say(
        'decide',
        [...at, 'patch'],
        `It is not a ${type} patch, which is ${type === 'json' ? 'a list of operations' : 'a mapping with fields of the pod'}: look at what the operator made of it with \`kubectl get deployment -o yaml\`.`,
      );
      return [];
    }
    return [{ type, data: read, target }];
  });
}

/** The Deployment without what the operator alone has, and without what the API server refuses or nobody reads. */
function cleaned(data: Located, remarks: Remark[]): Located {
  const dead = (path: Path, text: string): void => {
    remarks.push({
      kind: 'dead',
      from: data.at(path),
      subject: path.filter((part) => typeof part === 'string' && part !== 'template').join('.'),
      text,
    });
  };
  const deployment = { ...(data.value as Readonly<Record<string, unknown>>) };
  for (const field of Object.keys(deployment)) {
    if (WORKLOAD_FIELDS.includes(field) || field === 'template') continue;
    dead([field], 'The document has no place for this field of a Deployment: it is left out.');
    delete deployment[field];
  }
  const pod = { ...(valueAt(deployment, POD) as Readonly<Record<string, unknown>> | undefined) };
  if (isMapping(pod.spec) || isMapping(pod.metadata)) {
    for (const field of ['spec', 'metadata']) {
      if (!isMapping(pod[field])) continue;
      dead([...POD, field], 'The patch is of the spec of the pod itself: what is below has no effect.');
      delete pod[field];
    }
  }
  for (const field of ['containers', 'initContainers'] as const) {
    const list = pod[field];
    if (!Array.isArray(list)) continue;
    const kept = list.filter((item: unknown, index) => {
      const { name, image, ...rest } = isMapping(item) ? item : {};
      if (typeof image === 'string' || (field === 'containers' && name === CONTAINER)) return true;
      if (name !== INIT_CONTAINER)
        dead(
          [...POD, field, index],
          `No container of the operator is called ${String(name)}, so the patch adds one, without an image: the API server refuses the pod. The manager's is called ${CONTAINER}.`,
        );
      else if (Object.keys(rest).length > 0)
        dead(
          [...POD, field, index],
          'The operator prepares config.toml with this container, which a manager of ours does not have.',
        );
      return false;
    });
    if (kept.length > 0) pod[field] = kept;
    else delete pod[field];
  }
  const template = isMapping(deployment.template) ? deployment.template : {};
  return { ...data, value: { ...deployment, template: { ...template, spec: pod } } };
}
