import { masked } from '../../core/credentials/mask.ts';
import type { Path } from '../../core/data/path.ts';
import { type CauseCode, causes } from './causes.ts';

/** How to fix a cause. */
export interface Mend {
  /** One or two sentences. */
  readonly how: string;
  /** Commands of a shell, in their order. They change something, and are not run. */
  readonly commands?: readonly string[];
  /** Where in the document. */
  readonly path?: Path;
}

/** Something that is wrong in a cluster. Holds no credential. */
export interface Finding extends Mend {
  readonly code: CauseCode;
  /** One sentence: what is wrong with which object. */
  readonly happens: string;
  /** What was seen: words of the log, of an event, of a status. */
  readonly seen: readonly string[];
}

/** Returns a finding, without credentials. */
export function finding(
  code: CauseCode,
  happens: string,
  seen: readonly string[],
  { how, commands = [], path }: Mend,
): Finding {
  return {
    code,
    happens: masked(happens),
    seen: [...new Set(seen.map(shown))].slice(0, MOST),
    how: masked(how),
    ...(commands.length > 0 && { commands: commands.map(masked) }),
    ...(path !== undefined && { path }),
  };
}

/** Pieces of evidence that a finding has, and how long each is. */
const MOST = 5;
const LONGEST = 600;

function shown(text: string): string {
  const line = masked(text).replace(/\s+/g, ' ').trim();
  // The end says why, and the words of a request to the API server, such as a script, may be long.
  const short = line.replace(/(https?:\/\/[^\s"?]{1,500})\?[^\s"]*/g, '$1');
  return short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short;
}

/** Findings in the order of their likelihood, without those that follow from others. */
export function ordered(found: readonly Finding[]): Finding[] {
  const codes = Object.keys(causes);
  const there = new Set(found.map(({ code }) => code));
  const explained = new Set([...there].flatMap((code): readonly string[] => causes[code].explains));
  return found
    .filter(({ code }) => !explained.has(code))
    .toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code));
}
