import type { KnownElsewhere, KnownKeys } from './known-elsewhere.ts';

/** Keys of `[runners.docker]`, and of old releases, with what stands for them under `kubernetes`. */
export const ofDockerExecutor = (): KnownKeys => ({
  extra_hosts: instead('host_aliases', 'host_aliases: [{ip: 192.0.2.10, hostnames: [git.example.com]}]'),
  shm_size: {
    help: 'The Kubernetes executor has no such key: mount a volume in memory at /dev/shm, under `kubernetes`.',
    example: 'volumes: {empty_dir: [{name: shm, mount_path: /dev/shm, medium: Memory, size_limit: 256Mi}]}',
  },
  volumes_from: {
    help: 'Containers of a job share what `kubernetes.volumes` mounts.',
    example: 'volumes: {empty_dir: [{name: shared, mount_path: /shared}]}',
  },
  tls_verify: {
    help: 'It says how the Docker executor reaches its daemon: remove it. For the CA of GitLab, use `spec.certificates.ca`.',
  },
  tls_cert_path: { help: 'It says how the Docker executor reaches its daemon: remove it.' },
  disable_cache: {
    help: 'The Kubernetes executor keeps no cache on the node: remove it. What jobs share is set up under `cache`.',
  },
  wait_for_services_timeout: {
    help: 'The Kubernetes executor awaits a service of `kubernetes.services` that sets HEALTHCHECK_TCP_PORT in its `environment`; `kubernetes.poll_timeout` bounds the start of the pod.',
  },
  cpus: amount('cpu_limit', '"2"'),
  cpu_shares: amount('cpu_request', '500m'),
  memory: amount('memory_limit', '2Gi'),
  memory_swap: amount('memory_limit', '2Gi'),
  memory_reservation: amount('memory_request', '1Gi'),
  service_cpus: amount('service_cpu_limit', '500m'),
  service_memory: amount('service_memory_limit', '512Mi'),
  service_memory_reservation: amount('service_memory_request', '256Mi'),
  helper_cpus: amount('helper_cpu_limit', '500m'),
  helper_memory: amount('helper_memory_limit', '256Mi'),
  gpus: {
    help: 'The Kubernetes executor has no such key: ask for the resource with a patch of `kubernetes.pod_spec`, with FF_USE_ADVANCED_POD_SPEC_CONFIGURATION on.',
    example: 'pod_spec: [{patch: "containers: [{name: build, resources: {limits: {nvidia.com/gpu: 1}}}]"}]',
  },
  dns: instead('dns_config', 'dns_config: {nameservers: [192.0.2.53]}'),
  dns_search: instead('dns_config', 'dns_config: {searches: [example.com]}'),
  user: instead('build_container_security_context', 'build_container_security_context: {run_as_user: 1000}'),
  group_add: instead('pod_security_context', 'pod_security_context: {supplemental_groups: [1000]}'),
  security_opt: instead(
    'build_container_security_context',
    'build_container_security_context: {seccomp_profile: {type: RuntimeDefault}}',
  ),
  runtime: instead('runtime_class_name', 'runtime_class_name: gvisor'),
  container_labels: instead('pod_labels', 'pod_labels: {team: build}'),
  services_privileged: instead(
    'service_container_security_context',
    'service_container_security_context: {privileged: true}',
  ),
  ...Object.fromEntries(WITHOUT_COUNTERPART.map((key) => [key, gone])),
});

const gone: KnownElsewhere = {
  help: 'It is a key of the Docker executor, and the Kubernetes executor has nothing like it: remove it.',
};

const WITHOUT_COUNTERPART = [
  'allowed_privileged_images',
  'allowed_privileged_services',
  'cpuset_cpus',
  'device_cgroup_rules',
  'devices',
  'disable_entrypoint_overwrite',
  'enable_ipv6',
  'hostname',
  'isolation',
  'links',
  'log_options',
  'mac_address',
  'network_mode',
  'network_mtu',
  'oom_kill_disable',
  'oom_score_adjust',
  'services_limit',
  'sysctls',
  'ulimit',
  'userns_mode',
  'volume_driver',
  'volume_keep',
];

/** A key of `kubernetes` that does the same, with the entry to write. */
function instead(suggestion: string, example: string): KnownElsewhere {
  return { suggestion, example };
}

function amount(key: string, value: string): KnownElsewhere {
  return instead(key, `${key}: ${value}`);
}

/** Feature flags that the runner once had. */
export const flagsThatEnded = (): KnownKeys => ({
  FF_RETRIEVE_POD_WARNING_EVENTS: {
    help: 'The flag has become the key `kubernetes.print_pod_warning_events`, which is on by default.',
  },
  ...Object.fromEntries(ENDED.map((flag) => [flag, ended])),
});

const ended: KnownElsewhere = { help: 'The runner no longer has this flag: remove it.' };

const ENDED = [
  'FF_CMD_DISABLE_DELAYED_ERROR_LEVEL_EXPANSION',
  'FF_DOCKER_HELPER_IMAGE_V2',
  'FF_GITLAB_REGISTRY_HELPER_IMAGE',
  'FF_K8S_USE_ENTRYPOINT_OVER_COMMAND',
  'FF_RESET_HELPER_IMAGE_ENTRYPOINT',
  'FF_SET_PERMISSIONS_BEFORE_CLEANUP',
  'FF_SHELL_EXECUTOR_USE_LEGACY_PROCESS_KILL',
  'FF_SKIP_DOCKER_MACHINE_PROVISION_ON_CREATION_FAILURE',
  'FF_SKIP_NOOP_BUILD_STAGES',
  'FF_USE_GO_CLOUD_WITH_CACHE_ARCHIVER',
  'FF_USE_IMPROVED_URL_MASKING',
  'FF_USE_LEGACY_BUILDS_DIR_FOR_DOCKER',
  'FF_USE_LEGACY_GIT_CLEAN_STRATEGY',
  'FF_USE_LEGACY_VOLUMES_MOUNTING_ORDER',
  'FF_USE_NATIVE_STEPS',
  'FF_USE_NEW_BASH_EVAL_STRATEGY',
  'FF_USE_NEW_SHELL_ESCAPE',
];
