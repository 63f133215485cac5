import { groupedBy } from '../../core/data/grouped-by.ts';
import type { Path } from '../../core/data/path.ts';
import { referenceText } from '../../core/generated/reference.ts';
import { definitionOf, isKubernetesType } from '../../core/schema/definition.ts';
import type { SchemaNode } from '../../core/schema/node.ts';

/** In a pattern: any key of a mapping. */
export const ANY_KEY = '*';
/** In a pattern: any entry of a list. */
export const ANY_ENTRY = '[]';

/** A value of the document that the schema describes. */
export interface Place {
  /** Keys from the root of the document. */
  readonly pattern: readonly string[];
  /** What the schema has for it, as it is written there. */
  readonly written: SchemaNode;
  /** The same with the definition that it refers to under it. */
  readonly node: SchemaNode;
  readonly isRequired: boolean;
  /** First release of the runner that has it; absent where all have it. */
  readonly since?: string;
  /** Whether it is a part of one of Kubernetes' own types. */
  readonly isKubernetes: boolean;
  /** Whether it is a part of what is merged into other places, which have the same keys. */
  readonly isMerged: boolean;
  readonly below: readonly Place[];
}

let reference: SchemaNode | undefined;
let root: Place | undefined;
let byLastKey: ReadonlyMap<string | undefined, readonly Place[]> | undefined;

/** Returns the document's schema with all that it says. */
export function referenceSchema(): SchemaNode {
  reference ??= JSON.parse(referenceText()) as SchemaNode;
  return reference;
}

/** Returns the document itself, with every place below it in the order of the schema. */
export function documentPlace(): Place {
  root ??= place([], referenceSchema(), {
    isRequired: true,
    isKubernetes: false,
    isMerged: false,
  });
  return root;
}

/** Returns the place that a path of the document leads to; `undefined` where the schema describes none. */
export function placeAt(path: Path): Place | undefined {
  let found: Place | undefined = documentPlace();
  for (const part of path) {
    const own = typeof part === 'number' ? ANY_ENTRY : part;
    const below: readonly Place[] = found?.below ?? [];
    found =
      below.find(({ pattern }) => pattern.at(-1) === own) ??
      below.find(({ pattern }) => pattern.at(-1) === ANY_KEY && own !== ANY_ENTRY);
  }
  return found;
}

/** Returns every place of the document whose pattern ends with a key. */
export function placesEndingWith(key: string): readonly Place[] {
  byLastKey ??= groupedBy(placesFrom(documentPlace()), ({ pattern }) => pattern.at(-1));
  return byLastKey.get(key) ?? [];
}

/** Returns the place and all below it, outer ones first. */
export function* placesFrom(from: Place): Generator<Place> {
  yield from;
  for (const place of from.below) yield* placesFrom(place);
}

function place(
  pattern: readonly string[],
  written: SchemaNode,
  facts: Pick<Place, 'isRequired' | 'since' | 'isKubernetes' | 'isMerged'>,
): Place {
  const { $ref, ...beside } = written;
  const node = { ...definitionOf(written, referenceSchema()), ...beside };
  const since = written['x-since'] ?? facts.since;
  const isMerged = facts.isMerged || node['x-merged'] === true;
  const below = (key: string, child: SchemaNode, isRequired: boolean): Place =>
    place([...pattern, key], child, {
      isRequired,
      ...(since !== undefined && { since }),
      isKubernetes: facts.isKubernetes || isKubernetesType(written),
      isMerged,
    });
  return {
    pattern,
    node,
    written,
    ...facts,
    ...(since !== undefined && { since }),
    isMerged,
    below: [
      // What all runners share may lack any key that an entry needs.
      ...Object.entries(node.properties ?? {}).map(([key, child]) =>
        below(key, child, !isMerged && node.required?.includes(key) === true),
      ),
      ...(typeof node.additionalProperties === 'object'
        ? [below(ANY_KEY, node.additionalProperties, false)]
        : []),
      ...(node.items === undefined ? [] : [below(ANY_ENTRY, node.items, false)]),
    ],
  };
}
