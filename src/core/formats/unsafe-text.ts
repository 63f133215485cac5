/**
 * Characters that YAML or TOML readers refuse or silently change: C0 controls other than tab and line
 * breaks, DEL and C1 controls with NEL, line and paragraph separators, the byte order mark, noncharacters and
 * lone surrogates.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]|[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** All but what is written most, which is safe. */
const UNUSUAL = /[^\t\n\r -~]/;

/** The first character that is not safe in both YAML and TOML, as `U+0007`; `undefined` where there is none. */
export function unsafeCharacter(text: string): string | undefined {
  if (!UNUSUAL.test(text)) return undefined;
  const found = UNSAFE.exec(text)?.[0];
  return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
