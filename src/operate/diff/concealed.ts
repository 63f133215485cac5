import { looks, replaced } from '../../core/credentials/mask.ts';
import { isSecretVariable } from '../../core/credentials/names.ts';
import { type Spot, spotAt, spotBelow } from '../../core/credentials/places.ts';
import { secretsAt } from '../../core/credentials/secrets-at.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { setOwn } from '../../core/data/set-own.ts';
import type { AnyObject, Pair } from './comparable.ts';

const HIDDEN = '…';
/** What is written for a credential that the other side does not have. */
const CHANGED = '… (changed)';

/** Returns two objects as they can be shown: no credential is in them, and one that is new is said to be so. */
export function concealed({ before, after }: Pair): Pair {
  const old = new Set<string>();
  const remember: Hide = (secret) => {
    old.add(secret);
    return HIDDEN;
  };
  return {
    before: before && shownObject(before, remember),
    after:
      after && shownObject(after, (secret) => (before === undefined || old.has(secret) ? HIDDEN : CHANGED)),
  };
}

/** Says what to show of a credential. */
type Hide = (secret: string) => string;

function shownObject(object: AnyObject, hide: Hide): AnyObject {
  const isSecret = object.kind === 'Secret';
  const entries = Object.entries(object).map(([key, value]) => {
    // The same value under two keys of a Secret is not the same secret.
    if (isSecret && ['data', 'stringData'].includes(key))
      return [key, everyText(value, (text, at) => hide(`${at}\n${text}`))] as const;
    return [key, shownValue(value, spotBelow(EXTRA_OBJECT, key, object), object, key, hide)] as const;
  });
  return mapping(entries);
}

/** The place of a document where an object of any kind may be. */
const EXTRA_OBJECT = spotAt(['spec', 'extraObjects', 'any']);

function everyText(value: unknown, hide: (text: string, at: string) => string, at = ''): unknown {
  if (!isMapping(value)) return hide(String(value), at);
  return mapping(
    Object.entries(value).map(([key, item]) => [
      shownText(key, () => HIDDEN),
      everyText(item, hide, `${at}/${key}`),
    ]),
  );
}

function shownValue(value: unknown, spot: Spot, owner: unknown, key: string, hide: Hide): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => shownValue(item, spotBelow(spot, index), value, key, hide));
  if (isMapping(value)) {
    return mapping(
      Object.entries(value).map(([name, item]) => [
        shownText(name, () => HIDDEN),
        shownValue(item, spotBelow(spot, name, value), value, name, hide),
      ]),
    );
  }
  if (isOfSecretVariable(owner, key, value)) return hide(String(value));
  const secrets = secretsAt(value, spot);
  if (secrets.length === 0) return value;
  return replaced(String(value), secrets, (part, { shown }) => `${shown}${hide(part)}`);
}

function isOfSecretVariable(owner: unknown, key: string, value: unknown): boolean {
  return (
    key === 'value' &&
    isMapping(owner) &&
    typeof owner.name === 'string' &&
    typeof value === 'string' &&
    isSecretVariable(owner.name, value)
  );
}

function shownText(text: string, hide: Hide): string {
  return replaced(text, looks(text), (part, { shown }) => `${shown}${hide(part)}`);
}

function mapping(entries: readonly (readonly [string, unknown])[]): AnyObject {
  const result = {};
  for (const [key, value] of entries) setOwn(result, key, value);
  return result;
}
