import type { Path } from '../../core/data/path.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import { holdsToken } from '../../core/resolve/tokens.ts';

/** What the manager needs of a Secret or ConfigMap in its namespace. */
export interface Need {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  /** `undefined` where any key is enough. */
  readonly key: string | undefined;
  /** What it is for. */
  readonly what: string;
  /** Where the document names it. */
  readonly path: Path;
  /** The runner whose token the value is. `undefined` where it is something else. */
  readonly runner: string | undefined;
}

interface Reference {
  readonly name: string;
  readonly key?: string;
}

/** Returns what the manager needs of Secrets and ConfigMaps in its namespace. */
export function needsOf(resolved: Resolved): Need[] {
  const { spec, tokens } = resolved;
  const { ca, client } = spec.certificates;
  const need = (
    kind: Need['kind'],
    { name, key }: Reference,
    what: string,
    path: Path,
    runner?: string,
  ): Need => ({ kind, name, key, what, path: ['spec', ...path], runner });
  const ofTokens = holdsToken(resolved)
    ? []
    : Object.entries(spec.runners).map(([id, { token }]) => {
        const ref = token.secretKeyRef ?? { name: tokens.secretName, key: id };
        const path = ['runners', id, 'token', token.secretKeyRef ? 'secretKeyRef' : 'value'];
        return need('Secret', ref, `the token of runner ${id}`, path, id);
      });
  const ofCertificates = [
    ...Object.entries(ca ?? {}).map(([by, ref]) =>
      need(
        by === 'secretKeyRef' ? 'Secret' : 'ConfigMap',
        ref as Reference,
        'the certificate authority of GitLab',
        ['certificates', 'ca', by],
      ),
    ),
    ...(client ? ['tls.crt', 'tls.key'] : []).map((key) =>
      need('Secret', { name: client!.secretName, key }, 'the client certificate', ['certificates', 'client']),
    ),
  ];
  const ofCaches = Object.entries(spec.cacheCredentials).flatMap(([store, credentials]) =>
    Object.entries(credentials ?? {}).flatMap(([key, ref]) =>
      typeof ref === 'object'
        ? [need('Secret', ref as Reference, 'the credentials of the cache', ['cacheCredentials', store, key])]
        : [],
    ),
  );
  const ofImages = (spec.image.pullSecrets ?? []).flatMap(({ name }, index) =>
    name === undefined
      ? []
      : [need('Secret', { name }, 'the login for the image', ['image', 'pullSecrets', String(index)])],
  );
  return [...ofTokens, ...ofCertificates, ...ofCaches, ...ofImages];
}
