import type { Path } from '../core/data/path.ts';
import type { Origin } from './read/located.ts';

/** A value for the document to be. */
export interface Setting {
  /** Where in the document: `['spec', 'manager', 'replicas']`. */
  readonly path: Path;
  readonly value: unknown;
  /** Where somebody wrote it. Nowhere for a default of what ran before, written so that nothing changes silently. */
  readonly from?: Origin | undefined;
  /** What people wrote beside it, or what they have to know of it: it becomes a comment in the document. */
  readonly comment?: string | undefined;
}

/** What the import has to say to people, beside the document. */
export interface Remark {
  readonly kind: RemarkKind;
  /** Where in the inputs, where it is about a place. */
  readonly from?: Origin | undefined;
  /** The key or the object that it is about, as the input names it: `runners.privileged`. */
  readonly subject: string;
  /** One or two sentences without a credential: why, and what to do. */
  readonly text: string;
}

/** The kinds of remarks, in the order in which a report has them. */
export const REMARK_KINDS = ['refused', 'decide', 'changed', 'dead', 'gitlab', 'outside', 'surplus'] as const;

/**
 * `refused`: an input from which nothing is made. `decide`: people have to, and the document waits for it. `changed`: it
 * will be another way than before. `dead`: it had no effect before, and is left out. `gitlab`: it lives in GitLab now.
 * `outside`: it is not in the inputs, or not of the document. `surplus`: the old permissions went beyond the need.
 */
export type RemarkKind = (typeof REMARK_KINDS)[number];

/** What a report calls the remarks of a kind. */
export const REMARK_TITLES: Readonly<Record<RemarkKind, string>> = {
  refused: 'refused',
  decide: 'to decide',
  changed: 'changed',
  dead: 'left out, as it had no effect',
  gitlab: 'to set in GitLab',
  outside: 'to know',
  surplus: 'permissions no longer given',
};

/** A Secret that the document names, and that has to be made by hand. */
export interface NeededSecret {
  readonly name: string;
  /** Its keys, each with what it has to hold: `runner-token`, `the token of the runner`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Where the credential is in plain text, if it is: it should be rotated. */
  readonly inClear?: Origin | undefined;
}

/** What runs today, as far as the switch to the new objects has to know it. */
export interface Running {
  /** Who made the objects: it decides what deletes them. */
  readonly by: 'helm' | 'official-operator' | 'alekc-operator' | 'manifests' | 'config.toml' | 'ourselves';
  /** Name of what is to be removed: the Helm release, the custom resource, the Deployment. */
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Runner' | 'MultiRunner' | undefined;
  /** Name of the Deployment or StatefulSet of the old manager, where it is known. */
  readonly workload?: string | undefined;
  /** Seconds that its pod has to end; without a number Kubernetes' own 30. */
  readonly graceSeconds?: number | undefined;
  /** What removes the objects of a chart, where that is not `helm uninstall`: it belongs to another tool. */
  readonly removedBy?: { readonly text: string; readonly command: string } | undefined;
  /** Lines that come before all others in the switch-over, such as what a deletion removes in GitLab. */
  readonly warnings?: readonly string[];
  /** What is known of the operator that made the objects. */
  readonly operator?: RunningOperator;
  /** Objects that the document goes on using, as `Secret/gitlab-runner-token`, and that whoever made them may take away. */
  readonly keeps?: readonly string[];
}

/** An operator, as far as the switch has to know it. */
export interface RunningOperator {
  /** Its own Deployment, where the inputs have it. */
  readonly workload: { readonly name: string; readonly namespace: string | undefined } | undefined;
  /** Where its resource and the old manager are, if the inputs say so. */
  readonly namespace: string | undefined;
  /** Whether the document uses the token of the old manager, or the token of a runner that is still to be made. */
  readonly token: 'same' | 'new';
  /** What deletes the runner in GitLab along with the resource, and where its token is until then. */
  readonly deletes?: {
    readonly finalizer: string;
    /** The line that prints the token. */
    readonly token: string;
  };
}

/** A fact, and where it was read. */
export interface Read<T> {
  readonly value: T;
  readonly from?: Origin | undefined;
}

/** All that was read of one manager: what becomes a document. */
export interface Draft {
  /** Base name of the objects, with `--name` in it where it counts; without one that or the default is taken, and reported. */
  readonly name?: Read<string> | undefined;
  /** Namespace of the manager; `--namespace` wins, and without both the default is taken, and reported. */
  readonly namespace?: Read<string> | undefined;
  /** Release of the runner that runs, `18.9.0`, and what tells it; without one our default is taken, and reported. */
  readonly release?: (Read<string> & { readonly by: string }) | undefined;
  /** In any order; of two for one path the later one counts. */
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  readonly secrets: readonly NeededSecret[];
  readonly running: Running;
}
