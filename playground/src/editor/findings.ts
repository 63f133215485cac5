import { type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

import { adviceLines } from '../../../src/core/findings/advice-lines.ts';
import type { Diagnostic } from '../../../src/core/findings/diagnostic.ts';
import { element } from './element.ts';

/** Returns what underlines findings at their places, with a button that fixes them. */
export function underline(state: EditorState, findings: readonly Diagnostic[]): TransactionSpec {
  const { length } = state.doc;
  const marks = findings.map((finding): Mark => {
    const { range, severity, code, message } = finding;
    const from = Math.min(range?.start.offset ?? 0, length);
    const edit = editOf(finding);
    return {
      from,
      to: Math.min(Math.max(range?.end.offset ?? 0, from), length),
      severity,
      source: code,
      message,
      renderMessage: () =>
        element(
          'div',
          [message, ...adviceLines(finding)].map((line) => element('p', line)),
        ),
      ...(edit && {
        actions: [
          {
            name: 'Fix',
            // What was found in another text is not for this one.
            apply: (view) => {
              if (view.state.doc.eq(state.doc)) view.dispatch(edit);
            },
          },
        ],
      }),
    };
  });
  return setDiagnostics(state, marks);
}

/** Returns the change of the text that fixes a finding, if it is known for certain. */
export function editOf({ edits }: Diagnostic): TransactionSpec | undefined {
  if (edits === undefined) return undefined;
  const changes = edits.map(({ range, text }) => ({
    from: range.start.offset,
    to: range.end.offset,
    insert: text,
  }));
  return { changes, userEvent: 'input.fix', scrollIntoView: true };
}

/** Shows a finding in the editor, and puts the cursor there. */
export function goTo(view: EditorView, { range }: Diagnostic): void {
  const { length } = view.state.doc;
  const anchor = Math.min(range?.start.offset ?? 0, length);
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  view.focus();
}
