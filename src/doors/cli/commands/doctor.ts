import { asClusterState, type ClusterState, documentKey } from '../../../operate/doctor/cluster-state.ts';
import { type Diagnosis, diagnosisOf } from '../../../operate/doctor/diagnose.ts';
import type { Asked } from '../../../operate/doctor/questions.ts';
import { choose } from '../choose.ts';
import { FORMATS } from '../definitions/doctor.ts';
import { readCluster } from '../doctor/read-cluster.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { examine } from '../inspect.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import type { Options } from '../options.ts';
import { readText } from '../read-bytes.ts';
import { doctorReport } from '../report/doctor.ts';

/** In bytes. A longer dump is not one of ours. */
const LONGEST = 64 * 1024 * 1024;

/** Says what is wrong with what runs of documents. */
export async function doctor(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const format = choose('format', options.format, FORMATS);
  const { from, context } = options;
  if (from !== undefined && (context !== undefined || format === 'dump')) {
    throw new UsageError(
      `--from reads a dump, so it goes without ${format === 'dump' ? '--format dump' : '--context'}`,
    );
  }
  const documents = examine('doctor', words, options, io, 'others');
  if (documents === undefined) return EXIT.errors;

  const state = from === undefined ? await readCluster(documents, context) : stateOf(from, documents, io);
  if (format === 'dump') {
    io.out(jsonFile(state));
    return EXIT.done;
  }
  const diagnoses = documents.map(({ argument, resolved, objects }) => ({
    document: documentKey(resolved),
    ...diagnosisOf(resolved, objects, state, argument === '-' ? 'runner.yaml' : argument),
  }));
  if (format === 'json') io.out(jsonFile(diagnoses));
  else io.err(doctorReport(diagnoses, io));
  return diagnoses.some(({ findings }: Diagnosis) => findings.length > 0) ? EXIT.errors : EXIT.done;
}

function stateOf(file: string, documents: readonly Asked[], io: Io): ClusterState {
  const { name, text } = readText(file, io, LONGEST);
  const state = asClusterState(parsed(text));
  if (state === undefined) {
    throw new UsageError(`${name} is not a dump of a cluster: doctor prints one with --format dump`);
  }
  const other = documents
    .map(({ resolved }) => documentKey(resolved))
    .find((key) => !state.documents.includes(key));
  if (other !== undefined) {
    throw new UsageError(
      `${name} was read for ${state.documents.join(', ')}, and not for ${other}: have doctor print it for this document`,
    );
  }
  return state;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
