/** What people say about an import beside its inputs. */
export interface ImportOptions {
  /** Base name of the objects: the name of the Helm release. */
  readonly name?: string;
  /** Namespace of the manager. */
  readonly namespace?: string;
  /** Release of the runner that the document gets: `19.3.0`. */
  readonly runnerVersion?: string;
  /** Keeps a release that cannot take its token from a Secret. Default: the document gets one that can. */
  readonly keepVersion?: boolean;
  /** Keeps the labels that the chart gives to the pods of a manager, for policies and monitors that select by them. */
  readonly keepLabels?: boolean;
  /** Whose defaults apply where the inputs say nothing. `theirs`, the default, writes them; nothing changes then. */
  readonly defaults?: 'theirs' | 'ours';
}
