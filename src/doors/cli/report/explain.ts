import { flow } from '../../../core/yaml/flow.ts';
import type { ExplainedKey, Explanation } from '../../../operate/explain/explain.ts';
import type { ExplainedCode } from '../explain-code.ts';
import type { Look } from '../io.ts';
import { lineText, type Piece, wrap } from './text.ts';

/** Returns what there is to know of a place of the document, as text for people. */
export function explainReport(explanation: Explanation, look: Look): string {
  const { path, description, keys, isChoice } = explanation;
  const isTree = keys.some(({ keys: below }) => below.length > 0);
  const blocks = [
    [[[path === '' ? 'The document' : path, 'bold'] as const]],
    prose(description, '  ', look),
    facts(explanation, look),
    keys.length === 0
      ? []
      : [
          [[isChoice ? 'Exactly one of these keys:' : 'Keys:', 'bold'] as const],
          ...(isTree ? tree(keys, '  ', look) : keys.flatMap((key) => keyLines(key, look))),
        ],
  ];
  return text(blocks, look);
}

/** Returns what there is to know of a code, as text for people. */
export function explainCodeReport(explained: ExplainedCode, look: Look): string {
  const { code, command, severity, meaning, page } = explained;
  const rows: readonly Row[] = [
    ['Reported by', command],
    ['Severity', severity],
    ['Fix', page],
  ];
  return text([[[[code, 'bold']]], prose(meaning, '  ', look), table(rows, look.columns)], look);
}

/** Blocks of lines with an empty line between them. */
function text(blocks: readonly (readonly Line[])[], { color }: Look): string {
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => `${lineText(line, color)}\n`).join(''))
    .join('\n');
}

type Line = readonly Piece[];

function prose(text: string, indent: string, { columns }: Look): readonly Line[] {
  return text === '' ? [] : wrap([[text]], indent, columns, indent);
}

function facts(explanation: Explanation, { columns }: Look): readonly Line[] {
  const { type, isRequired, isCredential, deprecated, noEffect, examples } = explanation;
  const rows: readonly Row[] = [
    ['Type', type],
    ['Required', isRequired ? 'yes' : undefined],
    ['Default', explanation.default],
    ['Release', releases(explanation)],
    ['Credential', isCredential ? 'yes' : undefined],
    ['Deprecated', deprecated],
    ['No effect', noEffect],
    ...examples.map((example) => ['Example', flow(example)] as const),
  ];
  return table(rows, columns);
}

type Row = readonly [name: string, text: string | undefined];

/** The rows that have a text, the texts below each other. */
function table(rows: readonly Row[], columns: Look['columns']): readonly Line[] {
  const width = Math.max(...rows.map(([name, text]) => (text === undefined ? 0 : name.length)));
  const further = ' '.repeat(width + 5);
  return rows.flatMap(([name, text]) =>
    text === undefined
      ? []
      : wrap(
          [[`${name}:${' '.repeat(width - name.length)}`, 'dim'], ['', 'dim'], [text]],
          '  ',
          columns,
          further,
        ),
  );
}

function releases({ since, removedWith }: Explanation): string | undefined {
  const parts = [
    ...(since === undefined ? [] : [`from ${since} on`]),
    ...(removedWith === undefined ? [] : [`before ${removedWith}`]),
  ];
  return parts.length === 0 ? undefined : `GitLab Runner ${parts.join(', ')}`;
}

function keyLines(key: ExplainedKey, look: Look): readonly Line[] {
  return [head(key, '  '), ...prose(key.summary, '      ', look)];
}

function tree(keys: readonly ExplainedKey[], indent: string, look: Look): readonly Line[] {
  return keys.flatMap((key) => [head(key, indent), ...tree(key.keys, `${indent}  `, look)]);
}

function head({ name, type, isRequired }: ExplainedKey, indent: string): Line {
  return [
    [`${indent}${name}`, 'bold'],
    [`  <${type}>`, 'dim'],
    ...(isRequired ? [['  required', 'yellow'] as const] : []),
  ];
}
