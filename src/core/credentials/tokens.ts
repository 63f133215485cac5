import { onDemand } from '../data/on-demand.ts';

/** What tokens of one kind look like, as regular expressions. */
interface TokenKind {
  /** What they begin with, which may be shown. */
  readonly begins: string;
  /** What has to follow for a text to be hidden. */
  readonly hidden: string;
  /** What follows in a whole one, where a text cannot be anything else. */
  readonly whole?: string;
  /** What has to be before a whole one, for kinds that letters and digits may form by chance. */
  readonly after?: string;
  /** Whether GitLab gives them to runners. */
  readonly isOfRunner?: true;
}

/** How the tokens begin that only register runners. */
const REGISTRATION = 'GR1348941';

/** What follows in a token, but not in a name such as `glrt-shared-runners-production`: words of letters alone. */
const WORD = '(?![a-z]+(?:-(?:[a-z]+|\\d{1,3}))+(?![\\w.:/+=-]))[\\w.:-]{4,}';
/** Capitals or underscores, or twenty letters and digits without a dash: no name of a Secret has these. */
const MIXED = '(?=[a-z0-9.-]{0,20}[A-Z_]|(?=[a-z]{0,19}\\d)[a-z0-9]{20})';
/** The end of an escaped character of a URL, or the letter of a flag, but no part of a longer word. */
const GLUED = '(?<![A-Z0-9])|(?<=%[0-9A-F]{2})';

/** The kinds of tokens that are known by how they begin. */
const KINDS: readonly TokenKind[] = [
  { begins: 'glrtr?-', hidden: WORD, whole: `${MIXED}[\\w.-]{4}`, isOfRunner: true },
  { begins: REGISTRATION, hidden: WORD, whole: '[\\w-]{4}', isOfRunner: true },
  {
    begins: 'gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|soat|wt)-',
    hidden: WORD,
    whole: `${MIXED}[\\w.-]{20}`,
  },
  { begins: 'gh[oprsu]_', hidden: WORD, whole: '[A-Za-z0-9]{36}' },
  { begins: 'github_pat_', hidden: WORD, whole: '\\w{22}' },
  { begins: 'npm_', hidden: '[A-Za-z0-9]{36}', whole: '[A-Za-z0-9]{36}' },
  { begins: 'dckr_pat_', hidden: WORD, whole: '[\\w-]{20}' },
  { begins: 'xox[abeoprs]-', hidden: WORD, whole: '[\\w-]{10}' },
  { begins: 'hooks\\.slack\\.com/services/', hidden: '[\\w/]{8}', whole: '\\w+/\\w+/\\w{8}' },
  { begins: 'hv[bs]\\.', hidden: '[\\w-]{20}', whole: '[\\w-]{20}' },
  // Key ids of AWS, and signed tokens (JWT), the first part of which may stand alone where a text is cut.
  { begins: 'A[KS]IA', hidden: '[A-Z0-9]{8}', whole: '[A-Z0-9]{16}', after: GLUED },
  { begins: 'eyJ', hidden: '[\\w-]{8}', whole: '[\\w-]{8,512}\\.[\\w-]{8}' },
  // What Docker has of a registry's user: name and password in base64, in JSON that may be quoted itself.
  {
    begins: '\\\\?"auth\\\\?"\\s{0,4}:\\s{0,4}\\\\?"',
    hidden: '[A-Za-z0-9+/]{12}',
    whole: '[A-Za-z0-9+/]{12}',
  },
  // Keys of storage accounts of Azure, which are as long as a SHA-512 is.
  { begins: '(?<![A-Za-z0-9+/-])', hidden: '[A-Za-z0-9+/]{86}==', whole: '[A-Za-z0-9+/]{86}==' },
];

/** A token anywhere in a text: what may be shown of it as the group `begins`. */
export const token: () => RegExp = onDemand(
  () =>
    new RegExp(
      `(?<begins>${KINDS.map(({ begins, hidden }) => `${begins}(?=${hidden})`).join('|')})[\\w.:/+=-]*[\\w=-]`,
      'g',
    ),
);

/** What is in every text that has such a token, except for kinds that may begin with anything. */
const BEGINS = new RegExp(
  KINDS.filter(({ begins }) => !begins.startsWith('(?<!'))
    .map(({ begins }) => begins)
    .join('|'),
);

/** Whether it is worth the while to look for tokens in a text: a cheap look, which misses none. */
export function mayHoldToken(text: string): boolean {
  return BEGINS.test(text) || text.includes('==');
}

function whole(kinds: readonly TokenKind[]): RegExp {
  return new RegExp(
    kinds.map(({ begins, whole, after }) => `${after ? `(?:${after})` : ''}${begins}${whole}`).join('|'),
  );
}

const runnerToken = onDemand(() => whole(KINDS.filter(({ isOfRunner }) => isOfRunner)));
const otherToken = onDemand(() =>
  whole(KINDS.filter(({ whole, isOfRunner }) => whole !== undefined && !isOfRunner)),
);

/** No token but one of a runner is shorter. */
const SHORTEST = 15;
const SHORTEST_OF_RUNNER = 9;

/** Whether a text can only hold a token of a runner. */
export function holdsRunnerToken(text: string): boolean {
  return text.length >= SHORTEST_OF_RUNNER && mayHoldToken(text) && runnerToken().test(text);
}

/** Whether a text can only hold a token that is not one of a runner: of GitLab, GitHub, a cloud. */
export function holdsOtherToken(text: string): boolean {
  return text.length >= SHORTEST && mayHoldToken(text) && otherToken().test(text);
}

/** Whether a token only registers runners, which GitLab no longer lets it do. */
export function isRegistrationToken(token: string): boolean {
  return token.startsWith(REGISTRATION);
}
