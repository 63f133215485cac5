import { isMapping } from './data/is-mapping.ts';
import { valueAt } from './data/path.ts';
import { withoutAccepted } from './document/accepted.ts';
import { type Checked, check } from './document/check.ts';
import { MORE_CHECKS } from './document/findings/more-checks.ts';
import type { Written } from './document/written.ts';
import { type Diagnostic, hasErrors } from './findings/diagnostic.ts';
import type { Result } from './findings/result.ts';
import { buildObjects, type Objects } from './objects/index.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { resolve } from './resolve/resolve.ts';
import type { Resolved } from './resolve/resolved.ts';
import { runRulesAcross } from './rules/across/index.ts';
import { runRules } from './rules/run.ts';

/** The facts and objects of a document along with the warnings about it, or what is wrong with it. */
export type Compiled = Result<{
  readonly resolved: Resolved;
  readonly objects: readonly KubernetesObject[];
}>;

/** A document of any origin, and how its scalars are written where it was read from a text. */
export interface Input {
  readonly value: unknown;
  readonly written?: Written;
}

/**
 * Compiles a value all the way from document to objects: what the functions of the library return is a part of it.
 * Rules look at the facts of the document and at the objects, which may be too large or conflict with others although
 * every key is right. They look at documents of the right shape: of another one, only what is wrong with the shape is
 * reported. Never throws.
 */
export function compile(value: unknown, written?: Written): Compiled {
  return compileAll([written === undefined ? { value } : { value, written }])[0]!;
}

/** Compiles several documents that are to be in one cluster: each one, and what they do to each other. */
export function compileAll(inputs: readonly Input[]): readonly Compiled[] {
  const judged = inputs.map(judge);
  const across = runRulesAcross(judged.map((one) => (one.ok ? one : undefined)));
  return judged.map((one, index) => {
    const found = [...one.found, ...(across[index] ?? [])];
    const diagnostics = withoutAccepted(found, one.accepted, inputs.length === 1);
    return one.ok && !hasErrors(diagnostics)
      ? { ok: true, resolved: one.resolved, objects: one.objects.all, diagnostics }
      : { ok: false, diagnostics };
  });
}

/** The facts and objects of a document on its own, and all that is found in it. */
type Judged = {
  readonly found: readonly Diagnostic[];
  readonly accepted: Readonly<Record<string, string>> | undefined;
} & ({ readonly ok: true; readonly resolved: Resolved; readonly objects: Objects } | { readonly ok: false });

function judge({ value, written }: Input): Judged {
  const checked = check(value, written);
  if (!checked.ok) return { ok: false, found: ofShape(checked), accepted: acceptedIn(checked.value) };
  const { document, writtenAt } = checked;
  const resolved = resolve(document);
  const objects = buildObjects(resolved);
  const found = [...checked.diagnostics, ...runRules(resolved, objects, writtenAt)];
  return { ok: true, resolved, objects, found, accepted: document.spec.accepted };
}

/** What is wrong with the shape of a document, and that no rule has looked at it; of anything else only the former. */
function ofShape({ value, diagnostics }: Checked & { readonly ok: false }): readonly Diagnostic[] {
  return value === undefined ? diagnostics : [...diagnostics, MORE_CHECKS];
}

/** What a document of any shape accepts, where that much of it is right. */
function acceptedIn(value: unknown): Readonly<Record<string, string>> | undefined {
  const accepted = valueAt(value, ['spec', 'accepted']);
  return isMapping(accepted) && Object.values(accepted).every((reason) => typeof reason === 'string')
    ? (accepted as Readonly<Record<string, string>>)
    : undefined;
}
