/** What a string has to look like, under the name that the schema's `format` keyword gives it. */
export interface Format {
  /** Whether the text is a right value. The time it needs is linear for any text. */
  readonly test: (text: string) => boolean;
  /** What a right value looks like, as it completes "… is not": `a DNS label such as "gitlab-runner"`. */
  readonly expected: string;
  /** A right value that the text probably means, if there is one: `2GB` → `2G`. */
  readonly suggest?: (text: string) => string | undefined;
  /** The right values, or only the named ones, where one of them may be misspelt. */
  readonly choices?: readonly string[];
  /** Why this text is wrong, as a clause without a full stop, when more can be said than `expected`. */
  readonly explain?: (text: string) => string | undefined;
}

/** A format that is one regular expression; `suggest` may return candidates that do not match. */
export function patternFormat(
  pattern: RegExp,
  expected: string,
  maxLength: number,
  suggest?: (text: string) => string | undefined,
): Format {
  const test = (text: string): boolean => text.length <= maxLength && pattern.test(text);
  return {
    test,
    expected,
    suggest: (text) => {
      const candidate = suggest?.(text.trim()) ?? text.trim();
      return candidate !== text && test(candidate) ? candidate : undefined;
    },
    explain: (text) =>
      text.length > maxLength ? `it has ${text.length} characters, of ${maxLength} at most` : undefined,
  };
}
