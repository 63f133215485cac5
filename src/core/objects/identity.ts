/** What has an identity: a rendered object, or an object of others. */
interface Identified {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string; readonly name?: string };
}

/** What a cluster identifies objects by. A part that an object does not have is empty. */
interface Identity {
  /** API group, without the release of it: all releases name the same object. */
  readonly group: string;
  /** In lower case, for no two kinds differ in that alone. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Returns what a cluster identifies an object by. */
export function identity({ apiVersion, kind, metadata }: Identified): Identity {
  // An object of others may hold anything.
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const release = text(apiVersion);
  return {
    group: release.slice(0, Math.max(0, release.indexOf('/'))),
    kind: text(kind).toLowerCase(),
    namespace: text(metadata?.namespace),
    name: text(metadata?.name),
  };
}

/** Returns the identity of an object as one text: equal texts name the same object. */
export function identityKey(object: Identified): string {
  return JSON.stringify(Object.values(identity(object)));
}
