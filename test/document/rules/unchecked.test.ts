import { describe, expect, it } from 'vitest';

import { findings } from './findings.ts';

describe('checkUnchecked', () => {
  it('warns of each key by its path', () => {
    const unchecked = {
      config: { future: { a: 1, b: [2] } },
      runners: { default: { kubernetes: { future_key: true } } },
    };
    expect(findings({}, { unchecked })).toEqual([
      'warning UNCHECKED_KEY spec.unchecked.config.future.a',
      'warning UNCHECKED_KEY spec.unchecked.config.future.b',
      'warning UNCHECKED_KEY spec.unchecked.runners.default.kubernetes.future_key',
    ]);
  });

  it('refuses keys for a runner that is not there', () => {
    expect(findings({}, { unchecked: { runners: { other: { a: 1 } } } })).toEqual([
      'error UNKNOWN_KEY spec.unchecked.runners.other',
    ]);
  });
});
