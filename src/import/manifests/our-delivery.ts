import {
  AS_IT_IS,
  type Controller,
  controllerOf,
  FIRST_WAVE,
  hasAll,
  PRUNED_LAST,
  RETAINED,
} from '../../core/objects/delivery.ts';
import type { Setting } from '../draft.ts';
import type { Found } from './objects.ts';
import { settingAt } from './settings.ts';

/** How objects of ours are delivered, as their annotations tell. */
export interface OurDelivery {
  readonly controller: Controller;
  /** What becomes of Namespaces; `undefined` where there are none. */
  readonly namespacePolicy: 'Retain' | 'Delete' | undefined;
}

/** Returns how the objects of one document are delivered; `undefined` where they were rendered for no controller. */
export function ourDelivery(
  config: Found | undefined,
  namespaces: readonly Found[],
): OurDelivery | undefined {
  const controller = controllerOf([config?.annotations ?? {}, ...namespaces.map((one) => one.annotations)]);
  if (controller === undefined) return undefined;
  const isRetained = namespaces.some(({ annotations }) => hasAll(annotations, RETAINED[controller]));
  return {
    controller,
    namespacePolicy: namespaces.length === 0 ? undefined : isRetained ? 'Retain' : 'Delete',
  };
}

/** Whether an annotation is one that comes with a delivery. */
export function isOfDelivery(delivery: OurDelivery | undefined, key: string, value: unknown): boolean {
  if (delivery === undefined) return false;
  const ours = { ...FIRST_WAVE, ...AS_IT_IS, ...RETAINED[delivery.controller] };
  return Object.hasOwn(ours, key) && ours[key] === value;
}

/** Returns the annotations of the object with config.toml without those that come with a delivery. */
export function withoutDelivery(
  annotations: Readonly<Record<string, string>>,
  delivery: OurDelivery | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) => {
      if (isOfDelivery(delivery, key, value)) return [];
      const ours = delivery && PRUNED_LAST[key];
      const rest = value.split(',').filter((option) => option !== ours);
      return rest.length === 0 ? [] : [[key, rest.join(',')]];
    }),
  );
}

/** Returns the settings of a delivery, which come from an object. */
export function deliverySettings(delivery: OurDelivery | undefined, { data }: Found): readonly Setting[] {
  return Object.entries(delivery ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [settingAt(data, ['metadata'], ['spec', 'delivery', key], value)],
  );
}
