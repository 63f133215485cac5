import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';

import { groupedBy } from '../../core/data/grouped-by.ts';
import type { Permission } from '../../core/rbac/permissions.ts';
import type { Arrow, Box } from './flowchart.ts';
import { policyWords } from './policy-words.ts';
import { some } from './some.ts';

/** A part of a picture: boxes outside of the cluster, boxes in its namespaces, and arrows between any. */
export interface Part {
  readonly boxes?: readonly Box[];
  readonly inNamespaces?: readonly InNamespace[];
  readonly arrows?: readonly Arrow[];
}

/** Boxes in the frame of a namespace. */
export interface InNamespace {
  readonly key: string;
  readonly title: string;
  readonly boxes: readonly Box[];
}

/** Returns boxes in the frame of a namespace. */
export function inNamespace(name: string, boxes: readonly Box[]): InNamespace {
  return { key: `namespace ${name}`, title: `Namespace ${name}`, boxes };
}

/** Returns an arrow from who calls to whom. */
export function calls(from: string, to: string, lines: readonly string[] = []): Arrow {
  return { from, to, lines, kind: 'calls' };
}

/** Returns a note on a box with what a network policy lets in and out; nothing where there is no policy. */
export function withPolicy(
  { key }: Box,
  policy: NetworkPolicy | undefined,
): { readonly boxes: readonly Box[]; readonly arrows: readonly Arrow[] } {
  if (policy === undefined) return { boxes: [], arrows: [] };
  const lines = [`NetworkPolicy ${policy.metadata?.name}`, ...policyWords(policy)];
  const note: Box = { key: `policy ${key}`, kind: 'policy', lines };
  return { boxes: [note], arrows: [{ from: key, to: note.key, lines: [], kind: 'beside' }] };
}

/** Returns permissions in short: the resources for each set of verbs. */
export function rights(permissions: readonly Permission[]): readonly string[] {
  const verbsOf = new Map(
    [...groupedBy(permissions, ({ resource }) => resource)].map(([resource, of]) => [
      resource,
      [...new Set(of.flatMap(({ verbs }) => verbs))].sort().join(', '),
    ]),
  );
  const groups = groupedBy(verbsOf.keys(), (resource) => verbsOf.get(resource)!);
  return [...groups].map(([verbs, resources]) => `${verbs} ${some(resources)}`);
}
