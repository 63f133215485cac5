import { formatPath } from '../../../src/core/findings/diagnostic.ts';
import type { ImportedReport } from '../../../src/import/document/finish.ts';
import { REMARK_KINDS, REMARK_TITLES, type Remark } from '../../../src/import/draft.ts';
import type { Imported } from '../../../src/import/import-config.ts';
import type { Origin } from '../../../src/import/read/located.ts';
import type { Step } from '../../../src/import/switch-over.ts';
import { Prose } from './prose.tsx';

/** What an import kept, changed, dropped and left to decide, and how to switch over. */
export function ImportReport({ imported: { documents, report } }: { readonly imported: Imported }) {
  return (
    <div class="scroll report">
      <Remarks remarks={report.remarks} />
      {documents.map(({ name, namespace }, index) => (
        <section key={`${namespace}/${name}`}>
          <h3>
            {name} in {namespace}
          </h3>
          <DocumentReport report={report.documents[index]!} />
        </section>
      ))}
    </div>
  );
}

function DocumentReport({
  report: { kept, remarks, diagnostics, steps },
}: {
  readonly report: ImportedReport;
}) {
  return (
    <>
      <p>{kept} settings kept.</p>
      <Remarks remarks={remarks} />
      {diagnostics.length > 0 && (
        <>
          <h4>Validation</h4>
          <ul>
            {diagnostics.map(({ severity, code, path, message, from }, index) => (
              <li key={index}>
                <Place of={from} /> <code>{formatPath(path) || 'document'}</code>: {severity}{' '}
                <code>{code}</code> <Prose text={message} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>To switch over</h4>
      <ol>
        {steps.map((step) => (
          <StepEntry key={step.text} step={step} />
        ))}
      </ol>
    </>
  );
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <>
      {REMARK_KINDS.map((kind) => {
        const own = remarks.filter((remark) => remark.kind === kind);
        return (
          own.length > 0 && (
            <section key={kind} class={`remarks ${kind}`}>
              <h4>{REMARK_TITLES[kind]}</h4>
              <ul>
                {own.map(({ from, subject, text }, index) => (
                  <li key={index}>
                    <Place of={from} /> <code>{subject}</code>: <Prose text={text} />
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

function Place({ of: origin }: { readonly of: Origin | undefined }) {
  return origin === undefined || origin.file === '' ? null : (
    <span class="about">
      {origin.file}:{origin.line}
    </span>
  );
}

function StepEntry({ step: { text, commands = [] } }: { readonly step: Step }) {
  return (
    <li>
      <Prose text={text} />
      {commands.length > 0 && <pre class="commands">{commands.join('\n')}</pre>}
    </li>
  );
}
