import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { formatPatterns } from '../../scripts/format-patterns.ts';
import { patchSchema, publishedSchema } from '../../scripts/published-schema.ts';
import { formats } from '../../src/core/formats/index.ts';
import { validDocument } from '../support/document-arbitrary.ts';
import { formatSamples } from '../support/format-samples.ts';
import { root } from '../support/project.ts';
import { spoilt } from '../support/spoilt.ts';

const read = (file: string): AnySchemaObject =>
  JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8')) as AnySchemaObject;
const compiled = (file: string): ValidateFunction => new Ajv({ strict: true }).compile(read(file));
const accepts = (isRight: ValidateFunction, value: unknown): unknown => isRight(value) || isRight.errors;

const document = compiled('gitlab-runner.schema.json');
const patch = compiled('gitlab-runner-patch.schema.json');

const shown = (name: string, text: string): boolean => {
  const rule = formatPatterns[name]!;
  return typeof rule === 'string' ? new RegExp(rule, 'u').test(text) : rule.includes(text);
};

/** A text with one of its signs many times over. */
const longer = (text: string): fc.Arbitrary<string> =>
  fc.tuple(fc.nat(text.length), fc.integer({ min: 2, max: 300 })).map(([at, times]) => {
    const sign = text.charAt(at) || 'a';
    return text.slice(0, at) + sign.repeat(times) + text.slice(at + 1);
  });

