import { formatPath } from '../../../core/findings/diagnostic.ts';
import type { Fix } from '../../../core/findings/fix.ts';
import { flow } from '../../../core/yaml/flow.ts';

/** Returns what a fix does, on one line: where the entry is, and what becomes of it. */
export function fixLine(fix: Fix): string {
  const place = formatPath(fix.path);
  switch (fix.do) {
    case 'rename':
      return fix.key === fix.path.at(-1)
        ? `${place} in quotes`
        : `${place} → ${formatPath([...fix.path.slice(0, -1), fix.key])}`;
    case 'set':
      return `${place} = ${flow(fix.value)}`;
    case 'remove':
      return `${place} removed`;
    case 'move':
      return `${place} → ${formatPath(fix.to)}`;
  }
}
