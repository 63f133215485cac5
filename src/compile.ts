import { hasErrors, type Report } from './diagnostics/diagnostic.ts';
import type { Result } from './diagnostics/result.ts';
import { concealed } from './diagnostics/shown.ts';
import { check } from './document/check.ts';
import { objects } from './objects/index.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { type Resolved, resolve } from './resolve/resolve.ts';
import { rules } from './rules/index.ts';
import { objectRules } from './rules/objects/index.ts';

/** What a document comes to along with the warnings about it, or what is wrong with it. */
export type Compiled = Result<{
  readonly resolved: Resolved;
  readonly objects: readonly KubernetesObject[];
}>;

/**
 * Takes a value all the way from document to objects: what the functions of the library return is a part of it.
 * Rules look at what the document comes to, and at the objects, which may be too large or in the way of others
 * although every key is right. Never throws.
 */
export function compile(config: unknown): Compiled {
  const checked = check(config);
  if (!checked.ok) return checked;
  const resolved = resolve(checked.document);
  const rendered = objects(resolved);
  const diagnostics = [...checked.diagnostics];
  const report: Report = (diagnostic) => diagnostics.push(concealed(diagnostic));
  for (const rule of rules) rule(resolved, report);
  for (const rule of objectRules) rule(resolved, rendered, report);
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, resolved, objects: rendered, diagnostics };
}
