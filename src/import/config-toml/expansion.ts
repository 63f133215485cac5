import { VARIABLE_NAME } from '../../core/credentials/variable-name.ts';
import type { Path } from '../../core/data/path.ts';
import { schemaOf } from '../../core/schema/node.ts';

/** A variable as shells and Go's `os.Expand` know it, also with a default behind its name. */
const VARIABLE = new RegExp(`\\$(?:${VARIABLE_NAME}|\\{[A-Za-z_]\\w*(?:[:?+=-][^}]*)?\\})`);

/** Formats of texts in which the runner replaces variables: those of the manager in a URL, those of the job in the others. */
const EXPANDED = new Set([
  'runner-url',
  'job-image',
  'job-path',
  'job-dns-label',
  'env-assignment',
  'service-aliases',
]);
/** Keys with texts in which the runner replaces variables of the job, or that are scripts, in which a shell does. */
const OWN_VARIABLES =
  /^(?:token|sub_path|pod_labels|pod_annotations|command|entrypoint|patch|(?:pre|post)_(?:get_sources|build)_script)$/;

/** Whether a text has a variable at a place where the runner does not expand it: somebody else had to replace it. */
export function hasPlaceholder(text: string, path: Path): boolean {
  return (
    VARIABLE.test(text) &&
    !EXPANDED.has(schemaOf(path)?.format ?? '') &&
    !path.some((part) => OWN_VARIABLES.test(String(part)))
  );
}
