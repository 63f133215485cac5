/** A part of a text: from one offset up to, and without, another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
