import { PROGRAM } from '../program.ts';
import type { Due, OfferedCommand, OfferedOption, Vocabulary } from './vocabulary.ts';

/** Returns the script with which fish completes the command line. */
export function fishScript({ commands, options }: Vocabulary): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = [
    ...options.map((option) => optionLine('__fish_use_subcommand', option)),
    ...commands.map(({ name, summary }) => line('__fish_use_subcommand', `-a ${name} -d ${quoted(summary)}`)),
    ...commands.flatMap(commandLines),
  ];
  return `# ${PROGRAM}: completion for fish. In ~/.config/fish/config.fish:  ${PROGRAM} completion fish | source

# Whether the command line is for the given command.
function __gitlab_runner_manifests_in
  for word in (commandline -opc)[2..]
    if contains -- $word ${names}
      test $word = $argv[1]
      return
    end
  end
  return 1
end

function __gitlab_runner_manifests_keys
  set -l above (string replace -rf '\\.[^.]*$' '' -- (commandline -ct))
  for key in (${PROGRAM} explain "$above" --format names 2>/dev/null)
    string join . -- $above $key
  end
end

complete -c ${PROGRAM} -f
${lines.join('\n')}
`;
}

function commandLines({ name, words, options }: OfferedCommand): readonly string[] {
  const condition = `__gitlab_runner_manifests_in ${name}`;
  return [
    ...options.map((option) => optionLine(condition, option)),
    ...(words.length === 0 ? [] : [line(condition, argument(words))]),
  ];
}

function optionLine(condition: string, { name, short, text, value }: OfferedOption): string {
  return line(
    condition,
    [
      ...(short === undefined ? [] : [`-s ${short}`]),
      `-l ${name} -d ${quoted(text)}`,
      ...(value === undefined ? [] : [value.due === 'files' ? '-r' : '-x', argument(value.due)]),
    ].join(' '),
  );
}

function argument(due: Due): string {
  if (typeof due !== 'string') return `-a ${quoted(due.join(' '))}`;
  const forms = {
    files: '-F',
    directories: "-a '(__fish_complete_directories)'",
    keys: "-a '(__gitlab_runner_manifests_keys)'",
    anything: '',
  };
  return forms[due];
}

function line(condition: string, rest: string): string {
  return `complete -c ${PROGRAM} -n ${quoted(condition)} ${rest}`.trimEnd();
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
