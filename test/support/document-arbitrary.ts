import fc from 'fast-check';

import type { Path } from '../../src/core/data/path.ts';
import { unsafeCharacter } from '../../src/core/formats/unsafe-text.ts';
import type { SchemaNode } from '../../src/core/schema/node.ts';
import { type GitLabRunner, type KubernetesObject, render } from '../../src/index.ts';
import { type Coherence, coherence } from './coherence.ts';
import { formatSamples } from './format-samples.ts';
import { text } from './random-text.ts';
import { followed, join, type Part, type Place, places, schema } from './schema-places.ts';

/** Documents of the right shape. Rules across keys may still object to them. */
export const shapelyDocument: fc.Arbitrary<GitLabRunner> = documents(4);

/** Documents of the right shape whose values mostly fit together. */
const coherentDocument: fc.Arbitrary<GitLabRunner> = documents(20, coherence);

/** A document that can be rendered, what it renders, and the document of which it is what rules do not object to. */
export interface Made {
  readonly document: GitLabRunner;
  readonly objects: readonly KubernetesObject[];
  readonly before: GitLabRunner;
}

/**
 * Documents that can be rendered: coherent ones without the values to which rules still object. They do not shrink, for
 * which hundreds of others would be made and checked: seed and path say which one it was.
 */
export const madeDocument: fc.Arbitrary<Made> = valid(coherentDocument);

/** The same, without what was made on the way. */
export const validDocument: fc.Arbitrary<GitLabRunner> = documentOf(madeDocument);

/** The same, for a cluster that does not know all keys, nor all values. */
export function olderDocument({
  never,
  values,
}: Pick<Coherence, 'never' | 'values'>): fc.Arbitrary<GitLabRunner> {
  const made = documents(20, { ...coherence, never, values: { ...coherence.values, ...values } });
  return documentOf(valid(made));
}

function documentOf(made: fc.Arbitrary<Made>): fc.Arbitrary<GitLabRunner> {
  return made.map(({ document }) => document);
}

function valid(made: fc.Arbitrary<GitLabRunner>): fc.Arbitrary<Made> {
  return fc.noShrink(made.map(withoutObjections).filter((one) => one !== undefined));
}

/** Documents made from the schema: with some aims, places that are reached for certain, and with more by chance. */
function documents(aims: number, kept?: Coherence): fc.Arbitrary<GitLabRunner> {
  return fc
    .array(wayToPlace(), { minLength: aims, maxLength: aims })
    .chain((ways) => new Maker(new Set(ways.flat()), kept).value({ node: schema, place: '' }))
    .map((document) => document as GitLabRunner);
}

/** Any place, with those on one of the ways to it. */
function wayToPlace(): fc.Arbitrary<readonly Place[]> {
  const turns = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });
  return fc.tuple(fc.constantFrom(...places.keys()), turns).map(([aim, drawn]) => {
    const way = [aim];
    for (const turn of drawn) {
      const above = [...places.get(way.at(-1)!)!];
      const next = above[turn % above.length]!;
      if (next === '') break;
      way.push(next);
    }
    return way;
  });
}

/** Deeper in the document, only what is aimed at or required is there. */
const DEEP = 8;

/** Makes the values of one document. */
class Maker {
  readonly #aims: ReadonlySet<Place>;
  readonly #values: Coherence['values'];
  readonly #never: Coherence['never'];
  readonly #always: Coherence['always'];
  readonly #often: Coherence['often'];
  readonly #settled: Coherence['settled'];

  constructor(
    aims: ReadonlySet<Place>,
    { values, never, always, often, settled }: Coherence = {
      values: {},
      never: [],
      always: [],
      often: {},
      settled: {},
    },
  ) {
    this.#aims = aims;
    this.#values = values;
    this.#never = never;
    this.#always = always;
    this.#often = often;
    this.#settled = settled;
  }

