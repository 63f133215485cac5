import { describe, expect, it } from 'vitest';
import { base64 } from '../../src/core/data/base64.ts';
import { dataChangedAt, observed, observedLog, observedMetrics } from '../../src/operate/doctor/observed.ts';
import { secretFacts } from '../../src/operate/doctor/secret-facts.ts';

const TOKEN = 'glrt-t3_EXAMPLE0123456789abcdef';

describe('an object of a dump', () => {
  it('has of a pod no variable, command or argument', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'job',
        managedFields: [{ manager: 'gitlab-runner' }],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'x', kept: 'yes' },
      },
      spec: {
        nodeName: 'node',
        containers: [
          {
            name: 'build',
            image: 'alpine:3',
            env: [{ name: 'DEPLOY', value: 'hunter2hunter2' }],
            args: ['hunter2hunter2'],
          },
        ],
        initContainers: [{ name: 'first', image: 'alpine:3', command: ['hunter2hunter2'] }],
      },
      status: { phase: 'Running' },
    };
    expect(observed(pod)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'job', annotations: { kept: 'yes' } },
      spec: {
        nodeName: 'node',
        initContainers: [{ name: 'first', image: 'alpine:3' }],
        containers: [{ name: 'build', image: 'alpine:3' }],
      },
      status: { phase: 'Running' },
    });
  });

  it.each([
    ['a token in a text', { data: { 'config.toml': `token = "${TOKEN}"` } }],
    ['a credential below its name', { spec: { password: 'hunter2hunter2' } }],
    ['a variable that says what it is', { env: [{ name: 'REGISTRY_PASSWORD', value: 'hunter2hunter2' }] }],
    ['a login in a URL', { spec: { url: 'https://somebody:hunter2hunter2@example.com' } }],
  ])('does not have %s', (_, part) => {
    const text = JSON.stringify(
      observed({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...part }),
    );
    expect(text).toContain('…');
    expect(text).not.toMatch(/hunter2|EXAMPLE0123/);
  });

  it('keeps the keys of a prototype as keys', () => {
    const object = JSON.parse(
      '{"kind":"ConfigMap","metadata":{},"data":{"__proto__":"a","constructor":"b"}}',
    );
    expect(JSON.stringify(observed(object))).toBe(JSON.stringify(object));
  });
});

describe('the log of a manager in a dump', () => {
  it('has no colours, and no part of a token', () => {
    const log = [
      '2026-11-26T01:20:17.178437155Z \u001B[31;1mERROR: Checking for jobs... forbidden   \u001B[0;m  \u001B[31;1mrunner\u001B[0;m=EXAMPLEEX runner_name\u001B[0;m=default',
      '2026-11-26T01:20:17.178537640Z ERROR: Runner "http://gitlab.example.comEXAMPLEEX" is unhealthy and will be disabled for 1h0m0s seconds!',
      '2026-11-26T01:20:18.178537640Z {"level":"error","msg":"Checking for jobs... forbidden","runner":"EXAMPLEEX"}',
      `2026-11-26T01:20:19.178537640Z something says ${TOKEN}`,
    ].join('\n');
    expect(observedLog(log)).toMatchInlineSnapshot(`
      "2026-11-26T01:20:17.178437155Z ERROR: Checking for jobs... forbidden     runner=… runner_name=default
      2026-11-26T01:20:17.178537640Z ERROR: Runner "…" is unhealthy and will be disabled for 1h0m0s seconds!
      2026-11-26T01:20:18.178537640Z {"level":"error","msg":"Checking for jobs... forbidden","runner":"…"}
      2026-11-26T01:20:19.178537640Z something says glrt-…"
    `);
  });
});

describe('the facts about a Secret', () => {
  const factsOf = (text: string) =>
    secretFacts({ metadata: { namespace: 'ci', name: 'token' }, data: { token: base64(text) } }).keys[0];

  it.each([
    ['a token', TOKEN, { hasBlank: false, endsInLineBreak: false, tokenKind: 'runner' }],
    ['a line break', `${TOKEN}\n`, { hasBlank: true, endsInLineBreak: true, tokenKind: 'runner' }],
    ['a blank before it', ` ${TOKEN}`, { hasBlank: true, endsInLineBreak: false, tokenKind: 'runner' }],
    ['a token that registers', 'GR1348941EXAMPLE', { hasBlank: false, tokenKind: 'registration' }],
    ['the token of a person', 'glpat-EXAMPLE0123456789abcd', { hasBlank: false, tokenKind: 'other' }],
    ['a token of old', 'EXAMPLE0123456789abc', { hasBlank: false, tokenKind: 'unknown' }],
    ['nothing', '', { hasBlank: false, length: 0, tokenKind: 'unknown' }],
  ])('tell %s', (_, text, facts) => {
    expect(factsOf(text)).toMatchObject({ key: 'token', length: text.length, ...facts });
  });

  it('leave out the length of what is no text, and every value', () => {
    const facts = secretFacts({ metadata: { name: 'x' }, data: { key: '/w==', other: base64(TOKEN) } });
    expect(facts.keys[0]).not.toHaveProperty('length');
    expect(JSON.stringify(facts)).not.toContain('EXAMPLE');
  });

  it('bear anything in the place of a Secret', () => {
    expect(secretFacts('no Secret')).toEqual({ namespace: '', name: '', labels: {}, keys: [] });
  });
});

describe('the metrics of a manager in a dump', () => {
  it('are its release and the jobs that it runs', () => {
    const text = [
      'gitlab_runner_version_info{architecture="amd64",name="gitlab-runner",version="19.4.0"} 1',
      'gitlab_runner_jobs{executor_stage="idle",runner="EXAMPLEEX",stage="idle",state="idle"} 0',
      'gitlab_runner_jobs{executor_stage="run",runner="EXAMPLEEX",stage="step_script",state="running"} 2',
    ].join('\n');
    expect(observedMetrics(text)).toEqual({ version: '19.4.0', jobs: 2 });
  });

  it('are left out where it has none', () => {
    expect(observedMetrics('<html>')).toEqual({});
  });
});

it('the time of a change is that of the data, not of a label', () => {
  const entry = (time: string, fieldsV1: object) => ({ time, fieldsV1 });
  const managedFields = [
    entry('2026-11-26T01:00:00Z', { 'f:data': {} }),
    entry('2026-11-26T02:00:00Z', { 'f:data': {} }),
    entry('2026-11-26T03:00:00Z', { 'f:metadata': {} }),
  ];
  expect(dataChangedAt({ metadata: { managedFields } })).toBe('2026-11-26T02:00:00Z');
  expect(dataChangedAt({ metadata: {} })).toBeUndefined();
});
