import { secret } from '../generated/annotations.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { holdsToken } from './tokens.ts';

/** Whether config.toml holds a credential, so that only a Secret may carry it. */
export function holdsSecret(document: ResolvedGitLabRunner): boolean {
  return holdsToken(document) || secretsInConfig(document).length > 0;
}

/** Returns the paths of the credentials that the document writes into config.toml. Tokens are not among them. */
export function secretsInConfig(document: ResolvedGitLabRunner): string[][] {
  return secret
    .filter((pattern) => pattern.at(-2) !== 'token')
    .flatMap((pattern) => matches(document, pattern, []));
}

function matches(value: unknown, [head, ...rest]: readonly string[], path: string[]): string[][] {
  if (head === undefined) return value === '' || value === undefined ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  const keys = head === '*' ? Object.keys(value) : Object.hasOwn(value, head) ? [head] : [];
  return keys.flatMap((key) => matches((value as Record<string, unknown>)[key], rest, [...path, key]));
}
