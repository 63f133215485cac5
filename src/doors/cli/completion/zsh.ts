import { shellWord } from '../../../core/data/shell-word.ts';
import { PROGRAM } from '../program.ts';
import type { Due, OfferedCommand, OfferedOption, Vocabulary } from './vocabulary.ts';

/** Returns the script with which zsh completes the command line: a file of its `fpath`, or one to be sourced. */
export function zshScript({ commands, options }: Vocabulary): string {
  return `#compdef ${PROGRAM}
# ${PROGRAM}: completion for zsh. In ~/.zshrc, after compinit:  source <(${PROGRAM} completion zsh)

_gitlab_runner_manifests() {
  local state line
  typeset -A opt_args
  _arguments -C \\
${options.map((option) => `    ${optionSpecs(option)} \\\n`).join('')}    '1: :->command' '*:: :->words'
  case $state in
    command)
      local -a names
      names=(
${commands.map(({ name, summary }) => `        ${shellWord(`${name}:${summary}`)}\n`).join('')}      )
      _describe command names
      ;;
    words)
      case $line[1] in
${commands.map(commandCase).join('')}      esac
      ;;
  esac
}

_gitlab_runner_manifests_keys() {
  local above=
  if [[ $PREFIX == *.* ]]; then above=\${PREFIX%.*}; fi
  local -a keys
  keys=(\${(f)"$(${PROGRAM} explain "$above" --format names 2> /dev/null)"})
  # More keys may follow.
  compadd -S '' -- \${keys/#/\${above:+$above.}}
}

if [[ $funcstack[1] == _gitlab_runner_manifests ]]; then
  _gitlab_runner_manifests "$@"
else
  compdef _gitlab_runner_manifests ${PROGRAM}
fi
`;
}

function commandCase({ name, words, options }: OfferedCommand): string {
  const specs = [...options.map(optionSpecs), `'*: :${action(words)}'`];
  return `        ${name})
          _arguments \\
${specs.map((spec) => `            ${spec}`).join(' \\\n')}
          ;;
`;
}

function optionSpecs({ name, short, text, value, isRepeatable }: OfferedOption): string {
  const rest = `[${escaped(text)}]${value === undefined ? '' : `:${escaped(value.name)}:${action(value.due)}`}`;
  const forms = [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
  const before = isRepeatable ? '*' : forms.length > 1 ? `(${forms.join(' ')})` : '';
  const isLong = (form: string): boolean => form.startsWith('--');
  return forms
    .map((form) => shellWord(`${before}${form}${value !== undefined && isLong(form) ? '=' : ''}${rest}`))
    .join(' ');
}

function action(due: Due): string {
  if (typeof due !== 'string') return due.length === 0 ? '' : `(${due.join(' ')})`;
  const actions = {
    files: '_files',
    directories: '_directories',
    keys: '_gitlab_runner_manifests_keys',
    anything: ' ',
  };
  return actions[due];
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}
