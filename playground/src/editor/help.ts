import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion as Entry,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';

import { formatPath } from '../../../src/core/findings/diagnostic.ts';
import { ask } from '../core/ask.ts';
import type { Completion, Explained } from '../core/messages.ts';
import { element } from './element.ts';

/** Completes keys and values from the schema. */
async function completions(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const word = context.matchBefore(/[\w.-]+/);
  if (!explicit && word === null && !/:\s$/.test(state.doc.lineAt(pos).text.slice(0, pos))) return null;
  const found = await ask('complete', { text: state.doc.toString(), offset: pos });
  if (found === undefined || found.entries.length === 0) return null;
  return { from: found.from, to: found.to, options: found.entries.map(option), validFor: /^[\w.-]*$/ };
}

function option({ label, insert, kind, detail, summary, isRequired }: Completion): Entry {
  return {
    label,
    type: kind === 'key' ? 'property' : 'constant',
    detail: isRequired ? `${detail}, required` : detail,
    ...(summary !== '' && { info: summary }),
    ...(isRequired && { boost: 50 }),
    apply: (view, completion, from, to) => {
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        annotations: pickedCompletion.of(completion),
        userEvent: 'input.complete',
      });
      // After a key comes its value.
      if (kind === 'key' && insert.endsWith(' ')) startCompletion(view);
    },
  };
}

/** Says what the key under the pointer means. */
const hover = hoverTooltip(async (view: EditorView, offset: number): Promise<Tooltip | null> => {
  const found = await ask('explain', { text: view.state.doc.toString(), offset });
  return found === undefined
    ? null
    : { pos: found.from, end: found.to, above: true, create: () => ({ dom: explanation(found) }) };
});

function explanation({ path, explanation }: Explained): HTMLElement {
  const {
    type,
    description,
    default: byDefault,
    since,
    removedWith,
    deprecated,
    noEffect,
    isRequired,
  } = explanation;
  const facts = [
    ['Type', type],
    ['Default', byDefault],
    ['Required', isRequired ? 'yes' : undefined],
    ['Since', since && `GitLab Runner ${since}`],
    ['Removed with', removedWith && `GitLab Runner ${removedWith}`],
    ['Deprecated', deprecated],
    ['No effect', noEffect],
  ].flatMap(([name, fact]) => (fact === undefined ? [] : [element('dt', name!), element('dd', fact)]));
  return element(
    'div',
    [element('code', formatPath(path)), element('p', description), element('dl', facts)],
    'explanation',
  );
}

/** What helps to write a document: what may come next, and what the keys mean. */
export const help: Extension = [
  autocompletion({ override: [completions], icons: false }),
  closeBrackets(),
  hover,
  // Before the keys that the editor has without them.
  Prec.high(keymap.of([...closeBracketsKeymap, ...completionKeymap])),
];
