import { isMapping } from '../../../core/data/is-mapping.ts';
import { at, type Found, texts } from '../../../import/manifests/objects.ts';
import type { Check, Find } from '../finding.ts';
import type { SelectablePod, World } from '../world.ts';
import { objectName, selects } from '../world.ts';

/** Selectors that select nothing, or the pods of another manager too. */
export const selectors: Check = (world, find) => {
  for (const { workload, namespace, labels } of world.managers) {
    const selector = at(workload, 'spec', 'selector');
    if (workload.kind === 'Pod') continue;
    const place = { object: workload, path: ['spec', 'selector'] };
    if (!selects(selector, labels)) {
      find(
        'SELECTS_NOTHING',
        place,
        'The selector does not match the labels of the pod template: the API server refuses the object.',
        'Let labels of the pods alone by which they are selected: add others with `labels` and `pairs`, in the config layer.',
      );
      continue;
    }
    const others = world.pods.filter(
      (pod) => pod.workload !== workload && isIn(pod, namespace) && selects(selector, pod.labels),
    );
    for (const other of others) {
      find(
        'SELECTS_OTHERS',
        place,
        `The selector also selects the pods of ${objectName(other.workload)}, and so do the Services, monitors, policies and budgets that have the same one.`,
        'Give each document a name of its own: in the config layer `nameSuffix` changes labels and selectors too.',
      );
    }
  }
  const pods = [...world.pods, ...podsOfJobs(world)];
  for (const object of world.objects.all.filter(world.isConcerned)) look(object, world, pods, find);
};

type AnyPod = Pick<SelectablePod, 'namespace' | 'labels'>;

/** The pods of jobs may be in any namespace that has objects of ours. */
function podsOfJobs({ objects, managers, isConcerned }: World): readonly AnyPod[] {
  const namespaces = new Set([
    ...objects.all.filter(isConcerned).flatMap(({ namespace }) => namespace ?? []),
    ...managers.flatMap(({ config }) =>
      (config?.sections ?? []).flatMap(({ kubernetes: { namespace } }) =>
        typeof namespace === 'string' ? namespace : [],
      ),
    ),
  ]);
  return [...namespaces].map((namespace) => ({
    namespace,
    labels: { 'job.runner.gitlab.com/pod': 'runner', pod: 'runner' },
  }));
}

function isIn(pod: AnyPod, namespace: string | undefined): boolean {
  return namespace === undefined || pod.namespace === undefined || pod.namespace === namespace;
}

function look(object: Found, { objects }: World, pods: readonly AnyPod[], find: Find): void {
  const { kind, namespace } = object;
  const field = kind === 'NetworkPolicy' ? 'podSelector' : 'selector';
  const selector = at(object, 'spec', field);
  const monitored = (one: { readonly namespace: string | undefined }): boolean => {
    if (at(object, 'spec', 'namespaceSelector', 'any') === true) return true;
    const names = at(object, 'spec', 'namespaceSelector', 'matchNames');
    return Array.isArray(names)
      ? one.namespace === undefined || names.includes(one.namespace)
      : namespace === undefined || one.namespace === undefined || one.namespace === namespace;
  };
  const nothing = (what: string): void =>
    find(
      'SELECTS_NOTHING',
      { object, path: ['spec', field] },
      `The selector selects no ${what} among the objects.`,
      'Labels or a namespace were changed on one side alone: change them in the config layer, where the document is still whole.',
    );
  switch (kind) {
    case 'Service':
      if (!isMapping(selector) || Object.keys(selector).length === 0) return;
      if (!pods.some((pod) => isIn(pod, namespace) && selects({ matchLabels: selector }, pod.labels)))
        nothing('pod');
      return;
    case 'PodDisruptionBudget':
    case 'NetworkPolicy':
      if (!pods.some((pod) => isIn(pod, namespace) && selects(selector, pod.labels))) nothing('pod');
      return;
    case 'PodMonitor':
      if (!pods.some((pod) => monitored(pod) && selects(selector, pod.labels))) nothing('pod');
      return;
    case 'ServiceMonitor':
      if (!objects.of('Service').some((one) => monitored(one) && selects(selector, texts(one.labels))))
        nothing('Service');
      return;
  }
}
