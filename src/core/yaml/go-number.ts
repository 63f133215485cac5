/**
 * Returns the number that go-yaml 3, the reader of kustomize, reads an unquoted scalar as; `undefined` where that is
 * text. It knows more forms than YAML 1.2: octal numbers with a leading zero, prefixes in capitals, and underscores
 * anywhere.
 */
export function goNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  const based = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/.exec(digits);
  if (based !== null) {
    const [, sign, hexadecimal, binary, octal] = based;
    const size = hexadecimal
      ? Number.parseInt(hexadecimal, 16)
      : binary
        ? Number.parseInt(binary, 2)
        : Number.parseInt(octal!, 8);
    return sign === '-' ? 0 - size : size;
  }
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits) ? Number(digits) : undefined;
}
