import type { Diagnostic } from '../../../core/findings/diagnostic.ts';

/**
 * Returns a name for each finding by which a later report is known to tell the same one: it stays when lines move, and
 * when the value changes and is still wrong. Findings of one code at one place count up.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ file = '', code, object, path, at = 'value' }) => {
    const identity = JSON.stringify([file, code, path, at, ...(object === undefined ? [] : [object])]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return hash(`${identity}${count}`);
  });
}

/** FNV-1a with 64 bits, over UTF-16 code units. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
}
