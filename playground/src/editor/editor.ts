import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, StateEffect } from '@codemirror/state';
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

/** Returns an editor of a document. Tab indents; after Escape it leaves the editor, so the keyboard gets out of it. */
export function editor(parent: Element, text: string, onChange: (text: string) => void): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        foldGutter(),
        lintGutter(),
        drawSelection(),
        rectangularSelection(),
        crosshairCursor(),
        history(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        EditorView.lineWrapping,
        yaml(),
        syntaxHighlighting(classHighlighter),
        keymap.of([
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap,
          indentWithTab,
          { key: 'Mod-f', run: searched },
        ]),
        EditorView.domEventHandlers({ focusin: helped, mouseover: helped }),
        EditorView.contentAttributes.of({ 'aria-label': 'Document' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

let isHelped = false;

/** What completes and explains is loaded when people first enter the editor. */
function helped(_event: Event, view: EditorView): void {
  if (isHelped) return;
  isHelped = true;
  void import('./help.ts').then(({ help }) => {
    view.dispatch({ effects: StateEffect.appendConfig.of(help) });
  });
}

/** What searches is loaded when it is asked for first; from then on its own keys are there. */
function searched(view: EditorView): boolean {
  void import('./search.ts').then(({ openSearch }) => openSearch(view));
  return true;
}

/** Puts another text in place of the whole. */
export function replaceText(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    scrollIntoView: true,
  });
}
