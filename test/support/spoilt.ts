import fc from 'fast-check';

/** A text in which a few signs are other than they were. */
export function spoilt(text: string): fc.Arbitrary<string> {
  const signs = [' ', '_', '/', ',', ':', '.', '=', '@', 'é', '$', '{{ .Values.x }}', '-', '0', 'A', '\n'];
  return fc
    .tuple(fc.nat(text.length), fc.nat(2), fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom(...signs)))
    .map(([at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));
}
