import type { Diff, ObjectChange } from '../../../src/operate/diff/diff.ts';
import type { When } from '../../../src/operate/diff/effects.ts';
import type { Effect } from '../../../src/operate/diff/effects-of.ts';
import { HEADINGS, objectText } from '../../../src/operate/diff/markdown.ts';
import type { Compared } from '../core/messages.ts';
import type { Loaded } from '../loaded.ts';
import { useLatest } from '../use-latest.ts';
import { Prose } from './prose.tsx';
import { Toolbar } from './toolbar.tsx';

/** What applying the objects does where those of the loaded document are. */
export function Changes({
  loaded,
  text,
  onCompareFromHere,
}: {
  readonly loaded: Loaded;
  readonly text: string;
  readonly onCompareFromHere: () => void;
}) {
  const compared = useLatest('compare', { before: loaded.text, after: text });
  return (
    <>
      <Toolbar>
        <span class="count">Against {loaded.name}</span>
        <button type="button" onClick={onCompareFromHere}>
          Compare from here on
        </button>
      </Toolbar>
      <div class="scroll">
        {compared === undefined ? null : typeof compared === 'string' ? (
          <p class="empty">{NOTHING[compared]}</p>
        ) : compared.changes.length === 0 ? (
          <p class="empty">
            No differences. Change the document to see what the change does to managers and jobs that run.
          </p>
        ) : (
          <Differences diff={compared} />
        )}
      </div>
    </>
  );
}

const NOTHING: Readonly<Record<Exclude<Compared, Diff>, string>> = {
  'no objects before': 'What was loaded has errors, so there is nothing to compare with.',
  'no objects after': 'The document has errors, so there is nothing to compare.',
};

function Differences({ diff: { effects, changes } }: { readonly diff: Diff }) {
  return (
    <>
      {(Object.keys(HEADINGS) as When[]).map((when) => {
        const own = effects.filter((effect) => effect.when === when);
        return (
          own.length > 0 && (
            <section key={when}>
              <h3>{HEADINGS[when]}</h3>
              {own.map((effect) => (
                <EffectCard key={effect.code + effect.happens} effect={effect} />
              ))}
            </section>
          )
        );
      })}
      <section>
        <h3>Changed objects</h3>
        {changes.map((change) => (
          <ChangeEntry key={objectText(change.object)} change={change} />
        ))}
      </section>
    </>
  );
}

function EffectCard({
  effect: { code, when, happens, jobs, objects, details, commands },
}: {
  readonly effect: Effect;
}) {
  return (
    <article class={`card ${when}`}>
      <h4>
        <code>{code}</code>
      </h4>
      <p class="about">{objects.map(objectText).join(', ')}</p>
      <p>
        <Prose text={happens} />
      </p>
      {details.length > 0 && <p>In detail: {details.join(', ')}</p>}
      <p>
        <strong>Jobs that run:</strong> <Prose text={jobs} />
      </p>
      {commands.length > 0 && <pre class="commands">{commands.join('\n')}</pre>}
    </article>
  );
}

const SIGNS = { added: '+', removed: '−', changed: '~' } as const;

function ChangeEntry({ change: { what, object, lines } }: { readonly change: ObjectChange }) {
  return (
    <details class="object" open={what === 'changed'}>
      <summary>
        <span class={`sign ${what}`}>{SIGNS[what]}</span> {objectText(object)}{' '}
        <span class="about">{what}</span>
      </summary>
      <pre class="code">
        {lines.map((line, index) => (
          <span key={index} class={classOf(line)}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </details>
  );
}

function classOf(line: string): string {
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return line.startsWith('@@') ? 'hunk' : '';
}
