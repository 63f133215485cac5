import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'turn what runs today into documents',
  usage: [
    'import INPUT... [-o DIR] [--format text|json]\n       [--name NAME] [--namespace NAMESPACE]\n       [--runner-version RELEASE | --keep-version]\n       [--defaults theirs|ours] [--keep-labels]',
  ],
  about: `It reports what was kept, changed, dropped and left to decide.

INPUT is a file or a directory of values of the Helm chart, bare or in a
HelmRelease, Application or HelmChart, of a config.toml, of manifests, or of
resources of an operator; - is standard input.`,
  options: {
    output: ['DIR', 'write one file for each document into this directory'],
    name: [
      'NAME',
      'the name where the inputs have none; for values of the Helm chart the name of the release',
    ],
    namespace: ['NAMESPACE', 'the namespace of the manager, likewise'],
    'runner-version': [
      'RELEASE',
      'the release of GitLab Runner; by default the one that runs, or 18.10 where that is older',
    ],
    'keep-version': ['', 'keep a release that cannot read its token from a Secret'],
    'keep-labels': [
      '',
      'keep the labels that the Helm chart gives to the pods of a manager, for policies and monitors that select by them',
    ],
    defaults: [
      'WHOSE',
      'whose defaults are written where the inputs say nothing: theirs (default), which changes nothing silently, or ours',
    ],
    format: ['FORMAT', 'text (default) or json, with documents and report'],
  },
  examples: [
    ['gitlab-runner-manifests import values.yaml --name gitlab-runner -o runners', 'From the Helm chart'],
    [
      'kubectl get deployment,configmap,serviceaccount,role,rolebinding \\\n  -n gitlab-runner -o yaml | gitlab-runner-manifests import -',
      'From what runs',
    ],
  ],
};
