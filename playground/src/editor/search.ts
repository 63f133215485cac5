import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { StateEffect } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';

let isThere = false;

/** Gives the editor a search, and opens it. */
export function openSearch(view: EditorView): void {
  if (!isThere)
    view.dispatch({
      effects: StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap)]),
    });
  isThere = true;
  openSearchPanel(view);
}
