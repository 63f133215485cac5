import { StreamLanguage } from '@codemirror/language';
import { toml as mode } from '@codemirror/legacy-modes/mode/toml';

import type { DocumentView } from '../core/messages.ts';
import { Code } from './code.tsx';
import { TakeAlong, Toolbar } from './toolbar.tsx';

const { parser } = StreamLanguage.define(mode);

/** The config.toml of each document, as its ConfigMap or Secret holds it. */
export function ConfigToml({
  documents,
  onSay,
}: {
  readonly documents: readonly DocumentView[];
  readonly onSay: (notice: string) => void;
}) {
  return (
    <>
      {documents.map(({ name, toml }) => (
        <section class="file" key={name} aria-label={`config.toml of ${name}`}>
          <Toolbar>
            <span class="count">config.toml of {name}</span>
            <TakeAlong text={() => toml} file="config.toml" what={`config.toml of ${name}`} onSay={onSay} />
          </Toolbar>
          <Code text={toml} parser={parser} />
        </section>
      ))}
    </>
  );
}
