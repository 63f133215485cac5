import { PROGRAM } from '../program.ts';
import type { Due, OfferedCommand, OfferedOption, Vocabulary } from './vocabulary.ts';

/** Returns the script with which bash completes the command line. It needs nothing but bash, from 3.2 on. */
export function bashScript({ commands, options }: Vocabulary): string {
  const names = commands.map(({ name }) => name);
  return `# ${PROGRAM}: completion for bash. In ~/.bashrc:  source <(${PROGRAM} completion bash)

_gitlab_runner_manifests() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command= words= i
  COMPREPLY=()
  # bash makes three words of --option=value.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in ${names.join(' | ')}) command=\${COMP_WORDS[i]}; break ;; esac
  done
  # Where nothing is offered, bash offers files.
  case $command:$prev:$cur in
${commands.flatMap(cases).join('\n')}
    *:-*) words='${optionWords(options)}' ;;
    *) words='${names.join(' ')}' ;;
  esac
  COMPREPLY+=($(compgen -W "$words" -- "$cur"))
}

_gitlab_runner_manifests_keys() {
  local above= key
  if [[ $1 == *.* ]]; then above=\${1%.*}; fi
  while IFS= read -r key; do
    key=\${above:+$above.}$key
    if [[ $key == "$1"* ]]; then COMPREPLY+=("$key"); fi
  done < <("\${COMP_WORDS[0]}" explain "$above" --format names 2> /dev/null)
  # More keys may follow.
  compopt -o nospace 2> /dev/null
}

complete -o default -F _gitlab_runner_manifests ${PROGRAM}
`;
}

function cases({ name: command, words, options }: OfferedCommand): readonly string[] {
  return [
    ...options.flatMap(({ name, short, value }) => {
      if (value === undefined) return [];
      const forms = [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
      return [offerCase(forms.map((form) => `${command}:${form}:*`).join(' | '), value.due)];
    }),
    `    ${command}:*:-*) words='${optionWords(options)}' ;;`,
    offerCase(`${command}:*`, words),
  ];
}

function offerCase(pattern: string, due: Due): string {
  if (typeof due !== 'string') return `    ${pattern}) words='${due.join(' ')}' ;;`;
  return due === 'keys' ? `    ${pattern}) _gitlab_runner_manifests_keys "$cur" ;;` : `    ${pattern}) ;;`;
}

function optionWords(options: readonly OfferedOption[]): string {
  return options.map(({ name }) => `--${name}`).join(' ');
}
