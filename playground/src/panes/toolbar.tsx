import type { ComponentChildren } from 'preact';

import { download } from '../files.ts';

/** What a pane has to say of its content, and what takes that along. */
export function Toolbar({ children }: { readonly children: ComponentChildren }) {
  return <div class="toolbar">{children}</div>;
}

/** Buttons that copy a text, and save it as a file. */
export function TakeAlong({
  text,
  file,
  what,
  onSay,
}: {
  readonly text: () => string;
  readonly file: string;
  readonly what: string;
  readonly onSay: (notice: string) => void;
}) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      onSay(`Copied ${what}.`);
    } catch {
      onSay('The browser does not let this page write to the clipboard.');
    }
  };
  return (
    <>
      <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
        Copy
      </button>
      <button type="button" onClick={() => download(file, text())} aria-label={`Download ${what} as ${file}`}>
        Download
      </button>
    </>
  );
}
