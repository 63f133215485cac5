import type { Definition } from './definition.ts';

export const FORMATS = ['text', 'json'] as const;

export const DEFAULTS = ['theirs', 'ours'] as const;

export const definition: Definition = {
  summary: 'convert Helm values, a config.toml or manifests into documents',
  usage: [
    'import INPUT... [-o DIR] [--format text|json]\n       [--name NAME] [--namespace NAMESPACE]\n       [--runner-version RELEASE | --keep-version]\n       [--defaults theirs|ours] [--keep-labels]',
  ],
  about: `It reports which settings were kept, changed or dropped, and what you have to
decide.

INPUT is a file, a directory, or - for standard input. It can contain:

  - values of the gitlab-runner Helm chart, as values.yaml or in a HelmRelease
    (Flux), an Application (Argo CD) or a HelmChart (k3s)
  - a config.toml
  - Kubernetes manifests of a runner, from files or from kubectl get
  - Runner resources of the GitLab Runner Operator or another operator`,
  options: {
    output: ['DIR', 'write one file for each document into this directory'],
    name: [
      'NAME',
      'name of the runner, if the input has none; for Helm values, the name of the Helm release',
    ],
    namespace: ['NAMESPACE', 'namespace of the manager, if the input has none'],
    'runner-version': [
      'RELEASE',
      'release of GitLab Runner; by default the one in the input, or 18.10 if that is older',
    ],
    'keep-version': ['', 'keep the release even if it is too old to read its token from a Secret'],
    'keep-labels': [
      '',
      'keep the labels that the Helm chart sets on manager pods, for network policies and monitors that select them',
    ],
    defaults: [
      'WHOSE',
      'which defaults to use for settings that the input does not have: theirs (default) keeps the behavior as it is, ours uses the defaults of this package',
      DEFAULTS,
    ],
    format: ['FORMAT', 'text (default), or json with both documents and report', FORMATS],
  },
  examples: [
    [
      'gitlab-runner-manifests import values.yaml --name gitlab-runner -o runners',
      'Convert values of the Helm chart',
    ],
    [
      'kubectl get deployment,configmap,serviceaccount,role,rolebinding \\\n  -n gitlab-runner -o yaml | gitlab-runner-manifests import -',
      'Convert what runs in a cluster',
    ],
  ],
};
