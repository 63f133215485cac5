import { isMapping } from '../../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../../core/data/path.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { type Resource, textOf } from '../resource.ts';

/** A runner of a resource. */
export interface Entry {
  /** Where its fields are, below `spec`. */
  readonly at: Path;
  /** What the operator calls it. */
  readonly name: string;
  readonly token: EntryToken;
}

/** How a runner gets its token. */
export type EntryToken =
  | { readonly by: 'secret'; readonly ref: SecretKey }
  | { readonly by: 'value' }
  /** The operator makes the runner in GitLab, by an access token or by a registration token. */
  | { readonly by: 'operator'; readonly isOld: boolean }
  | { readonly by: 'none' };

/** Returns the runners of a resource. */
export function entriesOf({ spec, kind, name, version }: Resource): readonly Entry[] {
  if (kind === 'Runner') return [{ at: [], name, token: tokenOf(spec.value, version) }];
  const list = valueAt(spec.value, ['entries']);
  return (Array.isArray(list) ? list : []).map((entry: unknown, index) => {
    const at = ['entries', index];
    return { at, name: textOf(spec, [...at, 'name']) ?? `${name}-${index}`, token: tokenOf(entry, version) };
  });
}

function tokenOf(entry: unknown, version: string): EntryToken {
  const ref = valueAt(entry, ['authentication', 'token', 'secret_key_ref']);
  if (isMapping(ref) && typeof ref.name === 'string') {
    return { by: 'secret', ref: { name: ref.name, key: typeof ref.key === 'string' ? ref.key : 'token' } };
  }
  if (typeof valueAt(entry, ['authentication', 'token', 'value']) === 'string') return { by: 'value' };
  if (valueAt(entry, ['authentication', 'access_token']) !== undefined)
    return { by: 'operator', isOld: false };
  return version === 'v1beta2' ? { by: 'none' } : { by: 'operator', isOld: true };
}

/** The names of the Secrets and ConfigMaps that a resource needs. */
export function namedBy(resource: Resource): readonly (readonly [kind: string, name: string])[] {
  const { spec } = resource;
  const at = (kind: string, path: Path) => {
    const name = textOf(spec, path);
    return name === undefined ? [] : [[kind, name] as const];
  };
  return [
    ...at('Secret', ['caCertificate', 'secretKeyRef', 'name']),
    ...at('ConfigMap', ['caCertificate', 'configMapKeyRef', 'name']),
    ...entriesOf(resource).flatMap((entry) => [
      ...(entry.token.by === 'secret' ? [['Secret', entry.token.ref.name] as const] : []),
      ...at('Secret', [...entry.at, 'registration_config', 'token_secret']),
    ]),
  ];
}

/** Where it is said how a runner gets its token. */
export function tokenAt(token: EntryToken): Path {
  switch (token.by) {
    case 'secret':
      return ['authentication', 'token', 'secret_key_ref'];
    case 'operator':
      return token.isOld ? ['registration_config'] : ['authentication', 'access_token'];
    default:
      return ['authentication'];
  }
}
