/** What stands in the place of code: no phrase goes across it. */
const CODE = '·';

/**
 * The parts of a file that are written for people, each at its place: whatever else there is becomes blanks, or `·` where
 * it belongs to a sentence, and line breaks stay.
 */
export function proseOf(file: string, text: string): string {
  return file.endsWith('.md') ? proseOfMarkdown(file, text) : commentsOfYaml(text);
}

function proseOfMarkdown(file: string, text: string): string {
  const parts: (readonly [RegExp, string])[] = [
    [/^( *)```[\s\S]*?^\1```$/gm, ' '],
    [/<!--[\s\S]*?-->/g, ' '],
    [/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, CODE],
    [/(?<=\])\([^)\s]*\)/g, ' '],
  ];
  // The first sentences of an entry are the meaning of its code, which comes from the source.
  if (file === 'docs/diagnostics.md') parts.unshift([/(?<=^### `[A-Z_]+`\n\n).+$/gm, ' ']);
  return parts.reduce((prose, [part, by]) => prose.replace(part, (found) => blank(found, by)), text);
}

/** Comments of YAML, as far as a line tells: a `#` at its start or after a blank. */
function commentsOfYaml(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before = line, comment = ''] =
        /^((?:.*\s)?#)(.*)$/.exec(line.replace(/(?<=\s#.*)#/g, '·')) ?? [];
      return blank(before, ' ') + comment.replace(/`[^`]*`/g, (code) => blank(code, CODE));
    })
    .join('\n');
}

function blank(text: string, by: string): string {
  return text.replace(/[^\n]/g, by);
}
