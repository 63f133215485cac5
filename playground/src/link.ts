import { MAX_LENGTH } from '../../src/doors/document-text/limits.ts';

/** What the fragment of a link to a document begins with. */
const PREFIX = '#document=';

/** Returns the fragment of a link that holds a text, compressed. */
export async function fragmentOf(text: string): Promise<string> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(compressed).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Returns the text that the fragment of a link holds; `undefined` where it holds none.
 *
 * @throws Error where it is not such a text, or one that is longer than a document may be.
 */
export async function textOf(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(PREFIX)) return undefined;
  const base64 = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    // A short link may hold a text of any length.
    if (text.length > MAX_LENGTH) throw new Error('the text is longer than a document may be');
  }
}
