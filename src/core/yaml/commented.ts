import { type Document, isMap, isPair, isScalar, type Pair, type Scalar, visit } from 'yaml';

import { masked } from '../credentials/mask.ts';
import type { Path } from '../data/path.ts';
import { documentOf } from './emit.ts';

/** What people are to read above a key. */
export interface KeyComment {
  readonly path: Path;
  /** Without signs of comments; a line for each line. */
  readonly comment?: string | undefined;
}

/** Longest list or mapping, in characters, that is written on one line. */
const MAX_LINE = 80;

/** Returns the text of a document in YAML, with comments above its keys. */
export function commented(document: object, comments: readonly KeyComment[]): string {
  const node = documentOf(document);
  visit(node, {
    Seq(_key, list) {
      if (list.items.every((item) => isScalar(item)) && JSON.stringify(list.toJSON()).length < MAX_LINE)
        list.flow = true;
    },
  });
  for (const { path, comment } of comments) {
    if (comment === undefined || comment.trim() === '') continue;
    const pair = pairAt(node, path);
    if (pair === undefined) continue;
    const lines = masked(comment.trim())
      .split('\n')
      .map((line) => ` ${line.trim()}`.trimEnd())
      .join('\n');
    pair.key.commentBefore = [pair.key.commentBefore, lines].filter(Boolean).join('\n');
  }
  return node.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function pairAt(document: Document, path: Path): Pair<Scalar> | undefined {
  const above = document.getIn(path.slice(0, -1), true);
  if (!isMap(above)) return undefined;
  return above.items.find(
    (item): item is Pair<Scalar> => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
  );
}
