import type { Mode } from '../../core/docker-builds/mode.ts';

/** What a new document is made from. What is left out is as `init --yes` has it. */
export interface InitAnswers {
  /** Address of GitLab; by default `https://gitlab.com`. */
  readonly url?: string;
  /** Base name of all objects, at most 45 characters; by default `gitlab-runner`. */
  readonly name?: string;
  /** Namespace of the manager; by default `gitlab-runner`. */
  readonly namespace?: string;
  /** Where the runner's token will be; by default the key `token` of the Secret `<name>-token`. */
  readonly tokenSecret?: { readonly name: string; readonly key?: string };
  /** How jobs build container images; by default `none`. */
  readonly dockerBuilds?: Mode;
  /** Where jobs keep their caches; by default nowhere: each job starts without a cache. */
  readonly cache?: InitCache;
  /** Release of GitLab Runner, 18.11.0 or later; by default the newest that this package knows. */
  readonly runnerVersion?: string;
}

/** A store for caches. Without a Secret the manager uses the cloud identity of its ServiceAccount. */
export type InitCache =
  | {
      readonly type: 's3';
      readonly bucket: string;
      /** `host` or `host:port` of a store that is not Amazon's. */
      readonly server?: string;
      /** Such as `eu-west-1`. */
      readonly region?: string;
      /** Name of a Secret with the keys `accesskey` and `secretkey`. */
      readonly secret?: string;
    }
  | {
      readonly type: 'gcs';
      readonly bucket: string;
      /** Name of a Secret with the key `gcs-application-credentials-file`. */
      readonly secret?: string;
    }
  | {
      readonly type: 'azure';
      /** The container. */
      readonly bucket: string;
      /** Name of the storage account. */
      readonly account: string;
      /** Name of a Secret with the key `azure-account-key`. */
      readonly secret?: string;
    };
