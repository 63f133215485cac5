import { goNumber } from './go-number.ts';

/**
 * Whether the `yaml` library's compatibility mode leaves a text plain although other readers read it as something
 * else: text that begins with white space, what only go-yaml reads as a number (`0X1F`, `1e1_0`), and `=`, the
 * default value of a mapping in YAML 1.1, which PyYAML refuses.
 */
export function needsQuotes(text: string): boolean {
  return /^(?:\s|=$)/.test(text) || goNumber(text) !== undefined;
}
