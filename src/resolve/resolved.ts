import type { TomlTable } from '../config-toml/encode.ts';
import type { Path } from '../data/path.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import type { Permission } from '../rbac/permissions.ts';
import type { JobNamespace } from './job-namespaces.ts';
import type { Labels } from './labels.ts';
import type { Manager } from './manager/manager.ts';
import type { Runner } from './runners.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** The document with its defaults: what every fact rests on. */
export type ResolvedDocument = Pick<ResolvedGitLabRunner, 'metadata' | 'spec'>;

/** What a document comes to: every fact that builders of objects and rules read, worked out once. */
export interface Resolved extends ResolvedDocument {
  /** Recommended labels, which every object has. */
  readonly labels: Labels;
  /** Labels by which the manager's pods are found. */
  readonly selector: Labels;
  readonly config: ConfigFile;
  /** The runner entries, in the order of their ids. */
  readonly runners: readonly Runner[];
  readonly tokens: Tokens;
  readonly manager: Manager;
  readonly sessions: Sessions;
  /** The namespaces of job pods, by name. */
  readonly jobNamespaces: readonly JobNamespace[];
  /** Name of the ServiceAccount of job pods, where the document asks for one. */
  readonly jobServiceAccount: string;
  /** What the settings let the manager do on the whole cluster: only what no Role can grant. */
  readonly clusterPermissions: readonly Permission[];
}

/** config.toml and the object that carries it. */
export interface ConfigFile {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Name of the object; with `configUpdate: rollout` it ends in a hash of the content. */
  readonly name: string;
  /** Changes with `[session_server]`, which a running manager never reads again; `undefined` where there is none. */
  readonly sessionHash: string | undefined;
  /** The file as data, in the order in which it is written. */
  readonly table: TomlTable;
  readonly toml: string;
  /** Where the document writes credentials into the file. Tokens are not among them. */
  readonly secrets: readonly Path[];
}
