import type { Path, Report } from '../diagnostics/diagnostic.ts';

/**
 * What can only be a token of GitLab. What follows `glrt-` has capitals or underscores, or is long and mixes letters and
 * digits without a dash, which the name of a Secret such as `glrt-shared-runners-production` does not.
 */
const TOKEN =
  /(?:^|[^A-Za-z0-9])(?:glrtr?-(?=[a-z0-9.-]{0,20}[A-Z_]|(?=[a-z]{0,19}\d)[a-z0-9]{20})[\w.-]{4}|GR1348941[\w-]{4})/;

/**
 * Reports tokens of runners in all texts and keys but the one for them. It looks at any plain data, so that a token
 * is found in a document of the wrong shape too.
 */
export function checkTokenPlaces(document: unknown, report: Report): void {
  const path: (string | number)[] = [];
  const found = (at: 'key' | 'value'): void =>
    report({
      code: 'TOKEN_OUT_OF_PLACE',
      severity: 'error',
      message:
        at === 'key' ? 'This key looks like a token of GitLab.' : 'This text looks like a token of GitLab.',
      path: [...path],
      at,
      help: help(path),
    });
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (TOKEN.test(value) && !isPlaceOfToken(path)) found('value');
    } else if (typeof value === 'object' && value !== null) {
      const isSecret = isExtraSecret(path, value);
      for (const [key, item] of Object.entries(value)) {
        if (isSecret && (key === 'data' || key === 'stringData')) continue;
        path.push(Array.isArray(value) ? Number(key) : key);
        if (TOKEN.test(key)) found('key');
        walk(item);
        path.pop();
      }
    }
  };
  walk(document);
}

function isPlaceOfToken([spec, runners, , token, value, ...rest]: Path): boolean {
  return (
    spec === 'spec' && runners === 'runners' && token === 'token' && value === 'value' && rest.length === 0
  );
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
      : 'Take it out: it belongs into a Secret that `token.secretKeyRef` of the runner names, or into `token.value`.';
  return `${advice} If the document has been shared, reset the token in GitLab.`;
}
