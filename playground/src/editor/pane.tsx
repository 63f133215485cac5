import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'preact/hooks';

import type { View } from '../core/messages.ts';
import { TakeAlong, Toolbar } from '../panes/toolbar.tsx';
import { editor } from './editor.ts';
import { underline } from './findings.ts';

/** The document, to be edited. */
export function Editor({
  initial,
  seen,
  onReady,
  onChange,
  onSay,
}: {
  readonly initial: string;
  /** What the text came to when it was looked at last. */
  readonly seen: View | undefined;
  readonly onReady: (view: EditorView) => void;
  readonly onChange: (text: string) => void;
  readonly onSay: (notice: string) => void;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // The editor keeps the text; it is made once.
  useEffect(() => {
    view.current = editor(parent.current!, initial, onChange);
    onReady(view.current);
    return () => view.current?.destroy();
  }, []);
  useEffect(() => {
    const state = view.current?.state;
    // What was found in another text is at other places in this one.
    if (state?.doc.toString() === seen?.text) view.current!.dispatch(underline(state!, seen!.findings));
  }, [seen]);
  return (
    <section class="document" aria-label="Document">
      <Toolbar>
        <h2 class="count">Document</h2>
        <TakeAlong
          text={() => view.current?.state.doc.toString() ?? ''}
          file="runner.yaml"
          what="the document"
          onSay={onSay}
        />
      </Toolbar>
      <div class="editor" ref={parent} />
    </section>
  );
}
