import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { asClusterState, type ClusterState, documentKey } from '../../doctor/cluster-state.ts';
import { type Diagnosis, diagnosisOf } from '../../doctor/diagnose.ts';
import type { Asked } from '../../doctor/questions.ts';
import { CHOICES } from '../choices.ts';
import { choose } from '../choose.ts';
import { readCluster } from '../doctor/read-cluster.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { FileError } from '../file-error.ts';
import { inspect, readBytes, readInput } from '../input.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import type { Options } from '../options.ts';
import { doctorReport } from '../report/doctor.ts';
import { report } from '../report/index.ts';

/** A longer dump is none of ours. Bytes. */
const LONGEST = 64 * 1024 * 1024;

interface Document extends Asked {
  readonly file: string;
}

/** Says what is wrong with what runs of documents. */
export async function doctor(files: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError('doctor takes files, or - for standard input');
  const format = choose('format', options.format, CHOICES.doctor.format);
  const { from, context } = options;
  if (from !== undefined && (context !== undefined || format === 'dump')) {
    throw new UsageError(
      `--from reads a dump, so it goes without ${format === 'dump' ? '--format dump' : '--context'}`,
    );
  }
  const documents: Document[] = [];
  for (const file of files) {
    const source = readInput(file, io);
    const { compiled, diagnostics } = inspect(source);
    // What is only a warning about the document is for validate to say.
    if (!compiled?.ok || hasErrors(diagnostics)) {
      io.err(report(diagnostics, new Map([[source.file, source.text]]), { ...io, format: 'text' }));
      return EXIT.errors;
    }
    const { resolved, objects } = compiled;
    documents.push({ file, resolved, objects });
  }

  const state = from === undefined ? await readCluster(documents, context) : stateOf(from, documents, io);
  if (format === 'dump') {
    io.out(jsonFile(state));
    return EXIT.done;
  }
  const diagnoses = documents.map(({ file, resolved, objects }) => ({
    document: documentKey(resolved),
    ...diagnosisOf(resolved, objects, state, file === '-' ? 'runner.yaml' : file),
  }));
  if (format === 'json') io.out(jsonFile(diagnoses));
  else io.err(doctorReport(diagnoses, io));
  return diagnoses.some(({ findings }: Diagnosis) => findings.length > 0) ? EXIT.errors : EXIT.done;
}

function stateOf(file: string, documents: readonly Document[], io: Io): ClusterState {
  const { name, content } = readBytes(file, io, LONGEST);
  if (content.length > LONGEST) throw new FileError(`cannot read ${name}`, { code: 'EFBIG' });
  const state = asClusterState(parsed(new TextDecoder().decode(content)));
  if (state === undefined) {
    throw new UsageError(`${name} is no dump of a cluster: doctor prints one with --format dump`);
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
