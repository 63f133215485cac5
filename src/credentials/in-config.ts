import type { Path } from '../data/path.ts';
import { followPatterns, patternTree } from '../data/pattern-tree.ts';
import { secret } from '../generated/annotations.ts';
import type { CheckedSpec } from '../generated/checked-types.ts';
import { holdsCredential } from './holds-credential.ts';

/** Names of variables that hold credentials, such as `NPM_TOKEN`, `PGPASSWORD` and `DOCKER_AUTH_CONFIG`. */
const SECRET_NAME =
  /PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|TOKEN(?!IZ)|API_?KEY|(?:^|_)(?:PASS|PWD|PAT|AUTH_CONFIG|(?:ACCESS|ACCOUNT|PRIVATE)_?KEY)(?![A-Z])/i;
/** Values that only point to a credential, or that are none: a path, another variable, a switch, nothing. */
const NO_SECRET = /^(?:[/$]|(?:true|false|yes|no|on|off|[01])?$)/i;

type IsSecret = (value: unknown) => boolean;

const isSet: IsSecret = (value) => value !== '';
const isSecretVariable: IsSecret = (entry) => {
  const [name = '', ...rest] = String(entry).split('=');
  const value = rest.join('=');
  return (SECRET_NAME.test(name) && !NO_SECRET.test(value)) || holdsCredential(value);
};
const isSecretText: IsSecret = (text) => holdsCredential(String(text));

/** A token never gets into the file, or `holdsToken` of tokens.ts says so. */
const keys = secret.filter((pattern) => pattern.at(-2) !== 'token');
const variables = [
  ['spec', 'runners', '*', 'environment', '*'],
  ['spec', 'runners', '*', 'kubernetes', 'services', '*', 'environment', '*'],
];

const scripts = ['pre_get_sources', 'post_get_sources', 'pre_build', 'post_build'].map((when) => [
  'spec',
  'runners',
  '*',
  `${when}_script`,
]);

const places = patternTree<IsSecret>([
  ...keys.map((pattern) => [pattern, isSet] as const),
  ...variables.map((pattern) => [pattern, isSecretVariable] as const),
  ...scripts.map((pattern) => [pattern, isSecretText] as const),
]);

/** Returns the paths of the credentials that the document writes into config.toml. Tokens are not among them. */
export function secretsInConfig(document: { readonly spec: CheckedSpec }): Path[] {
  const found: Path[] = [];
  followPatterns(document, places, (isSecret, path, value) => {
    if (isSecret(value)) found.push(path);
  });
  return found;
}
