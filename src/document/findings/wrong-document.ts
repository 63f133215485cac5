import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { shown } from '../../diagnostics/shown.ts';

type Mapping = Readonly<Record<string, unknown>>;

const KIND = 'GitLabRunner';

/** Keys at the top of config.toml. The Helm chart has some of them as well. */
const CONFIG_TOML = ['runners', 'concurrent', 'check_interval', 'log_level', 'session_server'];
const CHART = [
  'gitlabUrl',
  'runnerToken',
  'runnerRegistrationToken',
  'rbac',
  'checkInterval',
  'imagePullPolicy',
];

/** What to say of a config.toml, in YAML or as it is. */
export const CONFIG_TOML_FILE = {
  code: 'WRONG_DOCUMENT',
  message: 'This is a config.toml, and a document is what such a file is rendered from.',
  help: 'Its global keys go under `spec.config`, and each `[[runners]]` section under `spec.runners` with an id of your own as its key. All keys keep their names.',
} as const;

/**
 * Returns the one finding about a document that is something else altogether: an object of Kubernetes, values of
 * the Helm chart, a config.toml. `undefined` for a document that means to be a GitLabRunner.
 */
export function wrongDocument(document: unknown): Diagnostic | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  const { kind, apiVersion, ...rest } = document as Mapping;
  if (typeof kind === 'string' && kind !== KIND && nearest(kind, [KIND]) === undefined) {
    return diagnostic(
      'WRONG_DOCUMENT',
      { path: ['kind'] },
      `This is an object of the kind ${shown(kind)}, and a document has the kind ${KIND}.`,
      kind === 'Runner'
        ? "GitLab's operator reads such objects. Here `spec.runners` has an entry for each runner."
        : 'The document is what manifests are rendered from: give the file that holds it.',
    );
  }
  if (kind !== undefined || apiVersion !== undefined) return undefined;
  const has = (key: string): boolean => Object.hasOwn(rest, key);
  if (CHART.some(has)) {
    return diagnostic(
      'WRONG_DOCUMENT',
      { path: [], at: 'key' },
      "These are values of GitLab's Helm chart.",
      'docs/from-helm-chart.md says for each value where it stands in a document.',
    );
  }
  if (CONFIG_TOML.some(has)) {
    const { code, message, help } = CONFIG_TOML_FILE;
    return diagnostic(code, { path: [], at: 'key' }, message, help);
  }
  return undefined;
}
