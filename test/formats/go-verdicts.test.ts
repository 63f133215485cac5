import { describe, expect, it } from 'vitest';
import { formats } from '../../src/core/formats/index.ts';
import verdicts from './go-verdicts.json' with { type: 'json' };

/**
 * What Go's own parsers say to each text: regexp.Compile, time.ParseDuration and time.Parse of Go 1.24,
 * Kubernetes' apimachinery 0.32, gorhill/cronexpr and distribution/reference.
 */
const byFormat: Readonly<
  Record<string, { readonly takes: readonly string[]; readonly refuses: readonly string[] }>
> = verdicts;

/** Texts that Go takes and we refuse: what Go makes of them is never what the text says, or nothing takes it. */
const refusedOnPurpose: Readonly<Record<string, (text: string) => boolean>> = {
  quantity: (text) => text.startsWith('-') || !/\d/.test(text.replace(/[eE][+-]?\d+$/, '')),
  cron7: (text) => text.includes('@') || text.split(/\s+/).length > 7 || /,,|^,|,$|fri-mon/.test(text),
  datetime: (text) => text.endsWith('+24:00'),
  cidr: (text) => /\/0\d/.test(text),
};

describe.each(Object.keys(byFormat))('%s', (name) => {
  const { takes = [], refuses = [] } = byFormat[name] ?? {};
  const onPurpose = refusedOnPurpose[name] ?? (() => false);

  it('takes what Go takes', () => {
    const wrong = takes.filter((text) => !formats[name]!.test(text) && !onPurpose(text));
    expect(wrong).toEqual([]);
    expect(takes.filter((text) => formats[name]!.test(text)).length).toBeGreaterThan(4);
  });

  it('refuses what Go refuses', () => {
    expect(refuses.filter((text) => formats[name]!.test(text))).toEqual([]);
    expect(refuses.length).toBeGreaterThan(9);
  });
});
