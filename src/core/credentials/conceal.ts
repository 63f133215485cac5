import type { Path } from '../data/path.ts';
import type { Span } from '../data/span.ts';
import { looks, replaced, type Secret, secretsIn } from './mask.ts';
import { isNameOfCredential, namedIn } from './names.ts';
import { credentialKey, rootSpot, type Spot, spotAt, spotBelow } from './places.ts';
import { secretsAt } from './secrets-at.ts';

/** Where a value is in a text. */
interface Place extends Span {
  /** The key that leads to the value. */
  readonly key?: Span;
  readonly children?: ReadonlyMap<string | number, Place>;
}

/** What is known of a text: what it says and where; without a `root` it could not be read. */
interface Reading {
  readonly value?: unknown;
  readonly root?: Place;
  readonly problems: readonly {
    readonly path?: Path;
    /** The value of a key that occurs twice. */
    readonly repeated?: Span & { readonly isCollection: boolean };
  }[];
}

/** What else may be a credential where the text cannot be read: what follows a quote, a tag, an alias or an anchor. */
const ODD_WORDS: readonly RegExp[] = [
  /(?:^|[\s[{,:])[!&][^\s"'{}[\],]*[ \t]{1,8}["']?([^\r\n"'{}[\],]{6,})/gm,
  /["'][ \t]{1,8}([^\s"'{}[\],:]{6,})/g,
  /(?:^|[\s[{,:])[!*&%]([^\s"'{}[\],]{6,})/gm,
];

/**
 * Returns a text as it can be shown: stars replace credentials, one for each character, and every column stays as it
 * was. Where the text could not be read, only names and beginnings show what is a credential.
 */
export function conceal(text: string, { value, root, problems }: Reading): string {
  const secrets = root === undefined ? secretsInUnread(text) : secretsInRead(text, root, value, problems);
  return replaced(text, secrets, (part) => part.replace(/[^\r\n]/g, '*'));
}

function secretsInUnread(text: string): Secret[] {
  const words = ODD_WORDS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: found, 1: word = '' }) => ({
      start: index + found.length - word.length,
      end: index + found.length,
    })),
  );
  return [...secretsIn(text), ...[...words, ...namedIn(text, isPerhapsNameOfCredential)].map(hidden)];
}

/**
 * Whether the value below a name may be a credential in a text of which no more is known: below a key that has one in
 * some places and not in others, below any variable, and below a key that leads to a credential, which may be there
 * itself.
 */
function isPerhapsNameOfCredential(name: string): boolean {
  return (
    isNameOfCredential(name) ||
    name === 'value' ||
    /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(name) ||
    credentialKey(name) !== undefined
  );
}

function secretsInRead(text: string, root: Place, value: unknown, problems: Reading['problems']): Secret[] {
  const found: Secret[] = [];
  const read: Span[] = [];
  const hideKey = (key: Span): void => void found.push(hidden(key));
  walk(root, value, rootSpot(), hideKey, (place, item, spot) => {
    // A key without a value has its own place. It may be a key and its value without a blank between them.
    if (place.start === place.key?.start) return;
    read.push(place);
    found.push(
      ...secretsInScalar(text.slice(place.start, place.end), item, spot).map((secret) =>
        moved(secret, place.start),
      ),
    );
  });
  for (const { path = [], repeated } of problems) {
    // Nothing is known of the value of a repeated key but its place.
    if (repeated === undefined) continue;
    read.push(repeated);
    const { isWithin, name } = spotAt(path);
    if (repeated.isCollection || isWithin || name !== undefined) found.push(hidden(repeated));
    else
      found.push(
        ...looks(text.slice(repeated.start, repeated.end)).map((secret) => moved(secret, repeated.start)),
      );
  }
  // Between the values are keys and comments.
  const between = replaced(text, read.map(hidden), (part) => part.replace(/[^\r\n]/g, ' '));
  return [...found, ...looks(between)];
}

/** What to hide of a scalar as it is written: all of it where that is not how the value reads. */
function secretsInScalar(written: string, value: unknown, spot: Spot): readonly Secret[] {
  // An alias that leads nowhere may be a text that lacks its quotes.
  if (value === null && written.startsWith('*')) return secretsInScalar(written, written, spot);
  const secrets = secretsAt(value, spot);
  if (secrets.length === 0) return [];
  const offset = typeof value === 'string' ? written.indexOf(value) : -1;
  if (offset === 0 || offset === 1) return secrets.map((secret) => moved(secret, offset));
  // A text over several lines is indented: what looks like a credential in it does so as well as it is written.
  const own = looks(written);
  const isWhole = secrets.some(({ start, end }) => end - start >= String(value).length);
  return isWhole || own.length < secrets.length ? [hidden({ start: 0, end: written.length })] : own;
}

function hidden({ start, end }: Span): Secret {
  return { start, end, shown: '' };
}

function moved(secret: Secret, by: number): Secret {
  return { ...secret, start: secret.start + by, end: secret.end + by };
}

function walk(
  place: Place,
  value: unknown,
  spot: Spot,
  hideKey: (key: Span) => void,
  visit: (place: Place, value: unknown, spot: Spot) => void,
): void {
  if (place.children === undefined) {
    visit(place, value, spot);
    return;
  }
  for (const [part, child] of place.children) {
    const item = (value as Readonly<Record<string, unknown>>)[part];
    // In braces a credential is a key without a value.
    if (spot.node?.['x-secret'] === true && item === null && child.key !== undefined) hideKey(child.key);
    walk(child, item, spotBelow(spot, part, value), hideKey, visit);
  }
}
