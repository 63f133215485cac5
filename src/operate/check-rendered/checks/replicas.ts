import { isMapping } from '../../../core/data/is-mapping.ts';
import { at, type Found, type Objects } from '../../../import/manifests/objects.ts';
import type { Check, Place } from '../finding.ts';
import type { Manager } from '../manager.ts';
import { objectName } from '../world.ts';

const SINGLE = /^ReadWriteOnce(?:Pod)?$/;

/** Numbers of managers that other objects, or what they share, do not allow. */
export const replicas: Check = ({ managers, objects }, find) => {
  for (const manager of managers) {
    const { workload, config } = manager;
    const scaler = scalerOf(manager, objects);
    const own = at(workload, 'spec', 'replicas');
    const place: Place = { object: workload, path: ['spec', 'replicas'] };
    if (scaler !== undefined && own !== undefined) {
      find(
        'EXCLUSIVE_KEYS',
        place,
        `${objectName(scaler)} decides how many managers there are, and this number replaces its choice whenever the objects are applied.`,
        'Remove `replicas` from the kustomization: `spec.autoscaling` of the document has the bounds.',
      );
    }
    const most = Number((scaler === undefined ? own : at(scaler, 'spec', 'maxReplicas')) ?? 1);
    if (!(most > 1)) continue;
    const many: Place = scaler === undefined ? place : { object: scaler, path: ['spec', 'maxReplicas'] };
    const { session_server } = config?.value ?? {};
    if (isMapping(session_server) && session_server.listen_address) {
      find(
        'SESSION_REPLICAS',
        many,
        `With ${most} managers most web terminals fail: GitLab calls one address, but only the manager that runs the job can answer.`,
        'Run one manager, or render a second document without a session server for the rest.',
      );
    }
    for (const claim of claimsOf(manager, objects)) {
      find(
        'CONTRADICTION',
        many,
        `${most} managers mount ${objectName(claim)}, which pods of one node alone can use: the others do not start.`,
        'Run one manager, or take a volume that is ReadWriteMany.',
      );
    }
  }
};

function scalerOf({ workload, namespace }: Manager, objects: Objects): Found | undefined {
  return objects.of('HorizontalPodAutoscaler', namespace).find((scaler) => {
    const target = at(scaler, 'spec', 'scaleTargetRef');
    return isMapping(target) && target.kind === workload.kind && target.name === workload.name;
  });
}

/** The claims that the manager mounts and that only pods of one node can use, as far as they are among the objects. */
function claimsOf({ pod, namespace }: Manager, objects: Objects): readonly Found[] {
  return pod.volumes.flatMap(({ value }) => {
    const { persistentVolumeClaim } = value as { persistentVolumeClaim?: unknown };
    if (!isMapping(persistentVolumeClaim)) return [];
    const claim = objects.find('PersistentVolumeClaim', namespace, String(persistentVolumeClaim.claimName));
    const modes = claim && at(claim, 'spec', 'accessModes');
    return claim !== undefined && Array.isArray(modes) && modes.every((mode) => SINGLE.test(String(mode)))
      ? [claim]
      : [];
  });
}
