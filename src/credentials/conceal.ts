import type { Path } from '../data/path.ts';
import type { Span } from '../data/span.ts';
import { accepts } from '../schema/accepts.ts';
import { replaced, secretsIn } from './mask.ts';
import { NAMED, PERHAPS_NAMED, VARIABLE } from './names.ts';
import { rootSpot, type Spot, spotBelow, takesVariables } from './places.ts';

/** Where a value stands in a text. */
interface Place extends Span {
  readonly children?: ReadonlyMap<string | number, Place>;
}

/** What is known of a text: what it says and where; without a `root` it could not be read. */
interface Reading {
  readonly value?: unknown;
  readonly root?: Place;
  readonly problems: readonly {
    readonly path?: Path;
    /** The value of a key that stands twice. */
    readonly repeated?: Span & { readonly isCollection: boolean };
  }[];
}

/** What else may be a credential where the text cannot be read: what follows a quote, a tag, an alias or an anchor. */
const ODD_WORDS: readonly RegExp[] = [
  /["'][ \t]{1,8}([^\s"'{}[\],:]{6,})/g,
  /(?:^|[\s[{,:])[!*&%]([^\s"'{}[\],]{6,})/gm,
];

/**
 * Returns a text as it can be shown: stars stand for credentials, one for each character, so that every column
 * stays what it was. Where the text could not be read, names and beginnings have to do.
 */
export function conceal(text: string, { value, root, problems }: Reading): string {
  const secrets = secretsIn(text);
  const hide = ({ start, end }: Span): void => {
    secrets.push({ start, end, shown: '' });
  };
  for (const pattern of root === undefined ? [NAMED, PERHAPS_NAMED, ...ODD_WORDS] : [NAMED]) {
    for (const { index, 0: found, 1: word = '' } of text.matchAll(pattern)) {
      hide({ start: index + found.length - word.length, end: index + found.length });
    }
  }
  if (root !== undefined) {
    walk(root, value, rootSpot(), text, hide);
    for (const { path = [], repeated } of problems) {
      if (repeated !== undefined && isConcealed(path, repeated)) hide(repeated);
    }
  }
  return replaced(text, secrets, (part) => part.replace(/[^\r\n]/g, '*'));
}

/** Finds what stands at places for credentials, but for names that a reference takes as they are. */
function walk(place: Place, value: unknown, spot: Spot, text: string, hide: (span: Span) => void): void {
  if (place.children !== undefined) {
    for (const [part, child] of place.children) {
      walk(child, (value as Readonly<Record<string, unknown>>)[part], spotBelow(spot, part), text, hide);
    }
    return;
  }
  const { node, isMarked, isWithin } = spot;
  if (!isWithin || (!isMarked && node !== undefined && accepts(value, node))) return;
  const name = takesVariables(node) ? VARIABLE.exec(text.slice(place.start, place.end))?.[0] : undefined;
  hide({ start: place.start + (name ?? '').length, end: place.end });
}

/** Whether the value of a repeated key, which nothing else is known of, may hold a credential. */
function isConcealed(path: Path, { isCollection }: { readonly isCollection: boolean }): boolean {
  return isCollection || path.reduce<Spot>(spotBelow, rootSpot()).isWithin;
}
