/** What help says of the arguments of the commands that read documents. */
export const DOCUMENTS = `FILE is one or more documents in YAML or JSON, with --- between them; DIR is a
directory, of which each such file is read; - is standard input.`;

/** The option that builds a config layer, as help shows it. */
export const KUSTOMIZATION = [
  'DIR',
  'read the documents that kustomize builds of this config layer; may be given several times',
] as const;
