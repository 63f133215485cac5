/** What help says of the arguments of the commands that read documents. */
export const DOCUMENTS = `FILE has one or more documents in YAML or JSON, separated by ---. DIR is a
directory: all its YAML and JSON files are read. - is standard input.`;

/** The option that builds a config layer, as help shows it. */
export const KUSTOMIZATION = [
  'DIR',
  'read the documents that kustomize builds from this config layer; can be repeated',
] as const;
