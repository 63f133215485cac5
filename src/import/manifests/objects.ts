import { fromBase64 } from '../../core/data/base64.ts';
import { groupedBy } from '../../core/data/grouped-by.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { asWritten } from '../../core/objects/as-written.ts';
import { below, fileText, type Located, type Text } from '../read/located.ts';
import type { Input } from '../reader.ts';

/** A Kubernetes object among the inputs, without what the API server and its controllers have written into it. */
export interface Found {
  readonly input: Input;
  readonly data: Located;
  /** API group, without its release: `apps`; the core group is empty. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Left out where the object says none, as in files for `kubectl apply -n`. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The objects among the inputs. */
export interface Objects {
  readonly all: readonly Found[];
  /** Those of a kind, in a namespace where one is given; an object that says none may be in any. */
  readonly of: (kind: string, namespace?: string) => readonly Found[];
  readonly find: (kind: string, namespace: string | undefined, name: string) => Found | undefined;
}

/** Returns the Kubernetes objects among inputs. */
export function objectsIn(inputs: readonly Input[]): Objects {
  const all = inputs.flatMap((input) => found(input) ?? []);
  const byKind = groupedBy(all, ({ kind }) => kind);
  const of: Objects['of'] = (kind, namespace) =>
    (byKind.get(kind) ?? []).filter((object) => mayBeIn(object, namespace));
  return {
    all,
    of,
    find: (kind, namespace, name) => {
      const alike = of(kind, namespace).filter((object) => object.name === name);
      return alike.find((object) => object.namespace === namespace) ?? alike[0];
    },
  };
}

function mayBeIn(object: Found, namespace: string | undefined): boolean {
  return namespace === undefined || object.namespace === undefined || object.namespace === namespace;
}

function found(input: Input): Found | undefined {
  const { value } = input.data;
  if (!isMapping(value) || !isMapping(value.metadata)) return undefined;
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata.name !== 'string') {
    return undefined;
  }
  const { namespace } = metadata;
  return {
    input,
    data: { ...input.data, value: asWritten(value) },
    group: /^([^/]*)\//.exec(apiVersion)?.[1] ?? '',
    kind,
    name: metadata.name,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
    labels: texts(metadata.labels),
    annotations: texts(metadata.annotations),
  };
}

/** The mapping of texts that a value is, without what is not text. */
export function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(isMapping(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** What is in an object's field; `undefined` where it does not have it. */
export function at(object: Found, ...path: (string | number)[]): unknown {
  return below(object.data, path).value;
}

/** An object as people call it: `ConfigMap/gitlab-runner-config`. */
export function nameOf({ kind, name }: Pick<Found, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

/** The keys that a ConfigMap or a Secret has. */
export function keysOf(object: Found): readonly string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) => {
    const value = at(object, field);
    return isMapping(value) ? Object.keys(value) : [];
  });
}

/** The text that a ConfigMap or a Secret has for a key; `undefined` where there is none. */
export function textIn(object: Found, key: string): Text | undefined {
  const plain = object.data.textAt([object.kind === 'Secret' ? 'stringData' : 'data', key]);
  if (plain !== undefined || object.kind !== 'Secret') return plain;
  const encoded = at(object, 'data', key);
  const text = typeof encoded === 'string' ? fromBase64(encoded) : undefined;
  if (text === undefined) return undefined;
  // What is encoded has no lines of its own in the file.
  const here = object.data.at(['data', key]);
  return { text, line: fileText('', text).line, place: () => here };
}
