import { diffObjects } from '../../../src/operate/diff/diff.ts';
import { type CompiledText, compiled } from './compiled.ts';
import type { Compared, Questions } from './messages.ts';

/** Returns what applying the objects of a text does where those of another one are. */
export function compare(ask: Questions['compare']['ask']): Compared {
  const before = objectsOf(compiled(ask.before));
  const after = objectsOf(compiled(ask.after));
  if (before === undefined) return 'no objects before';
  return after === undefined ? 'no objects after' : diffObjects(before, after);
}

function objectsOf({ documents }: CompiledText) {
  return documents?.flatMap(({ objects }) => objects);
}
