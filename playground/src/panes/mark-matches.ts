const NAME = 'matches';

/** Colours every place below an element that has a text, in small letters. Returns what removes the colours. */
export function markMatches(root: Element, wanted: string): () => void {
  // Not every browser has them; then entries are still found, only not coloured.
  if (wanted === '' || !('highlights' in CSS)) return () => {};
  const ranges = [...root.querySelectorAll('pre')].flatMap((pre) => rangesIn(pre, wanted));
  const own = ranges.reduce((highlight, range) => highlight.add(range), new Highlight());
  CSS.highlights.set(NAME, own);
  return () => CSS.highlights.delete(NAME);
}

function rangesIn(element: Element, wanted: string): readonly Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: { readonly node: Text; readonly start: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    texts.push({ node: node as Text, start: all.length });
    all += (node as Text).data.toLowerCase();
  }
  const found: Range[] = [];
  let at = 0;
  const textAt = (offset: number) => {
    while (texts[at + 1] !== undefined && texts[at + 1]!.start <= offset) at += 1;
    return texts[at]!;
  };
  for (let index = all.indexOf(wanted); index >= 0; index = all.indexOf(wanted, index + wanted.length)) {
    const range = new Range();
    const first = textAt(index);
    range.setStart(first.node, index - first.start);
    const last = textAt(index + wanted.length - 1);
    range.setEnd(last.node, index + wanted.length - last.start);
    found.push(range);
  }
  return found;
}
