/** What `--help` prints. */
export const help = `Kubernetes manifests of a GitLab Runner from one document, without Helm.

Usage:
  gitlab-runner-manifests render FILE|- [-o DIR] [--format yaml|json]
  gitlab-runner-manifests validate FILE|-... [--format text|json|github|gitlab]
  gitlab-runner-manifests permissions FILE|- [--format text|json]

Commands:
  render       print the manifests, or write one file per object into DIR
               along with a kustomization.yaml that lists them
  validate     report everything that is wrong with the documents
  permissions  list what the manager may do in the cluster, and why

Options:
  -o, --output DIR   write into this directory in place of standard output
  --format FORMAT    form of the result
  --input FORMAT     language of the document: yaml, json or toml
                     (default: by the file's name, then by its first character)
  -h, --help         print this text
  -v, --version      print the version

FILE is a YAML, JSON or TOML document; - is standard input.

Exit codes:
  0  done
  1  the document has errors
  2  wrong usage, or a file that cannot be read or written
  70 a bug of ours
`;
