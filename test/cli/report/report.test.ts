import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/core/findings/diagnostic.ts';
import { report } from '../../../src/doors/cli/report/index.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../../src/doors/cli/report/options.ts';

/** A finding about the part of a text that stands between `«` and `»`, and the text without them. */
function marked(text: string, rest: Partial<Diagnostic> = {}): [Diagnostic, ReadonlyMap<string, string>] {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  const plain = text.replace(/[«»]/g, '');
  const position = (offset: number) => {
    const before = plain.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1, offset };
  };
  return [
    {
      code: 'WRONG_TYPE',
      severity: 'error',
      message: 'It is wrong.',
      path: ['spec', 'x'],
      file: 'a.yaml',
      range: { start: position(start), end: position(end) },
      ...rest,
    },
    new Map([['a.yaml', plain]]),
  ];
}

function print(
  text: string,
  rest: Partial<Diagnostic> = {},
  columns?: number,
  format: ReportFormat = 'text',
): string {
  const [diagnostic, texts] = marked(text, rest);
  return report([diagnostic], texts, format, { color: false, columns });
}

/** The line shown and the line of marks, without the gutter. */
function frameOf(text: string, columns?: number): string[] {
  return print(text, {}, columns)
    .split('\n')
    .slice(1, 3)
    .map((line) => line.replace(/^.* \| /, ''));
}

