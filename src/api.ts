import { compile, compileAll } from './core/compile.ts';
import { RunnerConfigError } from './core/error.ts';
import type { Result } from './core/findings/result.ts';
import type { GitLabRunner } from './core/generated/types.ts';
import type { KubernetesObject } from './core/objects/kubernetes-object.ts';
import { listedPermissions, type Permission } from './core/rbac/permissions.ts';
import type { ClusterState } from './operate/doctor/cluster-state.ts';
import { type Diagnosis, diagnosisOf } from './operate/doctor/diagnose.ts';
import { draw } from './operate/picture/draw.ts';
import { flowchartText } from './operate/picture/flowchart.ts';

/** The result of rendering a document. */
export type Rendered = Result<{ readonly objects: readonly KubernetesObject[] }>;

/**
 * Returns the Kubernetes objects of a document, in the order to apply them, along with the warnings about it; or
 * all that is wrong with it. Accepts a value of any origin and never throws. The value is only read.
 */
export function render(config: unknown): Rendered {
  const compiled = compile(config);
  if (!compiled.ok) return compiled;
  const { objects, diagnostics } = compiled;
  return { ok: true, objects, diagnostics };
}

/**
 * Returns the Kubernetes objects that run the GitLab Runner of a document, in the order to apply them. The same
 * document always gives the same objects. The document is only read; a frozen one works.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function renderRunner(config: GitLabRunner): KubernetesObject[] {
  return [...compiled(config).objects];
}

/**
 * Returns the Kubernetes objects of several documents that are to be in one cluster, document by document.
 *
 * @throws RunnerConfigError with all findings, if a document has errors, or two documents conflict: they render the
 * same object. Paths begin with the index of the document.
 */
export function renderRunners(configs: readonly GitLabRunner[]): KubernetesObject[] {
  return compiledAll(configs).flatMap(({ objects }) => objects);
}

/**
 * Returns a picture of what documents of one cluster set up, as the text of a Mermaid flowchart, which GitLab and
 * GitHub show in Markdown: managers with their accounts and rights, GitLab, the namespaces of jobs, what is read,
 * allowed and exposed. What several documents have in common is drawn once. No credential is in it, and texts of a
 * document are text whatever they say. The same documents always give the same picture.
 *
 * @throws RunnerConfigError as `renderRunners` does.
 */
export function drawRunners(configs: readonly GitLabRunner[]): string {
  return flowchartText(draw(compiledAll(configs).map(({ resolved }) => resolved)));
}

/**
 * Returns the config.toml of a document, as its ConfigMap or Secret holds it.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function renderConfigToml(config: GitLabRunner): string {
  return compiled(config).resolved.config.toml;
}

/**
 * Returns what the rendered Roles let the manager do, where and why: the job namespaces by name, then the
 * cluster. It is empty where `rbac.create` is off.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function listPermissions(config: GitLabRunner): readonly Permission[] {
  return listedPermissions(compiled(config).resolved);
}

/** Whether a value is a document that can be rendered, and all findings about it: errors and warnings. */
export type Validation = Result<{ readonly config: GitLabRunner }>;

/**
 * Checks a value of any origin. Returns the same value, typed, if it can be rendered. Never throws. The value is read
 * once: what a getter or a proxy in it answers another time is not checked.
 */
export function validateConfig(config: unknown): Validation {
  const { ok, diagnostics } = compile(config);
  return ok ? { ok, config: config as GitLabRunner, diagnostics } : { ok, diagnostics };
}

/**
 * Says what is wrong with what runs of a document: causes in the order of their likelihood, each with what was seen and
 * what fixes it. `state` is what `doctor FILE --format dump` prints for that document, parsed; what it does not show is
 * not looked at, and listed. The same state always gives the same diagnosis: it has its own time.
 *
 * @param options.file what the file of the document is called in commands. Default: `runner.yaml`.
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function diagnose(
  config: GitLabRunner,
  state: ClusterState,
  options: { readonly file?: string } = {},
): Diagnosis {
  const { resolved, objects } = compiled(config);
  return diagnosisOf(resolved, objects, state, options.file ?? 'runner.yaml');
}

function compiled(config: GitLabRunner) {
  const result = compile(config);
  if (!result.ok) throw new RunnerConfigError(result.diagnostics);
  return result;
}

function compiledAll(configs: readonly GitLabRunner[]) {
  const documents = compileAll(configs.map((value) => ({ value })));
  const rendered = documents.flatMap((document) => (document.ok ? [document] : []));
  if (rendered.length < documents.length) {
    throw new RunnerConfigError(
      documents.flatMap(({ diagnostics }, index) =>
        diagnostics.map((one) => ({ ...one, path: [index, ...one.path] })),
      ),
    );
  }
  return rendered;
}
