import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { compile } from '../../src/core/compile.ts';
import { codes } from '../../src/core/findings/codes.ts';
import { formatPath } from '../../src/core/findings/diagnostic.ts';
import { root } from '../support/project.ts';
import { documentWith } from '../support/rendered.ts';

/** What is found in a document with a limit above `concurrent` and a socket, of which entries accept some. */
const found = (accepted: Readonly<Record<string, string>>, runner: object = { limit: 4 }): string[] =>
  compile(documentWith({ accepted }, runner)).diagnostics.map(({ code, severity, path, help }) =>
    [severity, code, path.at(-1), ...(code === 'STALE_ACCEPTANCE' ? [help] : [])].join(' '),
  );

const limit = 'warning NO_EFFECT limit';

describe('a warning', () => {
  it('is reported where nothing accepts it', () => {
    expect(found({})).toEqual([limit]);
  });

  it('is accepted by its code and path, whether the key or its value is meant', () => {
    expect(found({ 'NO_EFFECT spec.runners.default.limit': 'for later' })).toEqual([]);
  });

  it('is not accepted by the path of another one', () => {
    expect(found({ 'NO_EFFECT spec.runners.default.name': 'for later' })).toEqual([
      limit,
      'warning STALE_ACCEPTANCE NO_EFFECT spec.runners.default.name The document has "NO_EFFECT spec.runners.default.limit".',
    ]);
  });

  it('is accepted by its code alone where the code has one condition', () => {
    const socket = { dockerBuilds: { mode: 'socket' } };
    expect(found({}, socket)).toContain('warning DOCKER_SOCKET mode');
    expect(found({ DOCKER_SOCKET: 'our own nodes' }, socket)).not.toContain('warning DOCKER_SOCKET mode');
    expect(found({ NO_EFFECT: 'for later' })).toEqual([limit, 'error NOT_ALLOWED NO_EFFECT']);
  });

  it('is accepted for any runner that has it, each by its path', () => {
    const [one, two] = [
      { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'a' } }, limit: 4 },
      { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'b' } }, limit: 4 },
    ];
    const accepted = { 'NO_EFFECT spec.runners.one.limit': 'for later' };
    const { diagnostics } = compile(
      documentWith({ config: { concurrent: 3 }, runners: { one, two }, accepted }),
    );
    expect(diagnostics.map(({ path }) => path)).toEqual([['spec', 'runners', 'two', 'limit']]);
  });
});

it('is told its key as YAML takes it, whatever the path holds', () => {
  const { diagnostics } = compile(
    documentWith(
      { accepted: { UNUSUAL_VALUE: 'x' } },
      { kubernetes: { pod_labels: { 'a.b': '{{ .Values.x }}' } } },
    ),
  );
  const [key] = diagnostics.flatMap(({ code, help = '' }) =>
    code === 'NOT_ALLOWED' ? [/ has (.*)\.$/.exec(help)![1]!] : [],
  );
  const path = diagnostics.find(({ code }) => code === 'UNUSUAL_VALUE')!.path;
  expect(parse(`${key}: x`)).toEqual({ [`UNUSUAL_VALUE ${formatPath(path)}`]: 'x' });
});

describe('an entry', () => {
  it('never accepts an error', () => {
    expect(found({ 'OUT_OF_RANGE spec.runners.default.limit': 'x' }, { limit: -1 })).toContain(
      'error OUT_OF_RANGE limit',
    );
    expect(found({ REQUEST_ABOVE_LIMIT: 'x' })).toEqual([limit, 'error NOT_ALLOWED REQUEST_ABOVE_LIMIT']);
  });

  it('that accepts nothing is stale, but not in a document with errors', () => {
    expect(found({ DOCKER_SOCKET: 'x' }, {})).toEqual(['warning STALE_ACCEPTANCE DOCKER_SOCKET Remove it.']);
    const errors = { kubernetes: { cpu_request: '2', cpu_limit: '1' } };
    expect(found({ DOCKER_SOCKET: 'x' }, errors)).toEqual(['error REQUEST_ABOVE_LIMIT cpu_request']);
  });

  it('needs a code that there is', () => {
    expect(found({ toString: 'x', DOKCER_SOCKET: 'x' }, {})).toEqual([
      'error UNKNOWN_KEY DOKCER_SOCKET',
      'error UNKNOWN_KEY toString',
    ]);
  });

  it('is told by its code and path where a code is like none', () => {
    const { diagnostics } = compile(documentWith({ accepted: { LIMITS: 'x' } }, { limit: 4 }));
    expect(diagnostics.find(({ code }) => code === 'UNKNOWN_KEY')?.help).toBe(
      'The document has "NO_EFFECT spec.runners.default.limit".',
    );
  });
});

// The documents that `init` writes accept some themselves, and what is found in rendered objects no document accepts.
it('has a code alone only where one rule has one place that finds it', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.ts$/.test(file) &&
        !/^(?:core\/generated|operate\/(?:init|check-rendered))\//.test(file) &&
        file !== 'core/findings/codes.ts',
    )
    .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
    .join('\n');
  for (const [code, { severity, hasManyConditions }] of Object.entries(codes)) {
    if (severity === 'error' || hasManyConditions) continue;
    expect(source.split(`'${code}'`).length - 1, code).toBeLessThanOrEqual(1);
  }
});
