import { distance } from '../data/distance.ts';
import { onDemand } from '../data/on-demand.ts';
import { remembered } from '../data/remembered.ts';
import type { Span } from '../data/span.ts';
import { holdsLogin } from './logins.ts';
import { isObjectName, pointsElsewhere } from './points-elsewhere.ts';

/** Words that make any name that of a credential. */
const WORDS = 'passw(?:or)?d|passphrase|secret|credential';
/** Words that do so before `key`, which alone may be that of a label. */
const BEFORE_KEY = 'access|account|private|storage';

/**
 * What a name in lowercase letters ends with that says that a credential is below it: `SecretKey` and `DB_PASSWORD` are such
 * names, and `token_period` is not. It may have the ending of a file. The flag `i` would cost a new process a millisecond.
 */
const NAME = new RegExp(
  `(?:token|${WORDS}|api[_-]?key|(?:${BEFORE_KEY}|secret)[_-]?key|dsn|auth[_-]?config|` +
    '(?:^|[_.-])(?:pass|pwd|pw|pat))s?(?:\\.[a-z]{2,4})?$',
);

/**
 * Names of variables that hold credentials, such as `NPM_TOKEN`, `PGPASSWORD` and `DOCKER_AUTH_CONFIG`. The whole text
 * is a name here, so more words count, and anywhere in it: `DB_PASSWORD_MAIN` is one. Short ones have to be a part of
 * their own, which they are not in `COMPASS` and `PATH`.
 */
const ofVariable = onDemand(
  () =>
    new RegExp(
      `${WORDS}|token(?!iz)|api_?key|(?:^|_)(?:pass|pwd|pw|pat|dsn|auth_config|(?:${BEFORE_KEY})_?key)(?![a-z])`,
      'i',
    ),
);
/** What a variable ends with that says something about a credential. */
const ABOUT =
  /_(?:file|path|dir|url|uri|host|endpoint|issuer|name|type|ttl|length|size|timeout|period|interval|expiry|enabled|disabled|policy|mode|version|user|username|region|helper)$/i;

/** A word that is known when one of its letters is wrong, and how it begins and ends: one of the two stays right then. */
interface Spelt {
  readonly word: string;
  readonly begins: string;
  readonly ends: string;
}

const spelt = (word: string): Spelt => {
  const half = (word.length - 1) >> 1;
  return { word, begins: word.slice(0, half), ends: word.slice(-half) };
};

/** Such words, and two words that are. */
const SPELT = ['password', 'passphrase', 'secret', 'credential', 'token'].map(spelt);
const SPELT_PAIRS = ['apikey', 'accesskey', 'accountkey', 'privatekey', 'secretkey', 'sentrydsn'].map(spelt);

/** Whether a key says by its name that a credential is below it, one wrong letter aside. */
export const isNameOfCredential: (name: string) => boolean = remembered((name) => {
  if (name.includes(' ')) return false;
  const words = wordsOf(name);
  return (
    NAME.test(name.toLowerCase()) || isLike(words.at(-1)!) || isLike(words.slice(-2).join(''), SPELT_PAIRS)
  );
});

/** Names below which there may be the name of a Secret, or of a key of one. */
const MAY_NAME = /(?:secret|token|credential)s?(?:[_-]?key)?$/i;

/** Whether a value below a name that says so can be a credential. */
export function isCredentialBelow(name: string, value: string): boolean {
  if (pointsElsewhere(value) || (PLURAL.test(name) && COUNT.test(value))) return false;
  // Alone, or in the plural, it is what Kubernetes calls an object.
  return /^secret$|secrets$/i.test(name)
    ? !OBJECT.test(value)
    : !(MAY_NAME.test(name) && isObjectName(value));
}

/** Names of several credentials, below which there may be the number of them, as in the quota `secrets: 10`. */
const PLURAL = /(?:secret|token|password|credential|key)s$/i;
const COUNT = /^\d{1,6}(?:[kM]|[KM]i)?$/;

