import { LEGACY, type Row, sections, silent } from '../src/import/chart/table.ts';

const HEAD = `<!-- Written by scripts/generate.ts from src/import/chart/table.ts. Do not edit. -->

# From the Helm chart

Where each value of GitLab's own Helm chart went. The list is that of chart 0.86.0 (GitLab Runner 18.9.0), with the
values that releases up to 0.94.0 added. Our fields are paths in the document; \`*\` stands for the id of a runner.
A dash means that there is no field, and the remark says why or what to do instead.

Three things differ everywhere: nothing is a template, an unknown key is an error, and what the chart leaves off for
safety's sake or out of habit (permissions, probes, limits, the read-only root filesystem) is on.

\`gitlab-runner-manifests import values.yaml\` makes a document of your values by this table. It writes what the chart does
where your values say nothing, so nothing changes in silence; \`--defaults ours\` leaves that out. The import takes

- one or several files of values, laid on each other as Helm does; those of an umbrella chart too, whose Chart.yaml tells the
  release;
- a HelmRelease of Flux, with the ConfigMaps of its \`valuesFrom\` and the \`postBuild.substitute\` of its Kustomization where
  they are among the files;
- an Application of Argo CD: \`valueFiles\`, \`values\`, \`valuesObject\`, \`parameters\`, one or several sources;
- a HelmChart or HelmChartConfig of Rancher: \`valuesContent\` and \`set\`;
- a Kustomization with \`helmCharts\`, and the files that it names;
- a \`Runner\` of an operator around the chart, whose spec holds values.

Templates in values (\`runners.config\`, \`extraObjects\`, labels) are worked out as far as they follow from the values and the
release: \`.Release.Name\`, \`.Release.Namespace\`, \`.Values\`, \`include "gitlab-runner.fullname"\`, \`default\`, \`quote\` and the like,
and raw strings, \`\` {{\`{{ x }}\`}} \`\`. Any other placeholder is told with its line, and what it is part of left out.

| chart | GitLab Runner |
|---|---|
| 0.41 | 15.0 |
| 0.53 | 16.0 |
| 0.65 | 17.0 |
| 0.77 | 18.0 |
| 0.86 | 18.9 |

One minor release of the chart is one of the runner; 0.79.0 alone does not keep to it, and the tag of an image wins.
`;

/** Returns docs/from-helm-chart.md. */
export function chartPage(): string {
  const tables = sections.map(
    ({ title, intro, rows }) =>
      `## ${title}\n\n${intro === undefined ? '' : `${intro}\n\n`}${table(
        ['chart', 'here', 'remark'],
        rows.map((row) => [`\`${row.value}\``, fieldsOf(row), remarkOf(row)]),
      )}`,
  );
  const without = table(
    ['what the chart does', 'here', 'remark'],
    silent.map(({ what, here, remark }) => [what, here.map(coded).join(', ') || '—', remark]),
  );
  const legacy = table(
    ['chart, to 0.39', 'here'],
    Object.entries(LEGACY).map(([value, key]) => [coded(value), coded(`spec.runners.*.${key}`)]),
  );
  return [
    HEAD,
    ...tables,
    `## Without a value\n\n${without}`,
    `## Values that have no effect any more\n\nSince chart 0.40, \`runners.config\` has what these had. An import does not bring them back, but names them.\n\n${legacy}`,
  ].join('\n');
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---|').join('')}`, ...lines.map(line)].join('\n')}\n`;
}

function coded(text: string): string {
  return `\`${text}\``;
}

function fieldsOf({ here }: Pick<Row, 'here'>): string {
  return here.map(coded).join(', ') || '—';
}

function remarkOf({ since, remark = '' }: Pick<Row, 'since' | 'remark'>): string {
  return since === undefined ? remark : `Chart ${since} and later. ${remark}`.trim();
}

/** Returns what findings say of each value that somebody writes into a document: where it went. */
export function chartWords(): Readonly<Record<string, string>> {
  const entries = sections
    .flatMap(({ rows }) => rows)
    .map((row) => {
      const [first = ''] = remarkOf(row).split(/(?<=\.) (?=[A-Z`])/);
      const answer = row.here.length === 0 ? remarkOf(row) : `Here it is ${fieldsOf(row)}. ${first}`.trim();
      return [row.value, answer.replaceAll('runners.*', 'runners.<id>')] as const;
    });
  return Object.fromEntries(entries);
}
