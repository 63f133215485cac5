import { expect, it } from 'vitest';

import { type GitLabRunner, render, renderRunner, validateConfig } from '../src/index.ts';
import { document } from './support/resource-list.ts';

/** The same value, whose keys and items say `again` to whoever asks for them another time. */
function readOnce(value: unknown, again: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const answered = new Set<string | symbol>();
  return new Proxy(value, {
    get(target, key) {
      if (answered.has(key)) return again;
      answered.add(key);
      return readOnce(Reflect.get(target, key), again);
    },
  });
}

it.each([[undefined], [null], [2 ** 31], ['text'], [[]], [{}]])(
  'reads a document once, and takes no notice of what it says afterwards: %j',
  (again) => {
    const spec = { ...document.spec, manager: { env: [{ name: 'A', value: 'b' }] } };
    const config = { ...document, spec } as GitLabRunner;
    const objects = renderRunner(config);
    expect(render(readOnce(config, again))).toEqual({ ok: true, objects, diagnostics: [] });
    expect(renderRunner(readOnce(config, again) as GitLabRunner)).toEqual(objects);
    const value = readOnce(config, again);
    const result = validateConfig(value);
    expect(result.ok && result.config === value).toBe(true);

    const wrong = { ...config, spec: { ...spec, runners: { default: { url: 'gitlab.com', tokn: 'x' } } } };
    const { diagnostics } = validateConfig(wrong);
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(validateConfig(readOnce(wrong, again))).toEqual({ ok: false, diagnostics });
  },
);
