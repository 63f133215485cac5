import type { Path } from '../data/path.ts';
import { followPatterns, patternTree } from '../data/pattern-tree.ts';
import { secret } from '../generated/annotations.ts';
import type { CheckedSpec } from '../generated/checked-types.ts';
import { holdsCredential } from './holds-credential.ts';
import { isSecretVariable } from './names.ts';

type IsSecret = (value: unknown) => boolean;

const isSet: IsSecret = (value) => value !== '';
const isSecretAssignment: IsSecret = (entry) => {
  const [name = '', ...rest] = String(entry).split('=');
  const value = rest.join('=');
  return isSecretVariable(name, value) || holdsCredential(value);
};
const isSecretText: IsSecret = (text) => holdsCredential(String(text));

/** A token never gets into the file, or `holdsToken` of src/resolve/tokens.ts says so. */
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
  ...variables.map((pattern) => [pattern, isSecretAssignment] as const),
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
