import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { concealed } from './diagnostics/shown.ts';
import { check } from './document/check.ts';
import { objects } from './objects/index.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { checkReferences } from './objects/references.ts';
import { checkSizes } from './objects/sizes.ts';
import { type Resolved, resolve } from './resolve/resolve.ts';

/** What a document comes to along with the warnings about it, or what is wrong with it. */
export type Compiled =
  | {
      readonly ok: true;
      readonly resolved: Resolved;
      readonly objects: readonly KubernetesObject[];
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Takes a value all the way from document to objects: what the functions of the library return is a part of it.
 * The last look is at the objects themselves, which may be too large or in the way of others although every key is right. Never throws.
 */
export function compile(config: unknown): Compiled {
  const checked = check(config);
  if (!checked.ok) return checked;
  const resolved = resolve(checked.document);
  const rendered = objects(resolved);
  const diagnostics = [...checked.diagnostics];
  const report = (diagnostic: Diagnostic): number => diagnostics.push(concealed(diagnostic));
  checkReferences(resolved, rendered, report);
  checkSizes(resolved, rendered, report);
  return diagnostics.some(({ severity }) => severity === 'error')
    ? { ok: false, diagnostics }
    : { ok: true, resolved, objects: rendered, diagnostics };
}
