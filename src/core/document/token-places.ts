import { isSecretData } from '../credentials/names.ts';
import { holdsRunnerToken } from '../credentials/tokens.ts';
import type { Path } from '../data/path.ts';
import { type Diagnostic, diagnostic } from '../findings/diagnostic.ts';

/**
 * Returns the tokens of runners in all texts and keys but the one for them. It looks at any plain data, so it finds a
 * token in a document of the wrong shape too.
 */
export function tokensOutOfPlace(document: unknown): Diagnostic[] {
  const path: (string | number)[] = [];
  const found: Diagnostic[] = [];
  const find = (at: 'key' | 'value'): void => {
    const what = at === 'key' ? 'key' : 'text';
    const message = `This ${what} looks like a token of GitLab.`;
    found.push(diagnostic('TOKEN_OUT_OF_PLACE', { path: [...path], at }, message, help(path)));
  };
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (holdsRunnerToken(value) && !isPlaceOfToken(path)) find('value');
    } else if (typeof value === 'object' && value !== null) {
      const isSecret = isExtraSecret(path, value);
      for (const key of Object.keys(value)) {
        if (isSecret && isSecretData(key)) continue;
        path.push(Array.isArray(value) ? Number(key) : key);
        if (holdsRunnerToken(key)) find('key');
        walk((value as Readonly<Record<string, unknown>>)[key]);
        path.pop();
      }
    }
  };
  walk(document);
  return found;
}

function isPlaceOfToken([spec, block, ...rest]: Path): boolean {
  const inRunner = block === 'runners' ? rest.slice(1) : block === 'runnerDefaults' ? rest : [];
  const [token, value, ...below] = inRunner;
  return spec === 'spec' && token === 'token' && value === 'value' && below.length === 0;
}

/** The user's own Secret, which is a place for credentials. */
function isExtraSecret(path: Path, value: object): boolean {
  const { kind, apiVersion } = value as { readonly kind?: unknown; readonly apiVersion?: unknown };
  return path.length === 3 && path[1] === 'extraObjects' && kind === 'Secret' && apiVersion === 'v1';
}

function help(path: Path): string {
  const advice =
    path.at(-2) === 'secretKeyRef'
      ? 'Name the Secret that holds the token here, and put the token into that Secret.'
      : 'Remove it: it belongs in a Secret that `token.secretKeyRef` of the runner names, or in `token.value`.';
  return `${advice} If the document has been shared, reset the token in GitLab.`;
}
