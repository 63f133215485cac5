import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'write what kustomize needs to build without node_modules',
  usage: [
    'vendor DIR [--native [FILE|URL]]\n       [--sha256 SUM] [--ca-file FILE]',
    'vendor DIR --check [--sha256 SUM]',
  ],
  about: `It writes overlays, schemas and the function into DIR, each at its path in this
package, and vendor.json, which has the version and the checksum of each file.
Layers name DIR where they would name node_modules/gitlab-runner-manifests, and
DIR/kustomize-plugin/gitlab-runner-krm as the function. Commit it all.

Run it again after an upgrade of this package. Files that it has written and
nobody has changed are replaced or removed; where somebody has, nothing is
written. Files of yours are left alone.

With --check it writes nothing, and reports what was changed, is missing, or is
not that of this package, and every kustomization of the repository around DIR
that would build without the runner where functions are off. Exit code 1 if
there is something to report.`,
  options: {
    native: [
      '[FILE|URL]',
      'write the native function, which needs no Node: the one of this package, or of a release, from a file or over https://',
    ],
    sha256: ['SUM', 'the checksum of the native function, as the release gives it'],
    'ca-file': ['FILE', 'certificates of an authority to trust besides the known ones, in PEM form'],
    check: ['', 'write nothing, and report what is not as it should be'],
  },
  examples: [
    ['gitlab-runner-manifests vendor deploy/vendor', 'Build with Node alone'],
    [
      'gitlab-runner-manifests vendor deploy/vendor \\\n  --native ./gitlab-runner-krm-linux-amd64 --sha256 "$SUM"',
      'Build with nothing but kustomize, as Argo CD does',
    ],
    ['gitlab-runner-manifests vendor deploy/vendor --check', 'In CI'],
  ],
};