/** A name that an object can have. */
const OBJECT = /^[a-z](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Whether a variable holds a credential by its name, one wrong letter aside, and a value that may be one. That of a proxy
 * may have a login without a scheme.
 */
export function isSecretVariable(name: string, value: string): boolean {
  if (/_proxy$/i.test(name)) return !value.includes('//') && holdsLogin(`proxy://${value}`);
  return (
    (ofVariable().test(name) ? !ABOUT.test(name) : wordsOf(name).some((word) => isLike(word))) &&
    !pointsElsewhere(value)
  );
}

function wordsOf(name: string): string[] {
  return name
    .slice(-64)
    .replace(/([a-z\d])(?=[A-Z][a-z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

/** Whether a word, or what it is the plural of, is one of those that are known, or one letter away from it. */
function isLike(word: string, words = SPELT): boolean {
  const isAlike = (each: string): boolean =>
    words.some(
      (right) =>
        Math.abs(right.word.length - each.length) <= 1 &&
        (each.startsWith(right.begins) || each.endsWith(right.ends)) &&
        distance(each, right.word, 1) <= 1,
    );
  return isAlike(word) || (word.endsWith('s') && isAlike(word.slice(0, -1)));
}

/** A name in a text up to its value, and the value. Short words are not credentials. */
const NAME_BEFORE = /(?<![\w-])([\w-]*\w)["']?[ \t]{0,8}[:=][ \t]{0,8}/g;
const VALUE = /"([^"\r\n]{6,})|'([^'\r\n]{6,})|([^\s"'{}[\],]\S{5,})/y;
/** The same in a text that cannot be read, with all that may still be the value: up to the next sign of a list. */
const WHOLE_VALUE =
  /"([^"\r\n]{6,})|'([^'\r\n]{6,})|\[?([^\s"'{}[\],](?:\S{5,}[^\r\n,{}[\]]*|[^\r\n,{}[\]]{5,}))/y;
/** What may end a list or a mapping behind a value. */
const CLOSING = /["'},\]]+$/;

/** A value below a name in a text. */
interface NamedValue extends Span {
  readonly value: string;
}

/**
 * Returns the values of a text, whether YAML, TOML or a script, that are below the name of a credential; with `isName`,
 * all below the names that it knows, whatever they look like.
 */
export function namedIn(text: string, isName?: (name: string) => boolean): NamedValue[] {
  const isCredential = (name: string, value: string): boolean =>
    isName !== undefined || (!value.startsWith('$(') && isCredentialBelow(name, value));
  const pattern = isName === undefined ? VALUE : WHOLE_VALUE;
  const found: NamedValue[] = [];
  NAME_BEFORE.lastIndex = 0;
  for (let name = NAME_BEFORE.exec(text); name !== null; name = NAME_BEFORE.exec(text)) {
    if (!(isName ?? isNameOfCredential)(name[1]!)) continue;
    pattern.lastIndex = NAME_BEFORE.lastIndex;
    const [, double, single, plain] = pattern.exec(text) ?? [];
    const written = double ?? single ?? plain;
    if (written === undefined || !isCredential(name[1]!, written)) continue;
    const value = written.replace(CLOSING, '');
    const start = pattern.lastIndex - written.length;
    found.push({ value, start, end: start + value.length });
    NAME_BEFORE.lastIndex = pattern.lastIndex;
  }
  return found;
}

/**
 * Whether a text gives a name of a credential a value that can be nothing else. In a script or a message a word may
 * follow such a name, so the signs in it decide whether it is a credential.
 */
export function holdsNamed(text: string): boolean {
  return (
    text.length >= 10 &&
    (text.includes(':') || text.includes('=')) &&
    namedIn(text).some(
      ({ value }) =>
        /\d/.test(value) && /[A-Za-z]/.test(value) && !isObjectName(value) && /^[^\s$(]*$/.test(value),
    )
  );
}

/** The name of a variable, which is the group, up to its value. It may be written badly and still be recognized. */
export const VARIABLE = /^["']?(\w+)[ \t]{0,8}[=:]/;

/** Whether a key of a Secret is one below which its credentials are. */
export function isSecretData(key: string | number): boolean {
  return key === 'data' || key === 'stringData';
}
