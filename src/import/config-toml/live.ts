import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Remark } from '../draft.ts';
import type { Located } from '../read/located.ts';
import { entriesPart } from './entries.ts';
import { type Entry, pathOf } from './entry.ts';
import { globalPart, lost } from './global.ts';
import { idsOf } from './ids.ts';
import { isAt, type Leaf, leafAt, type Section } from './leaves.ts';
import { readSection } from './read-section.ts';
import type { Part } from './registration.ts';
import type { Surroundings } from './surroundings.ts';
import { withTokens } from './tokens.ts';

/** Keys of an entry of ours that a runner's section does not have. */
const OURS: readonly string[] = ['dockerBuilds'];

/** Whether a leaf is of no use in the document: what `register` has noted, and what follows from the rest. */
function isIdle(leaf: Leaf, id: string, leaves: readonly Leaf[]): boolean {
  const isSuspended = leafAt(leaves, 'feature_flags', 'FF_SUSPENDABLE_ENVIRONMENTS')?.value === true;
  return (
    isAt(leaf, ['executor']) ||
    isAt(leaf, ['token_obtained_at']) ||
    (isAt(leaf, ['id']) && !isSuspended) ||
    (isAt(leaf, ['name']) && leaf.value === id)
  );
}

/** Where the list of runners is in a config.toml, however its name is spelt. */
function runnersIn(file: Located): { readonly key: string; readonly list: readonly unknown[] } | undefined {
  if (!isMapping(file.value)) return undefined;
  const key = Object.keys(file.value).find((one) => one.toLowerCase() === 'runners');
  const list = key === undefined ? undefined : file.value[key];
  return key !== undefined && Array.isArray(list) ? { key, list: list as unknown[] } : undefined;
}

/** Returns what the sections of the runners in a config.toml say. */
export function runnerSections(
  file: Located,
  release: string | undefined,
): readonly (Section & { readonly from: Entry['from'] })[] {
  const { key, list } = runnersIn(file) ?? { key: '', list: [] };
  return list.flatMap((section, index) =>
    isMapping(section)
      ? [
          {
            ...readSection(file, {
              source: [key, index],
              target: pathOf({ id: 'runner' }),
              except: OURS,
              release,
            }),
            from: file.at([key, index]),
          },
        ]
      : [],
  );
}

/** What to say of a runner whose jobs are not pods. */
export function otherExecutor(subject: string, executor: string | undefined, from: Remark['from']): Remark {
  const named =
    executor !== undefined && /^[\w+-]{1,20}$/.test(executor) ? masked(executor) : 'none that it knows';
  return {
    kind: 'refused',
    from,
    subject,
    text: `The executor of the runner is ${named}: a document has only runners with kubernetes, whose jobs are pods.`,
  };
}

/** Returns what a whole config.toml, which a runner reads, is in the document. */
export function liveConfig(file: Located, surroundings: Surroundings = {}): Part {
  const sections = runnerSections(file, surroundings.release);
  const remarks: Remark[] = [];
  const textAt = ({ leaves }: Section, key: string): string | undefined => {
    const value = leafAt(leaves, key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const live = sections.filter((section, index) => {
    const isKubernetes = section.leaves.some(({ path }) => path[0] === 'kubernetes');
    const executor = textAt(section, 'executor') ?? (isKubernetes ? 'kubernetes' : undefined);
    if (executor === 'kubernetes') return true;
    remarks.push(otherExecutor(`runners[${index}]`, executor, section.from));
    return false;
  });
  const ids = idsOf(
    live.map((section) => ({ name: textAt(section, 'name'), token: textAt(section, 'token') })),
    surroundings.idOf,
  );
  const entries = live.map(
    (section, index): Entry => ({
      id: ids[index]!,
      from: section.from,
      leaves: section.leaves.filter((leaf) => !isIdle(leaf, ids[index]!, section.leaves)),
    }),
  );
  const idle = live.flatMap(({ leaves }, index) =>
    leaves.flatMap((leaf) =>
      isIdle(leaf, ids[index]!, leaves) && leaf.comment !== undefined && leaf.from !== undefined
        ? [{ text: leaf.comment, from: leaf.from }]
        : [],
    ),
  );
  const global = globalPart(file, surroundings);
  const tokens = withTokens(entries, surroundings);
  const own = entriesPart(tokens.entries, surroundings);
  return {
    settings: [...global.settings, ...tokens.settings, ...own.settings],
    remarks: [
      ...remarks,
      ...global.remarks,
      ...sections.flatMap((section) => section.remarks),
      ...tokens.remarks,
      ...own.remarks,
      ...lost([
        ...global.comments,
        ...sections.flatMap((section) => section.comments),
        ...idle,
        ...file.comments,
      ]),
    ],
    secrets: [...tokens.secrets, ...own.secrets],
  };
}
