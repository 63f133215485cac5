import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isEqual } from '../src/core/data/is-equal.ts';
import { canonical } from '../src/core/document/canonical.ts';
import { check } from '../src/core/document/check.ts';
import { validate } from '../src/core/generated/validator.ts';
import { resolve } from '../src/core/resolve/resolve.ts';
import {
  type GitLabRunner,
  render,
  renderConfigToml,
  renderRunner,
  toYaml,
  validateConfig,
} from '../src/index.ts';
import { madeDocument, shapelyDocument, validDocument } from './support/document-arbitrary.ts';
import { coherenceProblems, jobPods } from './support/kubernetes-coherence.ts';
import { leftOut } from './support/left-out.ts';
import { type Place, places, valuesByPlace } from './support/schema-places.ts';
import { leaks, secretKeys, withSecret } from './support/secrets-in-config.ts';

/**
 * What holds of every document. More, and others:
 *
 *     RUNS=5000 SEED=$RANDOM npx vitest run test/properties.test.ts
 */
const SEED = 20260101;
const seeded = { seed: Number(process.env.SEED ?? SEED), numRuns: Number(process.env.RUNS ?? 60) };
const count = 500;
const samples = fc.sample(madeDocument, { seed: SEED, numRuns: count });
const documents = samples.map(({ document }) => document);

describe('the documents made at random', () => {
  const values = documents.map(valuesByPlace);

  it('reach every place of the schema, but for those that are left out', () => {
    const seldom = [...places.keys()].filter(
      (place) => values.filter((document) => document.has(place)).length < 2,
    );
    expect(seldom).toEqual(['Unchecked.config.*']);
  });

  it.each(Object.entries(leftOut))('leave out values of %s for a reason', (place, { reason, example }) => {
    expect(reason).toMatch(/^[A-Z].{40,}\.$/);
    const made = values.flatMap((document) => document.get(place) ?? []);
    expect(made).not.toContainEqual(example);
  });

  it('have each optional block in a fourth of them at least', () => {
    const isThere = (place: Place): number => values.filter((document) => document.has(place)).length;
    const isOn = (place: Place): number =>
      values.filter((document) => document.get(place)?.includes(true)).length;
    const blocks = [...places.keys()].filter((place) => /^Spec\.\w+$/.test(place));
    const switches = [...places.keys()].filter((place) =>
      /^(?!JobNetwork|Custom|Boot|Usage).*\.enabled$/.test(place),
    );
    const shares = [
      ...blocks.map((place) => [place, isThere(place) / count] as const),
      ...switches.map((place) => [place, isOn(place) / count] as const),
    ];
    expect(shares.length).toBeGreaterThan(30);
    expect(shares.filter(([, share]) => share < 0.25)).toEqual([]);
  });

  it.each([
    'ConfigMap',
    'HorizontalPodAutoscaler',
    'Ingress',
    'LimitRange',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'PodMonitor',
    'PrometheusRule',
    'ResourceQuota',
    'Service',
    'ServiceMonitor',
  ])('come to a %s in a fourth of them at least', (kind) => {
    const having = samples.filter(({ objects }) => objects.some((object) => object.kind === kind));
    expect(having.length / count).toBeGreaterThanOrEqual(0.25);
  });

  it('fit together mostly before any value is taken out', () => {
    const size = (document: unknown): number => JSON.stringify(document).length;
    const all = (made: readonly unknown[]): number => made.reduce<number>((sum, one) => sum + size(one), 0);
    const whole = samples.filter(({ document, before }) => isEqual(document, before));
    expect(whole.length / count).toBeGreaterThan(0.2);
    expect(all(documents) / all(samples.map(({ before }) => before))).toBeGreaterThan(0.9);
  });
});

describe('every document of the right shape', () => {
  it('is found to have the right shape', () => {
    fc.assert(
      fc.property(shapelyDocument, (document) => {
        expect(validate(canonical(document).value)).toBeNull();
      }),
      seeded,
    );
  });

  it('is rendered or refused, whatever rules object to', () => {
    fc.assert(
      fc.property(shapelyDocument, (document) => {
        const { ok, diagnostics } = render(document);
        expect(ok).toBe(!diagnostics.some(({ severity }) => severity === 'error'));
      }),
      seeded,
    );
  });
});

describe('every valid document', () => {
  const isDefault = seeded.seed === SEED && seeded.numRuns <= count;
  const made = isDefault ? documents.slice(0, seeded.numRuns) : fc.sample(validDocument, seeded);
  const holds = (name: string, law: (document: GitLabRunner) => void): void => {
    it(name, () => {
      try {
        made.forEach(law);
      } catch (error) {
        // The documents are made once for all laws. Where one breaks a law, fast-check tells which one.
        fc.assert(fc.property(validDocument, law), seeded);
        throw error;
      }
    });
  };

  holds('renders the same bytes twice, and is not changed', (document) => {
    const before = JSON.stringify(document);
    const first = toYaml(renderRunner(deepFrozen(document)));
    expect(toYaml(renderRunner(document))).toBe(first);
    expect(JSON.stringify(document)).toBe(before);
  });

  holds('reads back from YAML as the objects that were written', (document) => {
    const objects = renderRunner(document);
    for (const version of ['1.1', '1.2'] as const) {
      const read = parseAllDocuments(toYaml(objects), { version, uniqueKeys: true });
      expect((read as { toJS(): unknown }[]).map((one) => one.toJS())).toEqual(objects);
    }
  });

  holds('reads back from TOML, by another parser, as the table that was written', (document) => {
    const checked = check(document);
    if (!checked.ok) throw new Error('not valid');
    const { config } = resolve(checked.document);
    expect(parseToml(renderConfigToml(document))).toEqual(config.table);
  });

  holds('renders objects that fit together', (document) => {
    const own = renderRunner(document).slice(
      0,
      -Object.keys(document.spec.extraObjects ?? {}).length || undefined,
    );
    const problems = coherenceProblems(own, { pods: jobPods(own) });
    // What the document refers to is not all rendered with it, and a volume may be there for nothing.
    expect(problems.filter((problem) => !/ is (not rendered|mounted nowhere)$/.test(problem))).toEqual([]);
  });

  holds('puts no token where everyone can read it', (document) => {
    for (const object of renderRunner(document)) {
      if (object.kind === 'Secret') continue;
      for (const { token } of Object.values(document.spec.runners)) {
        const value = token?.value ?? '';
        if (value.length > 8) expect(JSON.stringify(object)).not.toContain(value);
      }
    }
  });
});

describe('a credential in config.toml', () => {
  it('never lands in anything but a Secret, in any document', () => {
    fc.assert(
      fc.property(validDocument, fc.constantFrom(...secretKeys), (document, pattern) => {
        const changed = withSecret(document, pattern);
        fc.pre(validateConfig(changed).ok);
        expect(leaks(renderRunner(changed))).toEqual([]);
      }),
      { seed: 20260102, numRuns: 60 },
    );
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
