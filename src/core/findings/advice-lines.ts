import type { Diagnostic } from './diagnostic.ts';

/** The lines that say what to write instead. A key is named in quotes, a value is shown as it is to be written. */
export function adviceLines({ code, suggestion, example, at, help }: Diagnostic): string[] {
  const named = at === 'key' ? JSON.stringify(suggestion) : suggestion;
  return [
    ...(suggestion === undefined ? [] : [`did you mean ${named}?`]),
    ...(example === undefined ? [] : [`${code === 'MISSING_KEY' ? 'add' : 'for example'} \`${example}\``]),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ];
}
