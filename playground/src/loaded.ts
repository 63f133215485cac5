import { textOf } from './link.ts';

/** A text that was loaded, which changes are compared with. */
export interface Loaded {
  /** What it is called in sentences. */
  readonly name: string;
  readonly text: string;
}

/** Returns the document of a link by its fragment, or what is wrong with that; `undefined` where it is no link to one. */
export async function linkedDocument(
  fragment: string,
): Promise<{ readonly document?: Loaded; readonly notice: string } | undefined> {
  try {
    const text = await textOf(fragment);
    return text === undefined
      ? undefined
      : { document: { name: 'the document of the link', text }, notice: 'Opened the document of the link.' };
  } catch (error) {
    return { notice: `The link holds no document: ${error instanceof Error ? error.message : error}.` };
  }
}
