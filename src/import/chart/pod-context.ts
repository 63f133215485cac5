import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import type { Remark, Setting } from '../draft.ts';
import type { Located } from '../read/located.ts';

/** What only the security context of a pod has. */
const OF_PODS = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'sysctls'];

/** Values of the chart from when its `securityContext` was that of the pod, as it has them since. */
export function withPodContext(values: Located): Located {
  const { value } = values;
  if (!isMapping(value) || value.podSecurityContext !== undefined || !isMapping(value.securityContext))
    return values;
  const { securityContext, ...rest } = value;
  if (!OF_PODS.some((key) => Object.hasOwn(securityContext as object, key))) return values;
  const written = ([first, ...path]: Path): Path =>
    first === undefined ? [] : [first === 'podSecurityContext' ? 'securityContext' : first, ...path];
  return {
    ...values,
    value: { ...rest, podSecurityContext: securityContext },
    at: (path) => values.at(written(path)),
    commentAt: (path) => values.commentAt(written(path)),
    textAt: (path) => values.textAt(written(path)),
  };
}

/** Settings without those that make the manager root, where nothing allows that: no pod would start with them. */
export function withoutRoot(settings: readonly Setting[]): {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
} {
  const isContext = ({ path }: Setting): boolean => /^(?:podS|s)ecurityContext$/.test(String(path[2]));
  const isAllowed = settings.some(
    (setting) => isContext(setting) && setting.path[3] === 'runAsNonRoot' && setting.value === false,
  );
  const root = settings.filter((setting) => isContext(setting) && setting.value === 0);
  if (isAllowed || !root.some(({ path }) => path[3] === 'runAsUser')) return { settings, remarks: [] };
  const remark: Remark = {
    kind: 'changed',
    from: root[0]!.from,
    subject: root.map(({ path }) => path.slice(2).join('.')).join(', '),
    text: 'The manager does not need root: it runs as the unprivileged user of its image.',
  };
  return { settings: settings.filter((setting) => !root.includes(setting)), remarks: [remark] };
}
