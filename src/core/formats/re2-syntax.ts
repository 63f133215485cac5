/**
 * Go refuses a tree deeper than this. Groups that do not capture leave no node in Go's tree; here they
 * count as well: a text of a million parentheses needs no memory.
 */
const MAX_DEPTH = 1000;
/** Copies of one part that nested repeats may ask for. */
const MAX_REPEAT = 1000;
/** Instructions of a compiled expression: 128 MiB of them at 40 bytes each. */
const MAX_SIZE = 3_355_443;

const CATEGORIES =
  'C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs';
const SCRIPTS =
  'Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square';
const UNICODE_CLASSES = ` Any ${CATEGORIES} ${SCRIPTS} `;

/** Above these an expression is only checked: what looks into a tree needs little memory, time and stack. */
const MAX_TREE = { length: 10_000, height: 100, size: 10_000 };

/** Whether a character of ASCII, by its code point, is in a set. */
export type Has = (point: number) => boolean;

/** What an expression matches. */
export type Tree =
  /** One character. */
  | { readonly is: 'set'; readonly has: Has; readonly isAny?: boolean }
  /** A place between characters; `lines` where those of a line count, too. */
  | { readonly is: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no word'; readonly lines: boolean }
  | { readonly is: 'row' | 'choice'; readonly of: readonly Tree[] }
  | { readonly is: 'repeat'; readonly of: Tree; readonly min: number; readonly max: number | undefined };

/** The flags that change what is matched: `i`, `s` and `m`. */
interface Flags {
  fold: boolean;
  dotAll: boolean;
  lines: boolean;
}

/** A part of the tree, with what Go's limits look at. */
interface Node {
  readonly tree: Tree;
  /** Whether it is a piece of plain text, which joins its neighbour into one node. */
  readonly literal: boolean;
  readonly height: number;
  readonly size: number;
  /** Copies of its innermost part that the nested repeats ask for. */
  readonly copies: number;
}

/** A group that is still open: its branches before the last `|`, and what the last one holds so far. */
interface Group {
  readonly capturing: boolean;
  readonly flags: Flags;
  readonly choice: Tree[];
  row: Tree[];
  branches: number;
  branchHeight: number;
  branchSize: number;
  branchCopies: number;
  items: number;
  height: number;
  size: number;
  copies: number;
  /** The last item, which a repeat would apply to; undefined at the beginning of a branch. */
  last: Node | undefined;
}

/** The only content of a tree that nobody looks into. */
const NOTHING: Tree = { is: 'row', of: [] };

const leaf = (tree: Tree, literal = false): Node => ({ tree, literal, height: 1, size: 1, copies: 1 });

const newGroup = (capturing: boolean, flags: Flags): Group => ({
  capturing,
  flags: { ...flags },
  choice: [],
  row: [],
  branches: 0,
  branchHeight: 0,
  branchSize: 0,
  branchCopies: 1,
  items: 0,
  height: 0,
  size: 0,
  copies: 1,
  last: undefined,
});

/** Adds the last item to the sequence; another one, or the end of the branch, follows. */
function settle(group: Group, next: Node | undefined): void {
  const { last } = group;
  if (last !== undefined) {
    const joins = last.literal && next?.literal === true;
    if (last.tree !== NOTHING) group.row.push(last.tree);
    group.items += joins ? 0 : 1;
    group.height = Math.max(group.height, last.height);
    group.size += last.size;
    group.copies = Math.max(group.copies, last.copies);
  }
  group.last = next;
}

function endBranch(group: Group): void {
  settle(group, undefined);
  group.choice.push(group.row.length === 1 ? group.row[0]! : { is: 'row', of: group.row });
  group.row = [];
  group.branchHeight = Math.max(group.branchHeight, group.height + (group.items > 1 ? 1 : 0), 1);
  group.branchSize += Math.max(group.size, 1) + (group.branches > 0 ? 1 : 0);
  group.branchCopies = Math.max(group.branchCopies, group.copies);
  group.branches += 1;
  group.items = 0;
  group.height = 0;
  group.size = 0;
  group.copies = 1;
}

function endGroup(group: Group): Node {
  endBranch(group);
  return {
    tree: group.choice.length === 1 ? group.choice[0]! : { is: 'choice', of: group.choice },
    literal: false,
    height: group.branchHeight + (group.branches > 1 ? 1 : 0) + (group.capturing ? 1 : 0),
    size: group.branchSize + (group.capturing ? 2 : 0),
    copies: group.branchCopies,
  };
}

/** `max` is undefined where there is no upper bound. */
function repeated(node: Node, min: number, max: number | undefined): Node {
  const times = max ?? min;
  const size =
    max === undefined ? (min === 0 ? 2 + node.size : 1 + min * node.size) : max * node.size + (max - min);
  return {
    tree: { is: 'repeat', of: node.tree, min, max },
    literal: false,
    height: node.height + 1,
    size: Math.max(size, 1),
    copies: max === 0 ? 1 : node.copies * Math.max(times, 1),
  };
}

/** The parts of the text that end at a fixed place. A sticky pattern matches where its `lastIndex` points. */
const REPEAT = /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y;
const NAMED_GROUP = /\(\?P?<(\w+)>/y;
const FLAGS = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;
const ESCAPE =
  /\\(?:[^\w\u0080-\uffff]|_|[aftnrv]|0[0-7]{0,2}|[1-7][0-7]{1,2}|x[\dA-Fa-f]{2}|x\{0*(?:10[\dA-Fa-f]{4}|[\dA-Fa-f]{1,5})\})/y;
const PERL_CLASS = /\\[dDsSwW]/y;
const UNICODE_CLASS = /\\[pP](?:\{\^?(\w*)\}|([^{]))/y;
const POSIX_CLASS = /\[:\^?(\w*):\]/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The character at `at` as a message shows it. */
const show = (text: string, at: number, length = 2): string =>
  `\`${Array.from(text.slice(at, at + 20))
    .slice(0, length)
    .join('')}\``;

/** A step through the text: where it continues, or why it cannot. */
type Step =
  | { readonly next: number; readonly fault?: undefined; readonly point?: number; readonly has?: Has }
  | { readonly fault: string };

function pointOf(written: string): number {
  const [, kind = '', rest = ''] = /^\\(.)(.*)$/s.exec(written) ?? [];
  if (kind === 'x') return Number.parseInt(rest.replace(/[{}]/g, ''), 16);
  if (/[0-7]/.test(kind)) return Number.parseInt(kind + rest, 8);
  const control = 'a\u0007f\u000ct\tn\nr\rv\u000b';
  const index = control.indexOf(kind);
  return index >= 0 && index % 2 === 0 ? control.charCodeAt(index + 1) : kind.charCodeAt(0);
}

/** An escape that stands for one character. */
function escapeAt(text: string, at: number): Step {
  const written = matchAt(ESCAPE, text, at)?.[0];
  if (written !== undefined) return { next: at + written.length, point: pointOf(written) };
  if (at + 1 >= text.length) return { fault: 'it ends with a single backslash' };
  if (/[1-9]/.test(text[at + 1] ?? '')) return { fault: `Go's RE2 has no backreference ${show(text, at)}` };
  return { fault: `Go's RE2 has no escape ${show(text, at)}` };
}

/** The characters of ASCII in classes that have a name, as between brackets. */
const PERL: Readonly<Record<string, string>> = { d: '\\d', s: '\\t\\n\\f\\r ', w: '\\w' };
const POSIX: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z\\d',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7f',
  blank: '\\t ',
  cntrl: '\\0-\\x1f\\x7f',
  digit: '\\d',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@[-`{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  word: '\\w',
  xdigit: 'A-Fa-f\\d',
};

/** The named classes that were looked for so far. */
const known = new Map<string, Has>();

function inPattern(source: string): Has {
  let has = known.get(source);
  if (has === undefined) {
    const pattern = new RegExp(source, 'u');
    has = (point) => pattern.test(String.fromCodePoint(point));
    known.set(source, has);
  }
  return has;
}

/** A category or script of Unicode. Names that JavaScript does not know hold no character of ASCII. */
function unicodeClass(name: string): Has {
  if (name === 'Any') return () => true;
  try {
    return inPattern(`\\p{${name.length > 2 ? 'Script=' : ''}${name}}`);
  } catch {
    return () => false;
  }
}

/** The characters that are the same as one of ASCII where case does not count. */
function sameLetters(point: number): readonly number[] {
  const character = String.fromCodePoint(point);
  if (!/[A-Za-z]/.test(character)) return [point];
  const other = point ^ 0x20;
  if (/k/i.test(character)) return [point, other, 0x212a];
  return /s/i.test(character) ? [point, other, 0x17f] : [point, other];
}

const folded = (has: Has, { fold }: Flags): Has => (fold ? (point) => sameLetters(point).some(has) : has);

function signed(has: Has, isNegated: boolean, flags: Flags): Has {
  const inCase = folded(has, flags);
  return isNegated ? (point) => !inCase(point) : inCase;
}

/** `\d` and its kin, `\pL`, `\p{Greek}`. Undefined when something else is there. */
function classEscapeAt(text: string, at: number, flags: Flags): Step | undefined {
  const perl = matchAt(PERL_CLASS, text, at)?.[0][1];
  if (perl !== undefined) {
    const lower = perl.toLowerCase();
    return { next: at + 2, has: signed(inPattern(`[${PERL[lower]}]`), perl !== lower, flags) };
  }
  if (text[at] !== '\\' || (text[at + 1] !== 'p' && text[at + 1] !== 'P')) return undefined;
  const match = matchAt(UNICODE_CLASS, text, at);
  const name = match?.[1] ?? match?.[2] ?? '';
  if (match === null || name === '' || !UNICODE_CLASSES.includes(` ${name} `)) {
    return { fault: `Go's RE2 knows no Unicode class ${show(text, at, 20)}` };
  }
  const isNegated = (text[at + 1] === 'P') !== match[0].startsWith('{^', 2);
  return { next: at + match[0].length, has: signed(unicodeClass(name), isNegated, flags) };
}

function classCharacterAt(text: string, at: number): Step {
  if (at >= text.length) return { fault: 'a character class has no closing `]`' };
  if (text[at] === '\\') return escapeAt(text, at);
  const point = text.codePointAt(at) ?? 0;
  return { next: at + (point > 0xffff ? 2 : 1), point };
}

/** A character class from its `[` to behind its `]`. */
function classAt(text: string, start: number, flags: Flags, isLong: boolean): Step {
  const isNegated = text[start + 1] === '^';
  const parts: Has[] = [];
  let at = start + (isNegated ? 2 : 1);
  /** Where the next `:]` is: many `[:` without one are not looked up again and again. */
  let close = -1;
  for (let first = true; first || text[at] !== ']'; first = false) {
    if (text.startsWith('[:', at) && text.length > at + 2) {
      if (close >= 0 && close < at + 2) close = -1;
      if (close < 0) close = text.indexOf(':]', at + 2);
      if (close < 0) close = text.length;
      if (close < text.length) {
        const match = matchAt(POSIX_CLASS, text, at);
        if (match === null || !Object.hasOwn(POSIX, match[1]!)) {
          return { fault: `Go's RE2 knows no character class ${show(text, at, 20)}` };
        }
        parts.push(signed(inPattern(`[${POSIX[match[1]!]}]`), match[0][2] === '^', flags));
        at += match[0].length;
        continue;
      }
    }
    const named = classEscapeAt(text, at, flags);
    if (named?.fault !== undefined) return named;
    if (named !== undefined) {
      parts.push(named.has!);
      at = named.next;
      continue;
    }
    const low = classCharacterAt(text, at);
    if (low.fault !== undefined) return low;
    at = low.next;
    const from = low.point ?? 0;
    if (text[at] !== '-' || at + 1 >= text.length || text[at + 1] === ']') {
      if (!isLong) parts.push(folded((point) => point === from, flags));
      continue;
    }
    const high = classCharacterAt(text, at + 1);
    if (high.fault !== undefined) return high;
    const to = high.point ?? 0;
    if (to < from) return { fault: 'a range of a character class runs backwards' };
    if (!isLong) parts.push(folded((point) => from <= point && point <= to, flags));
    at = high.next;
  }
  return { next: at + 1, has: (point) => parts.some((has) => has(point)) !== isNegated };
}

/** `(`, and `(?…`: a group with a name, flags, or neither. */
function openingAt(
  text: string,
  at: number,
  before: Flags,
): Step & { readonly group?: 'capturing' | 'plain'; readonly flags?: Flags } {
  if (text[at + 1] !== '?') return { next: at + 1, group: 'capturing' };
  const named = matchAt(NAMED_GROUP, text, at);
  if (named !== null) return { next: at + named[0].length, group: 'capturing' };
  const flags = matchAt(FLAGS, text, at);
  if (flags !== null) {
    const [written, on = '', off = '', end] = flags;
    const flag = (letter: string, was: boolean): boolean =>
      !off.includes(letter) && (was || on.includes(letter));
    return {
      next: at + written.length,
      ...(end === ':' && { group: 'plain' }),
      flags: {
        fold: flag('i', before.fold),
        dotAll: flag('s', before.dotAll),
        lines: flag('m', before.lines),
      },
    };
  }
  const kind = /^\(\?(<?[=!]|>|P?<|P[=>]|\||#|')?/.exec(text.slice(at, at + 5))?.[1];
  if (kind === '=' || kind === '!') return { fault: `Go's RE2 has no lookahead \`(?${kind}\`` };
  if (kind === '<=' || kind === '<!') return { fault: `Go's RE2 has no lookbehind \`(?${kind}\`` };
  if (kind === '>') return { fault: "Go's RE2 has no atomic group `(?>`" };
  if (kind === 'P=' || kind === 'P>') return { fault: `Go's RE2 has no reference to a group \`(?${kind}\`` };
  if (kind === '<' || kind === 'P<')
    return { fault: 'the name of a group is not letters, digits and "_" in `<…>`' };
  return { fault: `Go's RE2 has no group ${show(text, at, 3)}` };
}

const LITERAL = leaf(NOTHING, true);
const OTHER = leaf(NOTHING);

const edge = (at: 'start' | 'end' | 'word' | 'no word', lines = false): Node =>
  leaf({ is: 'edge', edge: at, lines });
const EDGES: Readonly<Record<string, Node>> = {
  A: edge('start'),
  z: edge('end'),
  b: edge('word'),
  B: edge('no word'),
};

const character = (point: number, flags: Flags): Node =>
  leaf({ is: 'set', has: folded((other) => other === point, flags) }, true);

/** What an expression says: its tree, or why Go's `regexp.Compile` refuses it. */
export interface Syntax {
  readonly fault?: string;
  /** None of one that is large beyond use. */
  readonly tree?: Tree;
}

/**
 * Reads what Go's `regexp.Compile` accepts (RE2 with Perl's flags), in linear time and with no recursion. It knows the
 * Unicode classes of Go 1.24; newer releases know more names for them.
 */
export function re2Syntax(text: string): Syntax {
  const groups: Group[] = [];
  let group = newGroup(false, { fold: false, dotAll: false, lines: false });
  const isLong = text.length > MAX_TREE.length;
  const literal = (point: number): Node => (isLong ? LITERAL : character(point, group.flags));
  let at = 0;
  /** Where the repeat ended that was the last thing read. */
  let repeatEnd = -1;

  while (at < text.length) {
    const sign = text[at];
    switch (sign) {
      case '(': {
        if (groups.length >= MAX_DEPTH) return { fault: `its groups are nested more than ${MAX_DEPTH} deep` };
        const opening = openingAt(text, at, group.flags);
        if (opening.fault !== undefined) return { fault: opening.fault };
        if (opening.group !== undefined) {
          groups.push(group);
          group = newGroup(opening.group === 'capturing', group.flags);
        }
        Object.assign(group.flags, opening.flags);
        at = opening.next;
        continue;
      }
      case ')': {
        const outer = groups.pop();
        if (outer === undefined) return { fault: 'a `)` has no `(` before it' };
        const node = endGroup(group);
        if (node.height > MAX_DEPTH) return { fault: `it is nested more than ${MAX_DEPTH} deep` };
        group = outer;
        settle(group, node);
        at += 1;
        continue;
      }
      case '|':
        endBranch(group);
        at += 1;
        continue;
      case '*':
      case '+':
      case '?':
      case '{': {
        const counted = sign === '{' ? matchAt(REPEAT, text, at) : null;
        if (sign === '{' && counted === null) break;
        const min = counted === null ? (sign === '+' ? 1 : 0) : Number(counted[1]);
        const open = counted === null ? sign !== '?' : counted[2] !== undefined && counted[3] === undefined;
        const max = open ? undefined : counted === null ? 1 : Number(counted[3] ?? counted[1]);
        const shown = counted === null ? sign : counted[0].slice(0, 20);
        if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT)
          return { fault: `the repeat \`${shown}\` is above ${MAX_REPEAT}` };
        if (max !== undefined && min > max)
          return { fault: `the repeat \`${shown}\` has its limits in the wrong order` };
        if (repeatEnd === at) {
          return {
            fault:
              sign === '+'
                ? "Go's RE2 has no possessive repeat such as `*+`"
                : `the repeat \`${shown}\` follows another repeat`,
          };
        }
        if (group.last === undefined) return { fault: `the repeat \`${shown}\` has nothing to repeat` };
        const node = repeated(group.last, min, max);
        if (counted !== null && node.copies > MAX_REPEAT)
          return { fault: `nested repeats ask for more than ${MAX_REPEAT} copies` };
        if (node.size > MAX_SIZE) return { fault: 'it grows too large with its repeats' };
        if (node.height > MAX_DEPTH) return { fault: `it is nested more than ${MAX_DEPTH} deep` };
        group.last = node;
        at += counted === null ? 1 : counted[0].length;
        if (text[at] === '?') at += 1;
        repeatEnd = at;
        continue;
      }
      case '[': {
        const step = classAt(text, at, group.flags, isLong);
        if (step.fault !== undefined) return { fault: step.fault };
        settle(group, isLong ? OTHER : leaf({ is: 'set', has: step.has! }));
        at = step.next;
        continue;
      }
      case '^':
      case '$':
        settle(group, isLong ? OTHER : edge(sign === '^' ? 'start' : 'end', group.flags.lines));
        at += 1;
        continue;
      case '.': {
        const { dotAll } = group.flags;
        settle(
          group,
          isLong ? OTHER : leaf({ is: 'set', has: (point) => dotAll || point !== 0xa, isAny: true }),
        );
        at += 1;
        continue;
      }
      case '\\': {
        const letter = text[at + 1] ?? '';
        if (letter === 'Q') {
          const end = text.indexOf('\\E', at + 2);
          const quoted = text.slice(at + 2, end < 0 ? text.length : end);
          for (const quote of quoted) settle(group, literal(quote.codePointAt(0)!));
          at = end < 0 ? text.length : end + 2;
          continue;
        }
        const place = EDGES[letter];
        if (place !== undefined) {
          settle(group, place);
          at += 2;
          continue;
        }
        if (letter === 'Z') return { fault: "Go's RE2 has no `\\Z`; `\\z` is the end of the text" };
        const named = classEscapeAt(text, at, group.flags);
        const step = named ?? escapeAt(text, at);
        if (step.fault !== undefined) return { fault: step.fault };
        settle(
          group,
          step.has === undefined ? literal(step.point!) : isLong ? OTHER : leaf({ is: 'set', has: step.has }),
        );
        at = step.next;
        continue;
      }
    }
    const point = text.codePointAt(at)!;
    settle(group, literal(point));
    at += point > 0xffff ? 2 : 1;
  }
  if (groups.length > 0) return { fault: 'a `(` has no `)` after it' };
  const { tree, height, size } = endGroup(group);
  if (height > MAX_DEPTH) return { fault: `it is nested more than ${MAX_DEPTH} deep` };
  if (size > MAX_SIZE) return { fault: 'it grows too large with its repeats' };
  const isSmall = !isLong && height <= MAX_TREE.height && size <= MAX_TREE.size;
  return isSmall ? { tree } : {};
}
