/** When an effect asks for something: before the new objects are applied, or after; or it comes with them by itself. */
export type When = 'before' | 'with' | 'after';

/** What a change leads to, wherever it is. */
export interface EffectEntry {
  /** When it happens or, where it asks for a step, when to take that. */
  readonly when: When;
  /** What happens in the cluster. `{fact}` is a fact of the objects at hand. */
  readonly happens: string;
  /** What it means for jobs that run. */
  readonly jobs: string;
  /** What in a document leads to it, keys in backticks. */
  readonly by: string;
}

/** Every effect that a change can have, in the order in which they are reported. */
export const EFFECTS = {
  'deployment-replaced': {
    when: 'before',
    happens: 'The Deployment has to be deleted first: its selector changes, which no cluster allows.',
    jobs: 'The managers that are deleted end their jobs first, for up to {grace}. No job starts until the new objects are applied.',
    by: 'a patch in kustomize that changes the selector',
  },
  'manager-removed': {
    when: 'before',
    happens:
      'The manager is no longer rendered. Stop it before its account, its Role or its Namespace goes: scale it to zero, and wait until its pods have ended. Where a controller prunes, commit `manager.replicas: 0` first.',
    jobs: 'Without this step jobs that run will fail, and their pods stay behind. With it the manager ends them first, for up to {grace}.',
    by: 'a document removed, another `metadata.name` or `metadata.namespace`',
  },
  'manager-pruned': {
    when: 'before',
    happens:
      'The manager is no longer rendered, and Flux deletes its account, its Role and its pods at once. Commit `manager.replicas: 0` first, wait until its pods have ended, and only then commit this change.',
    jobs: 'Without this step jobs that run will fail, and their pods stay behind. With it the manager ends them first, for up to {grace}.',
    by: 'a document for Flux removed, another `metadata.name` or `metadata.namespace` of one',
  },
  'manager-stopped': {
    when: 'before',
    happens: 'The manager is no longer rendered. It was scaled to zero: wait until its pods have ended.',
    jobs: 'They end with its pods. Without this step they fail, and their pods stay behind.',
    by: 'a document removed, or renamed, of which `manager.replicas` was 0',
  },
  'account-replaced': {
    when: 'before',
    happens:
      'The managers get the account {to} instead of {from}, and their permissions go to it at once. Scale to zero first, and wait until the old managers have ended; where a controller applies, commit `manager.replicas: 0` for that.',
    jobs: 'Without this step the old managers lose their permissions while they drain: the pods of their jobs stay behind, and jobs may fail.',
    by: '`serviceAccount.name`',
  },
  'binding-replaced': {
    when: 'before',
    happens:
      'The binding has to be deleted first: it refers to another Role, which no cluster allows to change.',
    jobs: 'Until the new one is applied, the managers have no permissions: a job that starts or ends meanwhile may fail.',
    by: 'a patch in kustomize that renames a Role',
  },
  'service-replaced': {
    when: 'before',
    happens:
      'The Service has to be deleted first: the API server refuses to take away its address, and silently gives none to a Service without one.',
    jobs: 'They keep running. Terminals and metrics are interrupted until the new one is applied.',
    by: '`sessionServer.service.type`, to or from Headless',
  },
  'immutable-replaced': {
    when: 'before',
    happens: 'The object has to be deleted first: what changes of it never can in a cluster.',
    jobs: 'They keep running. A pod that starts meanwhile waits for it.',
    by: '`extraObjects` that cannot be changed, or whose selector or type changes',
  },
  'needs-object': {
    when: 'before',
    happens:
      'The new managers need what is not rendered here. Without it they do not start; the old ones keep running.',
    jobs: 'They keep running.',
    by: '`token.secretKeyRef`, `certificates.*`, `cacheCredentials.*`',
  },
  'autoscaler-takes-over': {
    when: 'before',
    happens:
      'The number of managers is no longer rendered: of {from}, all but one end before the autoscaler acts. Hand the number over first, as docs/operations.md says under Autoscaling.',
    jobs: 'Without this step, managers drain for nothing. Their jobs keep running for up to {grace}.',
    by: '`autoscaling.enabled`, where there was more than one manager',
  },
  'autoscaler-removed': {
    when: 'before',
    happens:
      'The autoscaler is no longer rendered. Delete it first: otherwise it keeps setting the number of managers.',
    jobs: 'Managers that are removed end their jobs first, for up to {grace}.',
    by: '`autoscaling.enabled`, turned off',
  },
  'manager-drained': {
    when: 'with',
    happens:
      'The manager is no longer rendered. Where it prunes, Argo CD deletes the Deployment first, and what its jobs need only when its pods have ended.',
    jobs: 'The manager ends its jobs first, for up to {grace}.',
    by: 'a document for Argo CD removed, another `metadata.name` or `metadata.namespace` of one',
  },
  'manager-added': {
    when: 'with',
    happens: 'A new manager starts.',
    jobs: 'They keep running, at the managers that they have.',
    by: 'a new document, another `metadata.name` or `metadata.namespace`',
  },
  'config-read': {
    when: 'with',
    happens:
      'config.toml is read in place: the kubelet swaps the mounted file within about two minutes, and the managers read it some seconds later. No pod restarts.',
    jobs: 'They keep running as they started. New settings are for new jobs.',
    by: 'config.toml, but for the keys of other rows: `concurrent`, `config.log_level`, `url`, `limit`, `kubernetes.*`, `dockerBuilds`, `certificates.inJobs`',
  },
  'runner-added': {
    when: 'with',
    happens: 'The managers ask for jobs of one runner more.',
    jobs: 'They keep running.',
    by: '`runners`',
  },
  'runner-removed': {
    when: 'with',
    happens:
      'The managers no longer ask for jobs of a runner. Delete it in GitLab too; one that is renamed is a new one.',
    jobs: 'They keep running. Its jobs that wait in GitLab stay pending.',
    by: '`runners`',
  },
  'release-changed': {
    when: 'with',
    happens: 'The managers get another image: {to} instead of {from}.',
    jobs: 'They keep running at the old manager. New ones run with the helper image of the new release.',
    by: '`version`, `image.*`',
  },
  'token-changed': {
    when: 'with',
    happens:
      'A token, or where it comes from, changes. Managers have it as a variable, so the new one needs new managers.',
    jobs: 'They keep running: each has its own token.',
    by: '`token.value`, `token.secretKeyRef`',
  },
  'managers-roll-out': {
    when: 'with',
    happens: 'The managers roll out: a new one starts beside each old one, and runs jobs at once.',
    jobs: 'The old managers end theirs first, for up to {grace}. Both run up to `concurrent` jobs meanwhile.',
    by: '`version`, `image.*`, `runners`, `token.value`, `token.secretKeyRef`, `metadata.labels`, `commonAnnotations`, `certificates.*`, `cacheCredentials.*`, `config.listen_address`, `config.session_server`, `config.session_server.session_timeout`, `sessionServer`, `configUpdate`, the first credential in config.toml such as `config.sentry_dsn`, or the last one removed, and `manager.*` but for the keys of other rows',
  },
  'managers-restart': {
    when: 'with',
    happens: 'The managers end, and only then the new ones start: the strategy is Recreate.',
    jobs: 'They are ended first, for up to {grace}. No job starts until then.',
    by: 'the same, where `manager.strategy` is of the type Recreate',
  },
  'managers-scaled': {
    when: 'with',
    happens: 'There are {to} managers instead of {from}. The others keep running.',
    jobs: 'Managers that are removed end theirs first, for up to {grace}.',
    by: '`manager.replicas`',
  },
  'autoscaler-changed': {
    when: 'with',
    happens: 'The autoscaler sets the number of managers by the new settings, within seconds.',
    jobs: 'Managers that are removed end theirs first, for up to {grace}.',
    by: '`autoscaling.*`',
  },
  'deployment-settings-changed': {
    when: 'with',
    happens: 'The Deployment has other settings, which are for the next rollout. No pod restarts.',
    jobs: 'They keep running.',
    by: '`manager.strategy`, `manager.minReadySeconds`, `manager.revisionHistoryLimit`, `manager.progressDeadlineSeconds`',
  },
  'permissions-added': {
    when: 'with',
    happens: 'Permissions are added, at once.',
    jobs: 'They keep running.',
    by: '`jobs.namespace`, `rbac.extraRules`, and each setting that needs one',
  },
  'permissions-removed': {
    when: 'with',
    happens: 'Permissions are removed, at once.',
    jobs: 'A job that needs one of them may fail.',
    by: '`rbac.extraRules`, and each setting that needed one',
  },
  'binding-changed': {
    when: 'with',
    happens: 'The permissions of a Role go to other accounts, at once.',
    jobs: 'Of managers with an account that loses them, the pods of jobs stay behind, and jobs may fail.',
    by: 'a patch in kustomize',
  },
  'network-policy-changed': {
    when: 'with',
    happens: 'The network policy applies at once, to running pods too.',
    jobs: 'They keep running, but connections that are no longer allowed fail.',
    by: '`networkPolicy.*`, `jobs.networkPolicy`',
  },
  'limits-changed': {
    when: 'with',
    happens: 'The quota or limit range applies to new pods. Running pods keep what they have, and count.',
    jobs: 'They keep running. If there is no room, new ones wait or fail.',
    by: '`jobs.resourceQuota`, `jobs.limitRange`',
  },
  'pod-security-changed': {
    when: 'with',
    happens: 'The namespace holds new pods to another level of Pod Security. Those that run stay.',
    jobs: 'They keep running. New ones fail if their pods are refused.',
    by: '`namespace.podSecurity`, `jobs.podSecurity`, and settings that need another level',
  },
  'fence-holds': {
    when: 'with',
    happens:
      'The API server refuses what managers ask for beyond the document, within seconds: pods that it does not make, and access to objects that are not of jobs.',
    jobs: 'They keep running: running pods are not checked again. New ones fail if their pods are refused.',
    by: '`jobs.admissionPolicy`, `jobs.admissionPolicy.validationActions`, to Deny',
  },
  'fence-warns': {
    when: 'with',
    happens:
      'The API server lets managers ask for more than the document makes, within seconds: it only warns them, in their log, or writes it into its audit log.',
    jobs: 'They keep running.',
    by: '`jobs.admissionPolicy.validationActions`, without Deny',
  },
  'fence-changed': {
    when: 'with',
    happens:
      'The admission policies of the document follow it within seconds. Managers have a changed config.toml within about two minutes: until then, what the old one makes is judged by the new policies.',
    jobs: 'They keep running: running pods are not checked again. If the policies refuse more than before, jobs that start in these two minutes may fail.',
    by: 'with an admission policy, `kubernetes.*`, `dockerBuilds`, `jobs.serviceAccount`',
  },
  'admission-policy-changed': {
    when: 'with',
    happens: 'The admission policy applies to what the managers create from now on.',
    jobs: 'They keep running. New ones fail if their pods are refused.',
    by: '`extraObjects`',
  },
  'namespace-added': {
    when: 'with',
    happens: 'A Namespace is made.',
    jobs: 'They keep running.',
    by: '`metadata.namespace`, `jobs.namespace`',
  },
  'account-changed': {
    when: 'with',
    happens: 'The account has other settings, which are for pods that start from now on.',
    jobs: 'They keep running.',
    by: '`serviceAccount.annotations`, `serviceAccount.imagePullSecrets`, `jobs.serviceAccount`',
  },
  'budget-changed': {
    when: 'with',
    happens: 'The budget applies at once, to the next drain of a node.',
    jobs: 'They keep running.',
    by: '`podDisruptionBudget.*`',
  },
  'address-changed': {
    when: 'with',
    happens: 'The Service or Ingress leads to the managers in another way, at once.',
    jobs: 'They keep running. Open terminals may be interrupted.',
    by: '`sessionServer`, `metrics.service`',
  },
  'monitoring-changed': {
    when: 'with',
    happens: 'What collects metrics, rules of alerts, or the dashboard follows within about a minute.',
    jobs: 'They keep running.',
    by: '`metrics.podMonitor`, `metrics.prometheusRule`, `metrics.dashboard`',
  },
  'job-files-changed': {
    when: 'with',
    happens: 'A file that jobs mount changes. Pods that start from now on have it.',
    jobs: 'They keep running.',
    by: '`dockerBuilds.*`, where it has a file of its own',
  },
  'labels-changed': {
    when: 'with',
    happens: 'Labels or annotations of objects change, and nothing else.',
    jobs: 'They keep running.',
    by: '`manager.labels`, `manager.annotations`, `metadata.labels`, `commonAnnotations`, `delivery.*`, `version`',
  },
  'other-object-changed': {
    when: 'with',
    happens: 'An object that is not part of the manager is applied as it is.',
    jobs: 'They keep running, unless they use it.',
    by: '`extraObjects`',
  },
  'object-pruned': {
    when: 'with',
    happens: 'Objects are no longer rendered. Where it prunes, the controller deletes them.',
    jobs: 'They keep running, unless their own manager is removed too: see what is said about that.',
    by: 'what is turned off, and another name of anything, in a document with `delivery.controller`',
  },
  'restart-needed': {
    when: 'after',
    happens: 'Managers that run do not notice the change: they read it once, when they start. Restart them.',
    jobs: 'The old managers end theirs first, for up to {grace}.',
    by: '`serviceAccount.annotations`, and patches in kustomize of what the Deployment has to follow',
  },
  'fence-left': {
    when: 'after',
    happens:
      'Admission policies of the document are no longer rendered, and applying deletes nothing: until they are deleted, they keep holding managers to the old document. If no others replace them, only the Role restricts a manager afterwards.',
    jobs: 'They keep running. Until the policies are deleted, new ones fail if only the new document makes their pods.',
    by: '`jobs.admissionPolicy`, turned off, and another namespace or name',
  },
  'object-left': {
    when: 'after',
    happens:
      'Objects are no longer rendered, and applying deletes nothing: until they are deleted, they keep their effect. Delete them once no old manager drains any more.',
    jobs: 'A manager that drains still needs its account, its permissions and its files: without them its jobs may fail, and their pods stay behind.',
    by: 'what is turned off, and another name of anything',
  },
  'namespace-left': {
    when: 'after',
    happens:
      'A Namespace is no longer rendered. Leave it where others use it: its deletion deletes everything in it, including the Secret with the token.',
    jobs: 'Jobs in it fail when it is deleted.',
    by: '`namespace.create`, `jobs.create`',
  },
} as const satisfies Readonly<Record<string, EffectEntry>>;

/** The name of an effect. */
export type EffectCode = keyof typeof EFFECTS;
