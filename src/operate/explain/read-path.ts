/** A part of a path as people write it. */
export interface PathPart {
  readonly text: string;
  /** Whether it can be an entry of a list: `[0]`, `[]`, `*`. */
  readonly isEntry: boolean;
  /** Whether it stands for any key: `*`, `<id>`. */
  readonly isAny: boolean;
}

/** A word up to the next dot or bracket, an index or a star in brackets, or a quoted key in brackets. */
const PART = /\.?(?:([^.[\]"]+)|\[(\d*|\*)\]|\[("(?:[^"\\]|\\.)*"|'[^']*')\])/y;

/**
 * Reads a path as `formatPath` writes it, with `*`, `<id>` or `[]` for any key or entry; `undefined` for other text.
 */
export function readPath(text: string): readonly PathPart[] | undefined {
  const parts: PathPart[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const found = PART.exec(text);
    if (found === null) return undefined;
    const [, word, index, quoted] = found;
    const key = quoted === undefined ? (word ?? index!) : unquoted(quoted);
    if (key === undefined) return undefined;
    parts.push({
      text: key,
      isEntry: quoted === undefined && /^(?:\d*|\*)$/.test(key),
      isAny: quoted === undefined && /^(?:\*|<.*>|)$/.test(key),
    });
  }
  return parts;
}

function unquoted(text: string): string | undefined {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
