import { adviceLines } from '../../../src/core/findings/advice-lines.ts';
import { type Diagnostic, placeName } from '../../../src/core/findings/diagnostic.ts';
import { Prose } from './prose.tsx';

/** All that is wrong with the document, each with its place and what mends it. */
export function Findings({
  findings,
  onGoTo,
  onFix,
}: {
  readonly findings: readonly Diagnostic[];
  readonly onGoTo: (finding: Diagnostic) => void;
  readonly onFix: (finding: Diagnostic) => void;
}) {
  if (findings.length === 0) return <p class="empty">No problems found.</p>;
  return (
    <ol class="scroll findings">
      {findings.map((finding, index) => {
        const { code, severity, message, range, edits } = finding;
        return (
          <li key={index} class={`card ${severity}`}>
            <h3>
              <span class="severity">{severity}</span> <code>{code}</code>
            </h3>
            <p>
              <Prose text={message} />
            </p>
            {adviceLines(finding).map((line) => (
              <p class="advice" key={line}>
                <Prose text={line} />
              </p>
            ))}
            <p class="actions">
              {range !== undefined && (
                <button type="button" onClick={() => onGoTo(finding)}>
                  Line {range.start.line}
                </button>
              )}
              {edits !== undefined && (
                <button type="button" class="primary" onClick={() => onFix(finding)}>
                  Fix
                </button>
              )}
              <span class="about">{placeName(finding)}</span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