describe('what an editor sees of a format', () => {
  it('is there for each', () => {
    expect(Object.keys(formatPatterns).sort()).toEqual(Object.keys(formats).sort());
  });

  it.each(Object.keys(formats))('takes whatever %s takes', (name) => {
    const samples = formatSamples[name] ?? [];
    expect(samples.filter((text) => !shown(name, text))).toEqual([]);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          ...samples.map(spoilt),
          ...samples.map((text) => spoilt(text).chain(spoilt)),
          ...samples.map(longer),
        ),
        (text) => {
          if (formats[name]!.test(text)) expect([text, shown(name, text)]).toEqual([text, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, readonly string[]]>([
    ['absolute-path', ['builds', '~/builds', './x', '/a/../b', 'C:\\builds']],
    ['capability', ['CAP_NET_RAW', 'net_raw']],
    ['cidr', ['10.0.0.0', '10.0.0.256/8', 'example.com/8']],
    ['cluster-ip', ['none', '10.0.0.300']],
    ['config-key', ['..', 'a b']],
    ['container-resource', ['mem', 'gpu', 'Memory']],
    ['cron5', ['@daily', '* * * *', '0 0 0 0 0 0']],
    ['cron7', ['* * * *', 'noon']],
    ['datetime', ['2026-01-31', '2026-01-31 12:00:00', '2026-01-31T12:00:00']],
    ['digest', ['sha256:0', 'latest']],
    ['dns-label', ['GitLab', 'a_b', 'a.b', '-a', '{{ .Values.name }}', 'x'.repeat(64)]],
    ['dns-subdomain', ['A', 'a_b', 'a..b']],
    ['duration', ['90', '1d', '5 minutes', '1h 30m', '']],
    ['env-assignment', ['A', 'A: b', '1A=b']],
    ['env-name', ['1A', 'A=b']],
    ['host-port', ['9252', 'http://0.0.0.0:9252', '0.0.0.0:0']],
    ['image', ['https://docker.io/alpine', 'Alpine:3', 'alpine:', 'a b']],
    ['image-repository', ['alpine:3', 'a@sha256:0']],
    ['image-tag', ['-x', 'a:b', '']],
    ['int-or-percent', ['25', '25 %', '2.5%']],
    ['ip-address', ['10.0.0.256', '10.0.0', 'localhost', '010.0.0.1']],
    ['job-dns-label', ['A', 'a b']],
    ['job-image', ['https://x', 'Alpine']],
    ['job-path', ['builds', '~/x', '/a/..']],
    ['label-key', ['a/b/c', '-a', 'a b', 'A.com/x']],
    ['label-value', ['a b', '-a', 'a/b']],
    ['limited-resource', ['mem', 'disk']],
    ['numeric-id', ['root', '-1']],
    ['pem', ['MIIB', '']],
    ['port-name', ['8080', 'a--b', 'much-too-long-a-name']],
    ['pull-policy', ['IfNotPresent', 'ifnotpresent', 'Always']],
    ['quantity', ['1GB', '1GBB', '2 cores', '1K', '1,5', '1gi', '1m5']],
    ['quota-resource', ['limits_memory', 'Pods', 'requests.']],
    ['re2', ['*.example.com', '+', '?']],
    ['relative-path', ['/a', 'a/../b', '']],
    ['runner-label-key', ['a', '-ab']],
    ['runner-label-value', ['', 'a b']],
    ['runner-url', ['gitlab.com', 'ftp://x', 'https://a b']],
    ['server-address', ['https://s3.amazonaws.com', '9000', ':9000', 'minio:9000/bucket']],
    ['service-aliases', ['my_db', 'DB', 'db my_db', 'db;cache']],
    ['timezone', ['Berlin', 'europe/berlin', 'utc', '+01:00']],
    ['toleration-key', ['a=b:NoSchedule', 'a b']],
    ['url', ['gitlab.com', 'HTTPS://a', 'https://u:p@host', 'https://']],
    ['version', ['18.10', 'v18.10.0', '18', '14.0.0', '19.03.0', '19.3.0-rc1']],
  ])('refuses usual mistakes in %s, as the format does', (name, texts) => {
    expect(texts.filter((text) => shown(name, text) || formats[name]!.test(text))).toEqual([]);
  });
});

describe('the schema of a document', () => {
  it('takes every right document', () => {
    fc.assert(
      fc.property(validDocument, (value) => {
        expect(accepts(document, value)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it.each<[string, object]>([
    ['a release of two numbers', { version: '18.10' }],
    ['a unit that Kubernetes does not know', { manager: { resources: { limits: { memory: '1GBB' } } } }],
    [
      "Kubernetes' pull policy in the runner's place",
      { runners: { a: { kubernetes: { pull_policy: 'IfNotPresent' } } } },
    ],
    ['a policy in a list', { runners: { a: { kubernetes: { pull_policy: ['always', 'IfNotPresent'] } } } }],
    ['a name in capitals', { jobs: { namespace: 'CI' } }],
    ['a key that is not there', { manager: { nodeselector: {} } }],
    ['a count that is a word', { podDisruptionBudget: { maxUnavailable: 'one' } }],
    ['an amount below zero', { runners: { a: { kubernetes: { cpu_limit: -1 } } } }],
  ])('refuses %s, as the schema of a patch does', (_, spec) => {
    const url = 'https://gitlab.com';
    const token = { secretKeyRef: { name: 'x' } };
    const { runners = { a: {} } } = spec as { runners?: { a: object } };
    const whole = {
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name: 'x' },
      spec: { ...spec, runners: { a: { url, token, ...runners.a } } },
    };
    expect(document({ ...whole, spec: { runners: { a: { url, token } } } })).toBe(true);
    expect(document(whole)).toBe(false);
    expect(patch({ spec })).toBe(false);
  });
});

describe('a word in any case', () => {
  const words = { type: 'string', enum: ['', 'iam', 'aws:kms.v1'], 'x-any-case': true };
  const source = { type: 'object', properties: { a: words } };

  it.each<[boolean, string]>([
    [true, ''],
    [true, 'iam'],
    [true, 'IaM'],
    [true, 'AWS:KMS.v1'],
    [false, 'iamb'],
    [false, 'aws:kmsxv1'],
  ])('%s: %s', (isRight, a) => {
    const ajv = new Ajv({ strict: true });
    expect(ajv.compile(publishedSchema(source))({ a })).toBe(isRight);
    const $id = 'x.schema.json';
    expect(ajv.compile(patchSchema({ $id, ...source }))({ a })).toBe(isRight);
  });
});

describe('the schema of a patch', () => {
  const overlays = readdirSync(join(root, 'overlays'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml'))
    .sort();

  it.each(overlays)('takes overlays/%s, which names it', (file) => {
    const text = readFileSync(join(root, 'overlays', file), 'utf8');
    expect(accepts(patch, parse(text))).toBe(true);
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text) ?? [];
    const name = file === 'base/config/runner.yaml' ? 'gitlab-runner' : 'gitlab-runner-patch';
    expect(join(root, 'overlays', file, '..', schema)).toBe(join(root, `schemas/${name}.schema.json`));
  });

  it('takes any part of a document', () => {
    const parts = fc.tuple(validDocument, fc.nat()).map(([whole, number]) => {
      const { spec } = whole as { spec: Record<string, unknown> };
      const keys = Object.keys(spec);
      const key = keys[number % keys.length]!;
      return { spec: { [key]: spec[key] } };
    });
    fc.assert(
      fc.property(parts, (part) => {
        expect(accepts(patch, part)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it.each<[unknown]>([
    [{}],
    [{ metadata: { name: 'x' } }],
    [{ spec: { runners: { default: null } } }],
    [{ spec: { runners: { default: { $patch: 'delete' } } } }],
    [{ spec: { runners: { default: { token: { $patch: 'replace', value: 'x' } } } } }],
    [{ spec: { manager: { replicas: null, resources: { limits: { cpu: null } } } } }],
    [{ spec: { configUpdate: null, manager: { nodeSelector: { $patch: 'replace', pool: 'ci' } } } }],
  ])('takes %j', (value) => {
    expect(accepts(patch, value)).toBe(true);
  });

  it.each<[unknown]>([
    [{ spec: { runners: { default: { $patch: 'remove' } } } }],
    [{ spec: { runner: {} } }],
    [{ spec: { manager: { replicas: 'two' } } }],
    [{ kind: 'Deployment' }],
  ])('refuses %j', (value) => {
    expect(patch(value)).toBe(false);
  });
});
