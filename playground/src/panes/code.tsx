import type { Parser } from '@lezer/common';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import type { ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';

/** A text in colours. It is drawn again only where it is another one. */
export function Code({ text, parser }: { readonly text: string; readonly parser: Parser }) {
  return useMemo(() => <pre class="code">{highlighted(text, parser)}</pre>, [text, parser]);
}

function highlighted(text: string, parser: Parser): readonly ComponentChild[] {
  const pieces: ComponentChild[] = [];
  highlightCode(
    text,
    parser.parse(text),
    classHighlighter,
    (piece, classes) => pieces.push(classes === '' ? piece : <span class={classes}>{piece}</span>),
    () => pieces.push('\n'),
  );
  return pieces;
}
