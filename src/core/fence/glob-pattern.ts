import { quoted } from './variables.ts';

/** Marks where an alternative begins, which counts as the begin of a part of a path. */
const BEGIN = '\u0000';
/** More alternatives than anybody writes. */
const MAX_ALTERNATIVES = 1000;

/**
 * Returns the regular expression (RE2) for a pattern of images, as the runner's library doublestar (4) reads it: `*` and
 * `?` stop at `/`, a `**` that is a whole part of the path does not, `[…]` is a choice of characters and `{…,…}` one of
 * texts. Undefined if it cannot be read: it then matches nothing.
 */
export function globPattern(glob: string): string | undefined {
  const alternatives = expanded(glob.replaceAll(BEGIN, ''));
  const patterns = alternatives?.map(translated);
  if (patterns === undefined || patterns.includes(undefined)) return undefined;
  return `^(?s:${patterns.join('|')})$`;
}

/** The pattern with each of its alternatives; undefined where a brace stays open, or where they are endless. */
function expanded(glob: string): string[] | undefined {
  let done = [''];
  let at = 0;
  while (at < glob.length) {
    const open = indexOf(glob, at, '{');
    const before = glob.slice(at, open);
    done = done.map((text) => text + before);
    if (open === glob.length) break;
    const parts = alternativesAt(glob, open);
    if (parts === undefined) return undefined;
    const inner = parts.texts.map(expanded);
    if (inner.includes(undefined)) return undefined;
    const texts = inner.flatMap((each) => each!);
    if (done.length * texts.length > MAX_ALTERNATIVES) return undefined;
    done = done.flatMap((text) => texts.map((each) => text + BEGIN + each));
    at = parts.end;
  }
  return done;
}

/** Where a sign is next, without a backslash before it; the end where it is not. */
function indexOf(glob: string, from: number, sign: string): number {
  for (let at = from; at < glob.length; at++) {
    if (glob[at] === '\\') at++;
    else if (glob[at] === sign) return at;
  }
  return glob.length;
}

/** The alternatives of the brace at a place, and where they end. */
function alternativesAt(
  glob: string,
  open: number,
): { readonly texts: string[]; readonly end: number } | undefined {
  const texts = [''];
  let depth = 1;
  for (let at = open + 1; at < glob.length; at++) {
    const sign = glob[at]!;
    if (sign === '{') depth++;
    if (sign === '}') depth--;
    if (depth === 0) return { texts, end: at + 1 };
    if (sign === ',' && depth === 1) texts.push('');
    else texts[texts.length - 1] += sign === '\\' ? sign + (glob[++at] ?? '') : sign;
  }
  return undefined;
}

/** A pattern without braces. */
function translated(glob: string): string | undefined {
  let result = '';
  let isBegin = true;
  for (let at = 0; at < glob.length; ) {
    const rest = glob.slice(at);
    const whole = /^(\/?)\*\*(\/?)$/.exec(rest);
    if (whole !== null && (whole[1] === '/' || isBegin)) {
      // What is above may be meant itself.
      const inner = whole[2] === '/' ? '(?:[^/]*/)*' : '.*';
      return result + (whole[1] === '/' ? `(?:/${inner})?` : inner);
    }
    if (isBegin && rest.startsWith('**/')) {
      result += '(?:[^/]*/)*';
      at += 3;
      continue;
    }
    const sign = glob[at]!;
    if (sign === BEGIN) {
      isBegin = true;
      at += 1;
      continue;
    }
    if (sign === '*') {
      result += '[^/]*';
      at += rest.startsWith('**') ? 2 : 1;
    } else if (sign === '?') {
      result += '[^/]';
      at += 1;
    } else if (sign === '[') {
      const choice = /^\[([!^]?)((?:\\.|[^\]\\])+)\]/su.exec(rest);
      if (choice === null) return undefined;
      result += `[${choice[1] ? '^' : ''}${choice[2]!.replace(/\\(.)|([[\]^\\&~])/gsu, (_, escaped: string | undefined, own: string | undefined) => inChoice(escaped ?? own!))}]`;
      at += choice[0].length;
    } else {
      const isEscape = sign === '\\';
      if (isEscape && rest.length < 2) return undefined;
      const own = String.fromCodePoint(glob.codePointAt(isEscape ? at + 1 : at)!);
      result += quoted(own);
      at += own.length + (isEscape ? 1 : 0);
      isBegin = own === '/';
      continue;
    }
    isBegin = false;
  }
  return result;
}

/** A character that means itself between brackets. */
function inChoice(character: string): string {
  return /[\w\u0080-\u{10ffff}]/u.test(character) ? character : `\\${character}`;
}
