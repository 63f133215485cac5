import { holdsCredential } from './holds-credential.ts';
import { VARIABLE_NAME } from './variable-name.ts';

/** Switches, and nothing. */
const SWITCH = /^(?:(?:true|false|yes|no|on|off|none|null|[01])?)$/;
/** Variables alone, which may follow each other or a word for who somebody is: `Bearer $TOKEN`, `oauth2:${TOKEN}`. */
const VARIABLES = new RegExp(
  `^(?:(?:Bearer|Basic) |\\w{1,8}:)?(?:\\$(?:${VARIABLE_NAME}|\\{[^}]*\\}|\\([^)]*\\))|\\{\\{[^}]*\\}\\})+$`,
);
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s@]*$/;
/** Parts of a word between the signs that names have: letters, or a few digits before or after. */
const WORD = /^(?:\d{0,3}[a-z]+|[A-Z][a-z]+|[a-z]+[A-Z][a-z]+|[A-Z]+|)\d{0,3}$/;

/**
 * Whether a value below the name of a credential is not one itself: a switch, a variable, a path, a URL. What begins
 * like a path or a variable may still be one: `/Ab3xY9` is a password, and `/run/secrets/key.pem` is not.
 */
export function pointsElsewhere(value: string): boolean {
  return (
    SWITCH.test(value.toLowerCase()) ||
    VARIABLES.test(value) ||
    isPath(value) ||
    (ADDRESS.test(value) && !holdsCredential(value))
  );
}

/** A path from the root, or one in small letters from somewhere. */
function isPath(value: string): boolean {
  return (
    value.length <= 1024 &&
    (value.startsWith('/') ? /^[\w./@-]+$/ : /^[a-z\d._-]+\/[a-z\d._/-]*$/).test(value) &&
    value.split(/[/._@-]/).every((part) => WORD.test(part))
  );
}

/** Whether a text looks like the name of an object: small letters in words, and a few digits. */
export function isObjectName(value: string): boolean {
  return (
    value.length <= 253 &&
    /^[a-z]/.test(value) &&
    value.split(/[.-]/).every((part) => part !== '' && WORD.test(part)) &&
    value === value.toLowerCase()
  );
}
