import { at, type Objects } from '../manifests/objects.ts';

/** Returns the Deployment of an operator itself, where the inputs have it. */
export function operatorWorkload(
  objects: Objects,
  name: RegExp,
): { readonly name: string; readonly namespace: string | undefined; readonly image: string } | undefined {
  const found = objects.of('Deployment').find((object) => name.test(object.name));
  if (found === undefined) return undefined;
  const containers = at(found, 'spec', 'template', 'spec', 'containers');
  const images = (Array.isArray(containers) ? containers : []).map((one: unknown) =>
    String((one as { image?: unknown } | null)?.image ?? ''),
  );
  return {
    name: found.name,
    namespace: found.namespace,
    image: images.find((image) => /operator/.test(image)) ?? '',
  };
}
