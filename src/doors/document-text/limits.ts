/**
 * The longest text that is read, in bytes, or in UTF-16 code units where a string is given. Kubernetes keeps no
 * larger object than this, and a document becomes a ConfigMap.
 */
export const MAX_LENGTH = 1024 * 1024;

/**
 * How many values the aliases of a text may stand for. Aliases of aliases multiply: a few lines could need more than
 * any memory holds. All other values are limited by `MAX_LENGTH` and `MAX_WORDS`. Together they stay below the
 * `MAX_VALUES` of a document.
 */
export const MAX_REPEATED = 1_000_000;

/**
 * How many words and signs a text may be made of: an indentation, a key, a colon, a comma. A megabyte of a document
 * that people write has half as many. The parsers need some kilobytes of memory for each.
 */
export const MAX_WORDS = 300_000;

/** How many slips of a text are looked at; at most `MAX_PROBLEMS` of them are reported. */
export const MAX_SLIPS = 1_000;

/** How many documents a text may hold: each is checked, and against all others. */
export const MAX_DOCUMENTS = 1_000;
