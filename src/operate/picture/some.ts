/** How many of a list a picture names. */
const MAX_NAMED = 4;

/** Returns a list in words: its first items, and how many more there are. */
export function some(items: readonly string[], separator = ', '): string {
  const distinct = [...new Set(items)];
  const more = distinct.length - MAX_NAMED;
  return more > 1
    ? `${distinct.slice(0, MAX_NAMED).join(separator)} and ${more} more`
    : distinct.join(separator);
}
