/**
 * The longest text that is read, in bytes, or in UTF-16 code units where a string is given. Kubernetes keeps no
 * larger object than this, and a document becomes a ConfigMap.
 */
export const MAX_LENGTH = 1024 * 1024;

/** How deep mappings and lists may be nested. */
export const MAX_DEPTH = 64;

/** How many values a document may have, every use of an anchor counted. */
export const MAX_VALUES = 1_000_000;

/** How many problems of one text are reported. */
export const MAX_PROBLEMS = 100;

/**
 * How many words and signs a text may be made of: an indentation, a key, a colon, a comma. A megabyte of a document that
 * people write has half as many. The parsers need some kilobytes of memory for each.
 */
export const MAX_WORDS = 300_000;
