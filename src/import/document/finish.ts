import { compile } from '../../core/compile.ts';
import { isOpen } from '../../core/credentials/mask.ts';
import { spotAt } from '../../core/credentials/places.ts';
import { secretsAt, walkSpots } from '../../core/credentials/secrets-at.ts';
import type { Path } from '../../core/data/path.ts';
import type { Diagnostic } from '../../core/findings/diagnostic.ts';
import { hasErrors } from '../../core/findings/diagnostic.ts';
import type { GitLabRunner } from '../../core/generated/types.ts';
import { commented } from '../../core/yaml/commented.ts';
import { lost } from '../config-toml/global.ts';
import type { Draft, NeededSecret, Read, Remark, Running, Setting } from '../draft.ts';
import { openRemark } from '../open-remark.ts';
import type { ImportOptions } from '../options.ts';
import type { Comment, Origin } from '../read/located.ts';
import { releaseFor, releaseSetting } from '../release.ts';
import { type Step, switchOver } from '../switch-over.ts';
import { laid } from './lay.ts';
import { minimal } from './minimal.ts';

/** The name and the namespace where nothing gives another one. */
const DEFAULT_NAME = 'gitlab-runner';

/** A document that an import has made. */
export interface ImportedDocument {
  /** `metadata.name` of the document. */
  readonly name: string;
  /** `metadata.namespace` of the document. */
  readonly namespace: string;
  /** The document in YAML, with the comments of the inputs and those for decisions. */
  readonly text: string;
  /** The same as data. It has the shape of a document if `diagnostics` has no error. */
  readonly config: GitLabRunner;
}

/** What became of one manager. */
export interface ImportedReport {
  /** How many settings that somebody wrote are in the document. */
  readonly kept: number;
  readonly remarks: readonly Remark[];
  /** What has to be made before the document is of use. */
  readonly secrets: readonly NeededSecret[];
  /** What to do, in this order, to go over from what runs to the document. */
  readonly steps: readonly Step[];
  /** What the validation of the document found, and where the inputs say what it is about. */
  readonly diagnostics: readonly (Diagnostic & { readonly from?: Origin })[];
  /** Whether the document validates, and nothing is left to decide. */
  readonly isDecided: boolean;
}

/** A document, and what became of the manager that it was made of. */
export interface Finished {
  readonly document: ImportedDocument;
  readonly report: ImportedReport;
}

/** Makes the document of a draft: only what differs from the defaults, in the order of the schema. */
export function finish(draft: Draft, options: ImportOptions): Finished {
  const remarks = [...draft.remarks];
  const missing: string[] = [];
  const named = (what: 'name' | 'namespace', read: Read<string> | undefined): Setting => {
    // What cannot be the name of an object never was one.
    const found = read !== undefined && isName(read.value) ? read : undefined;
    const value =
      (what === 'name' ? found?.value : undefined) ?? options[what] ?? found?.value ?? DEFAULT_NAME;
    if (found === undefined && options[what] === undefined) missing.push(what);
    return { path: ['metadata', what], value, from: found?.from };
  };
  const head: Setting[] = [
    { path: ['apiVersion'], value: 'gitlab-runner-manifests.dev/v1alpha1' },
    { path: ['kind'], value: 'GitLabRunner' },
    named('name', draft.name),
    named('namespace', draft.namespace),
  ];
  if (missing.length > 0) {
    remarks.push({
      kind: 'outside',
      subject: missing.map((what) => `metadata.${what}`).join(', '),
      text: `The inputs have no ${missing.join(' and no ')}: the document uses ${DEFAULT_NAME}. Set another one with ${missing.map((what) => `--${what}`).join(' and ')}.`,
    });
  }
  const open = draft.settings.filter((setting) => {
    if (options.defaults === 'ours' && setting.from === undefined) return false;
    if (!isCredential(setting)) return true;
    remarks.push({
      kind: 'decide',
      from: setting.from,
      subject: setting.path.join('.'),
      text: 'There is a credential in plain text here, which a document cannot contain. Put it into a Secret, and rotate it.',
    });
    return false;
  });
  const release = releaseFor(draft, laid([...head, ...open]), options);
  remarks.push(...release.remarks);
  const read = [...head, releaseSetting(release, draft.release?.from), ...lastOf(open)];
  const settings = minimal(read);
  const said = new Set(settings);
  remarks.push(...lost(commentsOf(read.filter((setting) => !said.has(setting)))));
  const config = laid(settings);
  const { diagnostics } = compile(config);
  const secrets = draft.secrets.filter(
    ({ name, keys }) =>
      isName(name) && Object.keys(keys).every((key) => /^[\w.-]{1,253}$/.test(key) && isOpen(key)),
  );
  const document: ImportedDocument = {
    name: String((config.metadata as { name: string }).name),
    namespace: String((config.metadata as { namespace: string }).namespace),
    text: commented(config, settings),
    config: config as unknown as GitLabRunner,
  };
  return {
    document,
    report: {
      kept: settings.filter(({ from, path }) => from !== undefined && path[0] === 'spec').length,
      remarks: remarks.map(openRemark),
      secrets,
      steps: switchOver(inCommands(draft.running), document, secrets),
      diagnostics: diagnostics.map((diagnostic) => {
        const from = originOf(diagnostic.path, settings);
        return from === undefined ? diagnostic : { ...diagnostic, from };
      }),
      isDecided:
        !hasErrors(diagnostics) && !remarks.some(({ kind }) => kind === 'decide' || kind === 'refused'),
    },
  };
}

/** Where the inputs say what a document has at a path: the setting there, or the closest above or below it. */
function originOf(path: Path, settings: readonly Setting[]): Origin | undefined {
  const common = (other: Path): number => {
    const end = path.findIndex((part, index) => part !== other[index]);
    return end < 0 ? path.length : end;
  };
  let best: Setting | undefined;
  for (const setting of settings) {
    const length = common(setting.path);
    const isClose = length === setting.path.length || length === path.length;
    if (isClose && length > 2 && length > (best ? common(best.path) : 0)) best = setting;
  }
  return best?.from;
}

/** What runs, as far as commands may name it: with names that objects can have. */
function inCommands({ workload, keeps = [], removedBy, ...running }: Running): Running {
  const isNamed = isName(running.name) && workload !== undefined && isName(workload);
  return {
    ...running,
    ...(isNamed && { workload }),
    ...(removedBy && /^[\w.:/ -]+$/.test(removedBy.command) && { removedBy }),
    keeps: keeps.filter((object) => isName(object.slice(object.indexOf('/') + 1))),
  };
}

function isName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(text) && isOpen(text);
}

/** Whether a setting would bring a credential into the document. */
export function isCredential({ path, value }: Pick<Setting, 'path' | 'value'>): boolean {
  let isFound = false;
  walkSpots(value, spotAt(path), (item, spot) => {
    isFound ||= secretsAt(item, spot).length > 0;
  });
  return isFound;
}

/** The comments beside settings. */
function commentsOf(settings: readonly Setting[]): readonly Comment[] {
  return settings.flatMap(({ comment, from }) =>
    comment === undefined || from === undefined ? [] : [{ text: comment, from }],
  );
}

/** The settings without those that a later one for the same path replaces. */
function lastOf(settings: readonly Setting[]): readonly Setting[] {
  const last = new Map(settings.map((setting) => [JSON.stringify(setting.path), setting]));
  return settings.filter((setting) => last.get(JSON.stringify(setting.path)) === setting);
}
