import type { Format } from './format.ts';
import { re2Syntax } from './re2-syntax.ts';

const faultOf = (text: string): string | undefined => re2Syntax(text).fault;

/** A regular expression that Go's `regexp.Compile` accepts. */
export const re2: Format = {
  test: (text) => faultOf(text) === undefined,
  expected: "a regular expression of Go's RE2 syntax",
  explain: faultOf,
};
