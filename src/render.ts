import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { check } from './document/check.ts';
import { RunnerConfigError } from './error.ts';
import type { GitLabRunner } from './generated/types.ts';
import { type KubernetesObject, objects } from './objects/index.ts';
import { type Resolved, resolve } from './resolve/resolve.ts';

/** What rendering a document came to. */
export type Rendered =
  | {
      readonly ok: true;
      readonly objects: readonly KubernetesObject[];
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Returns the objects of a document along with the warnings about it, or what is wrong with it. Never throws. */
export function render(config: unknown): Rendered {
  const checked = check(config);
  if (!checked.ok) return checked;
  return { ok: true, objects: objects(resolve(checked.document)), diagnostics: checked.diagnostics };
}

/**
 * Returns the Kubernetes objects that run the GitLab Runner of a document, in the order to apply them. The same
 * document always gives the same objects. The document is only read; a frozen one works.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function renderRunner(config: GitLabRunner): KubernetesObject[] {
  return objects(resolved(config));
}

/**
 * Returns the config.toml of a document, as its ConfigMap or Secret holds it.
 *
 * @throws RunnerConfigError with all findings, if the document has errors.
 */
export function renderConfigToml(config: GitLabRunner): string {
  return resolved(config).config.toml;
}

function resolved(config: GitLabRunner): Resolved {
  const checked = check(config);
  if (!checked.ok) throw new RunnerConfigError(checked.diagnostics);
  return resolve(checked.document);
}
