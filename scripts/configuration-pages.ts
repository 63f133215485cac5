import { dirname, relative } from 'node:path';

import { formats } from '../src/core/formats/index.ts';
import { isAtLeast } from '../src/core/runner-release.ts';
import { definitionOf, isKubernetesType, kubernetesName } from '../src/core/schema/definition.ts';
import type { SchemaNode } from '../src/core/schema/node.ts';
import { defaultText, splitDefault, type TypeWords, typeText } from '../src/core/schema/words.ts';
import { anchorOf } from './anchor.ts';

/** One table of keys: a mapping of the document, and where it is. */
interface Section {
  readonly path: string;
  readonly node: SchemaNode;
  /** First release of the runner that has the mapping at one of its places. */
  since: string;
  /** Further places of the same mapping. */
  readonly alsoAt: string[];
}

/** What the tables need to name each other. */
interface Reference {
  readonly schema: SchemaNode;
  readonly sections: readonly Section[];
}

const OLDEST = '15.0';
const INDEX = 'docs/configuration.md';
const FORMS = 'docs/configuration/forms-of-text.md';
const RUNNER = 'spec.runners.<id>';

/** Blocks with a page of their own, beside those directly below `spec`. */
const PARTS = [
  `${RUNNER}.cache`,
  `${RUNNER}.feature_flags`,
  `${RUNNER}.kubernetes`,
  `${RUNNER}.kubernetes.affinity`,
  `${RUNNER}.kubernetes.volumes`,
  `${RUNNER}.kubernetes.container_lifecycle`,
  `${RUNNER}.dockerBuilds`,
];

/**
 * Returns the texts of docs/configuration.md and of the pages below docs/configuration/ by their paths: every key of the
 * schema, a page for each block.
 */
export function configurationPages(schema: SchemaNode): Record<string, string> {
  const reference = { schema, sections: sectionsOf(schema) };
  const blocks = [...new Set(reference.sections.map(({ path }) => blockOf(path)))].filter(Boolean);
  return {
    [INDEX]: indexPage(reference, blocks),
    ...Object.fromEntries(blocks.map((block) => [fileOf(block), blockPage(block, reference)])),
    [FORMS]: [BANNER, '# Forms of text\n', FOR_FORMS, formsOfText(schema)].join('\n'),
  };
}

const BANNER =
  '<!-- Written by scripts/generate.ts from src/core/schema/gitlab-runner.schema.json. Do not edit. -->\n';
const FOR_FORMS = `For people who look up what a key of a [document](../configuration.md) accepts.\n`;

