// Written by scripts/generate.ts from schemas/gitlab-runner.schema.json. Do not edit.

import type * as appsv1 from 'kubernetes-types/apps/v1.js';
import type * as autoscalingv2 from 'kubernetes-types/autoscaling/v2.js';
import type * as corev1 from 'kubernetes-types/core/v1.js';
import type * as networkingv1 from 'kubernetes-types/networking/v1.js';
import type * as rbacv1 from 'kubernetes-types/rbac/v1.js';

export type ResolvedToken = ({
secretKeyRef: ResolvedSecretKeyRef
value?: never
} | {
secretKeyRef?: never
value: string
})
export type ResolvedBuildStorage = ({
emptyDir: ResolvedBuildEmptyDir
persistentVolumeClaim?: never
} | {
emptyDir?: never
persistentVolumeClaim: ResolvedBuildVolumeClaim
})
export type ResolvedJobLifecycleHandler = ({
exec: ResolvedJobExecAction
http_get?: never
tcp_socket?: never
} | {
exec?: never
http_get: ResolvedJobHTTPGetAction
tcp_socket?: never
} | {
exec?: never
http_get?: never
tcp_socket: ResolvedJobTCPSocketAction
})

export interface ResolvedGitLabRunner {
apiVersion: "gitlab-runner-manifests.dev/v1alpha1"
kind: "GitLabRunner"
metadata: ResolvedMetadata
spec: ResolvedSpec
}
export interface ResolvedMetadata {
name: string
namespace: string
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
}
export interface ResolvedSpec {
version: string
image: ResolvedImage
config: ResolvedConfig
runners: {
[k: string]: ResolvedRunner
}
unchecked: ResolvedUnchecked
dockerBuilds: ResolvedDockerBuilds
manager: ResolvedManager
configUpdate: ("reload" | "rollout")
namespace: ResolvedManagerNamespace
serviceAccount: ResolvedServiceAccount
rbac: ResolvedRbac
jobs: ResolvedJobs
cacheCredentials: ResolvedCacheCredentials
certificates: ResolvedCertificates
metrics: ResolvedMetrics
sessionServer: ResolvedSessionServer
networkPolicy: ResolvedManagerNetworkPolicy
podDisruptionBudget: ResolvedPodDisruptionBudget
autoscaling: ResolvedAutoscaling
commonAnnotations?: {
[k: string]: string
}
extraObjects?: {
[k: string]: ResolvedExtraObject
}
}
export interface ResolvedImage {
repository?: string
flavor: ("alpine" | "ubuntu" | "ubi-fips" | "ocp")
tag?: string
digest?: string
pullPolicy: ("Always" | "IfNotPresent" | "Never")
pullSecrets?: corev1.LocalObjectReference[]
}
export interface ResolvedSecretKeyRef {
name: string
key: string
}
export interface ResolvedKeyOfSecret {
name: string
key: string
}
export interface ResolvedKeyOfConfigMap {
name: string
key: string
}
export interface ResolvedUnchecked {
config?: {
[k: string]: unknown
}
runners?: {
[k: string]: {

}
}
}
export interface ResolvedDockerBuilds {
mode: ("none" | "socket" | "dind" | "dind-rootless" | "buildkit-rootless" | "buildah" | "podman")
storage?: ResolvedBuildStorage
dind?: ResolvedDockerDaemon
buildah?: ResolvedContainersTool
podman?: ResolvedContainersTool
}
export interface ResolvedBuildEmptyDir {
sizeLimit?: string
medium?: "Memory"
}
export interface ResolvedBuildVolumeClaim {
claimName: string
}
export interface ResolvedDockerDaemon {
image?: string
registryMirrors?: string[]
mtu?: number
storageDriver?: ("overlay2" | "overlayfs" | "fuse-overlayfs" | "btrfs" | "zfs" | "vfs" | "native")
daemonConfig?: {
[k: string]: unknown
}
}
export interface ResolvedContainersTool {
storageDriver: ("vfs" | "overlay")
}
export interface ResolvedManager {
replicas: number
strategy?: appsv1.DeploymentStrategy
revisionHistoryLimit?: number
minReadySeconds?: number
progressDeadlineSeconds?: number
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
podLabels?: {
[k: string]: string
}
podAnnotations?: {
[k: string]: string
}
affinity?: corev1.Affinity
nodeSelector?: {
[k: string]: string
}
tolerations?: corev1.Toleration[]
topologySpreadConstraints?: corev1.TopologySpreadConstraint[]
priorityClassName?: string
preemptionPolicy?: ("Never" | "PreemptLowerPriority")
runtimeClassName?: string
schedulerName?: string
terminationGracePeriodSeconds: number
enableServiceLinks: boolean
automountServiceAccountToken: boolean
hostNetwork?: boolean
hostAliases?: corev1.HostAlias[]
hostname?: string
subdomain?: string
dnsPolicy?: ("ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None")
dnsConfig?: corev1.PodDNSConfig
shareProcessNamespace?: boolean
readinessGates?: corev1.PodReadinessGate[]
overhead?: {
[k: string]: string
}
podSecurityContext?: (corev1.PodSecurityContext & { supplementalGroupsPolicy?: string; seLinuxChangePolicy?: string })
securityContext?: corev1.SecurityContext
resources?: corev1.ResourceRequirements
command?: string[]
args?: string[]
env?: corev1.EnvVar[]
envFrom?: corev1.EnvFromSource[]
ports?: corev1.ContainerPort[]
lifecycle?: (corev1.Lifecycle & { stopSignal?: string })
livenessProbe?: corev1.Probe
readinessProbe?: corev1.Probe
startupProbe?: corev1.Probe
terminationMessagePath?: string
terminationMessagePolicy?: ("File" | "FallbackToLogsOnError")
volumes?: (Omit<corev1.Volume, 'cephfs' | 'flocker' | 'glusterfs' | 'photonPersistentDisk' | 'quobyte' | 'rbd' | 'scaleIO' | 'storageos'> & { image?: { pullPolicy?: string; reference?: string } })[]
volumeMounts?: corev1.VolumeMount[]
initContainers?: corev1.Container[]
containers?: corev1.Container[]
podPatch?: {
[k: string]: unknown
}
}
export interface ResolvedManagerNamespace {
create: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
podSecurity?: ResolvedPodSecurity
}
export interface ResolvedPodSecurity {
enforce?: ("privileged" | "baseline" | "restricted")
audit?: ("privileged" | "baseline" | "restricted")
warn?: ("privileged" | "baseline" | "restricted")
version: string
}
export interface ResolvedServiceAccount {
create: boolean
name?: string
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
imagePullSecrets?: corev1.LocalObjectReference[]
}
export interface ResolvedRbac {
create: boolean
permissions: ("derived" | "documented")
extraRules?: rbacv1.PolicyRule[]
extraClusterRules?: rbacv1.PolicyRule[]
}
export interface ResolvedJobs {
namespace?: string
create: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
podSecurity?: ResolvedPodSecurity
serviceAccount: ResolvedJobServiceAccount
resourceQuota?: corev1.ResourceQuotaSpec
limitRange?: corev1.LimitRangeSpec
networkPolicy: ResolvedJobNetworkPolicy
namespaces?: {
[k: string]: ResolvedJobNamespace
}
}
export interface ResolvedJobNamespace {
create?: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
podSecurity?: ResolvedPodSecurity
resourceQuota?: corev1.ResourceQuotaSpec
limitRange?: corev1.LimitRangeSpec
}
export interface ResolvedJobServiceAccount {
create: boolean
name?: string
annotations?: {
[k: string]: string
}
imagePullSecrets?: corev1.LocalObjectReference[]
}
export interface ResolvedJobNetworkPolicy {
enabled: boolean
dns: ResolvedNetworkDestination
deniedCidrs: string[]
extraEgress?: networkingv1.NetworkPolicyEgressRule[]
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
}
export interface ResolvedCacheCredentials {
s3?: {
accessKeyId: ResolvedKeyOfSecret
secretAccessKey: ResolvedKeyOfSecret
sessionToken?: ResolvedKeyOfSecret
}
gcs?: {
credentialsFile: ResolvedKeyOfSecret
}
azure?: {
tenantId: string
clientId: string
clientSecret: ResolvedKeyOfSecret
}
}
export interface ResolvedCertificates {
ca?: ({
secretKeyRef: ResolvedKeyOfSecret
configMapKeyRef?: never
} | {
secretKeyRef?: never
configMapKeyRef: ResolvedKeyOfConfigMap
})
client?: {
secretName: string
}
inJobs?: {
configMap?: string
secret?: string
mountPath: string
}
}
export interface ResolvedMetrics {
service: {
enabled: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
type: ("ClusterIP" | "NodePort" | "LoadBalancer")
port: number
nodePort?: number
clusterIP?: string
externalIPs?: string[]
loadBalancerIP?: string
loadBalancerClass?: string
loadBalancerSourceRanges?: string[]
externalTrafficPolicy?: ("Cluster" | "Local")
internalTrafficPolicy?: ("Cluster" | "Local")
additionalPorts?: corev1.ServicePort[]
}
podMonitor: ResolvedMonitor
serviceMonitor: ResolvedMonitor
prometheusRule: {
enabled: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
alertLabels?: {
[k: string]: string
}
severity: string
maxQueueSeconds: number
}
dashboard: {
enabled: boolean
labels: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
}
}
export interface ResolvedMonitor {
enabled: boolean
namespace?: string
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
interval?: string
scrapeTimeout?: string
jobLabel?: string
relabelings?: {

}[]
metricRelabelings?: {

}[]
}
export interface ResolvedSessionServer {
enabled: boolean
service: {
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
type?: ("ClusterIP" | "Headless" | "NodePort" | "LoadBalancer")
port: number
nodePort?: number
loadBalancerIP?: string
loadBalancerClass?: string
loadBalancerSourceRanges?: string[]
externalTrafficPolicy?: ("Cluster" | "Local")
internalTrafficPolicy?: ("Cluster" | "Local")
}
ingress: {
enabled: boolean
labels?: {
[k: string]: string
}
annotations?: {
[k: string]: string
}
className?: string
host?: string
tls?: networkingv1.IngressTLS[]
}
}
export interface ResolvedManagerNetworkPolicy {
enabled: boolean
dns: ResolvedNetworkDestination
apiServer: ResolvedNetworkDestination
gitlab: ResolvedNetworkDestination
cache: ResolvedNetworkDestination
metricsFrom?: networkingv1.NetworkPolicyPeer[]
/**
 * @minItems 1
 */
sessionFrom?: [networkingv1.NetworkPolicyPeer, ...(networkingv1.NetworkPolicyPeer)[]]
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
extraEgress?: networkingv1.NetworkPolicyEgressRule[]
}
export interface ResolvedNetworkDestination {
/**
 * @minItems 1
 */
peers?: [networkingv1.NetworkPolicyPeer, ...(networkingv1.NetworkPolicyPeer)[]]
/**
 * @minItems 1
 */
ports?: [networkingv1.NetworkPolicyPort, ...(networkingv1.NetworkPolicyPort)[]]
}
export interface ResolvedPodDisruptionBudget {
enabled: boolean
maxUnavailable?: (number | string)
minAvailable?: (number | string)
unhealthyPodEvictionPolicy: ("IfHealthyBudget" | "AlwaysAllow")
annotations?: {
[k: string]: string
}
}
export interface ResolvedAutoscaling {
enabled: boolean
minReplicas: number
maxReplicas: number
metrics?: autoscalingv2.MetricSpec[]
behavior?: autoscalingv2.HorizontalPodAutoscalerBehavior
annotations?: {
[k: string]: string
}
}
export interface ResolvedExtraObject {
apiVersion: string
kind: string
metadata: {
name: string
namespace?: string
[k: string]: unknown
}
[k: string]: unknown
}
export interface ResolvedConfig {
concurrent?: number
check_interval?: number
log_level?: ("panic" | "fatal" | "error" | "warn" | "warning" | "info" | "debug" | "trace")
log_format?: ("runner" | "text" | "json")
listen_address: string
connection_max_age?: string
shutdown_timeout?: number
sentry_dsn?: string
user?: string
labels?: {
[k: string]: string
}
session_server?: ResolvedConfigSessionServer
experimental?: ResolvedExperimentalConfig
}
export interface ResolvedConfigSessionServer {
listen_address?: string
advertise_address?: string
session_timeout?: number
}
export interface ResolvedExperimentalConfig {
usage_logger?: ResolvedUsageLogger
}
export interface ResolvedUsageLogger {
enabled?: boolean
writers?: ("logrotate" | "snowplow_billing")[]
logrotate?: ResolvedUsageLogFiles
snowplow_billing?: ResolvedSnowplowBilling
log_dir?: string
max_backup_files?: number
max_rotation_age?: string
labels?: {
[k: string]: string
}
}
export interface ResolvedUsageLogFiles {
log_dir?: string
max_backup_files?: number
max_rotation_age?: string
labels?: {
[k: string]: string
}
}
export interface ResolvedSnowplowBilling {
collector_uri?: string
app_id?: string
category?: string
realm?: string
deployment_type?: string
metadata?: {
[k: string]: string
}
enable_oidc?: boolean
batch_delivery_duration_buckets?: number[]
skip_oidc_if_unsupported_cloud?: boolean
skip_runner_system_failure?: boolean
}
export interface ResolvedRunner {
name?: string
url: string
token: ResolvedToken
executor: "kubernetes"
id?: number
limit?: number
request_concurrency?: number
output_limit?: number
strict_check_interval?: boolean
unhealthy_requests_limit?: number
unhealthy_interval?: string
job_status_final_update_retry_limit?: number
"tls-ca-file"?: string
"tls-cert-file"?: string
"tls-key-file"?: string
token_obtained_at?: string
token_expires_at?: string
labels?: {
[k: string]: string
}
builds_dir?: string
cache_dir?: string
clone_url?: string
environment?: string[]
shell?: ("bash" | "sh" | "cmd" | "pwsh" | "powershell" | "")
pre_get_sources_script?: string
post_get_sources_script?: string
pre_build_script?: string
post_build_script?: string
prepare_timeout?: string
get_sources_timeout?: string
debug_trace_disabled?: boolean
safe_directory_checkout?: boolean
clean_git_config?: boolean
proxy_exec?: boolean
custom_build_dir?: ResolvedCustomBuildDir
referees?: ResolvedReferees
cache?: ResolvedCache
artifact?: ResolvedArtifact
feature_flags?: ResolvedFeatureFlags
monitoring?: ResolvedMonitoring
experimental?: ResolvedExperimentalRunner
use_slot_cgroups?: boolean
slot_cgroup_template?: string
step_runner_image?: string
kubernetes: ResolvedRunnerKubernetes
dockerBuilds?: ResolvedDockerBuilds
}
export interface ResolvedCustomBuildDir {
enabled?: boolean
}
export interface ResolvedReferees {
metrics?: ResolvedRefereeMetrics
}
export interface ResolvedRefereeMetrics {
prometheus_address?: string
query_interval?: number
queries?: string[]
}
export interface ResolvedArtifact {
upload_timeout?: string
response_header_timeout?: string
}
export interface ResolvedMonitoring {
job_queuing_durations?: ResolvedJobQueuingDuration[]
}
export interface ResolvedJobQueuingDuration {
periods?: string[]
timezone?: string
threshold?: string
jobs_running_for_project?: string
}
export interface ResolvedExperimentalRunner {
boot_verify?: ResolvedBootVerify
}
export interface ResolvedBootVerify {
enabled?: boolean
timeout?: string
acquire_min_backoff?: string
acquire_max_backoff?: string
}
export interface ResolvedCache {
Type?: ("s3" | "gcs" | "azure")
Path?: string
Shared?: boolean
MaxUploadedArchiveSize?: number
s3?: ResolvedCacheS3
gcs?: ResolvedCacheGCS
azure?: ResolvedCacheAzure
}
export interface ResolvedCacheS3 {
ServerAddress?: string
AccessKey?: string
SecretKey?: string
SessionToken?: string
BucketName: string
BucketLocation?: string
Insecure?: boolean
AuthenticationType?: ("iam" | "access-key")
ServerSideEncryption?: ("" | "S3" | "KMS" | "DSSE-KMS" | "AES256" | "AWS:KMS" | "AWS:KMS:DSSE")
ServerSideEncryptionKeyID?: string
DualStack?: boolean
PathStyle?: boolean
Accelerate?: boolean
RoleARN?: string
UploadRoleARN?: string
AssumeRoleMaxConcurrency?: number
DisableAssumeRoleCredentialsCaching?: boolean
}
export interface ResolvedCacheGCS {
AccessID?: string
PrivateKey?: string
CredentialsFile?: string
BucketName: string
UniverseDomain?: string
}
export interface ResolvedCacheAzure {
AccountName: string
AccountKey?: string
ContainerName: string
StorageDomain?: string
}
export interface ResolvedRunnerKubernetes {
namespace?: string
namespace_per_job?: boolean
image?: string
pull_policy?: (string | ("always" | "if-not-present" | "never")[])
image_pull_secrets?: string[]
use_service_account_image_pull_secrets?: boolean
helper_image?: string
helper_image_flavor?: string
helper_image_autoset_arch_and_os?: boolean
cpu_request?: string
cpu_request_overwrite_max_allowed?: string
cpu_limit?: string
cpu_limit_overwrite_max_allowed?: string
memory_request?: string
memory_request_overwrite_max_allowed?: string
memory_limit?: string
memory_limit_overwrite_max_allowed?: string
ephemeral_storage_request?: string
ephemeral_storage_request_overwrite_max_allowed?: string
ephemeral_storage_limit?: string
ephemeral_storage_limit_overwrite_max_allowed?: string
service_cpu_request?: string
service_cpu_request_overwrite_max_allowed?: string
service_cpu_limit?: string
service_cpu_limit_overwrite_max_allowed?: string
service_memory_request?: string
service_memory_request_overwrite_max_allowed?: string
service_memory_limit?: string
service_memory_limit_overwrite_max_allowed?: string
service_ephemeral_storage_request?: string
service_ephemeral_storage_request_overwrite_max_allowed?: string
service_ephemeral_storage_limit?: string
service_ephemeral_storage_limit_overwrite_max_allowed?: string
helper_cpu_request?: string
helper_cpu_request_overwrite_max_allowed?: string
helper_cpu_limit?: string
helper_cpu_limit_overwrite_max_allowed?: string
helper_memory_request?: string
helper_memory_request_overwrite_max_allowed?: string
helper_memory_limit?: string
helper_memory_limit_overwrite_max_allowed?: string
helper_ephemeral_storage_request?: string
helper_ephemeral_storage_request_overwrite_max_allowed?: string
helper_ephemeral_storage_limit?: string
helper_ephemeral_storage_limit_overwrite_max_allowed?: string
pod_cpu_request?: string
pod_cpu_request_overwrite_max_allowed?: string
pod_cpu_limit?: string
pod_cpu_limit_overwrite_max_allowed?: string
pod_memory_request?: string
pod_memory_request_overwrite_max_allowed?: string
pod_memory_limit?: string
pod_memory_limit_overwrite_max_allowed?: string
namespace_overwrite_allowed?: string
service_account?: string
service_account_overwrite_allowed?: string
automount_service_account_token?: boolean
bearer_token?: string
bearer_token_overwrite_allowed?: boolean
host?: string
context?: string
cert_file?: string
key_file?: string
ca_file?: string
node_selector?: {
[k: string]: string
}
node_selector_overwrite_allowed?: string
node_tolerations?: {
[k: string]: "" | "NoSchedule" | "PreferNoSchedule" | "NoExecute"
}
node_tolerations_overwrite_allowed?: string
affinity?: ResolvedJobAffinity
runtime_class_name?: string
priority_class_name?: string
scheduler_name?: string
pod_labels?: {
[k: string]: string
}
pod_labels_overwrite_allowed?: string
pod_annotations?: {
[k: string]: string
}
pod_annotations_overwrite_allowed?: string
privileged?: boolean
allow_privilege_escalation?: boolean
cap_add?: string[]
cap_drop?: string[]
pod_security_context?: ResolvedJobPodSecurityContext
init_permissions_container_security_context?: ResolvedJobContainerSecurityContext
build_container_security_context?: ResolvedJobContainerSecurityContext
helper_container_security_context?: ResolvedJobContainerSecurityContext
service_container_security_context?: ResolvedJobContainerSecurityContext
allowed_images?: string[]
allowed_services?: string[]
allowed_pull_policies?: ("always" | "if-not-present" | "never")[]
allowed_users?: string[]
allowed_groups?: string[]
volumes?: ResolvedJobVolumes
services?: ResolvedJobService[]
host_aliases?: ResolvedJobHostAlias[]
dns_policy?: ("none" | "default" | "cluster-first" | "cluster-first-with-host-net")
dns_config?: ResolvedJobDNSConfig
container_lifecycle?: ResolvedJobContainerLifecycle
pod_spec?: ResolvedJobPodSpecPatch[]
poll_interval?: number
poll_timeout?: number
resource_availability_check_max_attempts?: number
retry_limit?: number
retry_backoff_max?: number
retry_limits?: {
[k: string]: number
}
pod_termination_grace_period_seconds?: number
cleanup_grace_period_seconds?: number
cleanup_resources_timeout?: string
print_pod_warning_events?: boolean
pod_disruption_budget?: boolean
autoscaler?: ResolvedJobAutoscaler
logs_base_dir?: string
scripts_base_dir?: string
suspend_pvc_size?: string
suspend_pvc_storage_class?: string
}
export interface ResolvedJobPodSecurityContext {
run_as_user?: number
run_as_group?: number
run_as_non_root?: boolean
fs_group?: number
supplemental_groups?: number[]
selinux_type?: string
seccomp_profile?: ResolvedJobSeccompProfile
app_armor_profile?: ResolvedJobAppArmorProfile
}
export interface ResolvedJobContainerSecurityContext {
run_as_user?: number
run_as_group?: number
run_as_non_root?: boolean
privileged?: boolean
allow_privilege_escalation?: boolean
read_only_root_filesystem?: boolean
capabilities?: ResolvedJobCapabilities
selinux_type?: string
proc_mount?: ("default" | "unmasked")
seccomp_profile?: ResolvedJobSeccompProfile
app_armor_profile?: ResolvedJobAppArmorProfile
}
export interface ResolvedJobCapabilities {
add?: string[]
drop?: string[]
}
export interface ResolvedJobSeccompProfile {
type: ("RuntimeDefault" | "Localhost" | "Unconfined")
localhost_profile?: string
}
export interface ResolvedJobAppArmorProfile {
type: ("RuntimeDefault" | "Localhost" | "Unconfined")
localhost_profile?: string
}
export interface ResolvedJobAffinity {
node_affinity?: ResolvedJobNodeAffinity
pod_affinity?: ResolvedJobPodAffinity
pod_anti_affinity?: ResolvedJobPodAffinity
}
export interface ResolvedJobNodeAffinity {
required_during_scheduling_ignored_during_execution?: ResolvedJobNodeSelector
preferred_during_scheduling_ignored_during_execution?: ResolvedJobPreferredNode[]
}
export interface ResolvedJobNodeSelector {
/**
 * @minItems 1
 */
node_selector_terms: [ResolvedJobNodeSelectorTerm, ...(ResolvedJobNodeSelectorTerm)[]]
}
export interface ResolvedJobNodeSelectorTerm {
match_expressions?: ResolvedJobNodeRequirement[]
match_fields?: ResolvedJobNodeRequirement[]
}
export interface ResolvedJobNodeRequirement {
key: string
operator: ("In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt")
values?: string[]
}
export interface ResolvedJobPreferredNode {
weight: number
preference: ResolvedJobNodeSelectorTerm
}
export interface ResolvedJobPodAffinity {
required_during_scheduling_ignored_during_execution?: ResolvedJobPodAffinityTerm[]
preferred_during_scheduling_ignored_during_execution?: ResolvedJobPreferredPod[]
}
export interface ResolvedJobPodAffinityTerm {
topology_key: string
label_selector?: ResolvedJobLabelSelector
namespaces?: string[]
namespace_selector?: ResolvedJobLabelSelector
match_label_keys?: string[]
mismatch_label_keys?: string[]
}
export interface ResolvedJobPreferredPod {
weight: number
pod_affinity_term: ResolvedJobPodAffinityTerm
}
export interface ResolvedJobLabelSelector {
match_labels?: {
[k: string]: string
}
match_expressions?: ResolvedJobLabelRequirement[]
}
export interface ResolvedJobLabelRequirement {
key: string
operator: ("In" | "NotIn" | "Exists" | "DoesNotExist")
values?: string[]
}
export interface ResolvedJobVolumes {
host_path?: ResolvedJobHostPathVolume[]
pvc?: ResolvedJobPVCVolume[]
config_map?: ResolvedJobConfigMapVolume[]
secret?: ResolvedJobSecretVolume[]
empty_dir?: ResolvedJobEmptyDirVolume[]
csi?: ResolvedJobCSIVolume[]
nfs?: ResolvedJobNFSVolume[]
}
export interface ResolvedJobHostPathVolume {
name: string
mount_path: string
sub_path?: string
read_only?: boolean
host_path?: string
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
export interface ResolvedJobPVCVolume {
name: string
mount_path: string
sub_path?: string
read_only?: boolean
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
export interface ResolvedJobConfigMapVolume {
name: string
mount_path: string
sub_path?: string
read_only?: boolean
items?: {
[k: string]: string
}
}
export interface ResolvedJobSecretVolume {
name: string
mount_path: string
sub_path?: string
read_only?: boolean
items?: {
[k: string]: string
}
}
export interface ResolvedJobEmptyDirVolume {
name: string
mount_path: string
sub_path?: string
medium?: ("" | "Memory")
size_limit?: string
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
export interface ResolvedJobCSIVolume {
name: string
mount_path: string
sub_path?: string
driver: string
fs_type?: string
volume_attributes?: {
[k: string]: string
}
read_only?: boolean
}
export interface ResolvedJobNFSVolume {
name: string
mount_path: string
sub_path?: string
server: string
path: string
read_only?: boolean
}
export interface ResolvedJobService {
name: string
alias?: string
entrypoint?: string[]
command?: string[]
environment?: string[]
suspend_data_path?: string
}
export interface ResolvedJobHostAlias {
ip: string
/**
 * @minItems 1
 */
hostnames: [string, ...(string)[]]
}
export interface ResolvedJobDNSConfig {
/**
 * @maxItems 3
 */
nameservers?: []|[string]|[string, string]|[string, string, string]
/**
 * @maxItems 32
 */
searches?: string[]
options?: ResolvedJobDNSOption[]
}
export interface ResolvedJobDNSOption {
name: string
value?: string
}
export interface ResolvedJobContainerLifecycle {
post_start?: ResolvedJobLifecycleHandler
pre_stop?: ResolvedJobLifecycleHandler
}
export interface ResolvedJobExecAction {
/**
 * @minItems 1
 */
command: [string, ...(string)[]]
}
export interface ResolvedJobHTTPGetAction {
host?: string
port: number
path?: string
scheme?: ("HTTP" | "HTTPS")
http_headers?: ResolvedJobHTTPHeader[]
}
export interface ResolvedJobHTTPHeader {
name: string
value: string
}
export interface ResolvedJobTCPSocketAction {
host?: string
port: number
}
export interface ResolvedJobPodSpecPatch {
name?: string
patch?: string
patch_path?: string
patch_type?: ("json" | "merge" | "strategic")
}
export interface ResolvedJobAutoscaler {
policy?: ResolvedJobAutoscalerPolicy[]
max_pause_pods?: number
pause_pod_image?: string
pause_pod_image_pull_secrets?: string[]
pause_pod_priority_class_name?: string
}
export interface ResolvedJobAutoscalerPolicy {
periods?: string[]
timezone?: string
idle_count?: number
idle_time?: string
scale_factor?: number
scale_factor_limit?: number
preemptive_mode?: boolean
}
export interface ResolvedFeatureFlags {
FF_TEST_FEATURE?: boolean
FF_NETWORK_PER_BUILD?: boolean
FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY?: boolean
FF_USE_DIRECT_DOWNLOAD?: boolean
FF_USE_FASTZIP?: boolean
FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR?: boolean
FF_ENABLE_BASH_EXIT_CODE_CHECK?: boolean
FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY?: boolean
FF_USE_LEGACY_BASH_EVAL?: boolean
FF_USE_POWERSHELL_PATH_RESOLVER?: boolean
FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL?: boolean
FF_SCRIPT_SECTIONS?: boolean
FF_ENABLE_JOB_CLEANUP?: boolean
FF_KUBERNETES_HONOR_ENTRYPOINT?: boolean
FF_POSIXLY_CORRECT_ESCAPES?: boolean
FF_RESOLVE_FULL_TLS_CHAIN?: boolean
FF_DISABLE_POWERSHELL_STDIN?: boolean
FF_USE_POD_ACTIVE_DEADLINE_SECONDS?: boolean
FF_USE_ADVANCED_POD_SPEC_CONFIGURATION?: boolean
FF_SECRET_RESOLVING_FAILS_IF_MISSING?: boolean
FF_PRINT_POD_EVENTS?: boolean
FF_USE_GIT_BUNDLE_URIS?: boolean
FF_USE_GIT_NATIVE_CLONE?: boolean
FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR?: boolean
FF_USE_INIT_WITH_DOCKER_EXECUTOR?: boolean
FF_LOG_IMAGES_CONFIGURED_FOR_JOB?: boolean
FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO?: boolean
FF_CLEAN_UP_FAILED_CACHE_EXTRACT?: boolean
FF_USE_WINDOWS_JOB_OBJECT?: boolean
FF_TIMESTAMPS?: boolean
FF_DISABLE_AUTOMATIC_TOKEN_ROTATION?: boolean
FF_USE_LEGACY_GCS_CACHE_ADAPTER?: boolean
FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR?: boolean
FF_USE_LEGACY_S3_CACHE_ADAPTER?: boolean
FF_GIT_URLS_WITHOUT_TOKENS?: boolean
FF_WAIT_FOR_POD_TO_BE_REACHABLE?: boolean
FF_MASK_ALL_DEFAULT_TOKENS?: boolean
FF_EXPORT_HIGH_CARDINALITY_METRICS?: boolean
FF_USE_FLEETING_ACQUIRE_HEARTBEATS?: boolean
FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY?: boolean
FF_USE_ADAPTIVE_REQUEST_CONCURRENCY?: boolean
FF_USE_GITALY_CORRELATION_ID?: boolean
FF_USE_GIT_PROACTIVE_AUTH?: boolean
FF_HASH_CACHE_KEYS?: boolean
FF_ENABLE_JOB_INPUTS_INTERPOLATION?: boolean
FF_USE_JOB_ROUTER?: boolean
FF_SCRIPT_TO_STEP_MIGRATION?: boolean
FF_USE_PARALLEL_CACHE_TRANSFER?: boolean
FF_USE_PARALLEL_ARTIFACT_TRANSFER?: boolean
FF_CONCRETE?: boolean
FF_SUSPENDABLE_ENVIRONMENTS?: boolean
FF_USE_NATIVE_CONTAINER_STOP?: boolean
}
