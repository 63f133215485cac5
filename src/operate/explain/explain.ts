import { firstSentence } from '../../core/data/first-sentence.ts';
import type { Json } from '../../core/data/json.ts';
import { own } from '../../core/data/own.ts';
import { formats } from '../../core/formats/index.ts';
import { definitionOf, isKubernetesType, kubernetesName } from '../../core/schema/definition.ts';
import { defaultText, splitDefault, type TypeWords, typeText } from '../../core/schema/words.ts';
import { find, keysOf } from './find.ts';
import { ANY_ENTRY, type Place, referenceSchema } from './places.ts';
import { readPath } from './read-path.ts';

/** What `explain` says of one place of the document. */
export interface Explanation {
  /** Where it is: `spec.runners.*.kubernetes.poll_timeout`, with `*` for any key and `[]` for any entry of a list. Empty for the document. */
  readonly path: string;
  /** What may be written there, in words: allowed values, form and range. */
  readonly type: string;
  /** Whether the mapping around it has to have it. */
  readonly isRequired: boolean;
  /** Whether it holds exactly one of its keys. */
  readonly isChoice: boolean;
  /** Whether the value is a credential. */
  readonly isCredential: boolean;
  readonly description: string;
  /** What holds where it is not written, in words; absent where nothing is said of that. */
  readonly default?: string;
  /** First release of GitLab Runner that has it, `15.10`; absent where every release from 15.0 on has it, or it is not the runner's. */
  readonly since?: string;
  /** First release of GitLab Runner that no longer has it. */
  readonly removedWith?: string;
  /** What to write instead of a key that the runner wants to drop. */
  readonly deprecated?: string;
  /** Why it does nothing here. */
  readonly noEffect?: string;
  readonly examples: readonly Json[];
  /** Its keys, or the keys of its entries, in the order of the reference. */
  readonly keys: readonly ExplainedKey[];
}

/** A key below an explained place. */
export interface ExplainedKey {
  /** The key, after `*.` or `[].` where it is one of an entry's. */
  readonly name: string;
  /** Its type in short: a text of some form by the name of the form. */
  readonly type: string;
  readonly isRequired: boolean;
  /** First sentence of its description. */
  readonly summary: string;
  /** What is below it; empty unless all is asked for. */
  readonly keys: readonly ExplainedKey[];
}

/** What was found for a path. */
export type Explained =
  | { readonly ok: true; readonly explanation: Explanation }
  | {
      readonly ok: false;
      /**
       * `unreadable`: the text is not a path. `unknown`: no key has the name. `ambiguous`: several places have it.
       */
      readonly reason: 'unreadable' | 'unknown' | 'ambiguous';
      /** The part of the path that is unknown. */
      readonly unknown?: string;
      /** The places that are called so, or that may have been meant; each can be asked for. */
      readonly candidates: readonly string[];
    };

/** Options of `explain`. */
export interface ExplainOptions {
  /** Whether keys come with all that is below them. Default: `false`. */
  readonly recursive?: boolean;
}

/**
 * Explains a key of the document by its path, as `kubectl explain` does for objects of a cluster.
 *
 * A path is as `formatPath` writes it, from the document's top, from its `spec`, or from any key that is at one place only:
 * `spec.runners.*.kubernetes.poll_timeout`, `runners.default.kubernetes.poll_timeout`, `poll_timeout`. An empty path is the
 * document. Where a key is both ours and Kubernetes', ours is meant. Returns data, throws nothing.
 */
export function explain(path = '', { recursive = false }: ExplainOptions = {}): Explained {
  const parts = readPath(path);
  if (parts === undefined) return { ok: false, reason: 'unreadable', candidates: [] };
  const found = find(parts);
  if ('place' in found) return { ok: true, explanation: explanationOf(found.place, recursive) };
  return 'ambiguous' in found
    ? { ok: false, reason: 'ambiguous', candidates: found.ambiguous.map(pathOf) }
    : { ok: false, reason: 'unknown', unknown: found.unknown, candidates: found.near.map(pathOf) };
}

/** Returns all that is said of a place. */
export function explanationOf(place: Place, recursive = false): Explanation {
  const { node, written, isRequired, since } = place;
  const [meaning, told] = splitDefault(node.description ?? '');
  const byDefault = isRequired ? '' : defaultText(written, told, words);
  return {
    path: pathOf(place),
    type: typeText(place.written, referenceSchema(), words),
    isRequired,
    isChoice: node.minProperties === 1 && node.maxProperties === 1,
    isCredential: node['x-secret'] === true,
    description: meaning,
    ...(byDefault !== '' && { default: byDefault }),
    ...(since !== undefined && { since }),
    ...optional('removedWith', node['x-removed-with']),
    ...optional('deprecated', node['x-deprecated']),
    ...optional('noEffect', node['x-no-effect']),
    examples: (node.examples ?? []) as readonly Json[],
    keys: keysBelow(place, recursive),
  };
}

function optional<const Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

function keysBelow(place: Place, recursive: boolean): readonly ExplainedKey[] {
  return keysOf(place).map((key) => ({
    name: written(key.pattern.slice(place.pattern.length)),
    ...inShort(key),
    keys: recursive ? keysBelow(key, recursive) : [],
  }));
}

/** Says of a key what fits on a line of a list. */
export function inShort(key: Place): Pick<ExplainedKey, 'type' | 'isRequired' | 'summary'> {
  return {
    type: typeText(key.written, referenceSchema(), shortWords),
    isRequired: key.isRequired,
    summary: firstSentence(splitDefault(key.node.description ?? '')[0]),
  };
}

const words: TypeWords = {
  value: (value) => JSON.stringify(value),
  form: (name) => `text (${own(formats, name)?.expected ?? name})`,
  named: (node) =>
    isKubernetesType(node) && definitionOf(node, referenceSchema()).properties !== undefined
      ? `mapping (Kubernetes' ${kubernetesName(node)})`
      : undefined,
};

const shortWords: TypeWords = { ...words, form: (name) => name };

function pathOf({ pattern }: Place): string {
  return written(pattern);
}

function written(pattern: readonly string[]): string {
  return pattern.join('.').replaceAll(`.${ANY_ENTRY}`, ANY_ENTRY);
}
