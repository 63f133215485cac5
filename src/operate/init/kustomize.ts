import { layer } from '../../core/config-toml/layer.ts';
import { commented } from '../../core/yaml/commented.ts';
import type { InitAnswers } from './answers.ts';
import { draftOf, withDefaults } from './draft.ts';
import type { InitFile } from './init-files.ts';
import { DOCUMENT_SCHEMA, modeline, nodeModulesAbove, PATCH_SCHEMA } from './modeline.ts';
import { refuseWrong } from './refuse-wrong.ts';

/** A place where the runner runs, as an overlay over the base. */
interface Environment {
  readonly name: string;
  readonly namespace: string;
  /** What is different there. */
  readonly spec: object;
  readonly comment: string;
}

/** Name of the program that renders documents for kustomize. */
const FUNCTION = 'gitlab-runner-krm';
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

/** How many directories the kustomization.yaml of a layer is below the directory of all files. */
const RESOURCE_LAYER_DEPTH = 1;
const CONFIG_LAYER_DEPTH = 2;

/** What fails where kustomize leaves the function out: without the flag it says nothing and prints what else there is. */
const GUARD = `# Without --enable-exec, kustomize leaves the program out that renders the document, and says nothing. This changes
# nothing, but has to find the rendered Deployment: the build fails where the flag is missing.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
replacements:
- source: {kind: Deployment, fieldPath: kind}
  targets:
  - select: {kind: Deployment}
    fieldPaths: [kind]
`;

/** The namespace of the runner in the environment `staging`; in `production` it is the one that was asked for. */
export function stagingNamespace(namespace: string): string {
  return `${namespace}-staging`;
}

/**
 * Returns a base, two environments and the guard.
 *
 * @param levels how many directories the one with `node_modules` is above the files.
 */
export function kustomizeFiles(answers: InitAnswers, levels: number | undefined): readonly InitFile[] {
  const { name, namespace, runnerVersion } = withDefaults(answers);
  const up = (depth: number): number | undefined => (levels === undefined ? undefined : levels + depth);
  const draft = draftOf(answers, {
    'config.kubernetes.io/function': `exec: {path: ${program(up(RESOURCE_LAYER_DEPTH))}}\n`,
  });
  const environments: readonly Environment[] = [
    {
      name: 'production',
      namespace,
      spec: { config: { concurrent: 20 } },
      comment: 'What production has and the base does not have.',
    },
    {
      name: 'staging',
      namespace: stagingNamespace(namespace),
      spec: { version: runnerVersion },
      comment: 'A new release is tried here first, then written into the base.',
    },
  ];
  for (const { namespace, spec } of environments) {
    refuseWrong(layer(draft.document, { metadata: { namespace }, spec }));
  }
  return [
    {
      name: 'base/runner.yaml',
      text:
        modeline(DOCUMENT_SCHEMA, up(RESOURCE_LAYER_DEPTH)) +
        commented(draft.document, [
          ...draft.comments,
          {
            path: ['metadata', 'annotations'],
            comment:
              levels === undefined
                ? 'The program that renders the document. kustomize finds it on the PATH.'
                : 'The program that renders the document. Its path counts from the directory of the environment.',
          },
        ]),
    },
    {
      name: 'base/kustomization.yaml',
      text: `# What all environments share.\n${KUSTOMIZATION}resources:\n- runner.yaml\n`,
    },
    ...environments.flatMap((environment) => environmentFiles(environment, name, up(CONFIG_LAYER_DEPTH))),
    { name: 'require-enable-exec/kustomization.yaml', text: GUARD },
  ];
}

function program(levels: number | undefined): string {
  return levels === undefined ? FUNCTION : `${nodeModulesAbove(levels)}/.bin/${FUNCTION}`;
}

function environmentFiles(environment: Environment, runner: string, levels: number | undefined): InitFile[] {
  const { name, namespace, spec, comment } = environment;
  const patch = {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: runner },
    spec,
  };
  return [
    {
      name: `${name}/kustomization.yaml`,
      text: `# The objects of ${name}. Build them with:
#   kustomize build --enable-alpha-plugins --enable-exec ${name}
# Patches of rendered objects belong here; what has a key in the document belongs into runner/.
${KUSTOMIZATION}generators:
- runner
components:
- ../require-enable-exec
`,
    },
    {
      name: `${name}/runner/kustomization.yaml`,
      text: `# The document of ${name}, before it is rendered.
${KUSTOMIZATION}resources:
- ../../base
namespace: ${namespace}
patches:
- path: ${name}.yaml
`,
    },
    {
      name: `${name}/runner/${name}.yaml`,
      text: modeline(PATCH_SCHEMA, levels) + commented(patch, [{ path: ['spec'], comment }]),
    },
  ];
}
