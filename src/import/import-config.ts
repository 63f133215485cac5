import { type Finished, finish, type ImportedDocument, type ImportedReport } from './document/finish.ts';
import type { Remark } from './draft.ts';
import { brokenTemplate, notRead, templateData } from './not-read.ts';
import { openRemark } from './open-remark.ts';
import type { ImportOptions } from './options.ts';
import { itemsOf } from './read/list.ts';
import { fileText, type Located, type Origin, type Unreadable } from './read/located.ts';
import { readToml } from './read/toml.ts';
import { readYamlTexts } from './read/yaml.ts';
import type { Input } from './reader.ts';
import { readers } from './readers.ts';

/** A text to import: a file of values, of manifests, or a config.toml. */
export interface ImportText {
  /** The name of the file, as reports show it. */
  readonly name: string;
  readonly text: string;
}

/** The result of an import. */
export interface Imported {
  readonly documents: readonly ImportedDocument[];
  readonly report: ImportReport;
}

/** What was kept, changed, dropped and left to decide. */
export interface ImportReport {
  /** One for each document, in the same order. */
  readonly documents: readonly ImportedReport[];
  /** What there is to say of the inputs as a whole, such as those that were refused. */
  readonly remarks: readonly Remark[];
  /** Whether there is a document, all of them validate, and nothing is left to decide. */
  readonly isDecided: boolean;
}

/** Characters that all texts together may have. */
export const MAX_LENGTH = 16 * 1024 * 1024;

/**
 * Turns what runs GitLab Runner today into documents: values of the Helm chart and what wraps them, config.toml,
 * manifests, resources of operators. The texts are recognised by their content. Never throws, and no credential of the
 * texts is in what comes back.
 */
export function importConfig(texts: readonly ImportText[], options: ImportOptions = {}): Imported {
  const inputs: Input[] = [];
  const remarks: Remark[] = [];
  let length = 0;
  for (const { name, text } of texts) {
    length += text.length;
    if (length > MAX_LENGTH) {
      remarks.push({
        kind: 'refused',
        subject: name,
        text: 'With this file the inputs have more than 16 MiB.',
      });
      break;
    }
    const refuse = (why: string, from?: Origin): void => {
      remarks.push({ kind: 'refused', subject: name, text: why, ...(from && { from }) });
    };
    const why = notRead(text);
    if (why !== undefined) {
      refuse(why);
      continue;
    }
    for (const read of documentsIn(name, text)) {
      if ('message' in read) {
        refuse(brokenTemplate(text) ?? `It cannot be read: ${read.message}.`, read.from);
        continue;
      }
      const template = templateData(read.data.value);
      if (template === undefined) inputs.push(read);
      else refuse(template, read.data.at([]));
    }
  }

  const finished: Finished[] = [];
  let left: readonly Input[] = inputs;
  for (const reader of readers) {
    const read = reader(left, inputs, options);
    left = left.filter((input) => !read.taken.has(input));
    remarks.push(...read.remarks);
    finished.push(...read.drafts.map((draft) => finish(draft, options)));
  }
  if (finished.length === 0 && !remarks.some(({ kind }) => kind === 'refused')) {
    remarks.push({
      kind: 'refused',
      subject: texts.map(({ name }) => name).join(', ') || 'no input',
      text: 'Nothing in it runs a GitLab Runner: import accepts values of the Helm chart, a config.toml, manifests, and resources of operators.',
    });
  }
  return {
    documents: finished.map(({ document }) => document),
    report: {
      documents: finished.map(({ report }) => report),
      remarks: remarks.map(openRemark),
      isDecided:
        finished.length > 0 &&
        finished.every(({ report }) => report.isDecided) &&
        !remarks.some(({ kind }) => kind === 'refused' || kind === 'decide'),
    },
  };
}

/** A line that begins a table, or gives a key a value, as TOML has it and YAML does not. */
const TOML_LINE = /^[ \t]*(?:\[{1,2}[\w."' -]+\]{1,2}[ \t]*(?:#.*)?|[\w"'.-]+[ \t]*=[ \t]*\S.*)$/;

/** The documents of a text, each as an input, or what is wrong with it. */
function documentsIn(file: string, text: string): readonly (Input | Unreadable)[] {
  const source = fileText(file, text.replace(/^\uFEFF/, ''));
  const asInput =
    (syntax: Input['syntax']) =>
    (read: Located | Unreadable): Input | Unreadable =>
      'message' in read ? read : { file, syntax, data: read };
  const isToml = TOML_LINE.test(firstLine(source.text));
  return isToml
    ? [readToml(source)].map(asInput('toml'))
    : readYamlTexts(source)
        .flatMap((read): readonly (Located | Unreadable)[] => ('message' in read ? [read] : itemsOf(read)))
        .map(asInput('yaml'));
}

/** The first line that says something. */
function firstLine(text: string): string {
  return /^(?:[ \t]*(?:#.*)?\r?\n)*(.*)/.exec(text)?.[1] ?? '';
}
