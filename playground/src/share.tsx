import { useEffect, useRef, useState } from 'preact/hooks';

import type { View } from './core/messages.ts';
import { fragmentOf } from './link.ts';

/** A dialog with a link that holds the document; none where a credential is in it. */
export function Share({
  text,
  seen,
  onSay,
  onClose,
}: {
  readonly text: string;
  /** What the text comes to; until that is known, no link is made. */
  readonly seen: View | undefined;
  readonly onSay: (notice: string) => void;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [link, setLink] = useState('');
  const [isByHand, setByHand] = useState(false);
  const credentialLines = seen?.text === text ? seen.credentialLines : undefined;
  const isRefused = credentialLines !== undefined && credentialLines.length > 0;
  useEffect(() => dialog.current!.showModal(), []);
  useEffect(() => {
    if (credentialLines?.length !== 0) return undefined;
    let isCurrent = true;
    void fragmentOf(text).then((fragment) => {
      if (!isCurrent) return;
      setLink(location.href.replace(/#.*$/, '') + fragment);
      history.replaceState(null, '', fragment);
    });
    return () => {
      isCurrent = false;
    };
  }, [text, credentialLines]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      onSay('Copied the link.');
      dialog.current!.close();
    } catch {
      setByHand(true);
    }
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="share-title">
      <h2 id="share-title">Share</h2>
      {isRefused ? (
        <p role="alert">
          No link is made: {credentialLines.length === 1 ? 'line' : 'lines'} {credentialLines.join(', ')} of
          the document {credentialLines.length === 1 ? 'holds' : 'hold'} what looks like a credential. Name a
          Secret with <code>secretKeyRef</code> in its place; if it was real, rotate it.
        </p>
      ) : (
        <>
          <p>
            The document is in the link itself, compressed, behind the <code>#</code>, which browsers send to
            no server.
          </p>
          <input
            readOnly
            aria-label="Link to this document"
            value={link}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          {isByHand && (
            <p role="alert">
              The browser does not let this page write to the clipboard: copy the link by hand.
            </p>
          )}
        </>
      )}
      <form method="dialog" class="actions">
        {!isRefused && (
          <button type="button" class="primary" onClick={copy} disabled={link === ''}>
            Copy link
          </button>
        )}
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
