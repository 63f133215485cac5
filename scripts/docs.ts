import { formats } from '../src/formats/index.ts';
import { definitionOf, isKubernetesType, kubernetesName } from '../src/schema/definition.ts';
import type { SchemaNode } from '../src/schema/node.ts';
import { defaultText, splitDefault, type TypeWords, typeText } from '../src/schema/words.ts';

/** One table of keys: a mapping of the document, and where it stands. */
interface Section {
  readonly path: string;
  readonly node: SchemaNode;
  /** First release of the runner that has the mapping at one of its places. */
  since: string;
  /** Further places of the same mapping. */
  readonly alsoAt: string[];
}

const OLDEST = '15.0';

/** Returns the text of docs/configuration.md: every key of the schema, in sections that follow its nesting. */
export function configurationPage(schema: SchemaNode): string {
  const sections = sectionsOf(schema);
  const headingOf = (node: SchemaNode): string | undefined =>
    sections.find((section) => section.node === node)?.path;
  const parts = sections.map((section) => sectionText(section, schema, headingOf));
  return [
    '<!-- Written by scripts/generate.ts from src/schema/gitlab-runner.schema.json. Do not edit. -->\n',
    '# Configuration\n',
    INTRODUCTION,
    '## Contents\n',
    contents(sections),
    ...parts,
    formsOfText(schema),
  ].join('\n');
}

const INTRODUCTION = `Every key of a \`GitLabRunner\` document. For whole documents to copy, see the [cookbook](cookbook.md). A document needs no more than this:

\`\`\`yaml
apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: gitlab-runner
  namespace: gitlab-runner
spec:
  runners:
    default:
      url: https://gitlab.com
      token:
        secretKeyRef: {name: gitlab-runner-token, key: token}
\`\`\`

- Keys below \`spec.config\` and \`spec.runners\` are those of the runner's own config.toml. Keys below \`spec.manager\`
  and the other blocks are Kubernetes' own. A key that is not listed here is an error.
- **Release** is the first release of GitLab Runner that has a key; where it is empty, every release from 15.0 on
  does. \`spec.version\` decides: a key that is newer than it is an error.
- \`<id>\` stands for a name of your own, and \`[]\` for each entry of a list.
- A type in *italics* is one of the [forms of text](#forms-of-text) at the end, or a type of the Kubernetes API.
`;

/** Returns the mappings of the document in reading order; one that stands at several places comes once. */
function sectionsOf(schema: SchemaNode): Section[] {
  const sections: Section[] = [];
  const visit = (node: SchemaNode, path: string, since: string, isRepeated: boolean): void => {
    if (isKubernetesType(node) || node['x-merged']) return;
    const target = definitionOf(node, schema);
    const known = sections.find((section) => section.node === target);
    if (known !== undefined) {
      if (!isRepeated) known.alsoAt.push(path);
      if (isOlder(since, known.since)) known.since = since;
    } else if (target.properties !== undefined) {
      sections.push({ path, node: target, since, alsoAt: [] });
    }
    const repeats = isRepeated || known !== undefined;
    for (const [key, property] of Object.entries(target.properties ?? {})) {
      visit(property, path === '' ? key : `${path}.${key}`, property['x-since'] ?? since, repeats);
    }
    if (typeof target.additionalProperties === 'object') {
      visit(target.additionalProperties, `${path}.<id>`, since, repeats);
    }
    if (target.items !== undefined) visit(target.items, `${path}[]`, since, repeats);
  };
  visit(schema, '', OLDEST, false);
  return sections;
}

function isOlder(release: string, other: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

const titleOf = (path: string): string => (path === '' ? 'The document' : `\`${path}\``);

/** The anchor that GitLab and GitHub give a heading. */
function anchorOf(path: string): string {
  const title = path === '' ? 'The document' : path;
  return `#${title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;
}

/** Nested like the document itself; each entry is named by the part that its place adds to the one above. */
function contents(sections: readonly Section[]): string {
  const isAbove = (above: string, path: string): boolean =>
    above !== path && (above === '' || path.startsWith(`${above}.`) || path.startsWith(`${above}[`));
  const lines = sections.map(({ path }) => {
    const above = sections.map((section) => section.path).filter((other) => isAbove(other, path));
    const nearest = above.at(-1) ?? '';
    const name = nearest === '' ? path : path.slice(nearest.length).replace(/^\./, '');
    return `${'  '.repeat(above.length)}- [${titleOf(name)}](${anchorOf(path)})`;
  });
  return `${[...lines, '- [Forms of text](#forms-of-text)'].join('\n')}\n`;
}

function sectionText(
  { path, node, since, alsoAt }: Section,
  schema: SchemaNode,
  headingOf: (node: SchemaNode) => string | undefined,
): string {
  const choice = node.minProperties === 1 && node.maxProperties === 1 ? ' Exactly one of these keys.' : '';
  const places =
    alsoAt.length === 0
      ? ''
      : `\nThe same keys stand at ${alsoAt.map((place) => `\`${place}\``).join(', ')}.\n`;
  const words = pageWords(schema, headingOf);
  const rows = Object.entries(node.properties!).map(([key, property]) => {
    const [description, byDescription] = splitDefault(
      property.description ?? definitionOf(property, schema).description ?? '',
    );
    const release = property['x-since'] ?? (since === OLDEST ? '' : since);
    const cells = [
      `\`${key}\``,
      typeText(property, schema, words),
      node.required?.includes(key) ? '**required**' : defaultText(property, byDescription, words),
      release,
      [description, ...remarks(property)].join(' '),
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    `## ${titleOf(path)}\n`,
    `${node.description ?? ''}${choice}\n${places}`,
    '| Key | Type | Default | Release | Meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function remarks(node: SchemaNode): string[] {
  return [
    ...(node['x-secret'] ? ['**Credential.**'] : []),
    ...(node['x-deprecated'] === undefined ? [] : [`**Deprecated.** ${node['x-deprecated']}`]),
    ...(node['x-no-effect'] === undefined ? [] : [`**No effect.** ${node['x-no-effect']}`]),
    ...(node.examples === undefined ? [] : [`Example: ${node.examples.map(code).join(', ')}.`]),
  ];
}

/** Types with a link to the table of a mapping, and to the forms of text. */
function pageWords(schema: SchemaNode, headingOf: (node: SchemaNode) => string | undefined): TypeWords {
  return {
    value: code,
    form: (name) => `*${name}*`,
    named: (node) => {
      if (isKubernetesType(node)) return `*${kubernetesName(node)}*`;
      const heading = headingOf(definitionOf(node, schema));
      return heading && `[mapping](${anchorOf(heading)})`;
    },
  };
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function formsOfText(schema: SchemaNode): string {
  const used = new Set<string>();
  JSON.stringify(schema, (key, value: unknown) => {
    if (key === 'format' && typeof value === 'string') used.add(value);
    return value;
  });
  const rows = [...used].sort().map((name) => `| *${name}* | ${cell(formats[name]?.expected ?? '')} |`);
  return ['## Forms of text\n', '| Type | What it is |', '|---|---|', ...rows, ''].join('\n');
}
