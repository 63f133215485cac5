/** A Go type as it is written: names are not resolved. */
export type GoType =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pointer' | 'list' | 'map'; readonly of: GoType }
  | GoStruct
  | { readonly kind: 'other' };

/** A struct type. */
export interface GoStruct {
  readonly kind: 'struct';
  readonly fields: readonly GoField[];
}

/** A field of a struct; an embedded one has no name. */
export interface GoField {
  readonly name?: string;
  readonly type: GoType;
  /** The pairs of its tag: `toml:"image,omitempty" env:"IMAGE"`. */
  readonly tag: Readonly<Record<string, string>>;
}

/** What one Go file imports and declares. */
export interface GoFile {
  /** Import paths by the name that the file uses. */
  readonly imports: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, GoType>;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|\d[\w.]*|\n|[^\s\w]/g;

/** Returns the tokens of a Go text without its comments. A line break is a token: it ends a field. */
export function goTokens(text: string): string[] {
  return (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('//') && !token.startsWith('/*'));
}

/**
 * Returns the imports and the type declarations of a Go file. Functions, constants and variables are skipped.
 *
 * @throws Error where a declaration is written in a way that this reader does not know.
 */
export function parseGoFile(text: string): GoFile {
  const tokens = goTokens(text);
  const imports = new Map<string, string>();
  const types = new Map<string, GoType>();
  let at = 0;

  const peek = (): string => tokens[at] ?? '';
  const next = (): string => tokens[at++] ?? '';
  const expect = (token: string): void => {
    const found = next();
    if (found !== token)
      throw new Error(`Expected "${token}", found "${found}" before ${tokens.slice(at, at + 8).join(' ')}`);
  };
  const skipBreaks = (): void => {
    while (peek() === '\n' || peek() === ';') at++;
  };
  const skipBalanced = (): void => {
    let depth = 0;
    do {
      const token = next();
      if (/^[{([]$/.test(token)) depth++;
      if (/^[})\]]$/.test(token)) depth--;
    } while (depth > 0 && at < tokens.length);
  };
  /** Up to the end of the line or the tag of the field. */
  const skipLine = (): void => {
    while (at < tokens.length && !/^[\n}`]/.test(peek())) {
      if (/^[{([]$/.test(peek())) skipBalanced();
      else at++;
    }
  };

  const type = (): GoType => {
    const token = next();
    if (token === '*') return { kind: 'pointer', of: type() };
    if (token === '[') {
      if (peek() !== ']') at++;
      expect(']');
      return { kind: 'list', of: type() };
    }
    if (token === 'map') {
      expect('[');
      type();
      expect(']');
      return { kind: 'map', of: type() };
    }
    if (token === 'struct') return { kind: 'struct', fields: fields() };
    if (/^(func|interface|chan)$/.test(token)) {
      skipLine();
      return { kind: 'other' };
    }
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`"${token}" begins no type`);
    if (peek() !== '.') return { kind: 'name', name: token };
    at++;
    return { kind: 'name', name: `${token}.${next()}` };
  };

  const fields = (): GoField[] => {
    const result: GoField[] = [];
    expect('{');
    for (skipBreaks(); peek() !== '}'; skipBreaks()) {
      const start = at;
      const names = [next()];
      while (peek() === ',') {
        at++;
        names.push(next());
      }
      const isEmbedded = names[0] === '*' || peek() === '.' || peek() === '\n' || /^[`"]/.test(peek());
      if (isEmbedded) at = start;
      const fieldType = type();
      const tag = /^[`"]/.test(peek()) ? parseTag(next()) : {};
      for (const name of isEmbedded ? [undefined] : names) {
        result.push({ ...(name === undefined ? {} : { name }), type: fieldType, tag });
      }
    }
    expect('}');
    return result;
  };

  const group = (declaration: () => void): void => {
    if (peek() !== '(') {
      declaration();
      return;
    }
    at++;
    for (skipBreaks(); peek() !== ')'; skipBreaks()) declaration();
    at++;
  };
  const declareType = (): void => {
    const name = next();
    if (peek() === '[' && tokens[at + 1] !== ']') {
      // A generic type: no configuration struct is one.
      skipLine();
      return;
    }
    if (peek() === '=') at++;
    types.set(name, type());
  };
  const declareImport = (): void => {
    const alias = /^"/.test(peek()) ? undefined : next();
    const path = next().slice(1, -1);
    imports.set(alias ?? path.replace(/\/v\d+$/, '').replace(/^.*\//, ''), path);
  };

  while (at < tokens.length) {
    const token = next();
    if (token === 'type') group(declareType);
    else if (token === 'import') group(declareImport);
    else if (/^[{([]$/.test(token)) {
      at--;
      skipBalanced();
    }
  }
  return { imports, types };
}

function parseTag(literal: string): Record<string, string> {
  const text = literal.startsWith('"') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+):"((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
}
