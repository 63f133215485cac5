import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedRunnerKubernetes } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Keys with a regular expression for what jobs may ask for. */
const PATTERNS = [
  'namespace_overwrite_allowed',
  'service_account_overwrite_allowed',
  'node_selector_overwrite_allowed',
  'node_tolerations_overwrite_allowed',
  'pod_labels_overwrite_allowed',
  'pod_annotations_overwrite_allowed',
] as const;

/** What jobs may change about their pod, where the key allows more or less than it seems to. */
export function checkOverwrites({ document }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    for (const key of PATTERNS) {
      const pattern = kubernetes[key];
      if (pattern === undefined || pattern === '' || isAnchored(pattern)) continue;
      report({
        code: 'NOT_ANCHORED',
        severity: 'warning',
        message: `The runner looks for "${pattern}" anywhere in the value, so that a job may also ask for values that only contain a match.`,
        path: [...path, key],
        suggestion: `^(?:${pattern})$`,
        help: 'Begin with `^` and end with `$`, around all branches.',
      });
    }
    checkNamespacePerJob(kubernetes, path, report);
  }
}

function checkNamespacePerJob(kubernetes: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  if (kubernetes.namespace_per_job !== true) return;
  for (const key of ['namespace', 'namespace_overwrite_allowed'] as const) {
    if (kubernetes[key] === undefined) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `${key} has no effect, because namespace_per_job gives each job a namespace of its own.`,
      path: [...path, key],
      at: 'key',
      help: 'Take one of the two keys out.',
    });
  }
}

/**
 * Whether a pattern can only match a whole value: it begins with `^` and ends with `$` and has no branch beside
 * them, or it matches every text anyway.
 */
export function isAnchored(pattern: string): boolean {
  const body = pattern.replace(/^\(\?[a-zA-Z]+\)/, '');
  if (/^(?:\.\*|\.\+)$/.test(body)) return true;
  const tokens = tokensOf(body);
  const [first, last] = [tokens.at(0), tokens.at(-1)];
  const begins = first === '^' || first === '\\A';
  const ends = last === '$' || last === '\\z';
  return begins && ends && !hasBranch(tokens);
}

/** The characters of a pattern: an escaped one, and a class in brackets, counts as one. */
function tokensOf(pattern: string): string[] {
  const tokens: string[] = [];
  const lastNamedClass = pattern.lastIndexOf(':]');
  let at = 0;
  while (at < pattern.length) {
    const start = at;
    if (pattern[at] === '\\') at += 2;
    else if (pattern[at] === '[') at = endOfClass(pattern, at, lastNamedClass);
    else at += 1;
    tokens.push(pattern.slice(start, at));
  }
  return tokens;
}

function endOfClass(pattern: string, start: number, lastNamedClass: number): number {
  let at = start + 1;
  if (pattern[at] === '^') at += 1;
  if (pattern[at] === ']') at += 1;
  while (at < pattern.length && pattern[at] !== ']') {
    if (pattern[at] === '\\') at += 2;
    else if (pattern.startsWith('[:', at) && at < lastNamedClass) at = pattern.indexOf(':]', at) + 2;
    else at += 1;
  }
  return at + 1;
}

function hasBranch(tokens: readonly string[]): boolean {
  let depth = 0;
  return tokens.some((token) => {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    return token === '|' && depth === 0;
  });
}
