import { LEGACY, type Row, sections, silent } from '../src/import/chart/table.ts';

const HEAD = `<!-- Written by scripts/generate.ts from src/import/chart/table.ts. Do not edit. -->

# From the Helm chart

For people who know the values of GitLab's Helm chart. This page lists the new place of each value. The list is from chart
0.86.0 (GitLab Runner 18.9.0), with the values that releases up to 0.94.0 added. Our fields are paths in the document;
\`*\` stands for the id of a runner. A dash means that there is no field, and the remark says why or what to do instead.

Three things are different everywhere: nothing is a template, an unknown key is an error, and everything that the
chart leaves off by default (permissions, probes, limits, the read-only root filesystem) is on.

\`gitlab-runner-manifests import values.yaml\` makes a document from your values with this table. If your values do not set
something, the document sets the chart's default, so nothing changes silently; \`--defaults ours\` leaves these settings out.
You can import

- one or several values files, merged as Helm merges them, also from an umbrella chart, whose Chart.yaml names the release;
- a HelmRelease of Flux, with the ConfigMaps of its \`valuesFrom\` and the \`postBuild.substitute\` of its Kustomization if
  they are among the files;
- an Application of Argo CD: \`valueFiles\`, \`values\`, \`valuesObject\`, \`parameters\`, one or several sources;
- a HelmChart or HelmChartConfig of Rancher: \`valuesContent\` and \`set\`;
- a Kustomization with \`helmCharts\`, and the files that it names;
- a \`Runner\` of an operator that uses the chart, with values in its spec.

Templates in values (\`runners.config\`, \`extraObjects\`, labels) are evaluated if they depend only on the values and the
release: \`.Release.Name\`, \`.Release.Namespace\`, \`.Values\`, \`include "gitlab-runner.fullname"\`, \`default\`, \`quote\` and
similar functions, and raw strings, \`\` {{\`{{ x }}\`}} \`\`. Any other placeholder is reported with its line, and the value
that contains it is left out.

| chart | GitLab Runner |
|---|---|
| 0.41 | 15.0 |
| 0.53 | 16.0 |
| 0.65 | 17.0 |
| 0.77 | 18.0 |
| 0.86 | 18.9 |

Each minor release of the chart has one minor release of the runner. Only 0.79.0 is different. If the values set an image tag,
the tag wins.
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
    `## Values that no longer have an effect\n\nSince chart 0.40, \`runners.config\` replaces these values. An import reports them but does not use them.\n\n${legacy}`,
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

/** `a`, `a or b`, `a, b or c`. */
function oneOf(places: readonly string[]): string {
  const last = places.length > 1 ? ` or ${places.at(-1)}` : '';
  return `${places.slice(0, Math.max(1, places.length - 1)).join(', ')}${last}`;
}

/** Returns what findings say of each value that somebody writes into a document: where it went. */
export function chartWords(): Readonly<Record<string, string>> {
  const entries = sections
    .flatMap(({ rows }) => rows)
    .map((row) => {
      const [first = ''] = remarkOf(row).split(/(?<=\.) (?=[A-Z`])/);
      const answer =
        row.here.length === 0 ? remarkOf(row) : `Use ${oneOf(row.here.map(coded))} instead. ${first}`.trim();
      return [row.value, answer.replaceAll('runners.*', 'runners.<id>')] as const;
    });
  return Object.fromEntries(entries);
}
