import { isOurs } from '../../core/objects/as-written.ts';
import { liveConfig } from '../config-toml/live.ts';
import type { Draft, Remark } from '../draft.ts';
import { readToml } from '../read/toml.ts';
import type { Reader } from '../reader.ts';
import { isChartConfig } from './chart-objects.ts';
import { holdsRunners } from './config-source.ts';
import { draftOf } from './draft-of.ts';
import { managersAmong, ownersOf } from './managers.ts';
import { type Found, keysOf, nameOf, objectsIn, textIn } from './objects.ts';

/** The API groups whose objects are not an operator's or a tool's own resources. */
const GROUPS =
  /^(?:|apps|batch|extensions|policy|autoscaling|(?:[\w-]+\.)?k8s\.io|monitoring\.coreos\.com|apps\.openshift\.io|cilium\.io|rbac\.authorization\.k8s\.io)$/;

/** Makes a document of each manager among Kubernetes objects, and of what belongs to it. */
export const readManifests: Reader = (left, all, options) => {
  const objects = objectsIn(all);
  const own = objects.all.filter(({ input }) => left.includes(input));
  const managers = managersAmong(objects).filter(({ workload }) => left.includes(workload.input));
  const tomls = left.filter(({ syntax }) => syntax === 'toml');
  const read = managers.map((manager) =>
    draftOf(
      manager,
      objects,
      options,
      managers.length === 1 && tomls.length === 1 ? tomls[0]!.data : undefined,
    ),
  );
  const isMounted = (object: Found): boolean =>
    read.some(({ file }, index) => {
      const { namespace } = managers[index]!.workload;
      return (
        file?.kind === object.kind &&
        file.name === object.name &&
        (object.namespace ?? namespace) === namespace
      );
    });
  const loose = own.filter(
    (object) =>
      (object.kind === 'ConfigMap' || object.kind === 'Secret') &&
      !isMounted(object) &&
      !isOurs(object.data.value) &&
      !isChartConfig(object) &&
      ownersOf(object).length === 0,
  );
  const configs = loose.flatMap((object) =>
    keysOf(object)
      .filter((key) => holdsRunners(textIn(object, key)?.text ?? ''))
      .map((key) => ({ object, key })),
  );
  const isAlone = managers.length === 0;
  const remarks: Remark[] = isAlone
    ? []
    : configs.map(({ object, key }) => ({
        kind: 'dead',
        from: object.data.at(['data', key]),
        subject: nameOf(object),
        text: `Its key ${key} has a config.toml, but no manager among the inputs reads it: it is left out.`,
      }));
  return {
    drafts: [
      ...read.map(({ draft }) => draft),
      ...(isAlone ? configs.flatMap(({ object, key }) => aloneDraft(object, key, remarks)) : []),
    ],
    remarks,
    taken: new Set([
      ...own.filter(({ group }) => GROUPS.test(group)).map(({ input }) => input),
      ...(managers.length === 1 && tomls.length === 1 && read[0]!.file === undefined ? tomls : []),
    ]),
  };
};

/** Makes a document of a config.toml whose manager is not among the inputs. */
function aloneDraft(object: Found, key: string, remarks: Remark[]): readonly Draft[] {
  const toml = readToml(textIn(object, key)!);
  if ('message' in toml) {
    remarks.push({
      kind: 'refused',
      from: toml.from,
      subject: nameOf(object),
      text: `Its config.toml cannot be read: ${toml.message}.`,
    });
    return [];
  }
  const { namespace } = object;
  return [
    {
      ...liveConfig(toml),
      namespace:
        namespace === undefined ? undefined : { value: namespace, from: object.data.at(['metadata']) },
      running: { by: 'config.toml', name: nameOf(object), kind: undefined },
    },
  ];
}
