import { isMapping } from '../../data/is-mapping.ts';
import { type Diagnostic, diagnostic, formatPath } from '../../findings/diagnostic.ts';
import { nearest } from '../../findings/nearest.ts';
import { shown } from '../../findings/shown.ts';
import { type ChartValues, chartValuesIn } from '../chart-values.ts';

const KIND = 'GitLabRunner';

/** Keys at the top of config.toml. The Helm chart has some of them as well. */
const CONFIG_TOML = ['runners', 'concurrent', 'check_interval', 'log_level', 'session_server'];

/** Keys of a kustomization, which needs no kind. */
const KUSTOMIZATION = ['resources', 'components', 'generators', 'transformers', 'validators', 'patches'];

/** How to turn an existing file into a document. */
const IMPORT = '`gitlab-runner-manifests import` makes a document of it';

/** What to say of a config.toml, in YAML or as it is. */
export const CONFIG_TOML_FILE = {
  code: 'WRONG_DOCUMENT',
  message: 'This is a config.toml, and a document is what such a file is rendered from.',
  help: `${IMPORT}: its global keys go under \`spec.config\`, and each \`[[runners]]\` section under \`spec.runners\` with an id of your own as its key. All keys keep their names.`,
} as const;

/**
 * Returns the one finding about a document that is something else altogether: an object of Kubernetes, values of
 * the Helm chart, a config.toml, a kustomization. `undefined` for a document that means to be a GitLabRunner.
 */
export function wrongDocument(document: unknown): Diagnostic | undefined {
  if (!isMapping(document)) return undefined;
  const { kind, apiVersion } = document;
  const isOther = typeof kind === 'string' && kind !== KIND && nearest(kind, [KIND]) === undefined;
  if (!isOther && (kind !== undefined || apiVersion !== undefined)) return undefined;
  const chart = chartValuesIn(document);
  if (chart !== undefined) return ofChart(chart);
  if (isOther) {
    return diagnostic(
      'WRONG_DOCUMENT',
      { path: ['kind'] },
      `This is an object of the kind ${shown(kind)}, not a ${KIND} document.`,
      kind === 'Runner'
        ? `GitLab's operator reads such objects. ${IMPORT}, with an entry under \`spec.runners\` for each runner.`
        : 'The document is what manifests are rendered from: give the file that holds it. `gitlab-runner-manifests import` makes one of manifests that run a GitLab Runner.',
    );
  }
  if (CONFIG_TOML.some((key) => Object.hasOwn(document, key))) {
    const { code, message, help } = CONFIG_TOML_FILE;
    return diagnostic(code, { path: [], at: 'key' }, message, help);
  }
  if (!Object.hasOwn(document, 'spec') && KUSTOMIZATION.some((key) => Array.isArray(document[key]))) {
    return diagnostic(
      'WRONG_DOCUMENT',
      { path: [], at: 'key' },
      `This is a kustomization, not a ${KIND} document.`,
      'To check the documents that kustomize builds from it, give its directory: `gitlab-runner-manifests validate -k DIR`.',
    );
  }
  return undefined;
}

/** Values of the chart, which are reported at the object that holds them, or at their key. */
function ofChart({ path, holder }: ChartValues): Diagnostic {
  const place = formatPath(path);
  const message =
    holder !== undefined
      ? `This is ${holder} for GitLab's Helm chart, not a ${KIND} document.`
      : place === ''
        ? "These are values of GitLab's Helm chart."
        : `These are values of a Helm chart; the values of GitLab's own chart are under \`${place}\`.`;
  const help = `${IMPORT}; docs/from-helm-chart.md says for each value${holder === undefined || place === '' ? '' : ` under \`${place}\``} where it is in a document.`;
  return diagnostic(
    'WRONG_DOCUMENT',
    holder === undefined ? { path, at: 'key' } : { path: ['kind'] },
    message,
    help,
  );
}
