import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.ts';
import type { Result } from './diagnostics/result.ts';
import { withoutAccepted } from './document/accepted.ts';
import { type Checked, check } from './document/check.ts';
import { worldsOf } from './document/worlds.ts';
import type { Written } from './document/written.ts';
import { buildObjects } from './objects/index.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { resolve } from './resolve/resolve.ts';
import type { Resolved } from './resolve/resolved.ts';
import { findBehind } from './rules/behind.ts';
import { runRules } from './rules/run.ts';

/** What a document comes to along with the warnings about it, or what is wrong with it. */
export type Compiled = Result<{
  readonly resolved: Resolved;
  readonly objects: readonly KubernetesObject[];
}>;

/**
 * Takes a value all the way from document to objects: what the functions of the library return is a part of it.
 * Rules look at what the document comes to, and at the objects, which may be too large or in the way of others
 * although every key is right. Where the shape is wrong, they look at what it is apart from that. Never throws.
 */
export function compile(config: unknown, written?: Written): Compiled {
  const checked = check(config, written);
  if (!checked.ok) return { ok: false, diagnostics: everythingIn(checked) };
  const { document, writtenAt } = checked;
  const resolved = resolve(document);
  const objects = buildObjects(resolved);
  const found: readonly Diagnostic[] = [...checked.diagnostics, ...runRules(resolved, objects, writtenAt)];
  const diagnostics = withoutAccepted(found, document.spec.accepted);
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, resolved, objects: objects.all, diagnostics };
}

/** What is wrong with a document that has no right shape: with its shape, and apart from it. */
function everythingIn({ value, diagnostics }: Checked & { readonly ok: false }): readonly Diagnostic[] {
  if (value === undefined) return diagnostics;
  const worlds = worldsOf(value, diagnostics);
  return withoutAccepted(
    [...diagnostics, ...findBehind(diagnostics, worlds)],
    worlds?.[0].document.spec.accepted,
  );
}
