import type { Path } from '../../../core/data/path.ts';
import type { CauseCode } from '../causes.ts';
import type { Check } from '../check.ts';
import { restartCommand } from '../commands.ts';
import { type Finding, finding } from '../finding.ts';
import type { LogLine, Patient } from '../patient.ts';

/** A manager that gets no answer asks again at once, so what is older has passed. Milliseconds. */
const RECENT = 2 * 60_000;
/** How long a manager does not ask that was refused three times, by default. Milliseconds. */
const DISABLED = 3_600_000;
/** One request in many fails without a reason that lasts: a connection that was idle for too long. */
const OFTEN = 2;

/** What a line of a manager's log says of GitLab. */
interface Row {
  readonly code: CauseCode;
  readonly words: RegExp;
  /** How long the line holds, in milliseconds. Default: until the manager has asked again. */
  readonly holds?: number;
  readonly happens: (where: string) => string;
  readonly how: (patient: Patient) => string;
  readonly commands?: (patient: Patient) => readonly string[];
  readonly path?: Path;
}

const URL_PATH = (id: string): Path => ['spec', 'runners', id, 'url'];

const REFUSED = {
  code: 'TOKEN_REFUSED',
  happens: (where: string) =>
    `GitLab${where} refuses the token: it was reset, or belongs to a runner that was deleted, or to another GitLab.`,
  how: () =>
    "Reset the token on the runner's page in GitLab, write it into the Secret and restart the manager, which asks again only after an hour.",
  commands: (patient: Patient) => [restartCommand(patient)],
} as const;

const ABOUT_GITLAB = /Checking for jobs\.\.\.|is unhealthy and will be disabled/;

/** The first row that fits a line is the one that holds. */
const ROWS: readonly Row[] = [
  { ...REFUSED, words: /is unhealthy and will be disabled/, holds: DISABLED },
  { ...REFUSED, words: /Checking for jobs\.\.\. forbidden/ },
  {
    code: 'GITLAB_NAME',
    words:
      /dial tcp: lookup .*(?:no such host|server misbehaving|i\/o timeout|connection refused|no answer|Temporary failure)/,
    happens: (where) => `The name of GitLab${where} is not found.`,
    how: (patient) =>
      `Look at the host name in the url. Where it is right, the cluster's DNS does not answer the manager. ${policyHint(patient)}`,
  },
  {
    code: 'GITLAB_AUTHORITY',
    words: /x509: certificate signed by unknown authority/,
    happens: (where) => `The certificate of GitLab${where} is signed by a CA that the manager does not know.`,
    how: ({ resolved }) =>
      resolved.spec.certificates.ca === undefined
        ? 'Put the certificate of that CA, in PEM, into a Secret or ConfigMap, and name it in the document.'
        : 'The document names a CA, but not that one: put its certificate, in PEM and with those between, into the object. It is read without a restart.',
    path: ['spec', 'certificates', 'ca'],
  },
  {
    code: 'GITLAB_CERTIFICATE',
    words: /x509: /,
    happens: (where) => `The certificate of GitLab${where} is not valid for it.`,
    how: () =>
      'Use the name in the url for which the certificate is made, or have one made for that name, or renew it where it has expired.',
  },
  {
    code: 'GITLAB_URL',
    words:
      /failed.*(?:: 404 Not Found|: 410 Gone|: 405 |server gave HTTP response to HTTPS client|malformed HTTP response|first record does not look like a TLS handshake|unsupported protocol scheme|invalid character '<')/,
    happens: (where) => `What answers${where} is not the API of GitLab.`,
    how: () =>
      "Set the url to the address of GitLab's start page, with the right scheme, port and relative path.",
  },
  {
    code: 'GITLAB_UNREACHABLE',
    words: /failed.*(?:couldn't execute|execute request|dial tcp|i\/o timeout|deadline exceeded)/,
    happens: (where) => `The manager does not reach GitLab${where}.`,
    how: (patient) =>
      `Look at host and port of the url, and at what is between: a firewall, a proxy that the manager needs in manager.env. ${policyHint(patient)}`,
  },
  {
    code: 'GITLAB_FAILS',
    words: /(?:GitLab instance currently unavailable|failed.*: (?:5\d\d|429) )/,
    happens: (where) => `GitLab${where}, or what is before it, answers with an error.`,
    how: () => 'Look at GitLab itself. The manager goes on asking, and needs nothing when it is back.',
  },
];

/** What managers say of GitLab: the last line of each kind, for each runner, unless a job has come since. */
export const gitlab: Check = (patient) => {
  const said = new Map<string, { readonly row: Row; readonly runner: string; readonly lines: LogLine[] }>();
  for (const line of patient.log) {
    const runner = runnerOf(patient, line.text);
    if (line.text.includes('Checking for jobs... received')) {
      for (const { code } of ROWS) said.delete(`${code} ${runner}`);
    }
    // Other lines say the same of other hosts, for example of a registry.
    const row = ABOUT_GITLAB.test(line.text) ? ROWS.find(({ words }) => words.test(line.text)) : undefined;
    if (row === undefined || line.at === undefined) continue;
    const key = `${row.code} ${runner}`;
    const before = said.get(key)?.lines ?? [];
    said.set(key, { row, runner, lines: [...before.slice(1 - OFTEN), line] });
  }
  return [...said.values()].flatMap(({ row, runner, lines }) =>
    isNow(patient, row, lines) ? toFinding(patient, row, runner, lines.at(-1)!) : [],
  );
};

function isNow({ now, resolved }: Patient, { holds }: Row, lines: readonly LogLine[]): boolean {
  const [first, last] = [lines[0]!.at!, lines.at(-1)!.at!];
  if (holds !== undefined) return now - last <= holds;
  // Each runner asks at least once in two intervals.
  const asks = RECENT + 2000 * (resolved.spec.config.check_interval ?? 0);
  return lines.length >= OFTEN && now - last <= asks && last - first <= asks;
}

function toFinding(patient: Patient, row: Row, id: string, { text }: LogLine): Finding {
  const { resolved } = patient;
  const runner = resolved.runners.find((one) => one.id === id);
  const where = runner === undefined ? '' : ` at ${runner.section.url}`;
  const path = row.path ?? (row.code === 'TOKEN_REFUSED' ? tokenPath(patient, id) : URL_PATH(id));
  return finding(row.code, row.happens(where), [text], {
    how: row.how(patient),
    ...(row.commands && { commands: row.commands(patient) }),
    ...(runner !== undefined && { path }),
  });
}

/** The id of the runner entry that a line is about: by its name, or the only one. */
function runnerOf({ resolved }: Patient, text: string): string {
  const name = /\brunner_name=(\S+)/.exec(text)?.[1] ?? /"runner_name":"([^"]*)"/.exec(text)?.[1];
  const { runners } = resolved;
  const named = runners.find(({ section }) => section.name === name);
  if (named !== undefined) return named.id;
  return runners.length === 1 ? runners[0]!.id : '';
}

function tokenPath({ resolved }: Patient, id: string): Path {
  const { token } = resolved.spec.runners[id] ?? {};
  return ['spec', 'runners', id, 'token', ...(token?.secretKeyRef ? ['secretKeyRef'] : [])];
}

function policyHint({ resolved }: Patient): string {
  return resolved.spec.networkPolicy.enabled
    ? 'The network policy that the document renders may be in the way: spec.networkPolicy has what it opens.'
    : 'A network policy of the namespace may be in the way.';
}