/** The block on whose page a mapping is; empty for those of the index. */
function blockOf(path: string): string {
  const part = PARTS.findLast((each) => path === each || path.startsWith(`${each}.`));
  return part ?? /^spec\.[^.[]+(?:\.<id>)?/.exec(path)?.[0] ?? '';
}

function fileOf(block: string): string {
  return block === ''
    ? INDEX
    : `docs/configuration/${block.replace(/^spec\./, '').replaceAll('.<id>', '')}.md`;
}

function indexPage(reference: Reference, blocks: readonly string[]): string {
  const rows = blocks.map((block) => {
    const { node } = reference.sections.find(({ path }) => path === block)!;
    return `| [\`${block}\`](${linkTo(block, INDEX)}) | ${cell(node.description ?? '')} |`;
  });
  return [
    BANNER,
    '# Configuration\n',
    INTRODUCTION,
    '## Blocks\n',
    '| Block | What it is |',
    '|---|---|',
    ...rows,
    '',
    ...reference.sections
      .filter(({ path }) => blockOf(path) === '')
      .map((section) => sectionText(section, reference)),
  ].join('\n');
}

function blockPage(block: string, reference: Reference): string {
  const sections = reference.sections.filter(({ path }) => blockOf(path) === block);
  const file = fileOf(block);
  const above = PARTS.includes(block) ? blockOf(block.slice(0, block.lastIndexOf('.'))) : '';
  const way = above === '' ? '' : `, and it is a part of [\`${above}\`](${linkTo(above, file)})`;
  const list = sections
    .slice(1)
    .map(({ path }) => `- [${titleOf(path)}](${linkTo(path, file)})`)
    .join('\n');
  return [
    BANNER,
    `# \`${block}\`\n`,
    `For people who write this block. All blocks are in [Configuration](${linkTo('', file)})${way}.\n`,
    ...(list === '' ? [] : [`${list}\n`]),
    ...sections.map((section) => sectionText(section, reference)),
  ].join('\n');
}

const INTRODUCTION = `For people who write or review a \`GitLabRunner\` document: every key, a page for each block.
To start from a document that works, see the [cookbook](cookbook.md).

To find a key, ask for it by its name. If there are several with that name, the command lists their paths:

\`\`\`sh
npx gitlab-runner-manifests explain poll_timeout
npx gitlab-runner-manifests explain runners --recursive   # the whole tree below a key
\`\`\`

Or go to the page of its block in [the list below](#blocks): \`spec.config\` and \`spec.runners\` for keys of config.toml, \`spec.manager\` for the Deployment and its pod.

A document needs no more than this:

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

- Keys below \`spec.config\` and \`spec.runners\` are the keys of the runner's config.toml. Keys below \`spec.manager\`
  and the other blocks are Kubernetes' own. A key that is not listed here is an error.
- **Release** is the first release of GitLab Runner that has a key; where it is empty, every release from 15.0 on
  does. \`spec.version\` decides: a key that is newer than it is an error.
- \`<id>\` is a name of your own, and \`[]\` is each entry of a list.
- A type in *italics* is one of the [forms of text](configuration/forms-of-text.md), or a type of the Kubernetes API.
`;

/** Returns the mappings of the document in reading order; one that is at several places comes once. */
function sectionsOf(schema: SchemaNode): Section[] {
  const sections: Section[] = [];
  const visit = (node: SchemaNode, path: string, since: string, isRepeated: boolean): void => {
    if (isKubernetesType(node) || node['x-merged']) return;
    const target = definitionOf(node, schema);
    const known = sections.find((section) => section.node === target);
    if (known !== undefined) {
      if (!isRepeated) known.alsoAt.push(path);
      if (!isAtLeast(since, known.since)) known.since = since;
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

/** A heading: the first one of a page is its block, and each of the others is named from there. */
function titleOf(path: string): string {
  if (path === '') return 'The document';
  const block = blockOf(path);
  return `\`${path === block || block === '' ? path : path.slice(block.length + 1)}\``;
}

/** The link from a page to a mapping: a block is its page. */
function linkTo(path: string, from: string): string {
  const block = blockOf(path);
  const file = fileOf(block);
  const anchor = anchorOf(titleOf(path));
  if (file === from) return anchor;
  return `${relative(dirname(from), file)}${path === block ? '' : anchor}`;
}

function sectionText({ path, node, since, alsoAt }: Section, reference: Reference): string {
  const { schema } = reference;
  const choice = node.minProperties === 1 && node.maxProperties === 1 ? ' Exactly one of these keys.' : '';
  const places =
    alsoAt.length === 0
      ? ''
      : `\nThe same keys are at ${alsoAt.map((place) => `\`${place}\``).join(', ')}.\n`;
  const words = pageWords(reference, fileOf(blockOf(path)));
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
    ...(path !== '' && path === blockOf(path) ? [] : [`## ${titleOf(path)}\n`]),
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

/** Types with a link to the table of a mapping, as they are written on a page. */
function pageWords({ schema, sections }: Reference, page: string): TypeWords {
  return {
    value: code,
    form: (name) => `*${name}*`,
    named: (node) => {
      if (isKubernetesType(node)) return `*${kubernetesName(node)}*`;
      const target = definitionOf(node, schema);
      const section = sections.find((one) => one.node === target);
      return section && `[mapping](${linkTo(section.path, page)})`;
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
  return ['| Type | What it is |', '|---|---|', ...rows, ''].join('\n');
}
