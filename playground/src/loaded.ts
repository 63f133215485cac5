import { textOf } from './link.ts';
import { messageOf } from './message-of.ts';

/** A text that was loaded, which changes are compared with. */
export interface Loaded {
  /** What it is called in sentences. */
  readonly name: string;
  readonly text: string;
}

/** Returns the document of a link by its fragment, or what is wrong with it; `undefined` where it links to none. */
export async function linkedDocument(
  fragment: string,
): Promise<{ readonly document?: Loaded; readonly notice: string } | undefined> {
  try {
    const text = await textOf(fragment);
    if (text === undefined) return undefined;
    // Lines end as they do in the editor, so findings have the same places as there.
    const document = { name: 'the document of the link', text: text.replace(/\r\n?/g, '\n') };
    return { document, notice: 'Opened the document of the link.' };
  } catch (error) {
    return { notice: `The link holds no document: ${messageOf(error)}.` };
  }
}
