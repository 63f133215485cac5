/** What the function prints when a person runs it by hand. */
export const usage = `gitlab-runner-krm: the KRM function of gitlab-runner-manifests

kustomize runs it: a GitLabRunner document names it in its annotation config.kubernetes.io/function.

  kustomize build --enable-alpha-plugins --enable-exec DIR

It reads a ResourceList from standard input and writes one to standard output.
Exit codes: 0 done, 1 the document has errors, 2 wrong usage, 70 internal error.

  --version  print the version and the runtime
  --help     print this text
`;
