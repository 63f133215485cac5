/** What tokens of one kind look like, as regular expressions. */
interface TokenKind {
  /** What they begin with, which may be shown. */
  readonly begins: string;
  /** What has to follow for a text to be hidden. */
  readonly hidden: string;
  /** What follows in a whole one, where a text cannot be anything else. */
  readonly whole?: string;
  /** Whether GitLab gives them to runners. */
  readonly isOfRunner?: true;
}

/** How the tokens begin that only register runners. */
const REGISTRATION = 'GR1348941';

const WORD = '[\\w.:-]{4,}';

/** The kinds of tokens that are known by how they begin. */
const KINDS: readonly TokenKind[] = [
  // What follows `glrt-` has capitals or underscores, or is long and mixes letters and digits without a dash, which the
  // name of a Secret such as `glrt-shared-runners-production` does not.
  {
    begins: 'glrtr?-',
    hidden: WORD,
    whole: '(?=[a-z0-9.-]{0,20}[A-Z_]|(?=[a-z]{0,19}\\d)[a-z0-9]{20})[\\w.-]{4}',
    isOfRunner: true,
  },
  { begins: REGISTRATION, hidden: WORD, whole: '[\\w-]{4}', isOfRunner: true },
  {
    begins: 'gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|soat|wt)-',
    hidden: WORD,
    whole: '[\\w.-]{20}',
  },
  { begins: 'gh[oprsu]_', hidden: WORD, whole: '[A-Za-z0-9]{36}' },
  { begins: 'github_pat_', hidden: WORD, whole: '\\w{22}' },
  // Key ids of AWS, and signed tokens (JWT).
  { begins: 'A[KS]IA', hidden: '[A-Z0-9]{8}[\\w.:-]*', whole: '[A-Z0-9]{16}' },
  { begins: 'eyJ', hidden: '[\\w-]{8}[\\w.:-]*' },
];

/** A token anywhere in a text: what may be shown of it as the group `begins`. */
export const TOKEN: RegExp = new RegExp(
  `(?<begins>${KINDS.map(({ begins, hidden }) => `${begins}(?=${hidden})`).join('|')})[\\w.:-]*[\\w-]`,
  'g',
);

function whole(kinds: readonly TokenKind[], before: string): RegExp {
  return new RegExp(`(?:^|[^${before}])(?:${kinds.map(({ begins, whole }) => begins + whole).join('|')})`);
}

const RUNNER_TOKEN = whole(
  KINDS.filter(({ isOfRunner }) => isOfRunner),
  'A-Za-z0-9',
);
const OTHER_TOKEN = whole(
  KINDS.filter(({ whole, isOfRunner }) => whole !== undefined && !isOfRunner),
  'A-Za-z0-9_-',
);

/** Whether a text can only hold a token of a runner. */
export function holdsRunnerToken(text: string): boolean {
  return RUNNER_TOKEN.test(text);
}

/** Whether a text can only hold a token of GitLab, GitHub or AWS that is not one of a runner. */
export function holdsOtherToken(text: string): boolean {
  return OTHER_TOKEN.test(text);
}

/** Whether a token only registers runners, which GitLab no longer lets it do. */
export function isRegistrationToken(token: string): boolean {
  return token.startsWith(REGISTRATION);
}
