import type { Path } from '../data/path.ts';
import { accepts } from '../schema/accepts.ts';
import { replaced, secretsIn } from './mask.ts';
import { rootSpot, type Spot, spotBelow, VARIABLE } from './places.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

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

/** A scalar below a name that says what it is. Short words are no credentials. */
const NAMED =
  /(?:token|passw(?:or)?d|secret|(?:access|secret|account|private)[_-]?key|dsn)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?([^\s"'{}[\],]{6,})/gi;
/** What may be a credential where the text cannot be read: values of that name, of variables, and odd words. */
const UNREAD: readonly RegExp[] = [
  /\b(?:value|[A-Z][A-Z0-9]*_[A-Z0-9_]*|secretKeyRef|accessKeyId|clientSecret)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?([^\s"'{}[\],]{6,})/g,
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
  for (const pattern of [NAMED, ...(root === undefined ? UNREAD : [])]) {
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
  const name = [node?.format, node?.items?.format].includes('env-assignment')
    ? VARIABLE.exec(text.slice(place.start, place.end))?.[0]
    : undefined;
  hide({ start: place.start + (name ?? '').length, end: place.end });
}

/** Whether the value of a repeated key, which nothing else is known of, may hold a credential. */
function isConcealed(path: Path, { isCollection }: { readonly isCollection: boolean }): boolean {
  return isCollection || path.reduce<Spot>(spotBelow, rootSpot()).isWithin;
}
