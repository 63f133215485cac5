/** Whether Go's `os.Expand` would replace a part of the text. */
export function expandsVariables(text: string): boolean {
  return text.includes('$');
}

/** Whether every `$` of the text begins a variable, `$NAME` or `${NAME}`. */
export function hasOnlyVariables(text: string): boolean {
  return text
    .split('$')
    .slice(1)
    .every((rest) => /^(?:[A-Za-z_]|\{[A-Za-z_][A-Za-z0-9_]*\})/.test(rest));
}
