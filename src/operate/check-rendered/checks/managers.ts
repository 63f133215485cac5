import { at, type Found } from '../../../import/manifests/objects.ts';
import type { Check } from '../finding.ts';

const API_GROUP = 'gitlab-runner-manifests.dev';

/** Objects without a manager, and documents that nothing has rendered. */
export const managers: Check = ({ objects, managers: found }, find) => {
  const documents = objects.all.filter(isDocument);
  for (const object of documents) {
    find(
      'NOT_RENDERED',
      { object, path: ['kind'] },
      'This is a document, which no cluster knows: nothing has rendered it.',
      'List it under `generators` rather than `resources`, and build with `--enable-alpha-plugins --enable-exec`.',
    );
  }
  if (found.length > 0 || documents.length > 0) return;
  find(
    'NO_MANAGER',
    undefined,
    objects.all.length === 0
      ? 'There is no Kubernetes object to check.'
      : 'No Deployment among the objects runs a GitLab Runner with a config.toml.',
    'Hand in the whole output of `kustomize build --enable-alpha-plugins --enable-exec`, or what `render` has printed. Without `--enable-exec` kustomize leaves the runner out.',
  );
};

function isDocument(object: Found): boolean {
  return object.group === API_GROUP && at(object, 'kind') === 'GitLabRunner';
}
