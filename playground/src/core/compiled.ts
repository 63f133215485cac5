import type { Compiled } from '../../../src/core/compile.ts';
import { type Diagnostic, hasErrors } from '../../../src/core/findings/diagnostic.ts';
import { compileDocuments } from '../../../src/doors/cli/compile-documents.ts';
import { attach } from '../../../src/doors/document-text/attach.ts';
import { readSources, type Source } from '../../../src/doors/document-text/source.ts';

/** Name of the text in findings. */
const FILE = 'runner.yaml';

/** How many texts are kept: the one in the editor, and the one that it is compared with. */
const MAX_KEPT = 2;

/** The results of the documents of a text. */
export interface CompiledText {
  readonly sources: readonly Source[];
  readonly findings: readonly Diagnostic[];
  /** One for each document; nothing where one has errors. */
  readonly documents: readonly Good[] | undefined;
}

type Good = Extract<Compiled, { readonly ok: true }>;

const kept = new Map<string, CompiledText>();

/** Returns the results of the documents of a text. The last ones are kept, since each is asked for several times. */
export function compiled(text: string): CompiledText {
  const result = kept.get(text) ?? compileText(text);
  kept.delete(text);
  kept.set(text, result);
  for (const old of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(old);
  return result;
}

function compileText(text: string): CompiledText {
  const sources = readSources(text, FILE);
  const { compiled, findings: ofEach } = compileDocuments(
    sources.map((source) => ({
      value: source.value,
      scalarText: source.scalarText,
      placed: (diagnostics) => attach(diagnostics, source),
    })),
  );
  const findings = ofEach.flat();
  const good = compiled.filter((one): one is Good => one.ok);
  const isGood = good.length === sources.length && !hasErrors(findings);
  return { sources, findings, documents: isGood ? good : undefined };
}
