import { holdsOtherToken, isRegistrationToken } from '../../core/credentials/tokens.ts';
import { at, textAt } from '../../core/data/at.ts';
import { fromBase64 } from '../../core/data/base64.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { utf8Length } from '../../core/data/utf8.ts';

/** What kind of token a text is, as far as that can be seen: runners of old releases have tokens without a beginning. */
export type TokenKind = 'runner' | 'registration' | 'other' | 'unknown';

/** What may be known of a value without it. */
export interface KeyFacts {
  readonly key: string;
  /** In bytes; left out if the value is not text. */
  readonly length?: number;
  /** Whether it has a line break, a blank or a control character. */
  readonly hasBlank: boolean;
  /** Whether it ends in a line break, as what `echo` writes does. */
  readonly endsInLineBreak: boolean;
  readonly tokenKind: TokenKind;
}

/** What is known of a Secret: names, and facts about values, but no value. */
export interface SecretFacts {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly keys: readonly KeyFacts[];
  /** When its data was last written, where its fields tell. */
  readonly dataChangedAt?: string;
}

/** Returns the facts about a Secret as the API server gives it. */
export function secretFacts(secret: unknown): SecretFacts {
  const data = at(secret, 'data');
  const labels = at(secret, 'metadata', 'labels');
  return {
    namespace: textAt(secret, 'metadata', 'namespace'),
    name: textAt(secret, 'metadata', 'name'),
    labels: isMapping(labels) ? (labels as Readonly<Record<string, string>>) : {},
    keys: Object.entries(isMapping(data) ? data : {}).map(([key, value]) =>
      keyFacts(key, fromBase64(String(value))),
    ),
  };
}

function keyFacts(key: string, text: string | undefined): KeyFacts {
  return {
    key,
    ...(text !== undefined && { length: utf8Length(text) }),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
    hasBlank: /[\s\u0000-\u001F\u007F]/.test(text ?? ''),
    endsInLineBreak: /\n$/.test(text ?? ''),
    tokenKind: tokenKind((text ?? '').trim()),
  };
}

function tokenKind(text: string): TokenKind {
  if (/^glrtr?-/.test(text)) return 'runner';
  if (isRegistrationToken(text)) return 'registration';
  return holdsOtherToken(text) ? 'other' : 'unknown';
}
