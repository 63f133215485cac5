import type { EnvVar } from 'kubernetes-types/core/v1.js';

import { contentHash } from '../data/hash.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../runner-release.ts';
import type { CheckedDocument } from './document.ts';

/** The tokens of a document that are rendered as a Secret. */
export interface Tokens {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Those that the document gives by value, by the id of their runner. */
  readonly byValue: Readonly<Record<string, string>>;
  /** Changes with those; `undefined` where there are none. */
  readonly hash: string | undefined;
}

/** Returns the tokens that have to be rendered as a Secret. */
export function resolveTokens(document: CheckedDocument): Tokens {
  const entries = holdsToken(document) ? [] : Object.entries(document.spec.runners);
  const byValue = Object.fromEntries(
    entries.flatMap(([id, { token }]) => (token.value === undefined ? [] : [[id, token.value]])),
  );
  return {
    secretName: tokenSecretName(document),
    byValue,
    hash: Object.keys(byValue).length > 0 ? contentHash(JSON.stringify(byValue)) : undefined,
  };
}

function tokenSecretName(document: CheckedDocument): string {
  return `${document.metadata.name}-token`;
}

/** The variable that carries the token of a runner: `RUNNER_TOKEN_DEFAULT` for `default`. */
function tokenVariableName(id: string): string {
  return `RUNNER_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** Returns the names of the Secrets that hold tokens of runners. */
export function tokenSecretNames(document: CheckedDocument): string[] {
  const variables = tokenVariables(document);
  return [...new Set(variables.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []))];
}

/** Whether config.toml holds a token itself, because the release does not expand variables. */
export function holdsToken(document: CheckedDocument): boolean {
  return !isAtLeast(document.spec.version, EXPANDS_TOKEN);
}

/**
 * Returns the `token` of a runner as config.toml holds it. The variable has no braces: the runner expands both forms,
 * and the substitution of Flux empties the one with braces.
 */
export function tokenText(document: CheckedDocument, id: string): string {
  const { value } = document.spec.runners[id]!.token;
  return value !== undefined && holdsToken(document) ? value : `$${tokenVariableName(id)}`;
}

/** Returns the variables through which the manager gets its tokens. */
export function tokenVariables(document: CheckedDocument): EnvVar[] {
  if (holdsToken(document)) return [];
  return Object.entries(document.spec.runners).map(([id, { token }]) => {
    const { name, key } = token.secretKeyRef ?? { name: tokenSecretName(document), key: id };
    return { name: tokenVariableName(id), valueFrom: { secretKeyRef: { name, key } } };
  });
}
