import type { Path } from '../../../core/data/path.ts';

/** What a field of alekc's `Runner` or `MultiRunner` becomes. */
export type Field = {
  /** Below `spec`, or below an entry of a `MultiRunner`. */
  readonly field: string;
  /** Whether it says something of one runner: it is then in the entries of a `MultiRunner`. */
  readonly isOfEntry?: true;
} & (
  | { /** A global key of config.toml. */ readonly global: string }
  | { /** A key of the runner's section. */ readonly key: string }
  | { /** A place in the document. */ readonly place: string }
  | { /** What GitLab keeps itself. */ readonly gitlab: string }
  | { /** Why the operator does nothing with it. */ readonly dead: string }
  | { /** Read along with others. */ readonly part: 'token' | 'certificates' | 'image' | 'entries' }
);

/** What GitLab keeps of a runner, by the names that both versions have for it. */
const kept: Readonly<Record<string, string>> = {
  description: 'its description',
  tag_list: 'its tags',
  run_untagged: 'whether it runs jobs without tags',
  locked: 'whether it is locked to its projects',
  active: 'whether it is active',
  paused: 'whether it is paused',
  accessLevel: 'whether it runs only jobs of protected branches (ref_protected)',
  access_level: 'whether it runs only jobs of protected branches (ref_protected)',
  maximum_timeout: 'the longest timeout of a job, in seconds',
  maintenance_note: 'the note for maintainers',
  info: 'what the runner says of itself',
  runner_type: 'whether it is of the instance, of a group or of a project',
  group_id: 'the group it belongs to',
  project_id: 'the project it belongs to',
};
const keptUnder = (above: string, names: readonly string[]): readonly Field[] =>
  names.map((name) => ({ field: `${above}.${name}`, gitlab: kept[name]!, isOfEntry: true }));

/** The fields of `gitlab.k8s.alekc.dev`, v1alpha1 to v1beta2. */
export const fields: readonly Field[] = [
  { field: 'registration_config.token', part: 'token', isOfEntry: true },
  { field: 'registration_config.token_secret', part: 'token', isOfEntry: true },
  ...keptUnder('registration_config', [
    'description',
    'tag_list',
    'run_untagged',
    'locked',
    'active',
    'paused',
    'accessLevel',
    'maximum_timeout',
    'maintenance_note',
    'info',
  ]),
  { field: 'authentication.token.value', part: 'token', isOfEntry: true },
  { field: 'authentication.token.secret_key_ref', part: 'token', isOfEntry: true },
  { field: 'authentication.access_token', part: 'token', isOfEntry: true },
  ...keptUnder('authentication.create_options', [
    'runner_type',
    'group_id',
    'project_id',
    'description',
    'paused',
    'locked',
    'run_untagged',
    'tag_list',
    'access_level',
    'maximum_timeout',
    'maintenance_note',
  ]),
  { field: 'gitlab_instance_url', key: 'url' },
  { field: 'concurrent', global: 'concurrent' },
  { field: 'check_interval', global: 'check_interval' },
  { field: 'log_level', global: 'log_level' },
  { field: 'log_format', dead: 'The operator does not write it into config.toml.' },
  {
    field: 'sentry_dsn',
    dead: 'The operator does not write it into config.toml. It holds a credential in plain text.',
  },
  { field: 'limit', key: 'limit', isOfEntry: true },
  { field: 'request_concurrency', key: 'request_concurrency', isOfEntry: true },
  { field: 'environment', key: 'environment', isOfEntry: true },
  { field: 'executor_config', key: 'kubernetes', isOfEntry: true },
  { field: 'runner_image', part: 'image' },
  { field: 'runner_resources', place: 'spec.manager.resources' },
  { field: 'runner_image_pull_policy', place: 'spec.image.pullPolicy' },
  { field: 'runner_security_context', place: 'spec.manager.securityContext' },
  { field: 'caCertificate.value', part: 'certificates' },
  { field: 'caCertificate.secretKeyRef', part: 'certificates' },
  { field: 'caCertificate.configMapKeyRef', part: 'certificates' },
  { field: 'runner_node_selector', place: 'spec.manager.nodeSelector' },
  { field: 'runner_tolerations', place: 'spec.manager.tolerations' },
  { field: 'runner_affinity', place: 'spec.manager.affinity' },
  { field: 'runner_priority_class_name', place: 'spec.manager.priorityClassName' },
  { field: 'runner_env', place: 'spec.manager.env' },
  { field: 'entries', part: 'entries' },
  { field: 'name', part: 'entries', isOfEntry: true },
];

/** The path of a field below `spec`. */
export function pathOf({ field }: Pick<Field, 'field'>): Path {
  return field.split('.');
}
