import type { Draft, Remark } from '../../draft.ts';
import { readImage } from '../../manifests/image.ts';
import { at } from '../../manifests/objects.ts';
import type { Located } from '../../read/located.ts';
import { type Known, type Resource, textOf } from '../resource.ts';
import { workloadOf } from './names.ts';
import { isOpenShift } from './openshift.ts';
import { releaseByOperator } from './release.ts';

/** The image of the manager, and the release of the runner in it. */
export function imageOf(
  { spec, namespace, name }: Resource,
  { objects, options }: Known,
  container: Located,
): Pick<Draft, 'settings' | 'remarks' | 'release'> {
  const patchedImage = textOf(container, ['image']);
  const reference = patchedImage ?? textOf(spec, ['runnerImage']);
  const from = patchedImage === undefined ? spec.at(['runnerImage']) : container.at(['image']);
  const byOperator = releaseByOperator(objects);
  const isOnOpenShift = isOpenShift(objects);
  const flavor = isOnOpenShift ? 'ocp' : 'alpine';
  if (reference !== undefined) {
    const read = readImage(reference, from, options);
    if (read.release !== undefined || byOperator.release === undefined) return read;
    const { value: release } = byOperator.release;
    return { ...readImage(reference, from, options, { release }), release: byOperator.release };
  }
  const live = objects.find('Deployment', namespace, workloadOf({ name }));
  const running = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'image');
  const ofLive =
    typeof running === 'string'
      ? readImage(running, live!.data.at(['spec', 'template', 'spec']), options).release
      : undefined;
  const remarks: Remark[] = [];
  if (!isOnOpenShift)
    remarks.push({
      kind: 'changed',
      subject: 'spec.runnerImage',
      text: 'The operator runs an image of its own for OpenShift, as a user that the cluster chooses: the document uses the Alpine image of GitLab, and its user 100. On OpenShift write spec.image.flavor: ocp.',
    });
  if (byOperator.unknown !== undefined && ofLive === undefined)
    remarks.push({
      kind: 'outside',
      from: byOperator.unknown.from,
      subject: 'spec.version',
      text: `Which release of the runner the operator ${byOperator.unknown.value} runs is not known: \`gitlab-runner --version\` in its pod says so; give it with --runner-version.`,
    });
  return {
    settings: [{ path: ['spec', 'image', 'flavor'], value: flavor }],
    remarks,
    release: byOperator.release ?? ofLive,
  };
}
