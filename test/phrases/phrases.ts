/** A phrase that sounds translated, and the plain word for it. */
export interface Phrase {
  /** What to look for. A blank stands for a line break too, and `·` for code. */
  readonly pattern: RegExp;
  readonly instead: string;
  /** A text that has the phrase. */
  readonly wrong: string;
  /** Texts that look like it and are right. */
  readonly right?: readonly string[];
}

/** Phrases to avoid, in the order of the word list in CONTRIBUTING.md. */
export const phrases: readonly Phrase[] = [
  {
    pattern: /\b(?:stands?|stood|standing)\b(?!-)(?!(?: in)? for\b| alone\b)/i,
    instead: 'is; for "as it stands": as it is, unchanged',
    wrong: 'The key stands among others.',
    right: ['a stand-alone program', 'A star stands for any name.', 'An option can stand alone.'],
  },
  {
    pattern: /[,;:] so that\b/i,
    instead: 'so, for a result; "so that" without a comma says a purpose',
    wrong: 'The port is closed, so that nobody connects.',
    right: ['Pin the digest so that a new tag changes nothing.'],
  },
  {
    pattern:
      /\btakes\b(?!-| (?:effect|over|precedence|part|place|priority|long|longer|(?:\S+ ){0,3}(?:ms|seconds?|minutes?|hours?|moment|while)\b|(?:[^\s.,:;]+ ){1,8}from\b))/i,
    instead: 'accepts, needs, uses or reads',
    wrong: 'The flag takes a list.',
    right: ['It takes up to 2 minutes.', 'The change takes effect.', 'It takes the value from a Secret.'],
  },
  {
    pattern: /\bt(?:ake|akes|aken|ook|aking) (?:(?!from\b)[^\s.,:;]+ ){0,3}out\b/i,
    instead: 'remove',
    wrong: 'Take the service out.',
    right: ['Take one of them: it works out.'],
  },
  {
    pattern: /\bpass(?:es|ed|ing)? over\b/i,
    instead: 'skips, ignores',
    wrong: 'It passes over empty files.',
  },
  {
    pattern: /\b(?:is|are|was|were|be|been) told\b/i,
    instead: 'is reported',
    wrong: 'Each change is told.',
  },
  {
    pattern:
      /\btells(?! (?:you|us|it|them|users?|kustomize|Kubernetes|Docker|the [\w ]*?(?:user|runner|manager|client|server|cluster))\b)/i,
    instead: 'says, shows, reports',
    wrong: 'The page tells what failed.',
    right: ['It tells you what failed.', 'It tells the API server.'],
  },
  {
    pattern: /\bhardly meant\b/i,
    instead: 'probably not intended',
    wrong: 'The value is hardly meant.',
    right: ['hardly anyone uses it'],
  },
  {
    pattern: /\bfor ever\b/i,
    instead: 'forever, never ends',
    wrong: 'It waits for ever.',
  },
  {
    pattern: /\blets? (?:\S+ ){1,3}(?<!\bthe )rest\b/i,
    instead: 'leaves … alone',
    wrong: 'It lets such pods rest.',
    right: ['Let the rest start.'],
  },
  {
    pattern: /\bmend(?:s|ed|ing)?\b/i,
    instead: 'fix',
    wrong: 'The command mends the file.',
  },
  {
    pattern: /\b(?:come|comes|came|coming) to(?! (?:an? end|a (?:halt|stop)|light|mind))\b/i,
    instead: 'results in, is, adds up to, reaches',
    wrong: 'See what a layer comes to.',
    right: ['The run comes to an end.'],
  },
  {
    pattern: /\b(?:what|that) (?:comes|came) of\b/i,
    instead: 'the result',
    wrong: 'See what comes of it.',
  },
  {
    pattern: /\b(?:go|goes|gone|going|went) on\b(?! (?:the|an?|top|\w+ing)\b)/i,
    instead: 'continue, keep',
    wrong: 'The job goes on without it.',
    right: ['It goes on the first line.', 'The daemon goes on running.'],
  },
  {
    pattern: /\b(?:is|are|as|with|from|to|than|and|or|but|by|beside|like) (?:that|those) of\b/i,
    instead: 'the noun again, or a genitive ("the runner\'s")',
    wrong: 'The name is that of the runner.',
    right: ['Those of a package are left alone.'],
  },
  {
    pattern:
      /(?<!\bthere )\b(?:is|are|was|were|be) no(?:ne)?\b(?! (?:longer|more|less|fewer|other|better|worse|different|[a-z]+er than)\b)/i,
    instead: 'is not, is not a',
    wrong: 'A target that finds nothing is no error.',
    right: ['There is no pod.', 'It is no longer read.', 'It is no more than a name.'],
  },
  {
    pattern: /\banyhow\b/i,
    instead: 'anyway',
    wrong: 'It works anyhow.',
  },
  {
    pattern: /\ball the same\b/i,
    instead: 'anyway, still',
    wrong: 'It starts all the same.',
  },
  {
    pattern: /\bby themselves\b/i,
    instead: 'on their own, without help',
    wrong: 'They start by themselves.',
  },
  {
    pattern: /\banew\b/i,
    instead: 'again',
    wrong: 'It is written anew.',
  },
  {
    pattern: /\bmany an?\b/i,
    instead: 'many',
    wrong: 'Many a cluster has none.',
    right: ['Many are not.'],
  },
  {
    pattern: /\b(?:asks?|asking) for no (?:more|less) than\b/i,
    instead: 'needs only',
    wrong: 'It asks for no more than a name.',
    right: ['The manager asks for no more jobs.'],
  },
  {
    pattern: /\b(?:has|have) not\b(?=[.,;:)])/i,
    instead: 'does not have',
    wrong: 'It names keys that the schema has not.',
    right: ['The job has not ended.'],
  },
  {
    pattern: /\bholds? for\b/i,
    instead: 'applies to',
    wrong: 'The policy holds for all pods.',
    right: ['It holds the token for a job.'],
  },
  {
    pattern: /\bin clear\b/i,
    instead: 'in plain text, unencrypted',
    wrong: 'A credential would be rendered in clear.',
  },
  {
    pattern: /\bby (?:its|their) looks\b/i,
    instead: 'by its form',
    wrong: 'A token is known by its looks.',
  },
  {
    pattern: /\bwithout a word\b|\bin silence\b/i,
    instead: 'silently',
    wrong: 'The runner drops it without a word.',
  },
];

/** A use of a phrase that is right where it is. */
export interface PermittedUse {
  readonly file: string;
  /** The words around it, exactly as they are in the file. */
  readonly text: string;
  readonly reason: string;
}

/** Files on which recorded runs on a cluster rest: another comment would ask for another run. */
const RECORDED = ['argocd', 'flux'].map((component) => `overlays/components/${component}/kustomization.yaml`);

export const permitted: readonly PermittedUse[] = [
  ...RECORDED.map((file) => ({
    file,
    text: 'A target that finds nothing is no error in kustomize',
    reason: 'test/cluster/full records its runs by a hash of this file',
  })),
  { file: 'src/doors/document-text/source.ts', text: "'./mend.ts'", reason: 'the name of a module' },
];
