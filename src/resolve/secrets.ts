import type { Path } from '../diagnostics/diagnostic.ts';
import { matchingPaths } from '../document/matching-paths.ts';
import { type PathPattern, secret } from '../generated/annotations.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { holdsToken } from './tokens.ts';

/** Keys of config.toml whose value is a credential. A token never gets into the file, or `holdsToken` says so. */
const keys = secret.filter((pattern) => pattern.at(-2) !== 'token');
/** The same keys where they reach config.toml unchecked. */
const uncheckedKeys = keys.map(([spec = '', ...rest]): PathPattern => [spec, 'unchecked', ...rest]);

/** Names of variables that hold credentials, such as `NPM_TOKEN` and `DOCKER_AUTH_CONFIG`. */
const SECRET_NAME =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|SECRET|TOKEN|AUTH_CONFIG|(?:ACCESS|ACCOUNT|API|PRIVATE|SECRET)_KEY)$/i;
/** Values that only point to a credential, or that are none: a path, another variable, nothing. */
const NO_SECRET = /^(?:[/$]|$)/;
const variables: readonly PathPattern[] = [
  ['spec', 'runners', '*', 'environment', '*'],
  ['spec', 'runners', '*', 'kubernetes', 'services', '*', 'environment', '*'],
];

/** Whether config.toml holds a credential, so that only a Secret may carry it. */
export function holdsSecret(document: ResolvedGitLabRunner): boolean {
  return holdsToken(document) || secretsInConfig(document).length > 0;
}

/** Returns the paths of the credentials that the document writes into config.toml. Tokens are not among them. */
export function secretsInConfig(document: ResolvedGitLabRunner): Path[] {
  const isSet = (path: Path): boolean => valueAt(document, path) !== '';
  const isSecretVariable = (path: Path): boolean => {
    const [name = '', ...value] = String(valueAt(document, path)).split('=');
    return SECRET_NAME.test(name) && !NO_SECRET.test(value.join('='));
  };
  return [
    ...[...keys, ...uncheckedKeys].flatMap((pattern) => matchingPaths(document, pattern)).filter(isSet),
    ...variables.flatMap((pattern) => matchingPaths(document, pattern)).filter(isSecretVariable),
  ];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((part, key) => (part as Readonly<Record<string | number, unknown>>)[key], value);
}
