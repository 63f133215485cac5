import { yamlLanguage } from '@codemirror/lang-yaml';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { counted } from '../../../src/core/data/counted.ts';
import type { ObjectView } from '../core/messages.ts';
import { Code } from './code.tsx';
import { markMatches } from './mark-matches.ts';
import { TakeAlong, Toolbar } from './toolbar.tsx';

/** The rendered objects, one entry for each, of which a search shows those that have a text. */
export function Objects({
  objects,
  onSay,
}: {
  readonly objects: readonly ObjectView[];
  readonly onSay: (notice: string) => void;
}) {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const wanted = query.trim().toLowerCase();
  const shown = useMemo(
    () => objects.filter((object) => `${titleOf(object)}\n${object.yaml}`.toLowerCase().includes(wanted)),
    [objects, wanted],
  );
  useEffect(() => markMatches(list.current!, wanted), [shown, wanted]);
  return (
    <>
      <Toolbar>
        <input
          type="search"
          placeholder="Search the objects"
          aria-label="Search the objects"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <span class="count">
          {wanted === ''
            ? counted(objects.length, 'object')
            : `${shown.length} of ${counted(objects.length, 'object')}`}
        </span>
        <TakeAlong
          text={() => objects.map(({ yaml }) => `---\n${yaml}`).join('')}
          file="manifests.yaml"
          what="all objects"
          onSay={onSay}
        />
      </Toolbar>
      <div class="scroll" ref={list}>
        {shown.map((object) => (
          <ObjectEntry key={titleOf(object)} title={titleOf(object)} yaml={object.yaml} />
        ))}
        {shown.length === 0 && <p class="empty">No object has this text.</p>}
      </div>
    </>
  );
}

function ObjectEntry({ title, yaml }: { readonly title: string; readonly yaml: string }) {
  const [kind, ...rest] = title.split(' ');
  return (
    <details open class="object">
      <summary>
        <strong>{kind}</strong> {rest.join(' ')}
      </summary>
      <Code text={yaml} parser={yamlLanguage.parser} />
    </details>
  );
}

function titleOf({ kind, namespace, name }: ObjectView): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