  /** Any value of a part of the schema. */
  value(part: Part, depth = 0): fc.Arbitrary<unknown> {
    const { node, place } = followed(part);
    const given = this.#values[part.place] ?? this.#values[place] ?? this.#values[`~${node.format}`];
    if (given) return given;
    if (node.enum) return fc.constantFrom(...node.enum);
    const types = [node.type ?? 'any'].flat();
    const made = fc.oneof(...types.map((type) => this.#ofType(type, node, part.place, place, depth)));
    const settle = this.#settled[place];
    return settle ? made.map(settle) : made;
  }

  #ofType(type: string, node: SchemaNode, from: Place, place: Place, depth: number): fc.Arbitrary<unknown> {
    const { minimum = -5, maximum = 70000, minItems = 0, maxItems = 2 } = node;
    const least = this.#aims.has(from) ? 1 : 0;
    const most = depth > DEEP ? 0 : 2;
    switch (type) {
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true });
      case 'string':
        return ofText(node);
      case 'array': {
        const minLength = Math.max(minItems, least);
        const item = this.value({ node: node.items ?? {}, place }, depth + 1);
        return fc.array(item, { minLength, maxLength: Math.max(minLength, Math.min(maxItems, most)) });
      }
      case 'object': {
        if (node.properties) return this.#ofTable(node, place, depth);
        const { minProperties = 0, propertyNames, additionalProperties } = node;
        const minKeys = Math.max(minProperties, least);
        const keys = propertyNames ? ofText(propertyNames) : ofPattern('^[a-z]{1,6}$');
        const inner = typeof additionalProperties === 'object' ? additionalProperties : {};
        const item = this.value({ node: inner, place: join(place, '*') }, depth + 1);
        return fc.dictionary(keys, item, { minKeys, maxKeys: Math.max(minKeys, most) });
      }
      default:
        return fc.oneof(text, fc.integer(), fc.boolean(), fc.constant({}));
    }
  }

  #ofTable(node: SchemaNode, place: Place, depth: number): fc.Arbitrary<object> {
    const keys = Object.keys(node.properties!).filter((key) => !this.#never.includes(join(place, key)));
    const { required = [], 'x-required': needed = [], minProperties = 0, maxProperties = Infinity } = node;
    const always = keys.filter((key) => [...required, ...needed, ...this.#always].includes(key));
    const aimed = keys.filter((key) => !always.includes(key) && this.#aims.has(join(place, key)));
    const others = keys.filter((key) => !always.includes(key) && !aimed.includes(key));
    const taken = Math.min(aimed.length, maxProperties - always.length);
    const wanted = Math.max(0, minProperties - always.length - taken);
    // A few keys at a time: all at once would make documents too large to look at.
    const room = Math.min(others.length, maxProperties - always.length - taken, depth > DEEP ? 0 : 4);
    const percent = this.#often[place];
    const more =
      percent === undefined
        ? fc.subarray(others, { minLength: wanted, maxLength: Math.max(wanted, room) })
        : fc
            .tuple(...others.map(() => fc.integer({ min: 1, max: 100 })))
            .map((drawn) => others.filter((_, index) => drawn[index]! <= percent));
    const chosen = fc.shuffledSubarray(aimed, { minLength: taken, maxLength: taken });
    return fc.tuple(chosen, more).chain((drawn) => {
      const there = [...always, ...drawn.flat()];
      return fc.record(
        Object.fromEntries(
          keys
            .filter((key) => there.includes(key))
            .map((key) => [
              key,
              this.value({ node: node.properties![key]!, place: join(place, key) }, depth + 1),
            ]),
        ),
      );
    });
  }
}

function ofText({
  format,
  pattern,
  minLength = 0,
  maxLength = Infinity,
  enum: choices,
}: SchemaNode): fc.Arbitrary<string> {
  if (choices) return fc.constantFrom(...(choices as string[]));
  if (format !== undefined) {
    const samples = formatSamples[format];
    if (samples === undefined) throw new Error(`no samples for the format ${format}`);
    return fc.constantFrom(...samples);
  }
  const made = pattern === undefined ? text : ofPattern(pattern);
  return made.filter(({ length }) => length >= minLength && length <= maxLength);
}

/** Made once for each pattern, since that takes long. */
const patterns = new Map<string, fc.Arbitrary<string>>();

function ofPattern(pattern: string): fc.Arbitrary<string> {
  const known = patterns.get(pattern);
  if (known) return known;
  const whole = new RegExp(pattern);
  // What looks ahead cannot be made, but asked for.
  const made = fc
    .stringMatching(new RegExp(pattern.replace(/\(\?[=!][^()]*\)/g, '')))
    .filter((candidate) => whole.test(candidate) && unsafeCharacter(candidate) === undefined);
  patterns.set(pattern, made);
  return made;
}

/** The document without the values that rules object to; `undefined` when that does not help. */
function withoutObjections(before: GitLabRunner): Made | undefined {
  const document = structuredClone(before);
  for (let round = 0; round < 20; round += 1) {
    const rendered = render(document);
    if (rendered.ok) return { document, objects: rendered.objects, before };
    const paths = rendered.diagnostics.filter(({ severity }) => severity === 'error').map(({ path }) => path);
    // Those at the end of a list first, so that no index moves before its turn.
    const removed = paths.toSorted((a, b) => compare(b, a)).filter((path) => remove(document, path));
    if (removed.length === 0) return undefined;
  }
  return undefined;
}

function compare(a: Path, b: Path): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [left, right] = [a[at], b[at]];
  return typeof left === 'number' && typeof right === 'number' ? left - right : 0;
}

/** Removes what is at a path. Returns whether there was something. */
function remove(document: unknown, path: Path): boolean {
  const last = path.at(-1);
  const owner = path
    .slice(0, -1)
    .reduce<unknown>((above, key) => (above as Record<string, unknown> | undefined)?.[key], document);
  if (last === undefined || typeof owner !== 'object' || owner === null) return false;
  if (Array.isArray(owner)) return owner.splice(Number(last), 1).length > 0;
  return Object.hasOwn(owner, last) && delete (owner as Record<string, unknown>)[last];
}
