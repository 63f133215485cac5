/** A key of a Secret. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** What stands around a config.toml where a runner reads it, as far as the inputs show it. Nothing is known of one that stands alone. */
export interface Surroundings {
  /**
   * The key of a Secret that holds what a text of the file stands for: a variable that the manager's container takes from
   * the Secret, or a placeholder that a script replaces before the runner starts.
   */
  readonly secretOf?: (text: string) => SecretKey | undefined;
  /** The id that a runner has in the document, by its `name` and its `token` as the file has them. */
  readonly idOf?: (name: string | undefined, token: string | undefined) => string | undefined;
}
