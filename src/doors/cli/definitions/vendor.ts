import type { Definition } from './definition.ts';

export const definition: Definition = {
  summary: 'copy what kustomize build needs, to use it without node_modules',
  usage: [
    'vendor DIR [--native [FILE|URL]]\n       [--sha256 SUM] [--ca-file FILE]',
    'vendor DIR --check [--sha256 SUM]',
  ],
  about: `It copies the overlays, the schemas and the KRM function to DIR, and writes
vendor.json with the version and the checksum of each file. Commit all of it. In
your kustomizations, write DIR instead of node_modules/gitlab-runner-manifests,
and DIR/kustomize-plugin/gitlab-runner-krm as the path of the function.

Run it again after you upgrade this package. It replaces or deletes only files
that it has written. If you have changed one of those, it writes nothing and
says so. Your own files in DIR are left alone.

With --check, it writes nothing. It reports files that are changed, missing or
from another version, and kustomizations in the repository that have no guard:
with functions switched off, they would build without the runner.`,
  words: 'directories',
  options: {
    native: [
      '[FILE|URL]',
      'use the native function, which needs no Node: the one in this package, or one from a file or an https:// URL',
    ],
    sha256: ['SUM', 'SHA-256 checksum of the native function, from the release page'],
    'ca-file': ['FILE', 'additional CA certificates for the download, in PEM format'],
    check: ['', 'write nothing, and exit with 1 if something is wrong'],
  },
  examples: [
    ['gitlab-runner-manifests vendor deploy/vendor', 'Build where Node is installed'],
    [
      'gitlab-runner-manifests vendor deploy/vendor \\\n  --native ./gitlab-runner-krm-linux-amd64 --sha256 "$SUM"',
      'Build where only kustomize is installed, as with Argo CD',
    ],
    ['gitlab-runner-manifests vendor deploy/vendor --check', 'Check in CI'],
  ],
};
