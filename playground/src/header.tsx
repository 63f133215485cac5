import examples from 'virtual:examples';
import { useRef } from 'preact/hooks';

import type { Example } from '../build/examples.ts';
import type { Theme } from './theme.ts';

const groups = [...new Set(examples.map(({ group }) => group))];

/** What the page is, and what brings a document into it and out of it. */
export function Header({
  theme,
  onExample,
  onFiles,
  onShare,
}: {
  readonly theme: Theme;
  readonly onExample: (example: Example) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onShare: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <header>
      <div>
        <h1>
          gitlab-runner-manifests <span>playground</span>
        </h1>
        <p class="about">A document on the left, the Kubernetes manifests of a GitLab Runner on the right</p>
      </div>
      <div class="actions">
        <select
          aria-label="Load an example"
          value=""
          onChange={({ currentTarget }) => {
            const example = examples[Number(currentTarget.value)];
            currentTarget.value = '';
            if (example !== undefined) onExample(example);
          }}
        >
          <option value="" disabled>
            Examples
          </option>
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {examples.map(
                (example, index) =>
                  example.group === group && (
                    <option key={example.name} value={index}>
                      {example.name}
                    </option>
                  ),
              )}
            </optgroup>
          ))}
        </select>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".yaml,.yml,.json,.toml"
          aria-label="Files to import"
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            onFiles(files);
          }}
        />
        <button
          type="button"
          title="Make a document of a values.yaml, a config.toml or manifests; or drop them anywhere"
          onClick={() => input.current!.click()}
        >
          Import…
        </button>
        <button type="button" onClick={onShare}>
          Share…
        </button>
        <button
          type="button"
          aria-label={`Use ${theme.isDark ? 'light' : 'dark'} colours`}
          onClick={theme.toggle}
        >
          {theme.isDark ? 'Light' : 'Dark'}
        </button>
      </div>
    </header>
  );
}
