import { counted } from '../../../core/data/counted.ts';
import { formatPath } from '../../../core/findings/diagnostic.ts';
import type { NotRead } from '../../../operate/doctor/cluster-state.ts';
import type { Diagnosis, Vitals } from '../../../operate/doctor/diagnose.ts';
import type { Finding } from '../../../operate/doctor/finding.ts';
import type { Io } from '../io.ts';
import { blocksText, type Line } from './blocks.ts';
import type { Piece } from './text.ts';

/** What is wrong with what runs of one document. */
type OfDocument = Diagnosis & {
  /** `NAMESPACE/NAME`. */
  readonly document: string;
};

const COMMAND_INDENT = 6;

/** Returns diagnoses as text for people: of each document what is wrong, what was seen, and how to fix it. */
export function doctorReport(diagnoses: readonly OfDocument[], look: Pick<Io, 'color' | 'columns'>): string {
  const blocks = diagnoses.flatMap((diagnosis): Line[][] => [
    ...diagnosis.findings.map((finding) => findingLines(diagnosis.document, finding)),
    summaryLines(diagnosis),
  ]);
  return blocksText(blocks, COMMAND_INDENT, look);
}

function findingLines(document: string, { code, happens, seen, how, commands = [], path }: Finding): Line[] {
  return [
    [0, [`${document}:`, 'bold'], [code, 'red'], [happens]],
    ...seen.map((words): Line => [2, ['seen:', 'dim'], [words]]),
    [2, ['fix:', 'green'], [how]],
    ...(path === undefined ? [] : [[4, ['in the document:'], [formatPath(path)]] as Line]),
    ...commands.map((command): Line => ['command', [command]]),
  ];
}

function summaryLines({ document, findings, notChecked, vitals }: OfDocument): Line[] {
  const verdict = verdictOf(findings.length, notChecked.length);
  // Where pods are not known, nothing is known of what runs.
  const pieces: readonly Piece[] = notChecked.some(({ what }) => what === 'pods')
    ? [verdict]
    : [verdict, [vitalsText(vitals)]];
  return [
    [0, [`${document}:`, 'bold'], ...pieces],
    ...notChecked.map((one): Line => [2, ['not checked:', 'dim'], [notCheckedText(one)]]),
  ];
}

function verdictOf(problems: number, notChecked: number): Piece {
  if (problems > 0) return [`${counted(problems, 'problem')};`, 'red'];
  return [notChecked > 0 ? 'no problem in what could be read;' : 'healthy:', 'green'];
}

function vitalsText({ managers, ending, versions, jobs }: Vitals): string {
  return [
    counted(managers, 'manager'),
    ...(ending > 0
      ? [`${ending} that end${ending === 1 ? 's' : ''} ${ending === 1 ? 'its' : 'their'} jobs`]
      : []),
    ...(versions.length > 0 ? [`runner ${versions.join(' and ')}`] : []),
    `${counted(jobs, 'job')} running`,
  ].join(', ');
}

function notCheckedText({ what, namespace, why }: NotRead): string {
  return `${what}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${why}`;
}
