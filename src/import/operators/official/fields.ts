/** What a field of the official operator's `Runner` becomes. */
export type Field = {
  /** Below `spec`. */
  readonly field: string;
} & (
  | { /** A variable of `gitlab-runner register`. */ readonly variable: string }
  | {
      /** A global key of config.toml. */
      readonly global: string;
      /** What the operator writes where the field is left out, and a document does not. */
      readonly theirs?: unknown;
      /** What a number that is not positive means: nothing, or a value of its own. */
      readonly low?: string | null;
    }
  | { /** A place in the document. */ readonly place: string }
  | { /** What GitLab keeps itself. */ readonly gitlab: string }
  | {
      /** Names an object, or is read along with others: where. */ readonly part:
        | 'token'
        | 'cache'
        | 'certificates'
        | 'environment'
        | 'template'
        | 'pod'
        | 'image'
        | 'account';
    }
);

/** The fields of `apps.gitlab.com`, v1beta2 and v1beta1. No defaults are in its schema: those here are the operator's. */
export const fields: readonly Field[] = [
  { field: 'gitlabUrl', variable: 'CI_SERVER_URL' },
  { field: 'gitlab.url', variable: 'CI_SERVER_URL' },
  { field: 'gitlab.name', part: 'environment' },
  { field: 'token', part: 'token' },
  { field: 'tags', gitlab: 'its tags' },
  { field: 'locked', gitlab: 'whether it is locked to its projects' },
  { field: 'protected', gitlab: 'whether it runs only jobs of protected branches' },
  { field: 'runUntagged', gitlab: 'whether it runs jobs without tags' },
  { field: 'concurrent', global: 'concurrent', theirs: 10, low: null },
  { field: 'interval', global: 'check_interval', theirs: 30, low: null },
  { field: 'shutdownTimeout', global: 'shutdown_timeout', low: null },
  { field: 'logLevel', global: 'log_level' },
  { field: 'logFormat', global: 'log_format' },
  { field: 'listenAddr', global: 'listen_address', theirs: ':9252' },
  { field: 'sentryDsn', global: 'sentry_dsn' },
  { field: 'connectionMaxAge', global: 'connection_max_age', low: '0s' },
  { field: 'cloneURL', variable: 'CLONE_URL' },
  { field: 'buildImage', variable: 'KUBERNETES_IMAGE' },
  { field: 'helperImage', variable: 'KUBERNETES_HELPER_IMAGE' },
  { field: 'runnerImage', part: 'image' },
  { field: 'imagePullPolicy', place: 'spec.image.pullPolicy' },
  { field: 'namespace', variable: 'KUBERNETES_NAMESPACE' },
  { field: 'serviceaccount', part: 'account' },
  { field: 'cacheType', variable: 'CACHE_TYPE' },
  { field: 'cachePath', variable: 'CACHE_PATH' },
  { field: 'cacheShared', variable: 'CACHE_SHARED' },
  { field: 's3.server', variable: 'CACHE_S3_SERVER_ADDRESS' },
  { field: 's3.bucket', variable: 'CACHE_S3_BUCKET_NAME' },
  { field: 's3.location', variable: 'CACHE_S3_BUCKET_LOCATION' },
  { field: 's3.insecure', variable: 'CACHE_S3_INSECURE' },
  { field: 's3.credentials', part: 'cache' },
  { field: 'gcs.bucket', variable: 'CACHE_GCS_BUCKET_NAME' },
  { field: 'gcs.credentials', part: 'cache' },
  { field: 'gcs.credentialsFile', part: 'cache' },
  { field: 'azure.container', variable: 'CACHE_AZURE_CONTAINER_NAME' },
  { field: 'azure.storageDomain', variable: 'CACHE_AZURE_STORAGE_DOMAIN' },
  { field: 'azure.credentials', part: 'cache' },
  { field: 'ca', part: 'certificates' },
  { field: 'env', part: 'environment' },
  { field: 'config', part: 'template' },
  { field: 'podSpec', part: 'pod' },
  { field: 'deploymentSpec', part: 'pod' },
];

/** The variables that take a cache's credentials, by the field that names a Secret, and the keys that the operator looks for in it. */
export const cacheKeys: Readonly<Record<string, readonly (readonly [variable: string, key: string])[]>> = {
  's3.credentials': [
    ['CACHE_S3_ACCESS_KEY', 'accesskey'],
    ['CACHE_S3_SECRET_KEY', 'secretkey'],
  ],
  'gcs.credentials': [
    ['CACHE_GCS_ACCESS_ID', 'access-id'],
    ['CACHE_GCS_PRIVATE_KEY', 'private-key'],
  ],
  'azure.credentials': [
    ['CACHE_AZURE_ACCOUNT_NAME', 'accountName'],
    ['CACHE_AZURE_ACCOUNT_KEY', 'privateKey'],
  ],
};
