import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../runner-release.ts';

/** A variable of the manager's environment that carries the token of one runner. */
export interface TokenVariable {
  readonly name: string;
  readonly secretName: string;
  readonly secretKey: string;
}

/** Returns the name of the variable that carries the token of a runner: `RUNNER_TOKEN_DEFAULT` for `default`. */
export function tokenVariableName(id: string): string {
  return `RUNNER_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** Returns the name of the Secret that holds the tokens which the document gives by value. */
export function tokenSecretName({ metadata }: ResolvedGitLabRunner): string {
  return `${metadata.name}-token`;
}

/** Whether config.toml names a variable in place of the token. */
function takesVariables({ spec }: ResolvedGitLabRunner): boolean {
  return isAtLeast(spec.version, EXPANDS_TOKEN);
}

/** Returns the `token` of a runner as config.toml holds it. */
export function tokenText(document: ResolvedGitLabRunner, id: string): string {
  const { value } = document.spec.runners[id]!.token;
  return value === undefined || takesVariables(document) ? `\${${tokenVariableName(id)}}` : value;
}

/** Whether config.toml holds a token itself, because the release takes no variables. */
export function holdsToken(document: ResolvedGitLabRunner): boolean {
  return !takesVariables(document);
}

/** Returns the variables through which the manager gets its tokens. */
export function tokenVariables(document: ResolvedGitLabRunner): TokenVariable[] {
  if (!takesVariables(document)) return [];
  return Object.entries(document.spec.runners).map(([id, { token }]) => ({
    name: tokenVariableName(id),
    secretName: token.secretKeyRef?.name ?? tokenSecretName(document),
    secretKey: token.secretKeyRef?.key ?? id,
  }));
}

/** Returns the tokens that have to be rendered as a Secret, by the id of their runner. */
export function tokensByValue(document: ResolvedGitLabRunner): Record<string, string> {
  if (!takesVariables(document)) return {};
  return Object.fromEntries(
    Object.entries(document.spec.runners).flatMap(([id, { token }]) =>
      token.value === undefined ? [] : [[id, token.value]],
    ),
  );
}
