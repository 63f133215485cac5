import type { Draft, Setting } from '../../draft.ts';
import { readImage } from '../../manifests/image.ts';
import { at } from '../../manifests/objects.ts';
import { operatorWorkload } from '../operator-workload.ts';
import { type Known, type Resource, textOf } from '../resource.ts';
import { OPERATOR, workloadOf } from './names.ts';

/** The release in the image that 1.x of the operator cannot change. */
const FIRST_RELEASE = '14.8.2';

/** The runner of each release of the operator whose default is known. */
const RUNNER_OF: Readonly<Record<string, string>> = { '2.0.1': '19.1.0' };

/** The image of the manager, and the release of the runner in it. */
export function imageOf(
  resource: Resource,
  { objects, options }: Known,
): Pick<Draft, 'settings' | 'remarks' | 'release'> {
  const { spec, version, namespace, data } = resource;
  const own = textOf(spec, ['runner_image']);
  if (own !== undefined) return readImage(own, spec.at(['runner_image']), options);
  const live = objects.find('Deployment', namespace, workloadOf(resource));
  const running = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'image');
  if (typeof running === 'string')
    return readImage(running, live!.data.at(['spec', 'template', 'spec', 'containers', 0, 'image']), options);
  const settings: Setting[] = [{ path: ['spec', 'image', 'flavor'], value: 'alpine' }];
  const from = data.at(['apiVersion']);
  if (version !== 'v1beta2')
    return {
      settings,
      remarks: [],
      release: { value: FIRST_RELEASE, from, by: `The operator of ${version}` },
    };
  const operator = /:v?(\d+\.\d+\.\d+)/.exec(operatorWorkload(objects, OPERATOR)?.image ?? '')?.[1];
  const release = operator === undefined ? undefined : RUNNER_OF[operator];
  return {
    settings,
    remarks: [],
    release: release === undefined ? undefined : { value: release, from, by: `The operator ${operator!}` },
  };
}
