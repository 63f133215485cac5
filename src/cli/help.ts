/** What `--help` prints. */
export const help = `Kubernetes manifests of a GitLab Runner from one document, without Helm.

Usage:
  gitlab-runner-manifests render FILE|- [-o DIR | --only NAME]
                                 [--format yaml|json]
  gitlab-runner-manifests validate FILE|-... [--fix] [--fail-on error|warning]
                                   [--format text|json|github|gitlab|sarif]
  gitlab-runner-manifests permissions FILE|- [--format text|json]
  gitlab-runner-manifests import INPUT... [-o DIR] [--format text|json]
                                 [--name NAME] [--namespace NAMESPACE]
                                 [--runner-version RELEASE | --keep-version]
                                 [--defaults theirs|ours] [--keep-labels]

Commands:
  render       print the manifests of one document, or write one file per
               object into DIR along with a kustomization.yaml that lists
               them; files of an earlier run that are no longer rendered go,
               and files that are the same already are left alone
  validate     report everything that is wrong with the documents
  permissions  list what the manager may do in the cluster, and why
  import       turn what runs today into documents, and report what was kept,
               changed, dropped and left to decide. INPUT is a file or a
               directory of values of the Helm chart, bare or in a HelmRelease,
               Application or HelmChart, of a config.toml, of manifests, or of
               resources of an operator; - is standard input
  help         print this text

Options:
  -o, --output DIR   write into this directory in place of standard output
  --format FORMAT    form of the result
  --only NAME        one object, such as Role/gitlab-runner, those of a kind,
                     such as Secret, or the text of config.toml
  --fix              write what is sure to mend a document into its file, with
                     comments kept, and report what is left
  --fail-on SEVERITY the least severe finding with which validate exits with 1:
                     error (default) or warning
  --name NAME        the name that import gives where the inputs have none; for
                     values of the Helm chart the name of the release
  --namespace NAME   the namespace of the manager, likewise
  --runner-version RELEASE
                     the release of GitLab Runner that import writes; by default
                     the one that runs, or 18.10 where that is older
  --keep-version     keep a release that cannot take its token from a Secret
  --keep-labels      keep the labels that the Helm chart gives to the pods of a
                     manager, for policies and monitors that select by them
  --defaults WHOSE   whose defaults import writes where the inputs say nothing:
                     theirs (default), so that nothing changes in silence, or
                     ours
  -h, --help         print this text
  -v, --version      print the version

FILE is a document in YAML or JSON; - is standard input. A file holds one
document, and render and permissions take one file: call them once for each.
With --help and --version, other words have no effect.

Exit codes:
  0  done
  1  the document has errors, or warnings with --fail-on warning, or import
     left something to decide
  2  wrong usage, or something cannot be read or written; validate goes on
     with the other files, and this code comes before 1
  70 a bug of ours
`;
