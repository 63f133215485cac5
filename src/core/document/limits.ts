/** How deep the mappings and lists of a document may be nested. */
export const MAX_DEPTH = 64;

/** How many problems are reported, of a text as of a value. */
export const MAX_PROBLEMS = 100;

/**
 * How many values a document may have, whatever its origin: each is copied. Aliases in a text may stand for fewer, so a
 * text is refused earlier, while it is read, with the place at which it gets too much.
 */
export const MAX_VALUES = 4_000_000;
