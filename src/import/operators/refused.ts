import { isMapping } from '../../core/data/is-mapping.ts';
import type { Remark } from '../draft.ts';
import type { Input } from '../reader.ts';

/** Resources of others that say they run runners, or that look like it: from them nothing is made. */
const OTHERS: readonly {
  readonly group: RegExp;
  readonly kind: RegExp;
  readonly text: string;
  /** Whether it is beside runners in many clusters, and runs none. */
  readonly isBystander?: true;
}[] = [
  {
    group: /^apps\.gitlab\.com$/,
    kind: /^(?:GitLab|GLBackup)$/,
    text: 'It is GitLab itself, whose operator runs no runner: give the Runner of the same group, `kubectl get runners.apps.gitlab.com --all-namespaces -o yaml`.',
    isBystander: true,
  },
  {
    group: /^gitlab-pipelines\.svcs\.puzl\.cloud$/,
    kind: /./,
    text: 'Puzl runs these runners on its own side, so no pod of theirs can be taken over. Write a document for a runner of your own: `gitlab-runner-manifests init`.',
  },
  {
    group: /(?:^|\.)glasskube\.(?:eu|dev|cloud)$/,
    kind: /runner|^gitlab$/i,
    text: 'It belongs to Glasskube’s package of GitLab. Its operator makes a plain Deployment with a config.toml: give those, `kubectl get deployment,configmap,secret -o yaml`.',
  },
  {
    group: /^runner\.gscout\.xyz$/,
    kind: /^Runner$/,
    text: 'It belongs to gcp-gitlab-runner-operator. Give what its operator makes of it, `kubectl get deployment,configmap,secret -o yaml`.',
  },
  {
    group: /^actions\.(?:summerwind\.dev|summerwind\.net|github\.com)$/,
    kind: /Runner/,
    text: 'It is a runner of GitHub Actions, and none of GitLab.',
  },
  {
    group: /^(?!(?:apps\.gitlab\.com|gitlab\.k8s\.alekc\.dev)$)/,
    kind: /^(?:Multi)?Runner$/,
    text: 'Several operators have a kind of this name, and the one of this group is not known. Give what the operator makes of it, `kubectl get deployment,configmap,secret -o yaml`.',
  },
];

/** Says of inputs why nothing is made of them. */
export function refusedAmong(
  inputs: readonly Input[],
  hasDrafts: boolean,
): { readonly remarks: readonly Remark[]; readonly taken: readonly Input[] } {
  const found = inputs.flatMap((input) => {
    const { value } = input.data;
    if (!isMapping(value) || typeof value.kind !== 'string' || !isMapping(value.metadata)) return [];
    const { kind } = value;
    const group = /^([^/]+)\//.exec(String(value.apiVersion))?.[1];
    const other = OTHERS.find((one) => group !== undefined && one.group.test(group) && one.kind.test(kind));
    if (other === undefined) return [];
    const remark: Remark = {
      kind: other.isBystander && hasDrafts ? 'outside' : 'refused',
      from: input.data.at(['kind']),
      subject: `${kind} of ${group!}`,
      text: other.text,
    };
    return [{ input, remark }];
  });
  return { remarks: found.map(({ remark }) => remark), taken: found.map(({ input }) => input) };
}
