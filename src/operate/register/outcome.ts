/** The result of a request, or in plain words why it failed. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (problem: string): Outcome<never> => ({ ok: false, problem });
