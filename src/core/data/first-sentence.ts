/** Returns a text up to the end of its first sentence. */
export function firstSentence(text: string): string {
  const end = /[.:](?=\s[A-Z`])/.exec(text)?.index;
  return end === undefined ? text : `${text.slice(0, end)}.`;
}
