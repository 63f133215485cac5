/**
 * What a terminal or a CI log could read as a command: controls, line breaks, signs that turn the direction of
 * writing or have no width, and the bracket of the commands that GitHub's runner looks for anywhere in a line.
 */
const COMMANDS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uD800-\uDFFF]|(?<=##)\[/gu;

/** Makes text from a document safe to print on one line: every such character becomes visible, as `\u001B`. */
export function printable(text: string): string {
  return text.replace(COMMANDS, escaped);
}

/** Writes a character as JSON would: `\u001B`. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
