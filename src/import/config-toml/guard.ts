import { looks, masked } from '../../core/credentials/mask.ts';
import { type Spot, spotAt, spotBelow, takesVariables } from '../../core/credentials/places.ts';
import { secretsAt } from '../../core/credentials/secrets-at.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import type { Remark } from '../draft.ts';
import { hasPlaceholder } from './expansion.ts';
import type { Leaf } from './leaves.ts';

/** How a credential gets to its place, by the key. */
const HOW: Readonly<Record<string, string>> = {
  environment:
    'Jobs would read it: make it a masked variable of the projects or groups in GitLab that need it.',
  sentry_dsn:
    'From 19.2 on the runner reads it from the variable SENTRY_DSN: put it into a Secret, and name that under spec.manager.env.',
  bearer_token:
    'Leave it to the ServiceAccount of the manager, or mount a kubeconfig from a Secret, with which the runner reaches another cluster.',
};

/** The name of a variable as people write one, which may be shown. */
const VARIABLE_OF = /^[A-Z_][A-Z0-9_]{0,60}(?==)/;

/** Returns the leaves that a document can hold, without credentials, and without variables that the runner does not replace. */
export function guarded(
  leaves: readonly Leaf[],
  target: Path,
): { readonly leaves: readonly Leaf[]; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const decide = (leaf: Leaf, what: string, text: string): void => {
    remarks.push({
      kind: 'decide',
      from: leaf.from,
      subject: masked(
        [...leaf.path.filter((part) => typeof part === 'string'), ...(what === '' ? [] : [what])].join('.'),
      ),
      text,
    });
  };
  const kept = leaves.flatMap((leaf): Leaf[] => {
    const path = [...target, ...leaf.path];
    const secret = (what: string): void => {
      const how = HOW[String(leaf.path.find((part) => Object.hasOwn(HOW, part)))];
      decide(
        leaf,
        what,
        `There is a credential in plain text here. It is left out; rotate it. ${how ?? 'Put it into a Secret.'}`,
      );
    };
    if (leaf.path.some((part) => typeof part === 'string' && looks(part).length > 0)) {
      secret('');
      return [];
    }
    const open = withoutSecrets(leaf.value, spotAt(path), secret);
    if (open === undefined) return [];
    const isList = Array.isArray(open);
    const items = isList ? (open as unknown[]) : [open];
    const whole = items.filter((item, index) => !holdsPlaceholder(item, isList ? [...path, index] : path));
    if (whole.length === items.length) return [{ ...leaf, value: open }];
    decide(
      leaf,
      '',
      'It holds a variable, and the runner replaces none here: something else did, which a manager of ours does not have. It is left out: write what the variable holds.',
    );
    return whole.length === 0 ? [] : [{ ...leaf, value: whole }];
  });
  return { leaves: kept, remarks };
}

/** A value without what nobody is to see of it; `undefined` where nothing is left. */
function withoutSecrets(value: unknown, spot: Spot, found: (what: string) => void): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[])
      .map((item, index) => withoutSecrets(item, spotBelow(spot, index, value), found))
      .filter((item) => item !== undefined);
    return items.length > 0 || value.length === 0 ? items : undefined;
  }
  if (isMapping(value)) {
    const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      if (looks(key).length > 0) {
        found('');
        return [];
      }
      const open = withoutSecrets(item, spotBelow(spot, key, value), found);
      return open === undefined ? [] : [[key, open]];
    });
    return Object.fromEntries(entries);
  }
  if (secretsAt(value, spot).length === 0) return value;
  found(takesVariables(spot.node) ? (VARIABLE_OF.exec(String(value))?.[0] ?? '') : '');
  return undefined;
}

function holdsPlaceholder(value: unknown, path: Path): boolean {
  if (typeof value === 'string') return hasPlaceholder(value, path);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, item]) =>
      hasPlaceholder(key, path) ||
      holdsPlaceholder(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
