/**
 * The name of a variable behind a `$` without braces, as a regular expression: capitals, or words with a few digits behind,
 * which the rest of `$ecr3tPassw0rd` is not.
 */
export const VARIABLE_NAME = '(?:[A-Z\\d_]+|_*[A-Za-z]+\\d{0,3}(?:_+[A-Za-z]+\\d{0,3})*)(?!\\w)';
