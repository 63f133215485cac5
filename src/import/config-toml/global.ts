import { isMapping } from '../../data/is-mapping.ts';
import type { Remark, Setting } from '../draft.ts';
import type { Comment, Located } from '../read/located.ts';
import { guarded } from './guard.ts';
import { type Leaf, leafAt } from './leaves.ts';
import { readSection } from './read-section.ts';
import type { Part } from './registration.ts';
import type { Surroundings } from './surroundings.ts';

const TARGET = ['spec', 'config'];

/** Returns what the global keys of a live config.toml are in the document. */
export function globalSettings(file: Located, { release }: Surroundings = {}): Part {
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
  // The runner serves no metrics unless it is told to.
  if (leafAt(leaves, 'listen_address') === undefined)
    settings.push({ path: [...TARGET, 'listen_address'], value: '' });
  return {
    settings,
    remarks: [...section.remarks, ...remarks, ...idle.map(withoutSessions), ...lost(section.comments)],
    secrets: [],
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

/** What to say of comments that have lost their keys. */
export function lost(comments: readonly Comment[]): Remark[] {
  return comments.map(({ text, from }) => ({
    kind: 'outside',
    from,
    subject: 'comment',
    text: `The comment beside it is in no document: ${text.replaceAll('\n', ' ')}`,
  }));
}
