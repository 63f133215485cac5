import { useEffect, useRef, useState } from 'preact/hooks';

/** Accepts files that are dropped anywhere on the page. Returns whether some are held over it. */
export function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const controller = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', handle: (event: DragEvent) => void): void =>
      document.addEventListener(name, handle, { capture: true, signal: controller.signal });
    const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
    on('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      if (!hasFiles(event)) return;
      // Neither the browser nor the editor is to take them.
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      latest.current([...event.dataTransfer!.files]);
    });
    return () => controller.abort();
  }, []);
  return isOver;
}
