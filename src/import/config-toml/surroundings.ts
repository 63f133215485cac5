/** A key of a Secret. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** What is around a config.toml where a runner reads it, as far as the inputs show it: nothing around a lone file. */
export interface Surroundings {
  /**
   * The key of a Secret that holds what a text of the file stands for: a variable that the manager's container reads
   * from the Secret, or a placeholder that a script replaces before the runner starts.
   */
  readonly secretOf?: (text: string) => SecretKey | undefined;
  /** The id that a runner has in the document, by its `name` and its `token` as the file has them. */
  readonly idOf?: (name: string | undefined, token: string | undefined) => string | undefined;
  /** Base name of the objects, after which the Secrets are named that people have to make. Default: `gitlab-runner`. */
  readonly name?: string | undefined;
  /** Release of the runner that reads the file: what it does not know had no effect. */
  readonly release?: string | undefined;
  /** The manager's own ServiceAccount. */
  readonly account?: string | undefined;
  /** What a ConfigMap of the namespaces of jobs holds. */
  readonly configMap?: (name: string) => Readonly<Record<string, string>> | undefined;
}
