/** Returns what makes something when it is first asked for, and keeps it: a run of a program needs few of its tables. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
