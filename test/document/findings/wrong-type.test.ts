import { describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../../src/index.ts';
import { validateConfig } from '../../../src/index.ts';
import { documentWith } from '../../support/rendered.ts';

/** What is said about the one value of a document that has a wrong type. */
const found = (
  spec: object,
  runner: object = {},
): Pick<Diagnostic, 'suggestion' | 'example' | 'help' | 'fix'> => {
  const [one] = validateConfig(documentWith(spec, runner)).diagnostics.filter(
    ({ code }) => code === 'WRONG_TYPE',
  );
  const { suggestion, example, help, fix } = one!;
  return JSON.parse(JSON.stringify({ suggestion, example, help, fix })) as object;
};

describe('a truth value for a mapping', () => {
  it('is what switches the mapping on or off', () => {
    const path = ['spec', 'metrics', 'podMonitor'];
    for (const enabled of [true, false]) {
      expect(found({ metrics: { podMonitor: enabled } })).toEqual({
        suggestion: `{enabled: ${enabled}}`,
        fix: { do: 'set', path, value: { enabled } },
      });
    }
  });

  it('says nothing where the mapping has no such key', () => {
    expect(found({ certificates: { inJobs: true } })).not.toHaveProperty('suggestion');
  });
});

describe('an empty entry', () => {
  it('under a name of its own may be meant as one without keys', () => {
    expect(found({ jobs: { namespaces: { a: null } } }).suggestion).toBe('{}');
  });

  it('is not where keys are missing, nor where the key is not of the user', () => {
    expect(found({ runners: { a: null } })).not.toHaveProperty('suggestion');
    expect(found({ manager: null })).not.toHaveProperty('suggestion');
  });
});

it('shows how a variable is assigned in place of how Kubernetes writes it', () => {
  expect(found({}, { environment: [{ name: 'MODE', value: 'x' }] })).toEqual({ example: 'MODE=value' });
  expect(found({}, { environment: [{ MODE: 'x' }] })).toEqual({ example: 'MODE=value' });
});

it('names the unit of a number that is given with one', () => {
  expect(found({}, { output_limit: '4MB' }).help).toMatch(/in kilobytes\.$/);
  expect(found({}, { output_limit: 'much' })).toEqual({});
});

it('sends no value of the chart to the place at which it stands', () => {
  expect(found({}, { cache: 's3' }).help).not.toContain('instead');
  expect(found({ namespace: 'ci' }).help).toContain('Use `metadata.namespace` instead.');
});

it('tells a part of config.toml as one, templates in it or not', () => {
  const config = '[[runners]]\n  name = "{{.Release.Name}}"\n';
  expect(found({ config }).help).toMatch(/^Write each `\[\[runners\]\]` section/);
  expect(found({ runners: { config } }).help).toContain('One entry for each `[[runners]]`');
  expect(found({ config: '{{ .Values.config }}' }).help).toMatch(/template/);
});
