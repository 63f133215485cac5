/** Words that make any name that of a credential. */
const WORDS = 'passw(?:or)?d|secret';
/** Words that do so before `key`, which alone may be that of a label. */
const BEFORE_KEY = 'access|account|private';

/** What follows a name in a text: a colon or an equals sign, and the value as the group. Short words are no credentials. */
const VALUE = String.raw`["']?[ \t]{0,8}[:=][ \t]{0,8}["']?([^\s"'{}[\],]{6,})`;

/**
 * A value below a name that says what it is, in any text: of YAML or TOML, of a script. The name ends with the word, which
 * may be written as keys or as variables are, so that `SecretKey:` and `DB_PASSWORD=` are such, and `token_period:` is not.
 */
export const NAMED: RegExp = new RegExp(
  `(?:token|${WORDS}|(?:${BEFORE_KEY}|secret)[_-]?key|dsn)${VALUE}`,
  'gi',
);

/**
 * A value below a name that may be that of a credential, for a text of which no more is known: a key that has a credential
 * in some places and not in others, any variable, and a mapping that leads to a credential, in the place of which it may
 * stand itself.
 */
export const PERHAPS_NAMED: RegExp = new RegExp(
  String.raw`\b(?:value|[A-Z][A-Z0-9]*_[A-Z0-9_]*|secretKeyRef|accessKeyId|clientSecret)${VALUE}`,
  'g',
);

/**
 * Names of variables that hold credentials, such as `NPM_TOKEN`, `PGPASSWORD` and `DOCKER_AUTH_CONFIG`. The whole text is
 * a name here, so that more words tell, and anywhere in it: `DB_PASSWORD_MAIN` is one. Short ones have to be a part of
 * their own, which they are not in `COMPASS` and `PATH`.
 */
const OF_VARIABLE = new RegExp(
  `${WORDS}|passphrase|credential|token(?!iz)|api_?key|` +
    `(?:^|_)(?:pass|pwd|pat|auth_config|(?:${BEFORE_KEY})_?key)(?![a-z])`,
  'i',
);
/** Values that only point to a credential, or that are none: a path, another variable, a switch, nothing. */
const NO_CREDENTIAL = /^(?:[/$]|(?:true|false|yes|no|on|off|[01])?$)/i;

/** Whether a variable holds a credential by its name, and a value that may be one. */
export function isSecretVariable(name: string, value: string): boolean {
  return OF_VARIABLE.test(name) && !NO_CREDENTIAL.test(value);
}

/** The name of a variable, which is the group, up to its value. It need not be written well to be told from the value. */
export const VARIABLE = /^["']?(\w+)[ \t]{0,8}[=:]/;

/** Whether a key of a Secret is one below which its credentials stand. */
export function isSecretData(key: string | number): boolean {
  return key === 'data' || key === 'stringData';
}
