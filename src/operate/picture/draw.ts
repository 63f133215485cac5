import { groupedBy } from '../../core/data/grouped-by.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import { exposure } from './exposure.ts';
import type { Arrow, Box, Flowchart, Frame } from './flowchart.ts';
import { jobs } from './jobs.ts';
import { manager } from './manager.ts';
import type { Part } from './part.ts';

/** Returns who talks to whom, of all documents together: what several of them have in common is drawn once. */
export function draw(documents: readonly Resolved[]): Flowchart {
  const parts = documents.flatMap((document): readonly Part[] => [
    manager(document),
    ...jobs(document),
    ...exposure(document),
  ]);
  const boxes = unique(parts.flatMap((part) => part.boxes ?? []));
  return {
    boxes,
    frames: [
      {
        key: 'cluster',
        title: 'Kubernetes cluster',
        boxes: [API_SERVER],
        frames: namespaceFrames(parts),
      },
    ],
    arrows: uniqueArrows(parts.flatMap((part) => part.arrows ?? [])),
  };
}

const API_SERVER: Box = { key: 'api-server', lines: ['API server'], kind: 'server' };

function namespaceFrames(parts: readonly Part[]): readonly Frame[] {
  const inside = parts.flatMap((part) => part.inNamespaces ?? []);
  return [...groupedBy(inside, ({ key }) => key)].map(([key, group]) => ({
    key,
    title: group[0]!.title,
    boxes: unique(group.flatMap(({ boxes }) => boxes)),
    frames: [],
  }));
}

function unique<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

function uniqueArrows(arrows: readonly Arrow[]): readonly Arrow[] {
  return [...new Map(arrows.map((arrow) => [JSON.stringify(arrow), arrow])).values()];
}
