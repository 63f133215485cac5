import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'print what lets a shell complete the command line',
  usage: ['completion bash|zsh|fish'],
  about: 'The script knows commands, options, their values, and the keys for explain.',
  options: {},
  examples: [
    ['source <(gitlab-runner-manifests completion bash)', 'In ~/.bashrc'],
    ['source <(gitlab-runner-manifests completion zsh)', 'In ~/.zshrc, after compinit'],
    ['gitlab-runner-manifests completion fish | source', 'In ~/.config/fish/config.fish'],
  ],
};
