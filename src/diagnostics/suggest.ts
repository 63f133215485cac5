import { type Diagnostic, formatPath, type Path } from './diagnostic.ts';
import { helmValues } from './helm-values.ts';
import { knownElsewhere } from './known-elsewhere.ts';
import { nearest } from './nearest.ts';
import { followed, rootSchema, type SchemaNode, schemaOf } from './schema.ts';

type Advice = Pick<Diagnostic, 'suggestion' | 'help'>;

/**
 * Returns what to do about a key that its mapping does not have: a key of the mapping that was probably meant, the
 * place where the key really belongs, or what became of it.
 */
export function unknownKeyAdvice(path: Path, key: string): Advice {
  const own = Object.keys(schemaOf(path)?.properties ?? {});
  const exact = own.find((candidate) => fold(candidate) === fold(key));
  if (exact !== undefined) return { suggestion: exact };
  if (isRunner(path) && Object.hasOwn(knownElsewhere, key)) {
    const { suggestion, help } = knownElsewhere[key]!;
    return suggestion !== undefined && own.includes(suggestion) ? { suggestion, help } : { help };
  }
  if (Object.hasOwn(helmValues, key)) return { help: helmValues[key]! };
  const places = placesOf(key).filter((place) => place !== formatPattern([...path, key]));
  if (places.length > 0)
    return { help: `${key} belongs in ${places.slice(0, 3).map(parentOf).join(', or in ')}.` };
  const near = nearest(key, own);
  if (near !== undefined) return { suggestion: near };
  return own.length > 0 && own.length <= 12 ? { help: `The keys are ${own.join(', ')}.` } : {};
}

function isRunner([spec, runners, id]: Path): boolean {
  return spec === 'spec' && runners === 'runners' && id !== undefined;
}

/** A word without what people vary: case, dashes and underscores, a plural. */
function fold(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '').replace(/s$/, '');
}

/** Where keys stand, by the key: `concurrent` → `spec.config.concurrent`. Kubernetes' own types are left out. */
let index: Map<string, string[]> | undefined;

function placesOf(key: string): readonly string[] {
  index ??= placesByKey();
  return index.get(fold(key)) ?? [];
}

function placesByKey(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const visit = (node: SchemaNode, path: readonly string[]): void => {
    if (node.$ref?.startsWith('#/definitions/io.k8s.')) return;
    const { properties = {}, additionalProperties, items } = followed(node);
    for (const [key, property] of Object.entries(properties)) {
      const place = [...path, key];
      const folded = fold(key);
      found.set(folded, [...(found.get(folded) ?? []), formatPattern(place)]);
      visit(property, place);
    }
    if (typeof additionalProperties === 'object') visit(additionalProperties, [...path, '*']);
    if (items) visit(items, [...path, '*']);
  };
  visit(rootSchema(), []);
  // The nearer to the top, the likelier.
  for (const places of found.values()) places.sort((a, b) => a.split('.').length - b.split('.').length);
  return found;
}

/** A path with `<id>` for what people name themselves, and indexes of lists as such. */
function formatPattern(path: Path): string {
  const isId = (position: number): boolean =>
    path[position - 1] === 'runners' && path[position - 2] === 'spec';
  return formatPath(path.map((part, position) => (isId(position) ? '<id>' : part)))
    .replaceAll('["<id>"]', '.<id>')
    .replaceAll('["*"]', '.*');
}

function parentOf(place: string): string {
  return place.slice(0, place.lastIndexOf('.')) || 'the document itself';
}
