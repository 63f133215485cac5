import mermaidUrl from '@mermaid-js/tiny?url';
import { useEffect, useRef, useState } from 'preact/hooks';

import { messageOf } from '../message-of.ts';
import { useLatest } from '../use-latest.ts';
import { TakeAlong, Toolbar } from './toolbar.tsx';

/** What talks to what, as Mermaid draws it. */
export function Picture({
  text,
  isDark,
  onSay,
}: {
  readonly text: string;
  readonly isDark: boolean;
  readonly onSay: (notice: string) => void;
}) {
  const picture = useLatest('draw', text);
  const frame = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    const show = async (): Promise<void> => {
      if (picture === undefined) return;
      try {
        const svg = await drawn(picture, isDark);
        if (!isCurrent || frame.current === null) return;
        frame.current.innerHTML = svg;
        setProblem(undefined);
      } catch (error) {
        if (isCurrent) setProblem(`Mermaid cannot draw it: ${messageOf(error)}`);
      }
    };
    void show();
    return () => {
      isCurrent = false;
    };
  }, [picture, isDark]);
  return (
    <>
      <Toolbar>
        <span class="count">A Mermaid flowchart, which GitLab and GitHub show in Markdown</span>
        <TakeAlong text={() => picture ?? ''} file="runner.mmd" what="the flowchart" onSay={onSay} />
      </Toolbar>
      {problem !== undefined && <p class="empty">{problem}</p>}
      <div class="scroll picture" ref={frame} role="img" aria-label="What talks to what" />
    </>
  );
}

let number = 0;

/** Returns the picture as SVG. Texts of the document are text in it whatever they say: that is Mermaid's strict level. */
async function drawn(picture: string, isDark: boolean): Promise<string> {
  const mermaid = await loadedMermaid();
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    // As large as its texts are read, however narrow the pane is.
    flowchart: { useMaxWidth: false },
  });
  number += 1;
  return (await mermaid.render(`picture-${number}`, picture)).svg;
}

let loading: Promise<void> | undefined;

/** Mermaid, which is a script and no module, and large: it is loaded with the first picture. */
async function loadedMermaid(): Promise<Mermaid> {
  loading ??= new Promise((done, fail) => {
    const script = Object.assign(document.createElement('script'), { src: mermaidUrl });
    script.addEventListener('load', () => done());
    script.addEventListener('error', () => fail(new Error('its script cannot be loaded')));
    document.head.append(script);
  });
  await loading;
  return (globalThis as unknown as { readonly mermaid: Mermaid }).mermaid;
}

interface Mermaid {
  initialize(options: {
    readonly startOnLoad: boolean;
    readonly securityLevel: 'strict';
    readonly theme: 'dark' | 'neutral';
    readonly flowchart: { readonly useMaxWidth: boolean };
  }): void;
  render(id: string, text: string): Promise<{ readonly svg: string }>;
}
