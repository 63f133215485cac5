import { describe, expect, it } from 'vitest';

import * as library from '../../src/index.ts';
import { read } from '../support/shown-documents.ts';

describe('docs/library.md', () => {
  it('names every function of the library', () => {
    const page = read('docs/library.md');
    const functions = Object.entries(library)
      .filter(([, value]) => typeof value === 'function' && !/^class\b/.test(String(value)))
      .map(([name]) => name);
    expect(functions).toContain('render');
    expect(functions.filter((name) => !new RegExp(`\`${name}[\`(]`).test(page))).toEqual([]);
  });
});
