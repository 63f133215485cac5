import type { Code } from '../diagnostics/codes.ts';
import { shownWord } from './shown-word.ts';

interface Words {
  readonly code: Code;
  readonly message: string;
  readonly help: string;
}

/**
 * Says in our words what the TOML parser, known by its messages, has found, and how to mend it. `before` is the line up
 * to there, `found` the word that begins there.
 */
export function tomlWords(parserMessage: string, before: string, found: string | undefined): Words {
  if (
    parserMessage === 'Must be a newline' &&
    /[=[,]\s*[-+]?\d\S*$/.test(before) &&
    /^\w/.test(found ?? '')
  ) {
    return {
      code: 'TOML_SYNTAX',
      message: 'A number stands here with letters behind it.',
      help: 'Put the value in quotes if it is text, such as an amount with a unit.',
    };
  }
  const known = words[parserMessage];
  if (known !== undefined) return { code: 'TOML_SYNTAX', ...known };
  if (parserMessage === 'Defining a key multiple times is invalid') {
    return {
      code: 'DUPLICATE_KEY',
      message: 'This key or table stands twice.',
      help: 'Keep one of the two.',
    };
  }
  if (found === undefined) {
    return {
      code: 'TOML_SYNTAX',
      message: 'The text ends in the middle of an entry.',
      help: 'The file may be cut off.',
    };
  }
  return {
    code: 'TOML_SYNTAX',
    message: `TOML does not allow \`${/^[\r\n]/.test(found) ? 'end of line' : shownWord(found)}\` at this place.`,
    help: mend(before, found),
  };
}

function mend(before: string, found: string): string {
  if (found.startsWith(':')) return 'Write `key = value`: an equals sign stands between the two.';
  if (/^(?:true|false)$/i.test(found)) return 'Write it in lower case.';
  return /[=[,]\s*$/.test(before) && /^[\w/^$.]/.test(found)
    ? 'Put the text in quotes.'
    : 'Text stands in quotes; true, false and numbers stand without.';
}

const string = {
  message: 'The text has no closing quote up to here.',
  help: 'Close it on the same line, or use """.',
};
const dots = {
  message: 'A dot stands in this key with no name beside it.',
  help: 'Put a key with dots in quotes.',
};

const words: Record<string, { readonly message: string; readonly help: string }> = {
  'Unterminated string constant': string,
  'Unterminated table-key': {
    message: 'The `[` of the table is not closed up to here.',
    help: 'Write `[name]`, or `[[name]]` for an entry of a list.',
  },
  'Unterminated array': {
    message: 'The `[` of the list is not closed up to here.',
    help: 'Close it with `]`.',
  },
  'Unterminated inline table': {
    message: 'The `{` of the table is not closed up to here.',
    help: 'Close it with `}`.',
  },
  'Empty bare keys are not allowed': {
    message: 'A key is missing here.',
    help: 'Write it as `key = value`.',
  },
  'Must be a newline': {
    message: 'More stands on this line after the end of the entry.',
    help: 'Start each entry on its own line.',
  },
  'Expected equal (=) token': {
    message: 'No `=` stands after this key.',
    help: 'Write it as `key = value`.',
  },
  'Unspecified values are invalid': {
    message: 'No value stands after the `=`.',
    help: 'Write it, or remove the key.',
  },
  'Expected comma (,) token': {
    message: 'No comma stands between this entry and the one before.',
    help: 'Put a comma between the entries.',
  },
  'Control characters (codes < 0x1f and 0x7f) are not allowed': {
    message: 'A control character stands here.',
    help: 'Remove it.',
  },
  'The key, equals sign, and value must be on the same line': {
    message: 'The key, the `=` and the start of the value do not stand on one line.',
    help: 'Write `key = value` on one line.',
  },
  'No newlines are allowed between the curly braces unless they are valid within a value': {
    message: 'A line break stands inside braces before this.',
    help: 'Write the table on one line, or as `[name]` with its entries below.',
  },
  'Underscores are allowed between digits': {
    message: 'An underscore stands at the edge of a number.',
    help: 'Write the number without underscores.',
  },
  'Unexpected spaces': {
    message: 'A blank stands between two brackets.',
    help: 'Write `[[` and `]]` in one piece.',
  },
  'Three or more quotes are not permitted': {
    message: 'Three quotes stand inside this text.',
    help: 'Escape one.',
  },
  'Unexpected invalid date': { message: 'There is no such date.', help: 'Put it in quotes if it is text.' },
  'Unexpected invalid time': { message: 'There is no such time.', help: 'Put it in quotes if it is text.' },
  'Leading zeros are not allowed': {
    message: 'A number with a leading zero stands here, which TOML does not allow.',
    help: 'Write an octal number as 0o644, and put text in quotes.',
  },
  'Trailing comma is not permitted in an inline table': {
    message: 'A comma stands before this closing brace.',
    help: 'Remove it.',
  },
  'Invalid character in escape sequence': {
    message: 'A backslash stands before a character that TOML does not escape.',
    help: 'Write the backslash twice, or put the text in single quotes.',
  },
  'Consecutive dots are not permitted in keys': dots,
  'Keys cannot end with a dot': dots,
  'Keys cannot start with a dot': dots,
};
