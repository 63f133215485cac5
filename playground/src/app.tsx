import type { EditorView } from '@codemirror/view';
import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { counted } from '../../src/core/data/counted.ts';
import type { Diagnostic } from '../../src/core/findings/diagnostic.ts';
import type { Imported } from '../../src/import/import-config.ts';
import { ask } from './core/ask.ts';
import type { RenderedView } from './core/messages.ts';
import { replaceText } from './editor/editor.ts';
import { editOf, goTo } from './editor/findings.ts';
import { Editor } from './editor/pane.tsx';
import { Header } from './header.tsx';
import { type Loaded, linkedDocument } from './loaded.ts';
import { messageOf } from './message-of.ts';
import { Findings } from './panes/findings.tsx';
import { Objects } from './panes/objects.tsx';
import type { OtherPaneProps } from './panes/others.tsx';
import { Share } from './share.tsx';
import { type Tab, Tabs } from './tabs.tsx';
import { useTheme } from './theme.ts';
import { useDrop } from './use-drop.ts';
import { useLatest } from './use-latest.ts';

/** The page: a document on the left, and what it comes to on the right. */
export function App({ initial, notice: firstNotice }: { readonly initial: Loaded; readonly notice: string }) {
  const view = useRef<EditorView | null>(null);
  const opening = useRef<readonly File[]>(undefined);
  const [loaded, setLoaded] = useState(initial);
  const [text, setText] = useState(initial.text);
  const [imported, setImported] = useState<Imported>();
  const [tab, setTab] = useState('objects');
  const [notice, setNotice] = useState(firstNotice);
  const [isSharing, setSharing] = useState(false);
  const theme = useTheme();

  const seen = useLatest('look', text);
  const lastGood = useRef<{ readonly text: string; readonly rendered: RenderedView }>(undefined);
  if (seen?.rendered !== undefined) lastGood.current = { text: seen.text, rendered: seen.rendered };
  const good = lastGood.current;
  useEffect(() => {
    const onError = ({ reason }: PromiseRejectionEvent): void =>
      setNotice(`This should not happen: ${messageOf(reason)}`);
    addEventListener('unhandledrejection', onError);
    return () => removeEventListener('unhandledrejection', onError);
  }, []);

  useEffect(() => {
    // A link that is opened where the page is already.
    const onLink = async (): Promise<void> => {
      const linked = await linkedDocument(location.hash);
      if (linked?.document !== undefined) open(linked.document);
      if (linked !== undefined) setNotice(linked.notice);
    };
    addEventListener('hashchange', onLink);
    return () => removeEventListener('hashchange', onLink);
  }, []);

  const load = (next: Loaded): void => {
    opening.current = undefined;
    setLoaded(next);
    replaceText(view.current!, next.text);
    history.replaceState(null, '', location.pathname + location.search);
  };
  /** Loads a document that was not imported. */
  const open = (next: Loaded): void => {
    setImported(undefined);
    setTab((tab) => (tab === 'import' ? 'objects' : tab));
    load(next);
  };
  const openFiles = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    opening.current = files;
    try {
      const names = files.map(({ name }) => name).join(', ');
      const texts = await Promise.all(
        files.map(async (file) => ({ name: file.name, text: await file.text() })),
      );
      const opened = await ask('open', texts);
      // Something else was opened meanwhile.
      if (opening.current !== files) return;
      if (opened.kind === 'documents') {
        open({ name: names, text: opened.text });
        setNotice(`Opened ${names}.`);
        return;
      }
      setImported(opened.imported);
      setTab('import');
      if (opened.text !== '') load({ name: `what ${names} became`, text: opened.text });
      setNotice(opened.text === '' ? `Nothing was made of ${names}.` : `Imported ${names}.`);
    } catch (error) {
      setNotice(`The files cannot be read: ${messageOf(error)}`);
    }
  };
  const OtherPane = useOtherPane(tab !== 'objects' && tab !== 'findings');
  const isDropping = useDrop(openFiles);

  const findings = seen?.findings ?? [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const fix = (finding: Diagnostic): void => {
    const edit = editOf(finding);
    // What was found in another text is not for this one.
    if (edit === undefined || seen?.text !== text) return;
    view.current!.dispatch(edit);
    view.current!.focus();
  };
  const go = (finding: Diagnostic): void => goTo(view.current!, finding);

  const tabs: readonly Tab[] = [
    { id: 'objects', title: 'Objects', count: good?.rendered.objects.length },
    { id: 'config', title: 'config.toml' },
    { id: 'permissions', title: 'Permissions' },
    { id: 'picture', title: 'Picture' },
    { id: 'changes', title: 'Changes' },
    { id: 'findings', title: 'Findings', count: findings.length, tone: errors > 0 ? 'error' : 'warning' },
    ...(imported === undefined ? [] : [{ id: 'import', title: 'Import' }]),
  ];

  return (
    <>
      <Header
        theme={theme}
        onExample={({ name, text, isImported }) => {
          if (isImported) void openFiles([new File([text], name)]);
          else open({ name: `the example ${name}`, text });
        }}
        onFiles={openFiles}
        onShare={() => setSharing(true)}
      />
      <main>
        <Editor
          initial={initial.text}
          seen={seen}
          onReady={(ready) => {
            view.current = ready;
          }}
          onChange={(text) => {
            setText(text);
            setNotice('');
          }}
          onSay={setNotice}
        />
        <section class="result" aria-label="Result">
          <Tabs tabs={tabs} current={tab} onChange={setTab}>
            {errors > 0 && tab !== 'findings' && tab !== 'import' && (
              <p class="banner" role="alert">
                {counted(errors, 'error')} in the document.{' '}
                {good !== undefined && 'Below is what it came to before. '}
                <button type="button" onClick={() => setTab('findings')}>
                  Show
                </button>
              </p>
            )}
            {tab === 'findings' ? (
              <Findings findings={findings} onGoTo={go} onFix={fix} />
            ) : tab === 'objects' ? (
              good !== undefined && <Objects objects={good.rendered.objects} onSay={setNotice} />
            ) : (
              OtherPane !== undefined && (
                <OtherPane
                  tab={tab}
                  good={good}
                  loaded={loaded}
                  imported={imported}
                  isDark={theme.isDark}
                  onSay={setNotice}
                  onCompareFromHere={() => setLoaded({ name: 'the document as it was here', text })}
                />
              )
            )}
          </Tabs>
        </section>
      </main>
      <footer>
        <p class="privacy">
          Nothing you write or drop leaves your browser, which lets this page connect to no server, not even
          its own: its Content-Security-Policy says so.
        </p>
        <p class="notice" role="status">
          {notice}
        </p>
      </footer>
      {isDropping && <div class="drop">Drop a document, values.yaml, config.toml or manifests</div>}
      {isSharing && <Share text={text} seen={seen} onSay={setNotice} onClose={() => setSharing(false)} />}
    </>
  );
}

/** The pane of the other tabs, as soon as it is wanted and loaded. */
function useOtherPane(isWanted: boolean): FunctionComponent<OtherPaneProps> | undefined {
  const [loaded, setLoaded] = useState<{ readonly OtherPane: FunctionComponent<OtherPaneProps> }>();
  useEffect(() => {
    if (isWanted) void import('./panes/others.tsx').then(({ OtherPane }) => setLoaded({ OtherPane }));
  }, [isWanted]);
  return loaded?.OtherPane;
}
