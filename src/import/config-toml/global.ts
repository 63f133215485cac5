import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Remark, Setting } from '../draft.ts';
import type { Comment, Located } from '../read/located.ts';
import { guarded } from './guard.ts';
import { type Leaf, leafAt } from './leaves.ts';
import { readSection } from './read-section.ts';
import type { Part } from './registration.ts';
import type { Surroundings } from './surroundings.ts';

const TARGET = ['spec', 'config'];

/** Returns what the global keys of a live config.toml are in the document. */
export function globalSettings(file: Located, surroundings: Surroundings = {}): Part {
  const { comments, ...part } = globalPart(file, surroundings);
  return { ...part, remarks: [...part.remarks, ...lost(comments)] };
}

/** The same, with the comments that have lost their keys apart. */
export function globalPart(
  file: Located,
  { release }: Surroundings,
): Part & { readonly comments: readonly Comment[] } {
  const value = isMapping(file.value)
    ? Object.fromEntries(Object.entries(file.value).filter(([key]) => key.toLowerCase() !== 'runners'))
    : {};
  const section = readSection(
    { ...file, value },
    { source: [], target: TARGET, except: ['runners'], release },
  );
  const { leaves, remarks } = guarded(section.leaves, TARGET);
  const isServed = leafAt(leaves, 'session_server', 'listen_address') !== undefined;
  const live = leaves.filter(({ path }) => path[0] !== 'session_server' || isServed);
  const idle = leaves.filter(
    ({ path, value }) => path[0] === 'session_server' && !isServed && value !== 1800,
  );
  const settings: Setting[] = live.map(({ path, ...rest }) => ({ path: [...TARGET, ...path], ...rest }));
  // The runner serves no metrics unless an address is set.
  if (leafAt(leaves, 'listen_address') === undefined)
    settings.push({ path: [...TARGET, 'listen_address'], value: '' });
  return {
    settings,
    remarks: [...section.remarks, ...remarks, ...idle.map(withoutSessions)],
    secrets: [],
    comments: section.comments,
  };
}

function withoutSessions({ path, from }: Leaf): Remark {
  return {
    kind: 'dead',
    from,
    subject: path.join('.'),
    text: 'Without a listen_address beside it there are no sessions.',
  };
}

/** What to say of the comments that have lost their keys. */
export function lost(comments: readonly Comment[]): Remark[] {
  const listed = comments
    .toSorted((a, b) => a.from.line - b.from.line)
    .map(({ text, from }) => `line ${from.line}: ${masked(text).replaceAll('\n', ' ')}`);
  return listed.length === 0
    ? []
    : [
        {
          kind: 'outside',
          subject: 'comments',
          text: `They are beside nothing that is in the document: ${listed.join(' · ')}`,
        },
      ];
}
