import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import type { KubernetesObject } from '../../../src/index.ts';
import { build, configLayer, objectsOf, project } from '../../support/kustomize.ts';
import type { GitLab } from '../support/gitlab/gitlab.ts';
import { kubectl } from '../support/kubectl.ts';
import type { Runner, RunnerOptions } from '../support/runner.ts';

/** What a user's layers stand on, and what is in them beside the document. */
export interface Layers {
  /** By default `base`. */
  readonly base?: string;
  readonly components?: readonly string[];
  /** What the patch in the config layer says of `spec`: by default all that the document of the runner does. */
  readonly spec?: object;
  /** More of the kustomization in the resource layer. */
  readonly resources?: string;
  /** More files of the resource layer. */
  readonly files?: Readonly<Record<string, string>>;
}

/** `base` keeps a whole core for each job. */
const MODEST = {
  runners: { default: { kubernetes: { cpu_request: '10m', service_cpu_request: '10m' } } },
};

/** The files of a user whose config layer says what the document of a runner does. */
export function layersOf(
  { document, namespace }: Pick<Runner, 'document' | 'namespace'>,
  { base = 'base', components = [], spec = document.spec, resources = '', files = {} }: Layers,
): Record<string, string> {
  const ours = configLayer(base, components, JSON.stringify(mergePatch(spec, MODEST)));
  return {
    ...ours,
    'deploy/kustomization.yaml': `${ours['deploy/kustomization.yaml']}${resources}`,
    'deploy/runner/kustomization.yaml': `${ours['deploy/runner/kustomization.yaml']}namespace: ${namespace}\n`,
    ...files,
  };
}

/** Builds a directory and hands the very output to `kubectl apply`. */
export async function applyBuilt(path: string): Promise<readonly KubernetesObject[]> {
  const built = build(path);
  const objects = objectsOf(built);
  await kubectl(['apply', '--filename=-'], built.stdout);
  return objects;
}

/** How a runner comes into the cluster through a user's layers, which each time may be others. */
export function through(
  layers: (runner: Runner) => Layers,
  atEnd: (remove: () => void) => void,
): (runner: Runner) => Promise<readonly KubernetesObject[]> {
  return (runner) => applyBuilt(project(layersOf(runner, layers(runner)), atEnd));
}

/** A runner of an overlay of ours of which nothing is changed but URL and namespace. */
export function asItIs(base: string, gitlab: GitLab, atEnd: (remove: () => void) => void): RunnerOptions {
  const token = gitlab.newRunner();
  const spec = { runners: { default: { url: gitlab.url } } };
  return {
    token,
    hasSecret: false,
    objects: (namespace) => [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'gitlab-runner-token', namespace },
        stringData: { token },
      },
    ],
    deploy: through(() => ({ base, spec }), atEnd),
  };
}
