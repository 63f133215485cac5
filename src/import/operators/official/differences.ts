import { type Path, valueAt } from '../../../core/data/path.ts';
import type { Remark, Setting } from '../../draft.ts';
import { type Known, namespaceOf, type Resource } from '../resource.ts';
import { RUNNER, SHARED_ACCOUNT, workloadOf } from './names.ts';
import { constraintsOf } from './openshift.ts';

/** What will be another way than before, whatever the resource says. */
export function differences(
  { data, spec, namespace, name }: Resource,
  { objects, name: own, options }: Known,
  settings: readonly Setting[],
  account: string | undefined,
): readonly Remark[] {
  const remarks: Remark[] = [];
  const isSet = (...path: Path): boolean =>
    settings.some((setting) => path.every((part, index) => setting.path[index + 1] === part));
  const say = (kind: Remark['kind'], subject: string, text: string, from = data.at(['kind'])): void => {
    remarks.push({ kind, from, subject, text });
  };
  if (!isSet('runners', RUNNER, 'kubernetes', 'helper_image'))
    say(
      'changed',
      'spec.helperImage',
      'The operator gave jobs a helper image of its own, which ran as user 1001. Here the runner uses its usual one, which runs as root unless a security context says otherwise: name the old one with kubernetes.helper_image if builds then meet files of another owner.',
    );
  if (!isSet('manager', 'terminationGracePeriodSeconds'))
    say(
      'changed',
      'terminationGracePeriodSeconds',
      'The pod had 30 seconds to end, which killed its jobs, and the manager was unregistered first. Here it drains: it starts no more jobs, and ends when the running ones are done.',
    );
  say(
    'changed',
    `Service/${workloadOf({ name })}-metrics`,
    'The operator makes it for the metrics port, and deletes it in the end. spec.metrics.service.enabled makes one of the document.',
  );
  const constraints = constraintsOf(account ?? SHARED_ACCOUNT, namespace, objects);
  const anyuid = constraints.find((one) => one.name === 'anyuid');
  if (anyuid !== undefined)
    say(
      'changed',
      'spec.concurrent',
      'With the constraint anyuid the operator’s pod ran as root, read another config.toml than the one with the global keys, and ran one job at a time whatever the resource said. The document has what the resource says.',
      anyuid.by.data.at([]),
    );
  if (account === undefined) {
    for (const { name: constraint, by } of constraints)
      say(
        'outside',
        `${by.kind}/${by.name}`,
        `It lets ${SHARED_ACCOUNT} use the constraint ${constraint}. If jobs or the manager need it, grant it to the account of the document: \`oc adm policy add-scc-to-user ${constraint} -z ${own} -n ${namespaceOf({ namespace }, options)}\`.`,
        by.data.at([]),
      );
    say(
      'surplus',
      'Role/gitlab-runner-app-role',
      `The account ${SHARED_ACCOUNT}, which all Runners of a namespace share, may do everything with Secrets, ConfigMaps, pods, Services and PersistentVolumeClaims. The document has an account of its own, and grants it what its settings need.`,
      spec.at([]),
    );
  }
  return remarks;
}

export function statusRemarks({ data }: Resource): readonly Remark[] {
  const message = valueAt(data.value, ['status', 'message']);
  if (typeof message !== 'string' || message.trim() === '') return [];
  return [
    {
      kind: 'outside',
      from: data.at(['status', 'message']),
      subject: 'status.message',
      text: 'The operator has something to say of this resource, so it may not run at all today: read it first.',
    },
  ];
}
