import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = JSON.parse(read('src/core/schema/gitlab-runner.schema.json'));
const chart: { values: { path: string; since?: string }[] } = JSON.parse(
  read('scripts/upstream/chart-values.json'),
);

/** Rows of the page's tables. */
const rows = read('docs/from-helm-chart.md')
  .split('## Without a value')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(' | ') as [string, string, string])
  .map(([value, here, remark]) => ({ value: value.slice(1, -1), here, remark }));

/** Paths in our document that a cell names. */
function fieldsOf(text: string): string[] {
  return [...text.matchAll(/`((?:spec|metadata)\.[^`:]+)/g)].map(([, path]) => path as string);
}

function exists(path: string): boolean {
  const found = path.split('.').reduce<Schema | undefined>((parent, key) => {
    const target = resolve(parent);
    const value = target?.properties?.[key] ?? (key === '*' ? target?.additionalProperties : undefined);
    return typeof value === 'object' ? value : undefined;
  }, schema);
  return found !== undefined;
}

/** Fields of ours that a value without an answer could have meant: those of its name, where its neighbours went. */
function comparable(value: string): string[] {
  const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const name = value.slice(parentOf(value).length).replace('.', '');
  const places = rows
    .filter((row) => row.value !== value && parentOf(row.value) === parentOf(value))
    .flatMap(({ here }) => fieldsOf(here))
    .map(parentOf);
  return [...new Set(places)].map((place) => `${place}.${name}`).filter(exists);
}

function resolve(node: Schema | undefined): Schema | undefined {
  return node?.$ref === undefined ? node : schema.definitions[node.$ref.slice('#/definitions/'.length)];
}

describe('the page for people who come from the Helm chart', () => {
  test('has one row for each value of the chart', () => {
    expect(chart.values.length).toBe(164);
    expect(rows.map(({ value }) => value).sort()).toEqual(chart.values.map(({ path }) => path).sort());
  });

  test('has three cells in each row', () => {
    expect(rows.filter(({ here, remark }) => here === undefined || remark === undefined)).toEqual([]);
  });

  test.each(rows)('answers $value', ({ here, remark }) => {
    const named = here.split(', ');
    const answered = here === '—' ? remark.length > 20 : named.every((cell) => fieldsOf(cell).length === 1);
    expect(answered).toBe(true);
    expect([...fieldsOf(here), ...fieldsOf(remark)].filter((path) => !exists(path))).toEqual([]);
  });

  test.each(rows.filter(({ here }) => here === '—'))('has no field for $value', ({ value }) => {
    expect(comparable(value)).toEqual([]);
  });

  test('would notice a field behind a dash', () => {
    expect(comparable('service.additionalPorts')).toEqual(['spec.metrics.service.additionalPorts']);
    expect(comparable('metrics.podMonitor.namespace')).toEqual(['spec.metrics.podMonitor.namespace']);
    expect(comparable('unregisterRunners')).toEqual([]);
  });

  test('says since when a value exists that the first release of the list lacks', () => {
    const later = chart.values.filter(({ since }) => since !== undefined);
    expect(later.length).toBe(7);
    for (const { path, since } of later) {
      expect(rows.find(({ value }) => value === path)?.remark, path).toContain(`Chart ${since} and later`);
    }
  });

  test('would notice a field that does not exist', () => {
    expect(exists('spec.manager.livenessProbe.periodSeconds')).toBe(true);
    expect(exists('spec.runners.*.kubernetes.namespace')).toBe(true);
    expect(exists('spec.manager.livenessProbe.period')).toBe(false);
    expect(exists('spec.manager.*')).toBe(false);
  });
});