describe('text', () => {
  it('shows place, code, sentence, line, suggestion and help, and counts at the end', () => {
    const [error, texts] = marked('spec:\n  «concurent»: 1\n', {
      code: 'UNKNOWN_KEY',
      at: 'key',
      suggestion: 'concurrent',
      help: 'It says how many jobs run at once.',
    });
    const warning: Diagnostic = { ...error, severity: 'warning', code: 'NO_EFFECT', file: 'b.yaml' };
    const { file: _file, range: _range, ...nowhere } = error;
    expect(report([error, warning, nowhere], texts, 'text', { color: false, columns: undefined })).toBe(
      `a.yaml:2:3: error UNKNOWN_KEY It is wrong.
  2 |   concurent: 1
    |   ^^^^^^^^^
  did you mean "concurrent"?
  help: It says how many jobs run at once.

b.yaml:2:3: warning NO_EFFECT It is wrong.
  did you mean "concurrent"?
  help: It says how many jobs run at once.

spec.x: error UNKNOWN_KEY It is wrong.
  did you mean "concurrent"?
  help: It says how many jobs run at once.

2 errors, 1 warning in a.yaml, b.yaml
`,
    );
  });

  it('is empty without findings', () => {
    expect(report([], new Map(), 'text', { color: true, columns: 80 })).toBe('');
  });

  it.each([
    ['the first line of a long range', 'a: «{b:\n  1}»\n', ['a: {b:', '   ^^^']],
    ['an empty range', 'a:«»\n', ['a:', '  ^']],
    ['wide characters', 'キー: «値段» x', ['キー: 値段 x', '      ^^^^']],
    ['combining characters', 'e\u0301e\u0301: «n\u0303o» x', ['e\u0301e\u0301: n\u0303o x', '    ^^']],
    ['emoji of several code points', '👩‍👧‍👦: «👍🏽»', ['👩\u200D👧\u200D👦: 👍🏽', '    ^^']],
    ['tabs', '\ta:\t«b»\t', ['    a:    b    ', '          ^']],
    ['line ends of Windows', 'a: «b»\r\nc', ['a: b', '   ^']],
    ['a sign of an escape sequence', 'a: \u001b[31m«b»', ['a: \\u001B[31mb', '             ^']],
    ['text that turns around', 'a: \u202e«b»', ['a: \\u202Eb', '         ^']],
  ])('marks the columns of %s', (_, text, lines) => {
    expect(frameOf(text)).toEqual(lines);
  });

  it('cuts a long line around the range', () => {
    const long = `${'x'.repeat(500)}«HERE»${'y'.repeat(500)}`;
    const [line, marks] = frameOf(long, 60) as [string, string];
    expect(line).toMatch(/^…x+HEREy+…$/);
    expect(line.length).toBeLessThanOrEqual(54);
    expect(marks.indexOf('^')).toBe(line.indexOf('HERE'));
    expect(marks.trim()).toBe('^^^^');
  });

  it.each([60, 80, undefined])('keeps to %s columns, whatever the line holds', (columns) => {
    for (const filler of ['x', '値', '\u001b', '\tx', 'e\u0301']) {
      for (const size of [0, 10, 60, 130, 10_000]) {
        const lines = print(
          `${filler.repeat(size)}«${filler.repeat(size + 1)}»${filler.repeat(size)}`,
          {},
          columns,
        ).split('\n');
        const marks = lines[2]!.trimEnd();
        expect(marks).toContain('^');
        expect(marks.length).toBeLessThanOrEqual(columns ?? 120);
      }
    }
  });

  it('wraps sentences to the terminal, and not elsewhere', () => {
    const message = 'word '.repeat(40).trim();
    const wrapped = print('«a»', { message }, 50)
      .split('\n')
      .filter((line) => line.includes('word'));
    expect(wrapped.length).toBeGreaterThan(3);
    expect(wrapped.every((line) => line.length <= 50)).toBe(true);
    expect(print('«a»', { message })).toContain(message);
  });

  it('colours when told to', () => {
    const [diagnostic, texts] = marked('a: «b»');
    const text = report([diagnostic], texts, 'text', { color: true, columns: 80 });
    expect(text).toContain('\u001b[31merror\u001b[39m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(print('a: «b»', {}, 80));
  });
});

const hostile = 'x\n::error::fake\r\u001b[2J\u009b2J##[error]fake\u202e\u0007';

describe('text from the document', () => {
  it.each(REPORT_FORMATS)('cannot control a terminal or CI log: %s', (format) => {
    const [diagnostic] = marked('«a»', {
      message: hostile,
      help: hostile,
      suggestion: hostile,
      path: [hostile],
      file: hostile,
    });
    for (const { file, ...rest } of [diagnostic]) {
      for (const one of [{ file, ...rest }, rest] as Diagnostic[]) {
        const output = report([one], new Map([[hostile, `${hostile}\n`]]), format, {
          color: false,
          columns: 80,
        });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not occur
        expect(output).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
        if (format === 'text' || format === 'github') expect(output).not.toContain('##[');
        expect(output.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
      }
    }
  });

  it('that is a file name like a command is no command', () => {
    const diagnostic: Diagnostic = {
      code: 'NOT_TEXT',
      severity: 'error',
      message: 'm',
      path: [],
      file: '::warning::x',
    };
    expect(report([diagnostic], new Map(), 'text', { color: false, columns: undefined })).toMatch(
      /^\.\/::warning/,
    );
  });
});

describe('github', () => {
  it('is one command a finding, escaped', () => {
    expect(
      print(
        'a: «100%,»',
        { message: '100% of a:b, c', file: 'a,b:c%.yaml', suggestion: 'x', at: 'key' },
        undefined,
        'github',
      ),
    ).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=4,endColumn=9,title=WRONG_TYPE::spec.x%0A100%25 of a:b, c%0Adid you mean "x"?\n',
    );
  });
});

describe('gitlab', () => {
  it('is a code quality report', () => {
    const [finding] = JSON.parse(
      print('\n«a»', { file: './a.yaml', severity: 'warning' }, undefined, 'gitlab'),
    );
    expect(finding).toEqual({
      description: 'spec.x · It is wrong.',
      check_name: 'WRONG_TYPE',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      severity: 'minor',
      location: { path: 'a.yaml', lines: { begin: 2, end: 2 } },
    });
  });

  it('has fingerprints that stay when lines move, and differ between findings', () => {
    const fingerprint = (text: string, rest: Partial<Diagnostic> = {}): string =>
      JSON.parse(print(text, rest, undefined, 'gitlab'))[0].fingerprint;
    expect(fingerprint('«a»')).toBe(fingerprint('\n\n«a»'));
    expect(fingerprint('«a»')).toBe(fingerprint('«a»', { message: 'The value is another wrong one.' }));
    const others: Partial<Diagnostic>[] = [
      { path: ['y'] },
      { at: 'key' },
      { code: 'NOT_ALLOWED' },
      { file: 'b' },
    ];
    expect(new Set([{}, ...others].map((rest) => fingerprint('«a»', rest))).size).toBe(5);
  });

  it('has fingerprints that differ between findings of one code at one place', () => {
    const [finding, texts] = marked('«a»');
    const list = [finding, { ...finding, message: 'm' }];
    const codes = JSON.parse(report(list, texts, 'gitlab', { color: false, columns: undefined }));
    expect(codes[0].fingerprint).not.toBe(codes[1].fingerprint);
  });
});

describe('a fix', () => {
  const [finding, texts] = marked('a: «b» # c', {
    fix: { do: 'move', path: ['a'], to: ['spec', 'a b'] },
    edits: [
      {
        range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 2, column: 1, offset: 9 } },
        text: '',
      },
      {
        range: { start: { line: 3, column: 1, offset: 9 }, end: { line: 3, column: 1, offset: 9 } },
        text: 'x',
      },
    ],
  });
  const of = (format: ReportFormat): string =>
    report([finding], texts, format, { color: false, columns: undefined });

  it('is counted at the end of a text, but for standard input', () => {
    expect(of('text')).toMatch(/\n1 error in a.yaml\n1 of these can be fixed: run validate --fix\n$/);
    const input = report([{ ...finding, file: '<stdin>' }], texts, 'text', {
      color: false,
      columns: 80,
    });
    expect(input).not.toContain('--fix');
  });

  it('is passed on with its edits', () => {
    const [json] = JSON.parse(of('json'));
    expect(json).toMatchObject({ fix: finding.fix, edits: finding.edits });
    expect(of('github')).toContain('%0Afix: a → spec["a b"]');
    expect(JSON.parse(of('gitlab'))[0].description).toContain(' · fix: a → spec["a b"]');
    expect(JSON.parse(of('sarif')).runs[0].results[0].fixes).toEqual([
      {
        description: { text: 'a → spec["a b"]' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'a.yaml' },
            replacements: [
              { deletedRegion: { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 } },
              {
                deletedRegion: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 1 },
                insertedContent: { text: 'x' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it.each<[NonNullable<Diagnostic['fix']>, string]>([
    [{ do: 'rename', path: ['a', 'b'], key: 'c' }, 'a.b → a.c'],
    [{ do: 'rename', path: ['a', '8080'], key: '8080' }, 'a["8080"] in quotes'],
    [{ do: 'set', path: ['a'], value: ['x'] }, 'a = [x]'],
    [{ do: 'remove', path: ['a', 1] }, 'a[1] removed'],
  ])('is told in a line: %j', (fix, line) => {
    expect(print('«a»', { fix }, undefined, 'github')).toContain(`%0Afix: ${line}\n`);
  });
});

describe('sarif', () => {
  it('is a log of one run, with the codes that are found as its rules', () => {
    const [error, texts] = marked('a: «b»', {
      path: ['spec', 'x'],
      help: 'Mend it.',
      file: './dir/a b.yaml',
    });
    const warning: Diagnostic = {
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'm',
      path: [],
      file: '/x.yaml',
    };
    const log = JSON.parse(report([error, warning], texts, 'sarif', { color: false, columns: undefined }));
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [{ tool, results, columnKind }] = log.runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(tool.driver.rules).toEqual([
      {
        id: 'NO_EFFECT',
        shortDescription: { text: 'The key has no effect as things are.' },
        defaultConfiguration: { level: 'warning' },
      },
      {
        id: 'WRONG_TYPE',
        shortDescription: { text: 'The value has another type than the key accepts.' },
        defaultConfiguration: { level: 'error' },
      },
    ]);
    expect(results).toEqual([
      {
        ruleId: 'WRONG_TYPE',
        ruleIndex: 1,
        level: 'error',
        message: { text: 'It is wrong.\nhelp: Mend it.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'dir/a%20b.yaml' },
              region: { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5 },
            },
            logicalLocations: [{ fullyQualifiedName: 'spec.x' }],
          },
        ],
        partialFingerprints: { 'codeAndPath/v1': expect.stringMatching(/^[0-9a-f]{16}$/) },
      },
      {
        ruleId: 'NO_EFFECT',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'm' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///x.yaml' } } }],
        partialFingerprints: { 'codeAndPath/v1': expect.any(String) },
      },
    ]);
  });
});

describe('json', () => {
  it('is the findings, with the same keys in the same order', () => {
    const text = print('«a»', { help: 'h', suggestion: 's' }, undefined, 'json');
    const [finding] = JSON.parse(text);
    expect(Object.keys(finding)).toEqual([
      'code',
      'severity',
      'message',
      'path',
      'at',
      'file',
      'range',
      'suggestion',
      'help',
    ]);
    expect(finding).toEqual({ ...marked('«a»')[0], at: 'value', help: 'h', suggestion: 's' });
  });

  it('is an empty list without findings', () => {
    expect(report([], new Map(), 'json', { color: false, columns: undefined })).toBe('[]\n');
  });
});
