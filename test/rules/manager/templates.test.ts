import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const of = (text: string): string[] => findings({ pre_build_script: text });

describe('templates of Helm', () => {
  it.each([
    'echo {{ .Values.greeting }}',
    'echo {{.Release.Name}}',
    'echo {{- .Chart.Version -}}',
    'echo {{ default "x" .Values.greeting | quote }}',
    'echo {{ include "chart.name" . }}',
    'echo {{ if (.Values.debug) }}',
    'echo {{ tpl .Values.x . }}',
  ])('are told where any text is right: %s', (text) => {
    expect(of(text)).toEqual(['warning UNUSUAL_VALUE pre_build_script']);
  });

  it.each([
    "docker ps --format '{{.Names}}'",
    'echo {{ job }} {{ $labels.namespace }}',
    'echo {{ .ValuesOf }}',
    'echo .Values.x',
    'echo {{',
    '{{ include_role }}',
  ])('are not seen in %s', (text) => expect(of(text)).toEqual([]));

  it('are left to extra objects', () => {
    const chart = {
      apiVersion: 'x.dev/v1',
      kind: 'Chart',
      metadata: { name: 'x' },
      spec: { a: '{{ .Values.x }}' },
    };
    expect(findings({}, { extraObjects: { chart } })).toEqual([]);
  });

  it('are looked for in linear time', () => {
    const start = performance.now();
    of(`${'{{ ( '.repeat(50_000)}}}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
