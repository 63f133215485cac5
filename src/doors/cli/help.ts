import type { Commands } from './command.ts';
import type { Definition, OptionHelp } from './definitions/definition.ts';
import { COMMON_HELP, known } from './options.ts';
import { inPackage } from './package.ts';
import { PROGRAM } from './program.ts';

/** The directory of the documentation, which is a part of the package. */
const DOCS = inPackage('docs');

/** What `--help` prints without a command. */
export async function overview(commands: Commands): Promise<string> {
  const rows = await Promise.all(
    Object.entries(commands).map(
      async ([name, { define }]) => [name, (await define()).definition.summary] as const,
    ),
  );
  return `Kubernetes manifests of a GitLab Runner from one document, without Helm.

Usage:
  ${PROGRAM} COMMAND [ARGUMENT...] [OPTION...]

Commands:
${columns(rows)}
Options:
${columns(optionRows(COMMON_HELP))}
Examples:
  ${PROGRAM} render runner.yaml | kubectl apply -f -
  ${PROGRAM} validate runners/*.yaml
  ${PROGRAM} explain poll_timeout

Use "${PROGRAM} help COMMAND" for the options and examples of a
command.

Exit codes:
  0   done
  1   the document has errors, or warnings with --fail-on warning; import needs
      decisions; doctor or vendor --check found problems; diff --exit-code found
      differences; register could not reach GitLab, or was refused
  2   wrong usage, or a file cannot be read or written
  70  internal error

Documentation, as Markdown files: ${DOCS}
`;
}

/** What `--help` prints for a command. */
export function commandHelp({ summary, usage, about, options, examples }: Definition): string {
  const blocks = [
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
    `Usage:\n${usage.map((line) => `  ${PROGRAM} ${line.replaceAll('\n', `\n  ${' '.repeat(PROGRAM.length + 1)}`)}`).join('\n')}`,
    about,
    `Options:\n${columns(optionRows({ ...options, help: ['', 'print this help'] })).trimEnd()}`,
    `Examples:\n${examples.map(([command, purpose]) => `  # ${purpose}\n  ${command.replaceAll('\n', '\n  ')}`).join('\n\n')}`,
    `Documentation, as Markdown files: ${DOCS}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function optionRows(options: Readonly<Record<string, OptionHelp>>): (readonly [string, string])[] {
  return Object.entries(options).map(([name, [value, text]]) => {
    const short = known[name]?.short;
    return [`${short === undefined ? '' : `-${short}, `}--${name}${value === '' ? '' : ` ${value}`}`, text];
  });
}

const WIDTH = 80;
const MAX_TERM = 24;

/** Terms with their texts beside them, or below a long one. */
function columns(rows: readonly (readonly [term: string, text: string])[]): string {
  const width = Math.max(...rows.map(([term]) => (term.length <= MAX_TERM ? term.length : 0)));
  const indent = ' '.repeat(width + 4);
  return rows
    .map(([term, text]) => {
      const lines = wrapped(text, WIDTH - indent.length);
      const start = term.length > width ? `  ${term}\n${indent}` : `  ${term.padEnd(width)}  `;
      return `${start}${lines.join(`\n${indent}`)}\n`;
    })
    .join('');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
