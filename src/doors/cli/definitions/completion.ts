import type { Definition } from './definition.ts';

/** The shells for which there is a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const definition: Definition = {
  summary: 'print a completion script for bash, zsh or fish',
  usage: ['completion bash|zsh|fish'],
  about: 'The script completes commands, options, their values, and keys for explain.',
  words: SHELLS,
  options: {},
  examples: [
    ['source <(gitlab-runner-manifests completion bash)', 'In ~/.bashrc'],
    ['source <(gitlab-runner-manifests completion zsh)', 'In ~/.zshrc, after compinit'],
    ['gitlab-runner-manifests completion fish | source', 'In ~/.config/fish/config.fish'],
  ],
};
