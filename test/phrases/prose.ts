import ts from 'typescript';

/** What replaces code in a sentence: no phrase reaches across it. */
const CODE = '·';

/**
 * The parts of a file that are written for people, each at its place: everything else becomes blanks, code that a sentence
 * quotes becomes `·`, and line breaks stay.
 */
export function proseOf(file: string, text: string): string {
  if (file.endsWith('.md')) return proseOfMarkdown(text);
  if (file.endsWith('.c')) return commentsOfC(text);
  return file.endsWith('.ts') ? textsOfTypeScript(text) : commentsOfYaml(text);
}

function proseOfMarkdown(text: string): string {
  const parts: (readonly [RegExp, string])[] = [
    [/^( *)```[\s\S]*?^\1```$/gm, ' '],
    [/<!--[\s\S]*?-->/g, ' '],
    [/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, CODE],
    [/(?<=\])\([^)\s]*\)/g, ' '],
  ];
  return parts.reduce((prose, [part, by]) => prose.replace(part, (found) => blank(found, by)), text);
}

/** Comments of YAML: from a `#` with blanks around it, or at the start of a line. */
function commentsOfYaml(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before = line, comment = ''] = /^((?:.*?\s)?#)(?=\s)(.*)$/.exec(line) ?? [];
      return blank(before, ' ') + comment.replace(/`[^`]*`/g, (code) => blank(code, CODE));
    })
    .join('\n');
}

/** Comments of C, whose literal texts are left out. */
function commentsOfC(text: string): string {
  let end = 0;
  let prose = '';
  for (const { index, 0: found } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/.*/g)) {
    const comment = found.startsWith('"')
      ? blank(found, ' ')
      : found.replace(/^ *(?:\/\*+|\*\/?|\/\/)/gm, (mark) => blank(mark, ' '));
    prose += blank(text.slice(end, index), ' ') + comment;
    end = index + found.length;
  }
  return prose + blank(text.slice(end), ' ');
}

/** Comments and literal texts of TypeScript. */
function textsOfTypeScript(text: string): string {
  const prose = blank(text, ' ').split('');
  const keep = ({ pos, end }: ts.TextRange): void => {
    const shown = text
      .slice(pos, end)
      .replace(/\\`[\s\S]*?\\`|(?<=.)`[^`\n]*`(?=[\s\S])|\$\{/g, (code) => blank(code, CODE))
      .replace(/^(?: *\*(?= )|\/\/)/gm, (mark) => blank(mark, ' '));
    for (const [index, unit] of shown.split('').entries()) prose[pos + index] = unit;
  };
  const visit = (node: ts.Node): void => {
    ts.getLeadingCommentRanges(text, node.getFullStart())?.forEach(keep);
    ts.getTrailingCommentRanges(text, node.end)?.forEach(keep);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      keep({ pos: node.getStart(), end: node.end });
    } else {
      node
        .getChildren()
        .filter((child) => !ts.isJSDoc(child))
        .forEach(visit);
    }
  };
  visit(ts.createSourceFile('', text, ts.ScriptTarget.ESNext, true));
  return prose.join('');
}

function blank(text: string, by: string): string {
  return text.replace(/[^\n]/g, by);
}
