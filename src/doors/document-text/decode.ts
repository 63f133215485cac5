import { MAX_LENGTH } from './limits.ts';
import type { Problem } from './reading.ts';

/** A text without its byte order mark, and what keeps it from being read. */
export interface Decoded {
  readonly text: string;
  /** The byte order mark before the text, or nothing. */
  readonly mark: string;
  readonly problem?: Problem;
}

/** Turns bytes into text: UTF-8 only, without NUL, not above the size limit. */
export function decode(input: string | Uint8Array): Decoded {
  if (input.length > MAX_LENGTH) {
    return {
      text: '',
      mark: '',
      problem: {
        code: 'INPUT_TOO_LARGE',
        message: `The text is longer than ${MAX_LENGTH} bytes.`,
        help: 'Check that this is the right file: no object in Kubernetes may be larger, and a document becomes a ConfigMap.',
        start: 0,
        end: 0,
      },
    };
  }
  const raw = typeof input === 'string' ? input : new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = raw.slice(mark.length);

  const stray = typeof input === 'string' ? undefined : strayByte(raw, input);
  if (stray !== undefined) {
    const utf16 = input[0] === 0xff ? input[1] === 0xfe : input[0] === 0xfe && input[1] === 0xff;
    const start = Math.max(0, stray.index - mark.length);
    return {
      text,
      mark,
      problem: {
        code: 'NOT_TEXT',
        message: `The byte at offset ${stray.offset} is not UTF-8 text.`,
        help: utf16 ? 'The file looks like UTF-16: save it as UTF-8.' : 'Save the file as UTF-8.',
        start,
        end: start + 1,
      },
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return {
      text,
      mark,
      problem: {
        code: 'NOT_TEXT',
        message: `The text holds a NUL character at offset ${nul}, so this is not a text file.`,
        help:
          text[1] === '\0'
            ? 'The file looks like UTF-16: save it as UTF-8.'
            : 'Check that this is the right file.',
        start: nul,
        end: nul + 1,
      },
    };
  }
  return { text, mark };
}

/**
 * The first byte that the decoder had to replace. A replacement character that is in the file itself does not count.
 */
function strayByte(text: string, bytes: string | Uint8Array): { index: number; offset: number } | undefined {
  let offset = 0;
  let from = 0;
  for (let index = text.indexOf('\uFFFD'); index >= 0; index = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, index));
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd)
      return { index, offset };
    offset += 3;
    from = index + 1;
  }
  return undefined;
}
