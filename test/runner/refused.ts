const pod = 'Kubernetes refuses the pod of each job.';
const unusable = 'The runner fails, or goes without, when it comes to use it.';

/**
 * What the runner's own check takes and a document may not hold, each with its reason: the code of the finding, and the
 * format or the key that it is about. The check knows keys and their types, and of values only that a few are there.
 */
export const refused: Readonly<Record<string, string>> = {
  NOT_ALLOWED:
    'The runner ignores a word that it does not know, or fails with it, and Kubernetes refuses the pod.',
  OUT_OF_RANGE:
    'A number outside of the limits means another thing, or nothing, and what has to hold something is empty.',
  MISSING_KEY: 'The runner does without, or fails when it comes to use it, and Kubernetes refuses the pod.',

  // Of the manager.
  'WRONG_FORMAT runner-url': unusable,
  'WRONG_FORMAT url': unusable,
  'WRONG_FORMAT host-port': unusable,
  'WRONG_FORMAT server-address': unusable,
  'WRONG_FORMAT pem': unusable,
  'WRONG_FORMAT timezone': unusable,
  'WRONG_FORMAT cron5': unusable,
  'WRONG_FORMAT re2': 'The manager ends at the start, or refuses each overwrite.',
  'WRONG_FORMAT absolute-path': 'What a relative path is relative to depends on the image.',
  'WRONG_FORMAT env-assignment': 'The runner drops a line without an equals sign.',
  'WRONG_FORMAT pull-policy': 'The runner fails each job with a policy that it does not know.',
  'WRONG_FORMAT helper_image_flavor': 'There is no such helper image.',
  'WRONG_FORMAT numeric-id': 'No user and no group has such a number, so nobody is allowed.',
  'WRONG_TYPE duration': 'The runner takes a number for nanoseconds, which nobody means.',
  'REFUSED_VALUE proxy_exec': 'No container of a job starts with it.',
  'NEEDS_KEY s3': 'Without a Type the runner keeps no cache.',
  'NEEDS_KEY gcs': 'Without a Type the runner keeps no cache.',
  'NEEDS_KEY azure': 'Without a Type the runner keeps no cache.',
  'NEEDS_KEY boot_verify': 'The manager ends when it starts.',
  'NEEDS_KEY pod_spec':
    'The runner ignores a patch without content, or all of them where the feature flag is off.',

  // Of the pods of jobs.
  'WRONG_FORMAT capability': pod,
  'WRONG_FORMAT dns-label': pod,
  'WRONG_FORMAT dns-subdomain': pod,
  'WRONG_FORMAT image': pod,
  'WRONG_FORMAT ip-address': pod,
  'WRONG_FORMAT job-dns-label': pod,
  'WRONG_FORMAT job-image': pod,
  'WRONG_FORMAT job-path': pod,
  'WRONG_FORMAT label-key': pod,
  'WRONG_FORMAT label-value': pod,
  'WRONG_FORMAT quantity': 'The runner fails each job with an amount that it cannot read.',
  'WRONG_FORMAT relative-path': pod,
  'WRONG_FORMAT search-domain': pod,
  'WRONG_FORMAT service-aliases': 'A service cannot be reached by such a name.',
  'WRONG_TYPE read_only': 'The runner reads NFS volumes in its own way, and drops values of another type.',
  'WRONG_TYPE relative-path':
    'The runner reads NFS volumes in its own way, and drops values of another type.',
  'CONTRADICTION match_fields': pod,
  'CONTRADICTION match_expressions': pod,
  'CONTRADICTION run_as_user': 'The kubelet starts no container as root where run_as_non_root is set.',
  'CONTRADICTION allow_privilege_escalation': pod,
  'NEEDS_KEY dns_policy': pod,
};
