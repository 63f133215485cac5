import type { Format } from './format.ts';

/** Finds what is wrong with a PEM text (RFC 7468); the text itself never gets into a message. */
function faultOf(text: string): string | undefined {
  let open: string | undefined;
  let blocks = 0;
  let lines = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const [, edge, label] = /^-----(BEGIN|END) ([A-Z0-9 ]{1,64})-----$/.exec(line.slice(0, 100)) ?? [];
    if (edge === 'BEGIN') {
      if (open !== undefined) return `the block "${open}" has no END line`;
      open = label;
      lines = 0;
    } else if (edge === 'END') {
      if (open === undefined) return 'an END line has no BEGIN line before it';
      if (label !== open) return `the block "${open}" ends with "END ${label}"`;
      if (lines === 0) return `the block "${open}" is empty`;
      open = undefined;
      blocks++;
    } else if (open !== undefined && line !== '') {
      if (!/^[A-Za-z0-9+/]+={0,2}$/.test(line)) return `the block "${open}" holds a line that is not base64`;
      lines++;
    }
  }
  if (open !== undefined) return `the block "${open}" has no END line`;
  return blocks === 0 ? 'it holds no line "-----BEGIN …-----"' : undefined;
}

/** One or more PEM blocks, as certificates come; text between the blocks is allowed, as OpenSSL writes it. */
export const pem: Format = {
  test: (text) => faultOf(text) === undefined,
  expected: 'PEM text ("-----BEGIN CERTIFICATE-----" …)',
  explain: faultOf,
};
