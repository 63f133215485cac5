// Written by scripts/generate.ts from src/schema/gitlab-runner.schema.json. Do not edit.

import type * as appsv1 from 'kubernetes-types/apps/v1.js';
import type * as autoscalingv2 from 'kubernetes-types/autoscaling/v2.js';
import type * as corev1 from 'kubernetes-types/core/v1.js';
import type * as networkingv1 from 'kubernetes-types/networking/v1.js';
import type * as rbacv1 from 'kubernetes-types/rbac/v1.js';

/**
 * Runner authentication token: exactly one of `secretKeyRef` and `value`.
 * 
 */
export type Token = ({
/**
 * Key of a Secret in the manager's namespace. The manager reads the token from it through its environment.
 */
secretKeyRef: SecretKeyRef
value?: never
} | {
secretKeyRef?: never
/**
 * The token itself. It is written into a Secret that is rendered with the runner. Prefer `secretKeyRef`: a token in a document ends up in version control.
 */
value: string
})
/**
 * Volume for images and layers; exactly one kind of volume.
 * 
 */
export type BuildStorage = ({
/**
 * An empty directory that ends with the job.
 */
emptyDir: BuildEmptyDir
persistentVolumeClaim?: never
} | {
emptyDir?: never
/**
 * A volume that outlives the job, so later jobs find its layers. Only one job at a time can use it.
 */
persistentVolumeClaim: BuildVolumeClaim
})
/**
 * One action of a hook: exactly one of the three.
 * 
 */
export type JobLifecycleHandler = ({
/**
 * A command in the container.
 */
exec: JobExecAction
http_get?: never
tcp_socket?: never
} | {
exec?: never
/**
 * A request over HTTP.
 */
http_get: JobHTTPGetAction
tcp_socket?: never
} | {
exec?: never
http_get?: never
/**
 * A connection over TCP.
 */
tcp_socket: JobTCPSocketAction
})

/**
 * A GitLab Runner with the Kubernetes executor: the document from which the manifests are rendered.
 */
export interface GitLabRunner {
/**
 * Version of this document's format.
 */
apiVersion: "gitlab-runner-manifests.dev/v1alpha1"
/**
 * Kind of the document.
 */
kind: "GitLabRunner"
/**
 * Name and place of the runner.
 */
metadata: Metadata
/**
 * What to render.
 */
spec: SharingSpec | OwnSpec
}
/**
 * Name and place of the runner.
 * 
 */
export interface Metadata {
/**
 * Base name of every rendered object, and the `app.kubernetes.io/instance` label.
 */
name: string
/**
 * Namespace in which the manager runs. Job pods run there as well unless `spec.jobs.namespace` or a runner's `kubernetes.namespace` says otherwise. `default` and `kube-*` are the cluster's: they need `spec.namespace.create: false`. Default: `"gitlab-runner"`.
 */
namespace?: string
/**
 * Labels put on every rendered object, beside the recommended `app.kubernetes.io/*` ones. Selectors never hold them. kustomize's `labels:` in a config layer lands here.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of the document itself, such as the function annotation that kustomize reads. They are not copied to the rendered objects: `spec.commonAnnotations` is.
 */
annotations?: {
[k: string]: string
}
}
/**
 * What to render.
 * 
 */
export interface Spec {
/**
 * Release of GitLab Runner. Picks the image tag and decides which config.toml keys exist. Default: `"19.3.0"`.
 */
version?: string
/**
 * Oldest release of Kubernetes that the objects are for, such as `1.30` or `1.34.2`. Where it is set, settings that need a newer release are refused.
 */
kubernetesVersion?: string
/**
 * Image of the manager.
 */
image?: Image
/**
 * Global section of config.toml, under the runner's own key names.
 */
config?: Config
/**
 * One `[[runners]]` section of config.toml per entry. The key is an id of your own: overlays reach the entry by it, it is the default of `name`, and it names the environment variable that carries the token. Sections are written in the order of their ids.
 */
runners: {
[k: string]: Runner
}
/**
 * Keys for config.toml that this schema does not know yet. They are merged into the file as they are, and each is reported with a warning. A key that the schema knows, in capitals or small letters, is refused: it has its place elsewhere.
 */
unchecked?: Unchecked
/**
 * How jobs of all runners build container images. A runner's own `dockerBuilds` wins.
 */
dockerBuilds?: DockerBuilds
/**
 * The Deployment of the manager, its Pod and its container, under Kubernetes' own field names.
 */
manager?: Manager
/**
 * What happens in the cluster when config.toml changes. `reload`: the object keeps its name, the running manager reads the new file within about two minutes and no job is disturbed. `rollout`: the object's name carries a hash of its content, so the Deployment rolls out and old managers drain. Default: `"reload"`.
 */
configUpdate?: ("reload" | "rollout")
/**
 * The Namespace object of the manager.
 */
namespace?: ManagerNamespace
/**
 * The ServiceAccount of the manager. Job pods never use it.
 */
serviceAccount?: ServiceAccount
/**
 * What the manager may do in the job namespaces.
 */
rbac?: Rbac
/**
 * Job namespaces and what they hold.
 */
jobs?: Jobs
/**
 * Credentials of the distributed cache, read from Secrets so that config.toml holds none.
 */
cacheCredentials?: CacheCredentials
/**
 * Private certificate authority of GitLab, and a client certificate for it.
 */
certificates?: Certificates
/**
 * Objects around the metrics port.
 */
metrics?: Metrics
/**
 * Interactive web terminals.
 */
sessionServer?: SessionServer
/**
 * NetworkPolicy of the manager.
 */
networkPolicy?: ManagerNetworkPolicy
/**
 * PodDisruptionBudget of the manager.
 */
podDisruptionBudget?: PodDisruptionBudget
/**
 * HorizontalPodAutoscaler of the manager.
 */
autoscaling?: Autoscaling
/**
 * How a GitOps controller treats the objects. Without it nothing is rendered for one, which is right for `kubectl`.
 */
delivery?: Delivery
/**
 * Annotations put on every rendered object.
 */
commonAnnotations?: {
[k: string]: string
}
/**
 * Warnings that are intended, each with the reason: `CODE path: reason`, or `CODE: reason` where the code has only one condition. A warning that is accepted is no longer reported; one that no longer comes up is reported as stale. Errors cannot be accepted. The path is the one that the finding names, such as `spec.runners.default.limit`: with the code alone, `validate` names the ones that there are.
 */
accepted?: {
[k: string]: string
}
/**
 * More Kubernetes objects to render with the runner, by an id of your own. They are not checked beyond apiVersion, kind and name.
 */
extraObjects?: {
[k: string]: ExtraObject
}
}
/**
 * The manager's image: `repository:tag` or `repository@digest`.
 * 
 */
export interface Image {
/**
 * Registry, path and name without tag. Default: `registry.gitlab.com/gitlab-org/gitlab-runner`, and GitLab's own repository for OpenShift with the flavor `ocp`.
 */
repository?: string
/**
 * Base of the image. Decides the tag (`alpine-v19.3.0`), the user and group ids, and the init program. `ocp` is the image for OpenShift, where the cluster picks the user id. Default: `"alpine"`.
 */
flavor?: ("alpine" | "ubuntu" | "ubi-fips" | "ocp")
/**
 * Tag to use in place of the one that `flavor` and `version` give.
 */
tag?: string
/**
 * Digest to pin the image to. Wins over the tag when the node pulls; `version` must still tell the release that is behind it.
 */
digest?: string
/**
 * When the node pulls the image. Default: `"IfNotPresent"`.
 */
pullPolicy?: ("Always" | "IfNotPresent" | "Never")
/**
 * Secrets with registry credentials for the manager's image.
 */
pullSecrets?: corev1.LocalObjectReference[]
}
/**
 * A key of a Secret.
 * 
 */
export interface SecretKeyRef {
/**
 * Name of the Secret.
 */
name: string
/**
 * Key inside the Secret. Default: `"token"`.
 */
key?: string
}
/**
 * A key of a Secret.
 * 
 */
export interface KeyOfSecret {
/**
 * Name of the Secret.
 */
name: string
/**
 * Key inside the Secret.
 */
key: string
}
/**
 * A key of a ConfigMap.
 * 
 */
export interface KeyOfConfigMap {
/**
 * Name of the ConfigMap.
 */
name: string
/**
 * Key inside the ConfigMap.
 */
key: string
}
/**
 * Raw keys for config.toml.
 * 
 */
export interface Unchecked {
/**
 * Keys merged into the global section.
 */
config?: {
[k: string]: unknown
}
/**
 * Keys merged into one `[[runners]]` section, by the id of the runner.
 */
runners?: {
[k: string]: {

}
}
}
/**
 * How jobs build container images. Each way is a component in overlays/components and has a page in docs/image-builds.
 * 
 */
export interface DockerBuilds {
/**
 * `none`: nothing is added, and jobs are privileged only where `kubernetes.privileged` makes them so, with a warning. `socket`: jobs get the Docker socket of their node and run privileged; works only on nodes that run a Docker daemon. `dind`: a Docker daemon runs beside each job, over TLS; its container alone is privileged. `dind-rootless`: the same with a daemon that is not root. `buildkit-rootless`, `buildah`, `podman`: jobs build without any privileged container, as user 1000 and without seccomp and AppArmor filters. Default: `"none"`.
 */
mode?: ("none" | "socket" | "dind" | "dind-rootless" | "buildkit-rootless" | "buildah" | "podman")
/**
 * Volume for images and layers, in every mode but `none` and `socket`. Default: an empty directory on the node's disk that ends with the job.
 */
storage?: BuildStorage
/**
 * Docker daemon of the modes `dind` and `dind-rootless`.
 */
dind?: DockerDaemon
/**
 * Buildah, of the mode `buildah`.
 */
buildah?: ContainersTool
/**
 * Podman, of the mode `podman`.
 */
podman?: ContainersTool
}
/**
 * An empty directory that ends with the job.
 * 
 */
export interface BuildEmptyDir {
/**
 * Size after which Kubernetes evicts the job's pod. A Kubernetes quantity in bytes, such as `20Gi`. Default: no limit.
 */
sizeLimit?: (string | number)
/**
 * `Memory` keeps layers in memory, where they count against the memory limits of the pod. Default: the node's disk.
 */
medium?: "Memory"
}
/**
 * A PersistentVolumeClaim that exists in the job namespace.
 * 
 */
export interface BuildVolumeClaim {
/**
 * Name of the PersistentVolumeClaim. Variables of the job are expanded: with `$CI_CONCURRENT_ID`, a number from 0 that no two running jobs of a manager share, each gets a claim of its own.
 */
claimName: string
}
/**
 * The Docker daemon beside each job.
 * 
 */
export interface DockerDaemon {
/**
 * Image of the daemon. Default: `docker:29-dind`, in the mode `dind-rootless` `docker:29-dind-rootless`.
 */
image?: string
/**
 * Mirrors of Docker Hub that the daemon asks first, in this order. Default: none.
 */
registryMirrors?: string[]
/**
 * Largest packet in bytes on the networks of the daemon. It must not be larger than the MTU of the cluster's pod network, or downloads inside builds hang. Default: Docker's, 1500.
 */
mtu?: number
/**
 * Storage driver of the daemon. Default: the best one that the node supports.
 */
storageDriver?: ("overlay2" | "overlayfs" | "fuse-overlayfs" | "btrfs" | "zfs" | "vfs" | "native")
/**
 * Content of the daemon's daemon.json, under Docker's own key names. It is rendered as a ConfigMap in each job namespace and mounted in the daemon. A ConfigMap is not a place for passwords: leave out the password of a proxy. The keys of `registryMirrors`, `mtu` and `storageDriver`, and the keys for addresses and TLS, are not allowed here.
 */
daemonConfig?: {
[k: string]: unknown
}
}
/**
 * A build tool on containers/storage.
 * 
 */
export interface ContainersTool {
/**
 * `vfs` copies every layer in full: it works everywhere and is slow. `overlay` shares files between layers; it needs Linux 5.13 or later on the node, and no FUSE device. Default: `"vfs"`.
 */
storageDriver?: ("vfs" | "overlay")
}
/**
 * Deployment, Pod and container of the manager.
 * 
 */
export interface Manager {
/**
 * Number of manager pods. `concurrent` and `limit` count per pod, so two pods run twice the jobs. Not rendered while `spec.autoscaling.enabled` is true. Default: `1`.
 */
replicas?: number
/**
 * How a new version of the pod replaces the old one.
 */
strategy?: appsv1.DeploymentStrategy
/**
 * Number of old ReplicaSets that Kubernetes keeps.
 */
revisionHistoryLimit?: number
/**
 * Seconds a new pod has to be ready before it counts as available.
 */
minReadySeconds?: number
/**
 * Seconds after which a rollout that makes no progress is reported as failed.
 */
progressDeadlineSeconds?: number
/**
 * Labels of the Deployment object.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of the Deployment object.
 */
annotations?: {
[k: string]: string
}
/**
 * More labels of the manager pod.
 */
podLabels?: {
[k: string]: string
}
/**
 * More annotations of the manager pod.
 */
podAnnotations?: {
[k: string]: string
}
/**
 * Affinity of the manager pod.
 */
affinity?: corev1.Affinity
/**
 * Labels that a node must have to run the manager. Merged over ours: `kubernetes.io/os: linux`.
 */
nodeSelector?: {
[k: string]: string
}
/**
 * Taints that the manager pod tolerates.
 */
tolerations?: corev1.Toleration[]
/**
 * How manager pods spread over zones and nodes. By default they go to different nodes where they can, unless `affinity` is set; an empty list turns that off.
 */
topologySpreadConstraints?: corev1.TopologySpreadConstraint[]
/**
 * PriorityClass of the manager pod.
 */
priorityClassName?: string
/**
 * Whether the manager pod may displace pods of lower priority.
 */
preemptionPolicy?: ("Never" | "PreemptLowerPriority")
/**
 * RuntimeClass of the manager pod.
 */
runtimeClassName?: string
/**
 * Scheduler that places the manager pod.
 */
schedulerName?: string
/**
 * Seconds a stopping manager has to finish its running jobs before it is killed. Has to be longer than the longest job. One hour and five minutes by default: GitLab's own job timeout is one hour.
 */
terminationGracePeriodSeconds?: number
/**
 * Whether Services of the namespace appear as environment variables. Default: `false`.
 */
enableServiceLinks?: boolean
/**
 * Whether the token of the manager's ServiceAccount is mounted. The manager needs it to create job pods. Default: `true`.
 */
automountServiceAccountToken?: boolean
/**
 * Whether the manager uses the node's network.
 */
hostNetwork?: boolean
/**
 * More lines for the pod's /etc/hosts.
 */
hostAliases?: corev1.HostAlias[]
/**
 * Host name of the pod.
 */
hostname?: string
/**
 * Subdomain of the pod's host name.
 */
subdomain?: string
/**
 * How the pod resolves names.
 */
dnsPolicy?: ("ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None")
/**
 * DNS settings, merged with what `dnsPolicy` sets.
 */
dnsConfig?: corev1.PodDNSConfig
/**
 * Whether all containers of the pod see each other's processes.
 */
shareProcessNamespace?: boolean
/**
 * More conditions for the pod to be ready.
 */
readinessGates?: corev1.PodReadinessGate[]
/**
 * Resources that the RuntimeClass adds to the pod.
 */
overhead?: { [name: string]: string | number }
/**
 * Security settings of the pod (`securityContext` of the PodSpec). Merged over ours: non-root, the flavor's user and groups, seccomp RuntimeDefault.
 */
podSecurityContext?: (Omit<corev1.PodSecurityContext, 'windowsOptions'> & { supplementalGroupsPolicy?: string; seLinuxChangePolicy?: string })
/**
 * Security settings of the manager container. Merged over ours: no privilege escalation, no capabilities, read-only root filesystem.
 */
securityContext?: Omit<corev1.SecurityContext, 'windowsOptions'>
/**
 * CPU and memory of the manager container. A manager is light; memory grows with the number of jobs at once. `requests` replaces ours, 100m CPU and 128Mi memory; `limits` replaces ours, 1 CPU and 512Mi memory. Leave a resource out of the list to have none of it, or write `{}` for no list at all.
 */
resources?: ResourceRequirements
/**
 * Command of the manager container, in place of the flavor's own.
 */
command?: string[]
/**
 * Arguments of the manager container, in place of `run --config … --working-directory …`.
 */
args?: string[]
/**
 * More environment variables of the manager container, such as proxies.
 */
env?: EnvVar[]
/**
 * ConfigMaps and Secrets whose keys become environment variables of the manager container.
 */
envFrom?: corev1.EnvFromSource[]
/**
 * More ports of the manager container.
 */
ports?: corev1.ContainerPort[]
/**
 * Lifecycle hooks of the manager container. Merged over ours: a preStop hook that starts the drain and waits for its end, which a preStop hook of your own replaces. An empty mapping means no hook.
 */
lifecycle?: (corev1.Lifecycle & { stopSignal?: string })
/**
 * When Kubernetes restarts the manager container. Merged over ours: numbers one by one, and an action (`exec`, `httpGet`, `tcpSocket`, `grpc`) in place of ours. An empty mapping means no probe.
 */
livenessProbe?: corev1.Probe
/**
 * When the manager pod counts as ready. Merged over ours, as the livenessProbe is. An empty mapping means no probe.
 */
readinessProbe?: corev1.Probe
/**
 * When the other probes begin. Merged over ours, as the livenessProbe is. An empty mapping means no probe.
 */
startupProbe?: corev1.Probe
/**
 * File whose content becomes the container's termination message.
 */
terminationMessagePath?: string
/**
 * Where the termination message comes from.
 */
terminationMessagePolicy?: ("File" | "FallbackToLogsOnError")
/**
 * More volumes of the manager pod.
 */
volumes?: Volume[]
/**
 * More volume mounts of the manager container.
 */
volumeMounts?: corev1.VolumeMount[]
/**
 * Containers that run before the manager starts, after our own.
 */
initContainers?: Container[]
/**
 * More containers beside the manager.
 */
containers?: Container[]
/**
 * JSON merge patch (RFC 7386) on the finished pod template, for what no field above reaches. What it holds is not checked, and the Pod Security level of the namespace does not follow from it.
 */
podPatch?: {
/**
 * What changes of the labels and annotations of the pod.
 */
metadata?: {
[k: string]: unknown
}
/**
 * What changes of the pod, under Kubernetes' own field names.
 */
spec?: {
[k: string]: unknown
}
}
}
/**
 * Namespace object of the manager.
 * 
 */
export interface ManagerNamespace {
/**
 * Whether to render the Namespace object. Its Pod Security labels follow from what runs in it. Default: `true`.
 */
create?: boolean
/**
 * More labels of the Namespace.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of the Namespace.
 */
annotations?: {
[k: string]: string
}
/**
 * Pod Security level of the namespace, in place of the derived one.
 */
podSecurity?: PodSecurity
}
/**
 * Pod Security Admission labels of a Namespace.
 * 
 */
export interface PodSecurity {
/**
 * Level that pods must meet. Default: the strictest level that admits every pod which this document makes the namespace run: `privileged` with privileged job containers or host paths, `restricted` when the manager and all job containers keep to it, `baseline` otherwise.
 */
enforce?: ("privileged" | "baseline" | "restricted")
/**
 * Level whose violations go to the audit log. Default: that of `enforce`.
 */
audit?: ("privileged" | "baseline" | "restricted")
/**
 * Level whose violations are shown to the user. Default: that of `enforce`.
 */
warn?: ("privileged" | "baseline" | "restricted")
/**
 * Kubernetes minor release whose rules apply, or `latest`. Default: `"latest"`.
 */
version?: string
}
/**
 * ServiceAccount of the manager.
 * 
 */
export interface ServiceAccount {
/**
 * Whether to render the ServiceAccount. Default: `true`.
 */
create?: boolean
/**
 * Name of the ServiceAccount. Default: `metadata.name`.
 */
name?: string
/**
 * More labels, such as the one for Azure workload identity.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations, such as the role for EKS or the account for GKE workload identity.
 */
annotations?: {
[k: string]: string
}
/**
 * Secrets with registry credentials for pods of this ServiceAccount.
 */
imagePullSecrets?: corev1.LocalObjectReference[]
}
/**
 * Permissions of the manager.
 * 
 */
export interface Rbac {
/**
 * Whether to render Roles and RoleBindings. With `false` you bring your own. Default: `true`.
 */
create?: boolean
/**
 * `derived`: what the settings in this document need and nothing else. `documented`: every verb that GitLab's documentation lists, whether the runner uses it or not. Default: `"derived"`.
 */
permissions?: ("derived" | "documented")
/**
 * More rules for the Role of every job namespace. They do not reach the namespaces of `namespace_per_job`: see `extraClusterRules`.
 */
extraRules?: rbacv1.PolicyRule[]
/**
 * More rules for the whole cluster. They make a ClusterRole, even where no setting needs one.
 */
extraClusterRules?: rbacv1.PolicyRule[]
}
/**
 * Job namespaces. Settings here apply to each of them; `namespaces` has settings for one.
 * 
 */
export interface Jobs {
/**
 * Namespace of job pods for runners that name none in `kubernetes.namespace`. Default: the manager's namespace.
 */
namespace?: string
/**
 * Whether to render the Namespace objects of job namespaces other than the manager's. Default: `true`.
 */
create?: boolean
/**
 * More labels of job Namespaces.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of job Namespaces.
 */
annotations?: {
[k: string]: string
}
/**
 * Pod Security level of job namespaces, in place of the derived one.
 */
podSecurity?: PodSecurity
/**
 * ServiceAccount of job pods.
 */
serviceAccount?: JobServiceAccount
/**
 * ResourceQuota of every job namespace. Not rendered by default.
 */
resourceQuota?: ResourceQuotaSpec
/**
 * LimitRange of every job namespace. Not rendered by default.
 */
limitRange?: LimitRangeSpec
/**
 * NetworkPolicy of job pods.
 */
networkPolicy?: JobNetworkPolicy
/**
 * A fence around the pods of jobs: ValidatingAdmissionPolicies by which the API server refuses what the manager's account asks for and this document would not make, such as a privileged container, the node's files or another account. They are derived from the settings, as the Role is. Needs Kubernetes 1.30, and whoever applies the objects has to be allowed to write these, which are of the whole cluster. Not rendered by default.
 */
admissionPolicy?: AdmissionPolicy
/**
 * Settings for one job namespace, by its name. Each entry makes a job namespace, also when no runner names it: jobs may reach it through `namespace_overwrite_allowed`.
 */
namespaces?: {
[k: string]: JobNamespace
}
}
/**
 * Settings of one job namespace; what is left out is taken from `jobs`.
 * 
 */
export interface JobNamespace {
/**
 * Whether to render the Namespace object.
 */
create?: boolean
/**
 * More labels of the Namespace.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of the Namespace.
 */
annotations?: {
[k: string]: string
}
/**
 * Pod Security level of the namespace.
 */
podSecurity?: PodSecurity
/**
 * ResourceQuota of the namespace.
 */
resourceQuota?: ResourceQuotaSpec
/**
 * LimitRange of the namespace.
 */
limitRange?: LimitRangeSpec
}
/**
 * How the API server holds the manager to what the document says of jobs' pods.
 * 
 */
export interface AdmissionPolicy {
/**
 * What the API server does with what the document would not make. `Deny` refuses it, and the job's log has the reason. `Audit` and `Warn` let it through to try the fence: `Audit` puts the reason into the audit log, and the manager logs each warning that `Warn` gives it. Default: `["Deny"]`.
 * 
 * @minItems 1
 */
validationActions?: [("Deny" | "Audit" | "Warn"), ...(("Deny" | "Audit" | "Warn"))[]]
}
/**
 * ServiceAccount of job pods, without any permission. Its token is mounted only where a runner sets `kubernetes.automount_service_account_token: true`.
 * 
 */
export interface JobServiceAccount {
/**
 * Whether to render a ServiceAccount in each job namespace and let job pods use it, unless a runner sets `kubernetes.service_account`. Default: `false`.
 */
create?: boolean
/**
 * Name of the ServiceAccount. Default: `<metadata.name>-job`.
 */
name?: string
/**
 * Annotations, such as a cloud identity for jobs.
 */
annotations?: {
[k: string]: string
}
/**
 * Secrets with registry credentials for job images.
 */
imagePullSecrets?: corev1.LocalObjectReference[]
}
/**
 * NetworkPolicy of job pods: nothing may connect to them; they reach DNS and public addresses, but no private ones. In the manager's namespace it selects the pods of jobs alone, elsewhere every pod.
 * 
 */
export interface JobNetworkPolicy {
/**
 * Whether to render the NetworkPolicy. Default: `false`.
 */
enabled?: boolean
/**
 * Name resolution. Default: port 53 to the pods labelled `k8s-app: kube-dns`, in every namespace.
 */
dns?: NetworkDestination
/**
 * Address ranges that jobs may not reach. A list of your own replaces ours: the private, shared, unique local and link-local ranges, where clusters keep pods, Services, nodes and the metadata service. Default: `["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16","100.64.0.0/10","169.254.0.0/16","fc00::/7","fe80::/10"]`.
 */
deniedCidrs?: string[]
/**
 * More allowed outgoing traffic, such as a registry or GitLab inside the cluster.
 */
extraEgress?: networkingv1.NetworkPolicyEgressRule[]
/**
 * More allowed incoming traffic.
 */
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
}
/**
 * Credentials of the distributed cache, one set for all runners of the manager whose `cache.Type` fits. They reach the manager through its environment, a mounted file or the config.toml that it reads, and are in no ConfigMap. With a cloud identity on the ServiceAccount none is needed.
 * 
 */
export interface CacheCredentials {
/**
 * Access key pair for S3.
 */
s3?: {
/**
 * Secret key with the access key id.
 */
accessKeyId: KeyOfSecret
/**
 * Secret key with the secret access key.
 */
secretAccessKey: KeyOfSecret
/**
 * Secret key with a session token.
 */
sessionToken?: KeyOfSecret
}
/**
 * Service account for Google Cloud Storage: its key file, or its mail and private key.
 */
gcs?: {
/**
 * Secret key with the JSON key file. It is mounted, and `cache.gcs.CredentialsFile` points to it unless the runner sets the key.
 */
credentialsFile?: KeyOfSecret
/**
 * Secret key with the mail of the service account. A container beside the manager writes it into the config.toml that the manager reads.
 */
accessId?: KeyOfSecret
/**
 * Secret key with the private key of the service account in PEM form, with line breaks or with `\n` for them.
 */
privateKey?: KeyOfSecret
}
/**
 * Azure Blob Storage: the key of a storage account, or a service principal.
 */
azure?: {
/**
 * Secret key with the name of the storage account, for runners without `cache.azure.AccountName`.
 */
accountName?: KeyOfSecret
/**
 * Secret key with the key of the storage account. A container beside the manager writes it into the config.toml that the manager reads.
 */
accountKey?: KeyOfSecret
/**
 * Directory (tenant) id.
 */
tenantId?: string
/**
 * Application (client) id.
 */
clientId?: string
/**
 * Secret key with the client secret.
 */
clientSecret?: KeyOfSecret
}
}
/**
 * Certificates for the connection to GitLab.
 * 
 */
export interface Certificates {
/**
 * PEM bundle, from exactly one of `secretKeyRef` and `configMapKeyRef` in the manager's namespace. It is mounted as a directory, so a renewed certificate needs no restart, and `tls-ca-file` of every runner that sets none points to it.
 */
ca?: ({
/**
 * Secret key with the bundle.
 */
secretKeyRef: KeyOfSecret
configMapKeyRef?: never
} | {
secretKeyRef?: never
/**
 * ConfigMap key with the bundle.
 */
configMapKeyRef: KeyOfConfigMap
})
/**
 * Client certificate that the manager shows to GitLab: a Secret of type `kubernetes.io/tls` in the manager's namespace. It is mounted, and `tls-cert-file` and `tls-key-file` of every runner that sets none point to it.
 */
client?: {
/**
 * Name of the Secret with the keys `tls.crt` and `tls.key`.
 */
secretName: string
}
/**
 * Passes a PEM bundle on to job pods, from exactly one of `configMap` and `secret`. The runner hands the chain of GitLab's certificate to git and artifact steps by itself; other tools in a job need the file.
 */
inJobs?: {
/**
 * ConfigMap in the job namespace whose keys are mounted. The runner also calls the volume so, which has neither dots nor more than 63 characters.
 */
configMap?: string
/**
 * Secret in the job namespace whose keys are mounted. The runner also calls the volume so, which has neither dots nor more than 63 characters.
 */
secret?: string
/**
 * Directory in every job container. Default: `"/etc/gitlab-runner/certs"`.
 */
mountPath?: string
}
}
/**
 * Objects around the metrics port. The port serves pprof without a password: let nothing but the scraper reach it.
 * 
 */
export interface Metrics {
/**
 * Service for the metrics port.
 */
service?: {
/**
 * Whether to render the Service. Default: `false`.
 */
enabled?: boolean
/**
 * More labels.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations.
 */
annotations?: {
[k: string]: string
}
/**
 * Type of the Service. Default: `"ClusterIP"`.
 */
type?: ("ClusterIP" | "NodePort" | "LoadBalancer")
/**
 * Port of the Service. Default: `9252`.
 */
port?: number
/**
 * Port on the nodes, with type NodePort or LoadBalancer.
 */
nodePort?: number
/**
 * Fixed cluster address, or `None` for a headless Service.
 */
clusterIP?: string
/**
 * Addresses outside the cluster that lead to the Service.
 */
externalIPs?: string[]
/**
 * Address to ask the load balancer for.
 */
loadBalancerIP?: string
/**
 * Implementation of the load balancer.
 */
loadBalancerClass?: string
/**
 * Address ranges that the load balancer lets in.
 */
loadBalancerSourceRanges?: string[]
/**
 * How traffic from outside reaches pods.
 */
externalTrafficPolicy?: ("Cluster" | "Local")
/**
 * How traffic from inside reaches pods.
 */
internalTrafficPolicy?: ("Cluster" | "Local")
/**
 * More ports of the Service, such as one of a sidecar in `manager.containers`.
 */
additionalPorts?: corev1.ServicePort[]
}
/**
 * PodMonitor of the Prometheus operator. Prefer it over the ServiceMonitor: a draining manager leaves the Service, and its last metrics with it.
 */
podMonitor?: Monitor
/**
 * ServiceMonitor of the Prometheus operator. Needs `metrics.service.enabled`.
 */
serviceMonitor?: Monitor
/**
 * PrometheusRule with alerts on the manager.
 */
prometheusRule?: {
/**
 * Whether to render the PrometheusRule. Default: `false`.
 */
enabled?: boolean
/**
 * More labels, for Prometheus to select the object by.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations.
 */
annotations?: {
[k: string]: string
}
/**
 * Labels put on every alert.
 */
alertLabels?: {
[k: string]: string
}
/**
 * Value of the `severity` label of every alert. Default: `"warning"`.
 */
severity?: string
/**
 * Seconds that nine of ten jobs may wait in GitLab's queue before an alert is raised. The manager measures in steps: 1, 3, 10, 30, 60, 120, 300, 900, 1800 and 3600 seconds. Default: `300`.
 */
maxQueueSeconds?: number
}
/**
 * Grafana dashboard in a ConfigMap.
 */
dashboard?: {
/**
 * Whether to render the ConfigMap. Default: `false`.
 */
enabled?: boolean
/**
 * Labels by which Grafana's sidecar finds the ConfigMap. Labels of your own replace ours. Default: `{"grafana_dashboard":"1"}`.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations, such as the folder.
 */
annotations?: {
[k: string]: string
}
}
}
/**
 * PodMonitor or ServiceMonitor.
 * 
 */
export interface Monitor {
/**
 * Whether to render the object. Default: `false`.
 */
enabled?: boolean
/**
 * Namespace of the object, for a Prometheus that looks at one namespace alone. Default: the manager's namespace.
 */
namespace?: string
/**
 * More labels, for Prometheus to select the object by.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations.
 */
annotations?: {
[k: string]: string
}
/**
 * Time between scrapes, as Prometheus writes it, with the largest unit first: 1m30s.
 */
interval?: string
/**
 * Time after which a scrape is given up.
 */
scrapeTimeout?: string
/**
 * Label of the target that becomes the `job` label.
 */
jobLabel?: string
/**
 * Relabelling of targets before the scrape.
 */
relabelings?: {

}[]
/**
 * Relabelling of samples after the scrape.
 */
metricRelabelings?: {

}[]
}
/**
 * Session server for interactive web terminals. It works with one replica only: GitLab calls the manager that runs the job. Addresses and the timeout are `config.session_server`.
 * 
 */
export interface SessionServer {
/**
 * Whether the manager listens for sessions and a Service is rendered. Default: `false`.
 */
enabled?: boolean
/**
 * Service in front of the session server.
 */
service?: {
/**
 * More labels.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations, for example for a cloud load balancer.
 */
annotations?: {
[k: string]: string
}
/**
 * Type of the Service. Default: `ClusterIP` behind an Ingress, `LoadBalancer` otherwise.
 */
type?: ("ClusterIP" | "Headless" | "NodePort" | "LoadBalancer")
/**
 * Port of the Service. Default: `9000`.
 */
port?: number
/**
 * Port on the nodes, with type NodePort or LoadBalancer.
 */
nodePort?: number
/**
 * Address to ask the load balancer for.
 */
loadBalancerIP?: string
/**
 * Implementation of the load balancer.
 */
loadBalancerClass?: string
/**
 * Address ranges that the load balancer lets in.
 */
loadBalancerSourceRanges?: string[]
/**
 * How traffic from outside reaches pods.
 */
externalTrafficPolicy?: ("Cluster" | "Local")
/**
 * How traffic from inside reaches pods.
 */
internalTrafficPolicy?: ("Cluster" | "Local")
}
/**
 * Ingress in front of the Service. The session server speaks TLS with a certificate of its own that GitLab expects, so the Ingress controller has to pass TLS through.
 */
ingress?: {
/**
 * Whether to render the Ingress. Default: `false`.
 */
enabled?: boolean
/**
 * More labels.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations, such as the controller's switch for TLS passthrough.
 */
annotations?: {
[k: string]: string
}
/**
 * Class of the Ingress.
 */
className?: string
/**
 * Host name of the session server. GitLab calls it at port 443, unless `config.session_server.advertise_address` says otherwise.
 */
host?: string
/**
 * TLS settings.
 */
tls?: networkingv1.IngressTLS[]
}
}
/**
 * NetworkPolicy of the manager: in come metrics and sessions from the named peers, out go DNS, the API server, GitLab and the cache, and nothing else. Each destination accepts peers and ports in Kubernetes' own form; without peers the ports are open to every address.
 * 
 */
export interface ManagerNetworkPolicy {
/**
 * Whether to render the NetworkPolicy. Default: `false`.
 */
enabled?: boolean
/**
 * Name resolution. Default: port 53 to the pods labelled `k8s-app: kube-dns`, in every namespace.
 */
dns?: NetworkDestination
/**
 * Kubernetes API server. Default: ports 443 and 6443, every address.
 */
apiServer?: NetworkDestination
/**
 * GitLab. Default: the ports of the runners' urls, and without peers those of Sentry and of a usage collector that `config` names, every address.
 */
gitlab?: NetworkDestination
/**
 * Distributed cache. Default: the port of the cache servers where a cache is set up, every address.
 */
cache?: NetworkDestination
/**
 * Peers that may scrape the metrics port. None by default.
 */
metricsFrom?: networkingv1.NetworkPolicyPeer[]
/**
 * Peers that may reach the session server. Default: every address, because GitLab calls it.
 * 
 * @minItems 1
 */
sessionFrom?: [networkingv1.NetworkPolicyPeer, ...(networkingv1.NetworkPolicyPeer)[]]
/**
 * More allowed incoming traffic.
 */
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
/**
 * More allowed outgoing traffic, such as a proxy.
 */
extraEgress?: networkingv1.NetworkPolicyEgressRule[]
}
/**
 * Where traffic may go.
 * 
 */
export interface NetworkDestination {
/**
 * Pods or address ranges.
 * 
 * @minItems 1
 */
peers?: [networkingv1.NetworkPolicyPeer, ...(networkingv1.NetworkPolicyPeer)[]]
/**
 * Ports.
 * 
 * @minItems 1
 */
ports?: [networkingv1.NetworkPolicyPort, ...(networkingv1.NetworkPolicyPort)[]]
}
/**
 * PodDisruptionBudget of the manager. A drain of a node always gets on: one manager may be away at any time, and its successor takes over.
 * 
 */
export interface PodDisruptionBudget {
/**
 * Whether to render the PodDisruptionBudget. Default: `false`.
 */
enabled?: boolean
/**
 * Managers that may be away at once, as a number or a percentage. Default: 1.
 */
maxUnavailable?: (number | string)
/**
 * Managers that must stay, as a number or a percentage, in place of `maxUnavailable`.
 */
minAvailable?: (number | string)
/**
 * Whether pods that are not ready count. Default: `"AlwaysAllow"`.
 */
unhealthyPodEvictionPolicy?: ("IfHealthyBudget" | "AlwaysAllow")
/**
 * Annotations.
 */
annotations?: {
[k: string]: string
}
}
/**
 * HorizontalPodAutoscaler (autoscaling/v2) of the manager. Every pod runs `concurrent` jobs of its own, and a removed pod drains first.
 * 
 */
export interface Autoscaling {
/**
 * Whether to render the HorizontalPodAutoscaler. `manager.replicas` is left out of the Deployment then. Default: `false`.
 */
enabled?: boolean
/**
 * Fewest manager pods. Default: `1`.
 */
minReplicas?: number
/**
 * Most manager pods. Default: `3`.
 */
maxReplicas?: number
/**
 * What to scale on. Default: the average of the pod metric `gitlab_runner_jobs`, at three quarters of the jobs that a manager runs at once, by `config.concurrent` and the `limit` of its runners; needs an adapter that serves the metric.
 */
metrics?: MetricSpec[]
/**
 * How fast to scale. Default: Kubernetes' own.
 */
behavior?: autoscalingv2.HorizontalPodAutoscalerBehavior
/**
 * Annotations.
 */
annotations?: {
[k: string]: string
}
}
/**
 * Annotations for the controller that applies the objects.
 * 
 */
export interface Delivery {
/**
 * `ArgoCD`: sync waves, so managers that are removed or renamed stop first, and what their jobs need is deleted only when they have ended. `Flux`: `postBuild.substitute` leaves config.toml as it is. Flux deletes in no order: commit `manager.replicas: 0` and wait for the pods before you remove a runner.
 */
controller: ("ArgoCD" | "Flux")
/**
 * What happens to the rendered Namespaces when the runner is removed or they are no longer rendered. `Retain`: they stay, with everything in them, such as the Secret of the token. `Delete`: the controller deletes them. Default: `"Retain"`.
 */
namespacePolicy?: ("Retain" | "Delete")
}
/**
 * A Kubernetes object.
 * 
 */
export interface ExtraObject {
/**
 * Group and version.
 */
apiVersion: string
/**
 * Kind.
 */
kind: string
/**
 * Name and place.
 */
metadata: {
/**
 * Name of the object.
 */
name: string
/**
 * Namespace of the object. Nothing is filled in: leave it out for objects of the whole cluster alone.
 */
namespace?: string
[k: string]: unknown
}
[k: string]: unknown
}
/**
 * The global section of config.toml: what all runner entries of this manager share. Every key has the runner's own name. The entries themselves are under `spec.runners`.
 * 
 */
export interface Config {
/**
 * How many jobs this manager runs at the same time, over all of its runner entries. Default: 1. With a value below 1 the runner refuses to start.
 */
concurrent?: number
/**
 * Seconds between two rounds of asking GitLab for jobs. The time is shared out over the runner entries: with three entries and 3 seconds, one entry is asked each second. Default: 3 seconds; 0 means the default.
 */
check_interval?: number
/**
 * How much the manager logs; each level includes the ones before it. Case does not matter. The environment variable LOG_LEVEL wins over this key. Default: `info`.
 */
log_level?: ("panic" | "fatal" | "error" | "warn" | "warning" | "info" | "debug" | "trace")
/**
 * The form of the manager's log lines: `runner` is meant for people, `text` and `json` for log collectors. The environment variable LOG_FORMAT wins over this key. Default: `runner`.
 */
log_format?: ("runner" | "text" | "json")
/**
 * Where the manager serves metrics, health endpoints and profiling data over HTTP, as `host:port`; with an empty host it listens on all addresses. Empty: nothing is served, and the pod has no probes. A change takes effect only when the process starts again. Default: `:9252`. (The runner itself would serve nothing.)
 */
listen_address?: string
/**
 * How long a connection to GitLab is kept before it is opened again. `0s` keeps connections for as long as they last. Default: 15 minutes.
 */
connection_max_age?: string
/**
 * Seconds that running jobs get to end after the manager got the signal to stop at once (SIGTERM). It does not bound a graceful stop (SIGQUIT), which waits for all jobs. Default: 30 seconds; 0 means the default.
 */
shutdown_timeout?: number
/**
 * Address of the Sentry project that receives errors of the manager, key included. It is a credential. Default: the environment variable SENTRY_DSN (from 19.2 on), otherwise nothing is sent.
 */
sentry_dsn?: string
/**
 * Name of a system user. The runner overwrites it with its `--user` flag whenever it loads the file, so it has no effect here.
 */
user?: string
/**
 * Labels that GitLab shows for this manager and that its metrics carry. An entry's own labels win. Both together may hold at most 32. Default: none.
 */
labels?: {
[k: string]: string
}
/**
 * The server behind interactive web terminals. Default: off.
 */
session_server?: ConfigSessionServer
/**
 * Features for the whole manager that upstream may change or drop in any release. Default: none is on.
 */
experimental?: ExperimentalConfig
}
/**
 * The server behind interactive web terminals. It speaks TLS with a certificate that it makes itself.
 * 
 */
export interface ConfigSessionServer {
/**
 * Where the server listens, as `host:port`. It needs a host part unless `advertise_address` has one. A change takes effect only when the process starts again. Default: the server is off.
 */
listen_address?: string
/**
 * The `host:port` at which GitLab reaches the server, without a scheme. Default: `listen_address`.
 */
advertise_address?: string
/**
 * Seconds that a finished job is kept open for a terminal that is still connected. Default: 1800 seconds; 0 means the default.
 */
session_timeout?: number
}
/**
 * Features for the whole manager that upstream may change or drop in any release.
 * 
 */
export interface ExperimentalConfig {
/**
 * A record of every finished job, for accounting. Default: off.
 */
usage_logger?: UsageLogger
}
/**
 * A record of every finished job, for accounting.
 * 
 */
export interface UsageLogger {
/**
 * Whether the manager keeps the record. Default: false.
 */
enabled?: boolean
/**
 * Where records go: `logrotate` writes files, `snowplow_billing` sends them to a collector. Default: `["logrotate"]`.
 */
writers?: ("logrotate" | "snowplow_billing")[]
/**
 * The files that the `logrotate` writer keeps.
 */
logrotate?: UsageLogFiles
/**
 * The collector that the `snowplow_billing` writer sends to.
 */
snowplow_billing?: SnowplowBilling
/**
 * Directory for the files. Default: `usage-log` next to config.toml.
 */
log_dir?: string
/**
 * How many old files are kept. Default: 14.
 */
max_backup_files?: number
/**
 * The age at which a new file is begun. Default: 24 hours.
 */
max_rotation_age?: string
/**
 * Labels that each record carries besides its own. Default: none.
 */
labels?: {
[k: string]: string
}
}
/**
 * Files with one record per job; a new file begins at a given age.
 * 
 */
export interface UsageLogFiles {
/**
 * Directory for the files; the manager must be able to write there. Default: `usage-log` next to config.toml.
 */
log_dir?: string
/**
 * How many old files are kept. Default: 14.
 */
max_backup_files?: number
/**
 * The age at which a new file is begun. Default: 24 hours.
 */
max_rotation_age?: string
/**
 * Labels that each record carries besides its own. Default: none.
 */
labels?: {
[k: string]: string
}
}
/**
 * A Snowplow collector that receives one event per job.
 * 
 */
export interface SnowplowBilling {
/**
 * Address of the collector. Without it the writer does not start.
 */
collector_uri?: string
/**
 * Application name that each event carries. Default: none.
 */
app_id?: string
/**
 * Event category that each event carries. Default: none.
 */
category?: string
/**
 * Kind of GitLab installation that each event names: by custom `SaaS`, `Dedicated` or `SM`. Default: none.
 */
realm?: string
/**
 * Kind of deployment that each event names: by custom `dedicated`, `.com` or `self-managed`. Default: none.
 */
deployment_type?: string
/**
 * Further fields that each event carries. Default: none.
 */
metadata?: {
[k: string]: string
}
/**
 * Whether the writer proves its identity to the collector with an OIDC token of the cloud it runs in. Default: false.
 */
enable_oidc?: boolean
/**
 * Upper bounds, in seconds, of the buckets in the histogram of delivery times. Default: the runner's own buckets.
 */
batch_delivery_duration_buckets?: number[]
/**
 * Whether events are sent without an OIDC token where the cloud offers none, instead of not at all. Default: true.
 */
skip_oidc_if_unsupported_cloud?: boolean
/**
 * Whether jobs that failed through a fault of the runner leave no record. Default: true.
 */
skip_runner_system_failure?: boolean
}
/**
 * One runner entry: a [[runners]] table of config.toml, under the runner's own key names.
 * 
 */
export interface Runner {
/**
 * Name of the entry in logs, in metrics and in the labels of job pods. Default: the key of the entry under `spec.runners`.
 */
name?: string
/**
 * Address of the GitLab instance, beginning with `http://` or `https://`. From 18.10 on, `$NAME` and `${NAME}` are taken from the manager's environment. Required, here or in `spec.runnerDefaults`.
 */
url: string
/**
 * Authentication token of the runner, which begins with `glrt-`: exactly one of `secretKeyRef` and `value`. Required, here or in `spec.runnerDefaults`.
 */
token: Token
/**
 * What runs the jobs. Only `kubernetes` is possible here. Default: `kubernetes`.
 */
executor?: "kubernetes"
/**
 * Number of the runner in GitLab. `gitlab-runner register` writes it; it is needed for suspendable environments and for nothing else. Default: unset.
 */
id?: number
/**
 * How many jobs this entry runs at the same time; `concurrent` caps it from above. Default: 0, no limit of its own.
 */
limit?: number
/**
 * How many requests for jobs this entry has open at once. Where FF_USE_ADAPTIVE_REQUEST_CONCURRENCY is on, as it is by default, the upper bound of a number that follows the load. Default: 2; with 1, the runner's own default, jobs wait for each other where GitLab holds requests until there is a job, and the runner warns of it whenever it reads config.toml.
 */
request_concurrency?: number
/**
 * Size at which a job's log is cut off, in kilobytes. Default: 4096 kilobytes; 0 means the default.
 */
output_limit?: number
/**
 * Whether the entry waits for `check_interval` even right after it received a job. Default: false, it asks for the next job at once.
 */
strict_check_interval?: boolean
/**
 * How many requests for jobs may fail in a row before the entry counts as unhealthy and pauses. Default: 3; 0 means the default.
 */
unhealthy_requests_limit?: number
/**
 * How long an unhealthy entry pauses. Default: 1 hour.
 */
unhealthy_interval?: string
/**
 * How often the manager tries to report the final state of a job to GitLab. Default: 10; 0 means the default.
 */
job_status_final_update_retry_limit?: number
/**
 * File in the manager with the certificates, in PEM form, that verify GitLab's own. It is read again when it changes. Default: `/home/gitlab-runner/.gitlab-runner/certs/<host>.crt`, if it is there.
 */
"tls-ca-file"?: string
/**
 * File in the manager with the client certificate to show to GitLab. Default: `/home/gitlab-runner/.gitlab-runner/certs/<host>.auth.crt`, if it is there.
 */
"tls-cert-file"?: string
/**
 * File in the manager with the key of the client certificate. Default: `/home/gitlab-runner/.gitlab-runner/certs/<host>.auth.key`, if it is there.
 */
"tls-key-file"?: string
/**
 * When the token was issued, as an RFC 3339 time. `gitlab-runner register` writes it. Default: unset.
 */
token_obtained_at?: string
/**
 * When the token expires, as an RFC 3339 time. With this key the manager renews the token after three quarters of its life and writes config.toml again, so leave it out if the file comes from a manifest. Default: unset, the token is never renewed.
 */
token_expires_at?: string
/**
 * Labels that GitLab shows for this entry and that its metrics carry; they win over `spec.config.labels`. Both together may hold at most 32. Default: none.
 */
labels?: {
[k: string]: string
}
/**
 * Directory in the job's containers for the working copies. Default: `/builds`, on Windows `C:\builds`.
 */
builds_dir?: string
/**
 * Directory in the job's containers for local caches. Default: `/cache`, on Windows `C:\cache`.
 */
cache_dir?: string
/**
 * Address that replaces scheme and host in the URL from which jobs clone. Git LFS and artifacts keep using `url`. Default: the address that GitLab names.
 */
clone_url?: string
/**
 * Variables for every job, each as `NAME=value`; any job can read them. Default: none.
 */
environment?: string[]
/**
 * Shell that runs the job's scripts. Default: `bash`, in Windows pods `powershell`; the empty text means the default.
 */
shell?: ("bash" | "sh" | "cmd" | "pwsh" | "powershell" | "")
/**
 * Shell script that runs in the helper container before the working copy is fetched. Default: none.
 */
pre_get_sources_script?: string
/**
 * Shell script that runs in the helper container after the working copy was fetched. Default: none.
 */
post_get_sources_script?: string
/**
 * Shell script that runs in the build container before the job's own script. Default: none.
 */
pre_build_script?: string
/**
 * Shell script that runs in the build container after the job's own script and before its `after_script`. Default: none.
 */
post_build_script?: string
/**
 * How long the preparation of a job may take. A longer time than the job's own timeout has no effect. Default: the job's timeout.
 */
prepare_timeout?: string
/**
 * How long fetching the working copy may take. A longer time than the job's own timeout has no effect. Default: the job's timeout.
 */
get_sources_timeout?: string
/**
 * Whether CI_DEBUG_TRACE is ignored, so no job can print its variables into its log that way. Default: false.
 */
debug_trace_disabled?: boolean
/**
 * Whether git trusts the working copy whoever owns it. Default: true.
 */
safe_directory_checkout?: boolean
/**
 * Whether git configuration that earlier jobs left in the working copy is removed before git runs. Default: true, but false for jobs with GIT_STRATEGY `none`.
 */
clean_git_config?: boolean
/**
 * Whether scripts run through a small process of the helper that can also hide secrets in the output. Experimental. Default: false.
 */
proxy_exec?: boolean
/**
 * Whether jobs choose the directory of their working copy.
 */
custom_build_dir?: CustomBuildDir
/**
 * Collectors of machine metrics during a job. This executor supports none, so the table has no effect.
 */
referees?: Referees
/**
 * The distributed cache: an object store that keeps `cache` paths between jobs. Default: none, caches live in the pod and end with it.
 */
cache?: Cache
/**
 * Time limits for uploading artifacts.
 */
artifact?: Artifact
/**
 * Switches for behaviour that is new, old or optional. Jobs cannot change what is set here. Default: each flag's own default.
 */
feature_flags?: FeatureFlags
/**
 * Extra metrics for this entry. Experimental.
 */
monitoring?: Monitoring
/**
 * Features of this entry that upstream may change or drop in any release.
 */
experimental?: ExperimentalRunner
/**
 * Whether each job slot has a cgroup of its own. Only the Docker executors read it; it has no effect here. Default: false.
 */
use_slot_cgroups?: boolean
/**
 * Name pattern of the slots' cgroups. Only the Docker executors read it; it has no effect here.
 */
slot_cgroup_template?: string
/**
 * Image with the step runner. No part of the runner reads this key at present, so it has no effect.
 */
step_runner_image?: string
/**
 * How the Kubernetes executor builds the pod of a job: the table [runners.kubernetes].
 */
kubernetes?: RunnerKubernetes
/**
 * How jobs of this runner build container images, in place of `spec.dockerBuilds`.
 */
dockerBuilds?: DockerBuilds
}
/**
 * Whether jobs choose the directory of their working copy.
 * 
 */
export interface CustomBuildDir {
/**
 * Whether GIT_CLONE_PATH may move a job's working copy, within `builds_dir`. Default: true.
 */
enabled?: boolean
}
/**
 * Collectors of machine metrics during a job. This executor supports none.
 * 
 */
export interface Referees {
/**
 * Metrics from Prometheus. It has no effect with this executor.
 */
metrics: RefereeMetrics
}
/**
 * Metrics from Prometheus, kept as an artifact of the job. It has no effect with this executor.
 * 
 */
export interface RefereeMetrics {
/**
 * Address of the Prometheus server. It has no effect with this executor.
 */
prometheus_address?: string
/**
 * Seconds between two samples. It has no effect with this executor.
 */
query_interval?: number
/**
 * Queries, each as `name:expression`. It has no effect with this executor.
 */
queries: string[]
}
/**
 * Time limits for uploading artifacts.
 * 
 */
export interface Artifact {
/**
 * How long the upload of a job's artifacts may take. Default: 1 hour.
 */
upload_timeout?: string
/**
 * How long GitLab may take to answer once the upload has ended. Default: 10 minutes.
 */
response_header_timeout?: string
}
/**
 * Extra metrics for a runner entry. Experimental.
 * 
 */
export interface Monitoring {
/**
 * Limits for the time that jobs wait in the queue; the manager counts the jobs that waited longer. Default: none.
 */
job_queuing_durations?: JobQueuingDuration[]
}
/**
 * A limit for the time that jobs wait in the queue.
 * 
 */
export interface JobQueuingDuration {
/**
 * When the limit holds, as cron expressions with seven fields: second, minute, hour, day of month, month, day of week, year.
 */
periods: string[]
/**
 * Time zone of `periods`, as an IANA name. Default: that of the manager, which is UTC in its images.
 */
timezone?: string
/**
 * Waiting time above which a job counts as late.
 */
threshold?: string
/**
 * Regular expression (RE2) for the number of jobs that the project has running already; only jobs of matching projects count. GitLab sends the number as a text such as `0` or `Inf+`.
 */
jobs_running_for_project?: string
}
/**
 * Features of a runner entry that upstream may change or drop in any release.
 * 
 */
export interface ExperimentalRunner {
/**
 * A trial job when the manager starts. Default: off.
 */
boot_verify?: BootVerify
}
/**
 * A trial job when the manager starts; `/health/ready` waits for it. It needs `kubernetes.image`.
 * 
 */
export interface BootVerify {
/**
 * Whether the manager runs the trial job. If the job fails, the manager ends with an error. Default: false.
 */
enabled?: boolean
/**
 * How long the trial job may take. Default: 5 minutes.
 */
timeout?: string
/**
 * First pause before the manager tries again to obtain an executor. Default: 1 second.
 */
acquire_min_backoff?: string
/**
 * Longest pause before the manager tries again to obtain an executor. Default: 10 seconds.
 */
acquire_max_backoff?: string
}
/**
 * The distributed cache: an object store that keeps `cache` paths between jobs.
 * 
 */
export interface Cache {
/**
 * Kind of object store; the table of the same name holds its settings. Default: none, there is no distributed cache.
 */
Type?: ("s3" | "gcs" | "azure")
/**
 * Prefix of every object's name. Default: none.
 */
Path?: string
/**
 * Whether all runners share cached objects. If not, part of the runner's token is in their names. Default: false.
 */
Shared?: boolean
/**
 * Largest archive that jobs upload, in bytes. Google Cloud Storage also refuses larger ones, with other stores it depends on the job alone. Default: 0, no limit.
 */
MaxUploadedArchiveSize?: number
/**
 * Settings for Amazon S3 and stores that speak its protocol.
 */
s3?: CacheS3
/**
 * Settings for Google Cloud Storage.
 */
gcs?: CacheGCS
/**
 * Settings for Azure Blob Storage.
 */
azure?: CacheAzure
}
/**
 * A cache in Amazon S3 or in a store that speaks its protocol.
 * 
 */
export interface CacheS3 {
/**
 * Host of the store, with a port where it differs from 443, without a scheme. Default: Amazon S3.
 */
ServerAddress?: string
/**
 * Access key ID. It is a credential: leave it out and use `cacheCredentials.s3.accessKeyId`, or a cloud identity.
 */
AccessKey?: string
/**
 * Secret access key. It is a credential: leave it out and use `cacheCredentials.s3.secretAccessKey`, or a cloud identity.
 */
SecretKey?: string
/**
 * Session token of temporary keys. It is a credential: leave it out and use `cacheCredentials.s3.sessionToken`.
 */
SessionToken?: string
/**
 * Name of the bucket. The runner cannot use the cache without it and says nothing about it.
 */
BucketName: string
/**
 * Region of the bucket. Default: found out with an extra request for each use, with `us-east-1` when that fails.
 */
BucketLocation?: string
/**
 * Whether the store is reached over plain HTTP. Default: false.
 */
Insecure?: boolean
/**
 * Where keys come from: `access-key` uses `AccessKey` and `SecretKey`, `iam` the chain of the AWS SDK: environment, web identity, instance role. Case does not matter. Default: `access-key` if ServerAddress, AccessKey and SecretKey are all set, otherwise `iam`.
 */
AuthenticationType?: ("iam" | "access-key")
/**
 * How the store encrypts objects. `AES256`, `AWS:KMS` and `AWS:KMS:DSSE` are other names for `S3`, `KMS` and `DSSE-KMS`. Case does not matter. Default: as the bucket says.
 */
ServerSideEncryption?: ("" | "S3" | "KMS" | "DSSE-KMS" | "AES256" | "AWS:KMS" | "AWS:KMS:DSSE")
/**
 * Alias, ID or ARN of the KMS key for `KMS` and `DSSE-KMS`. Default: the account's key.
 */
ServerSideEncryptionKeyID?: string
/**
 * Whether Amazon S3 is reached through its IPv4 and IPv6 endpoints. It has no effect with a `ServerAddress`. Default: true.
 */
DualStack?: boolean
/**
 * Whether the bucket is named in the path instead of the host name. Default: found out from the endpoint.
 */
PathStyle?: boolean
/**
 * Whether Amazon S3 Transfer Acceleration is used. Default: false.
 */
Accelerate?: boolean
/**
 * ARN of a role that grants jobs access to their cache, which allows uploads in parts, above 5 GB. The helper in the job's pod then holds the temporary keys. Default: none.
 */
RoleARN?: string
/**
 * ARN of a role that grants jobs uploads of their cache. Default: none.
 */
UploadRoleARN?: string
/**
 * How many requests for temporary keys of the role may run at once. Default: 5; -1 means no limit.
 */
AssumeRoleMaxConcurrency?: number
/**
 * Whether each job gets temporary keys of its own instead of ones that are kept for a while. Default: false.
 */
DisableAssumeRoleCredentialsCaching?: boolean
}
/**
 * A cache in Google Cloud Storage.
 * 
 */
export interface CacheGCS {
/**
 * Email of the service account that signs URLs. Default: from `cacheCredentials.gcs`, `CredentialsFile` or the manager's cloud identity.
 */
AccessID?: string
/**
 * Private key of the service account in PEM form. It is a credential: leave it out and use `cacheCredentials.gcs`, or a cloud identity.
 */
PrivateKey?: string
/**
 * File in the manager with the service account's JSON key; it wins over AccessID and PrivateKey. Default: the manager's cloud identity.
 */
CredentialsFile?: string
/**
 * Name of the bucket. The runner cannot use the cache without it.
 */
BucketName: string
/**
 * Domain of the Google Cloud universe. Default: `googleapis.com`.
 */
UniverseDomain?: string
}
/**
 * A cache in Azure Blob Storage.
 * 
 */
export interface CacheAzure {
/**
 * Name of the storage account. The runner cannot use the cache without it. Default: from `cacheCredentials.azure.accountName`.
 */
AccountName?: string
/**
 * Key of the storage account. It is a credential: leave it out and use `cacheCredentials.azure.accountKey`, or the manager's workload identity or managed identity.
 */
AccountKey?: string
/**
 * Name of the blob container. The runner cannot use the cache without it.
 */
ContainerName: string
/**
 * Domain of the store. Default: `blob.core.windows.net`.
 */
StorageDomain?: string
}
/**
 * How the Kubernetes executor builds the pod of a job: the table [runners.kubernetes], under the runner's own key names.
 * 
 */
export interface RunnerKubernetes {
/**
 * Namespace in which job pods run. The runner expands no variables in it. Default: `spec.jobs.namespace`, otherwise `metadata.namespace`. (The runner itself would take `default`.)
 */
namespace?: string
/**
 * Whether each job gets a namespace of its own, `ci-job-<id>`, that ends with it. `namespace` and `namespace_overwrite_allowed` then have no effect, and the manager needs the right to create and delete namespaces in the whole cluster. Default: false.
 */
namespace_per_job?: boolean
/**
 * Image for jobs that name none. Variables of the job are expanded. Default: none, such jobs fail.
 */
image?: string
/**
 * When nodes pull images. With a list, the next policy is tried when pulling failed. Default: as the cluster decides from the tag.
 */
pull_policy?: (string | ("always" | "if-not-present" | "never")[])
/**
 * Names of Secrets in the job namespace with registry logins. Default: none.
 */
image_pull_secrets?: string[]
/**
 * Whether job pods leave registry logins to their service account: the pod then has no imagePullSecrets of its own. Default: false.
 */
use_service_account_image_pull_secrets?: boolean
/**
 * Image of the helper container, in full; it must belong to the manager's release. Variables such as CI_RUNNER_VERSION are expanded. Default: GitLab's helper image of the manager's release.
 */
helper_image?: string
/**
 * Base of the default helper image: `alpine`, `alpine3.21`, `alpine-latest`, `ubuntu`, `ubi-fips` or `concrete`; other bases have no image. Default: `alpine`.
 */
helper_image_flavor?: string
/**
 * Whether the default helper image is chosen for the manager's own architecture and system instead of linux/amd64. `kubernetes.io/arch` and `kubernetes.io/os` in `node_selector` win. Default: false.
 */
helper_image_autoset_arch_and_os?: boolean
/**
 * CPU that the scheduler sets aside for the build container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the build container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the build container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the build container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for the build container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the build container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for each service container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
service_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
service_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that each service container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
service_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
service_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for each service container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
service_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
service_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that each service container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
service_memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
service_memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for each service container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
service_ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
service_ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that each service container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
service_ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
service_ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for the helper container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
helper_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
helper_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the helper container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none of its own.
 */
helper_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
helper_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the helper container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
helper_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
helper_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the helper container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none of its own.
 */
helper_memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
helper_memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for the helper container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
helper_ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
helper_ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the helper container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none of its own.
 */
helper_ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
helper_ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for the pod as a whole. A Kubernetes quantity in cores, such as `500m` or `2`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none of its own.
 */
pod_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_POD_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
pod_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the pod as a whole may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none of its own.
 */
pod_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_POD_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
pod_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the pod as a whole. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none of its own.
 */
pod_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_POD_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
pod_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the pod as a whole may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none of its own.
 */
pod_memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_POD_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
pod_memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Regular expression (RE2) for the namespace that a job may ask for in KUBERNETES_NAMESPACE_OVERWRITE; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
namespace_overwrite_allowed?: string
/**
 * Service account of job pods, in the job namespace. It is not the manager's own. Jobs get its token unless the account or `automount_service_account_token` says otherwise. Default: the namespace's service account `default`.
 */
service_account?: string
/**
 * Regular expression (RE2) for the service account that a job may ask for in KUBERNETES_SERVICE_ACCOUNT_OVERWRITE; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
service_account_overwrite_allowed?: string
/**
 * Whether job pods get a token for the Kubernetes API. Default: where `service_account`, `service_account_overwrite_allowed`, a patch in `pod_spec` or `spec.jobs.serviceAccount` names an account for jobs, that account decides, as in the runner itself; false otherwise, so jobs have none.
 */
automount_service_account_token?: boolean
/**
 * Token with which the executor logs in to the API server named by `host`. It is a credential. Default: the manager's service account.
 */
bearer_token?: string
/**
 * Whether a job may bring a token of its own in KUBERNETES_BEARER_TOKEN for creating its pod. Default: false.
 */
bearer_token_overwrite_allowed?: boolean
/**
 * Address of the API server of the cluster that runs the jobs. Default: the manager's own cluster.
 */
host?: string
/**
 * Context of a kubeconfig file. The executor reads it only where `host` is unset and the manager runs outside a cluster. Default: the current context.
 */
context?: string
/**
 * File in the manager with the client certificate for `host`; it needs `key_file` and `ca_file`. Default: none.
 */
cert_file?: string
/**
 * File in the manager with the key of `cert_file`. Default: none.
 */
key_file?: string
/**
 * File in the manager with the certificates that verify the API server at `host`. Default: none.
 */
ca_file?: string
/**
 * Labels that a node must have to run job pods. `kubernetes.io/os`, `kubernetes.io/arch` and `node.kubernetes.io/windows-build` also choose the helper image. Default: any node.
 */
node_selector?: {
[k: string]: string
}
/**
 * Regular expression (RE2) for the node labels, each as `key=value`, that a job may ask for in KUBERNETES_NODE_SELECTOR_* variables; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
node_selector_overwrite_allowed?: string
/**
 * Taints that job pods tolerate. A key is `key=value` for a taint with that value, `key` for one with any value and the empty text for all; the value is the taint's effect, or the empty text for every effect. Default: none.
 */
node_tolerations?: {
[k: string]: "" | "NoSchedule" | "PreferNoSchedule" | "NoExecute"
}
/**
 * Regular expression (RE2) for the tolerations, each as `key=value:effect`, that a job may ask for in KUBERNETES_NODE_TOLERATIONS_* variables; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
node_tolerations_overwrite_allowed?: string
/**
 * Rules that draw job pods to nodes and to other pods, or keep them apart. Default: none.
 */
affinity?: JobAffinity
/**
 * RuntimeClass of job pods. Default: the cluster's default runtime.
 */
runtime_class_name?: string
/**
 * PriorityClass of job pods. Default: the cluster's default priority.
 */
priority_class_name?: string
/**
 * Scheduler that places job pods. Default: the cluster's default scheduler.
 */
scheduler_name?: string
/**
 * Labels of job pods. Variables of the job are expanded in the values, which are then cut and cleaned to fit a label. Keys below `runner.gitlab.com` belong to the runner and are ignored. Default: the runner's own labels.
 */
pod_labels?: {
[k: string]: string
}
/**
 * Regular expression (RE2) for the pod labels, each as `key=value`, that a job may ask for in KUBERNETES_POD_LABELS_* variables; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
pod_labels_overwrite_allowed?: string
/**
 * Annotations of job pods. Variables of the job are expanded in the values. Default: the runner's own annotations.
 */
pod_annotations?: {
[k: string]: string
}
/**
 * Regular expression (RE2) for the pod annotations, each as `key=value`, that a job may ask for in KUBERNETES_POD_ANNOTATIONS_* variables; a job whose value does not match fails. The runner does not anchor it, so begin with `^` and end with `$`. Default: jobs cannot change it.
 */
pod_annotations_overwrite_allowed?: string
/**
 * Whether containers run privileged, with all rights on the node. A container's own security context wins. Default: false.
 */
privileged?: boolean
/**
 * Whether processes may gain more rights than their parent has. A container's own security context wins. Default: as the cluster decides, which is true.
 */
allow_privilege_escalation?: boolean
/**
 * Linux capabilities that build, helper and service containers gain, without `CAP_`. Where `cap_drop` names the same one, it is dropped. Default: none.
 */
cap_add?: string[]
/**
 * Linux capabilities that build, helper and service containers lose, without `CAP_`. NET_RAW is dropped besides, unless `cap_add` names it. Default: NET_RAW.
 */
cap_drop?: string[]
/**
 * Security settings of the whole job pod. Default: none, images and cluster decide.
 */
pod_security_context?: JobPodSecurityContext
/**
 * Security settings of the init container that prepares the shared directories. Default: those of the pod and the keys `privileged` and `allow_privilege_escalation`.
 */
init_permissions_container_security_context?: JobContainerSecurityContext
/**
 * Security settings of the build container. Default: those of the pod and the keys `privileged` and `allow_privilege_escalation`.
 */
build_container_security_context?: JobContainerSecurityContext
/**
 * Security settings of the helper container. Default: those of the pod and the keys `privileged` and `allow_privilege_escalation`.
 */
helper_container_security_context?: JobContainerSecurityContext
/**
 * Security settings of every service container. Default: those of the pod and the keys `privileged` and `allow_privilege_escalation`.
 */
service_container_security_context?: JobContainerSecurityContext
/**
 * Patterns for the images that jobs may name. `*` stands for any text without `/`, `**` for any text. `image` and the helper image are always allowed. Default: every image.
 */
allowed_images?: string[]
/**
 * Patterns for the images of services that jobs may name, as in `allowed_images`. Default: every image.
 */
allowed_services?: string[]
/**
 * Pull policies that a job may choose with `image:pull_policy`. Default: those of `pull_policy`.
 */
allowed_pull_policies?: ("always" | "if-not-present" | "never")[]
/**
 * User ids that a job may choose for its containers, each a number in quotes. 0 is allowed only where it is listed. Ids set here in a security context are not checked. Default: every id but 0.
 */
allowed_users?: string[]
/**
 * Group ids that a job may choose for its containers, each a number in quotes. 0 is allowed only where it is listed. Ids set here in a security context are not checked. Default: every id but 0.
 */
allowed_groups?: string[]
/**
 * Volumes that every container of the job pod mounts. Default: only the runner's own.
 */
volumes?: JobVolumes
/**
 * Services that every job gets besides its own. Default: none.
 */
services?: JobService[]
/**
 * Lines for `/etc/hosts` in every container of the job pod. Default: none.
 */
host_aliases?: JobHostAlias[]
/**
 * Where job pods look up names: `cluster-first` asks the cluster's DNS, `default` the node's, `none` only `dns_config`. Default: `cluster-first`.
 */
dns_policy?: ("none" | "default" | "cluster-first" | "cluster-first-with-host-net")
/**
 * Resolver settings of job pods, besides those that `dns_policy` brings. Default: none.
 */
dns_config?: JobDNSConfig
/**
 * Hooks of the build, helper and service containers. Default: none.
 */
container_lifecycle?: JobContainerLifecycle
/**
 * Patches for the pod spec, applied in order when the runner has built it. They need the feature flag FF_USE_ADVANCED_POD_SPEC_CONFIGURATION. Default: none.
 */
pod_spec?: JobPodSpecPatch[]
/**
 * Seconds between two looks at a pod that is starting. Default: 3 seconds; 0 means the default.
 */
poll_interval?: number
/**
 * Seconds that a pod may take to start before the job fails. Default: 180 seconds; 0 means the default.
 */
poll_timeout?: number
/**
 * How often the executor looks for the service account and the pull secrets of a job before it gives up, 5 seconds apart. A negative number means 5. Default: 0, it does not look.
 */
resource_availability_check_max_attempts?: number
/**
 * How often a request to the Kubernetes API is tried. Default: 5; 0 means the default.
 */
retry_limit?: number
/**
 * Longest pause between two tries of a request to the Kubernetes API, in milliseconds; less than 500 counts as 500. Default: 2000 milliseconds; 0 means the default.
 */
retry_backoff_max?: number
/**
 * How often a request is tried for particular errors: a part of the error's text and the number of tries. It wins over `retry_limit`. Default: where the document has a ResourceQuota, so many for `exceeded quota` that a job waits for room about as long as for a node (`poll_timeout`); else none.
 */
retry_limits?: {
[k: string]: number
}
/**
 * Seconds that the pod's containers get to end before they are killed, as the pod states it. Default: 30 seconds, by Kubernetes.
 */
pod_termination_grace_period_seconds?: number
/**
 * Seconds that the pod's containers get to end when the runner deletes the pod; also the grace period for its Secret. Default: as the pod states.
 */
cleanup_grace_period_seconds?: number
/**
 * How long the removal of a job's objects may take. Default: 5 minutes.
 */
cleanup_resources_timeout?: string
/**
 * Whether the warnings that Kubernetes records for the pod are shown in the log of a failed job. It needs the right to list events. Default: true.
 */
print_pod_warning_events?: boolean
/**
 * Whether each job pod gets a PodDisruptionBudget, so draining a node waits for the job. Default: false.
 */
pod_disruption_budget?: boolean
/**
 * Pause pods: placeholders of low priority that keep room on nodes ready for jobs. Default: off.
 */
autoscaler?: JobAutoscaler
/**
 * Directory in the containers for the job's log stream, which the images must have. Default: `/`.
 */
logs_base_dir?: string
/**
 * Directory in the containers for the job's scripts, which the images must have. Default: `/`.
 */
scripts_base_dir?: string
/**
 * Size of the volume that keeps a suspended environment. A Kubernetes quantity in bytes. It needs the feature flag FF_SUSPENDABLE_ENVIRONMENTS. Default: `20Gi`.
 */
suspend_pvc_size?: (string | number)
/**
 * StorageClass of the volume that keeps a suspended environment. It needs the feature flag FF_SUSPENDABLE_ENVIRONMENTS. Default: the cluster's default class.
 */
suspend_pvc_storage_class?: string
}
/**
 * Security settings of a whole job pod.
 * 
 */
export interface JobPodSecurityContext {
/**
 * User id of all containers. Default: as the images say.
 */
run_as_user?: number
/**
 * Primary group id of all containers. Default: as the images say.
 */
run_as_group?: number
/**
 * Whether Kubernetes refuses to start a container as user 0. Default: false.
 */
run_as_non_root?: boolean
/**
 * Group that owns the pod's volumes. Default: none.
 */
fs_group?: number
/**
 * Further group ids of all containers. Default: none.
 */
supplemental_groups?: number[]
/**
 * SELinux type label of all containers. Default: as the container runtime decides.
 */
selinux_type?: string
/**
 * Filter for system calls of all containers. Default: as the cluster decides.
 */
seccomp_profile?: JobSeccompProfile
/**
 * AppArmor profile of all containers. It needs Kubernetes 1.30. Default: as the cluster decides.
 */
app_armor_profile?: JobAppArmorProfile
}
/**
 * Security settings of one kind of container in a job pod.
 * 
 */
export interface JobContainerSecurityContext {
/**
 * User id of the container. It wins over the pod's and over the job's, and `allowed_users` does not check it. Default: the pod's.
 */
run_as_user?: number
/**
 * Primary group id of the container. It wins over the pod's and over the job's, and `allowed_groups` does not check it. Default: the pod's.
 */
run_as_group?: number
/**
 * Whether Kubernetes refuses to start the container as user 0. Default: the pod's.
 */
run_as_non_root?: boolean
/**
 * Whether the container runs privileged, with all rights on the node. Default: `kubernetes.privileged`.
 */
privileged?: boolean
/**
 * Whether processes may gain more rights than their parent has. Default: `kubernetes.allow_privilege_escalation`.
 */
allow_privilege_escalation?: boolean
/**
 * Whether the container cannot write outside its volumes. Default: false.
 */
read_only_root_filesystem?: boolean
/**
 * Linux capabilities of the container. Default: those of `cap_add` and `cap_drop`.
 */
capabilities?: JobCapabilities
/**
 * SELinux type label of the container. Default: the pod's.
 */
selinux_type?: string
/**
 * How much of `/proc` the container sees: `unmasked` shows all of it. Case does not matter. Default: `default`, some of it is hidden.
 */
proc_mount?: ("default" | "unmasked")
/**
 * Filter for system calls of the container. Default: the pod's.
 */
seccomp_profile?: JobSeccompProfile
/**
 * AppArmor profile of the container. It needs Kubernetes 1.30. Default: the pod's.
 */
app_armor_profile?: JobAppArmorProfile
}
/**
 * Linux capabilities that a container gains and loses. Each list replaces the one made from `cap_add` and `cap_drop`.
 * 
 */
export interface JobCapabilities {
/**
 * Capabilities that the container gains, without `CAP_`. Default: those of `cap_add`.
 */
add?: string[]
/**
 * Capabilities that the container loses, without `CAP_`; `ALL` drops every one. The list replaces the default too, so without NET_RAW or ALL the container has NET_RAW. Default: those of `cap_drop`, and NET_RAW.
 */
drop?: string[]
}
/**
 * Filter for system calls.
 * 
 */
export interface JobSeccompProfile {
/**
 * Which filter: the container runtime's own, a file on the node, or none.
 */
type: ("RuntimeDefault" | "Localhost" | "Unconfined")
/**
 * Path of the file on the node, below the kubelet's seccomp directory. `Localhost` needs it.
 */
localhost_profile?: string
}
/**
 * AppArmor profile.
 * 
 */
export interface JobAppArmorProfile {
/**
 * Which profile: the container runtime's own, one that is loaded on the node, or none.
 */
type: ("RuntimeDefault" | "Localhost" | "Unconfined")
/**
 * Name of the profile that is loaded on the node. `Localhost` needs it.
 */
localhost_profile?: string
}
/**
 * Rules that draw job pods to nodes and to other pods, or keep them apart.
 * 
 */
export interface JobAffinity {
/**
 * Nodes that job pods need or prefer. Default: none.
 */
node_affinity?: JobNodeAffinity
/**
 * Pods that job pods need or prefer to run close to. Default: none.
 */
pod_affinity?: JobPodAffinity
/**
 * Pods that job pods must or prefer to keep away from. Default: none.
 */
pod_anti_affinity?: JobPodAffinity
}
/**
 * Nodes that job pods need or prefer.
 * 
 */
export interface JobNodeAffinity {
/**
 * Nodes that job pods need: other nodes never run them. It is one table, not a list. Default: any node.
 */
required_during_scheduling_ignored_during_execution?: JobNodeSelector
/**
 * Nodes that job pods prefer. The weights of the matching entries add up, and the node with the highest sum wins. Default: none.
 */
preferred_during_scheduling_ignored_during_execution?: JobPreferredNode[]
}
/**
 * A choice of nodes: a node matches if one of the terms does.
 * 
 */
export interface JobNodeSelector {
/**
 * The terms, of which one has to match.
 * 
 * @minItems 1
 */
node_selector_terms: [JobNodeSelectorTerm, ...(JobNodeSelectorTerm)[]]
}
/**
 * Conditions that a node has to meet, all of them.
 * 
 */
export interface JobNodeSelectorTerm {
/**
 * Conditions on the node's labels. Default: none.
 */
match_expressions?: JobNodeRequirement[]
/**
 * Conditions on the node's fields, of which Kubernetes knows `metadata.name`. Default: none.
 */
match_fields?: JobNodeRequirement[]
}
/**
 * One condition on a node.
 * 
 */
export interface JobNodeRequirement {
/**
 * Label or field that is looked at.
 */
key: string
/**
 * How the label is compared with `values`. `Gt` and `Lt` compare whole numbers.
 */
operator: ("In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt")
/**
 * Texts to compare with: at least one for `In` and `NotIn`, none for `Exists` and `DoesNotExist`, one number for `Gt` and `Lt`.
 */
values?: string[]
}
/**
 * Nodes that job pods prefer, and how much.
 * 
 */
export interface JobPreferredNode {
/**
 * How much the preference counts, from 1 to 100.
 */
weight: number
/**
 * Conditions that the preferred nodes meet.
 */
preference: JobNodeSelectorTerm
}
/**
 * Other pods that decide where job pods run.
 * 
 */
export interface JobPodAffinity {
/**
 * Terms that all have to hold. Default: none.
 */
required_during_scheduling_ignored_during_execution?: JobPodAffinityTerm[]
/**
 * Terms that should hold. The weights of those that do add up, and the node with the highest sum wins. Default: none.
 */
preferred_during_scheduling_ignored_during_execution?: JobPreferredPod[]
}
/**
 * A choice of pods, and how close is close.
 * 
 */
export interface JobPodAffinityTerm {
/**
 * Node label whose value stands for one place: `kubernetes.io/hostname` for a node, `topology.kubernetes.io/zone` for a zone.
 */
topology_key: string
/**
 * Labels of the pods that are meant. Default: no pod.
 */
label_selector?: JobLabelSelector
/**
 * Namespaces of the pods that are meant. Default: the job pod's own.
 */
namespaces?: string[]
/**
 * Labels of the namespaces of the pods that are meant, besides `namespaces`. Default: none.
 */
namespace_selector?: JobLabelSelector
/**
 * Labels in which the pods that are meant have the same value as the job pod. It needs Kubernetes 1.31. Default: none.
 */
match_label_keys?: string[]
/**
 * Labels in which the pods that are meant have another value than the job pod. It needs Kubernetes 1.31. Default: none.
 */
mismatch_label_keys?: string[]
}
/**
 * A choice of pods, and how much it counts.
 * 
 */
export interface JobPreferredPod {
/**
 * How much the preference counts, from 1 to 100.
 */
weight: number
/**
 * The pods, and how close is close.
 */
pod_affinity_term: JobPodAffinityTerm
}
/**
 * A choice of objects by their labels; all conditions have to hold.
 * 
 */
export interface JobLabelSelector {
/**
 * Labels and the values that they must have. Default: none.
 */
match_labels?: {
[k: string]: string
}
/**
 * Conditions on labels. Default: none.
 */
match_expressions?: JobLabelRequirement[]
}
/**
 * One condition on a label.
 * 
 */
export interface JobLabelRequirement {
/**
 * Label that is looked at.
 */
key: string
/**
 * How the label is compared with `values`.
 */
operator: ("In" | "NotIn" | "Exists" | "DoesNotExist")
/**
 * Texts to compare with: at least one for `In` and `NotIn`, none for `Exists` and `DoesNotExist`.
 */
values?: string[]
}
/**
 * Volumes that every container of a job pod mounts: build, helper, service and init containers.
 * 
 */
export interface JobVolumes {
/**
 * Directories of the node. Default: none.
 */
host_path?: JobHostPathVolume[]
/**
 * PersistentVolumeClaims that exist in the job namespace. Default: none.
 */
pvc?: JobPVCVolume[]
/**
 * ConfigMaps that exist in the job namespace. Default: none.
 */
config_map?: JobConfigMapVolume[]
/**
 * Secrets that exist in the job namespace. Default: none.
 */
secret?: JobSecretVolume[]
/**
 * Empty directories that end with the pod. Default: none.
 */
empty_dir?: JobEmptyDirVolume[]
/**
 * Volumes from a CSI driver that end with the pod. Default: none.
 */
csi?: JobCSIVolume[]
/**
 * Directories of an NFS server. Default: none.
 */
nfs?: JobNFSVolume[]
}
/**
 * A directory of the node.
 * 
 */
export interface JobHostPathVolume {
/**
 * Name of the volume; no two volumes of an entry share one.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
/**
 * Directory on the node. Default: the same path as `mount_path`.
 */
host_path?: string
/**
 * Whether mounts made later are seen on the other side: from the node in the container (`HostToContainer`), or both ways (`Bidirectional`, for privileged containers only). Default: `None`.
 */
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
/**
 * A PersistentVolumeClaim that exists in the job namespace.
 * 
 */
export interface JobPVCVolume {
/**
 * Name of the PersistentVolumeClaim, and of the volume. Variables of the job are expanded.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
/**
 * Whether mounts made later are seen on the other side: from the node in the container (`HostToContainer`), or both ways (`Bidirectional`, for privileged containers only). Default: `None`.
 */
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
/**
 * A ConfigMap that exists in the job namespace.
 * 
 */
export interface JobConfigMapVolume {
/**
 * Name of the ConfigMap, and of the volume.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
/**
 * Keys of the ConfigMap that are mounted, and the file name for each. Default: every key, under its own name.
 */
items?: {
[k: string]: string
}
}
/**
 * A Secret that exists in the job namespace.
 * 
 */
export interface JobSecretVolume {
/**
 * Name of the Secret, and of the volume.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
/**
 * Keys of the Secret that are mounted, and the file name for each. Default: every key, under its own name.
 */
items?: {
[k: string]: string
}
}
/**
 * An empty directory that ends with the pod.
 * 
 */
export interface JobEmptyDirVolume {
/**
 * Name of the volume; no two volumes of an entry share one.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * `Memory` keeps it in memory, where it counts against the memory limits. Default: the node's disk.
 */
medium?: ("" | "Memory")
/**
 * How large it may become. A Kubernetes quantity in bytes, such as `1Gi`. Default: no limit.
 */
size_limit?: (string | number)
/**
 * Whether mounts made later are seen on the other side: from the node in the container (`HostToContainer`), or both ways (`Bidirectional`, for privileged containers only). Default: `None`.
 */
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
/**
 * A volume from a CSI driver that ends with the pod.
 * 
 */
export interface JobCSIVolume {
/**
 * Name of the volume; no two volumes of an entry share one.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Name of the CSI driver.
 */
driver: string
/**
 * File system to mount. Default: as the driver decides.
 */
fs_type?: string
/**
 * Settings that are handed to the driver. Default: none.
 */
volume_attributes?: {
[k: string]: string
}
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
}
/**
 * A directory of an NFS server.
 * 
 */
export interface JobNFSVolume {
/**
 * Name of the volume; no two volumes of an entry share one.
 */
name: string
/**
 * Directory in the containers. Variables of the job are expanded.
 */
mount_path: string
/**
 * Path inside the volume that is mounted instead of all of it. Variables of the job are expanded. Default: the whole volume.
 */
sub_path?: string
/**
 * Host name or address of the server.
 */
server: string
/**
 * Directory that the server exports.
 */
path: string
/**
 * Whether the containers cannot write to it. Default: false.
 */
read_only?: boolean
}
/**
 * A service that every job gets.
 * 
 */
export interface JobService {
/**
 * Image of the service. Variables of the job are expanded.
 */
name: string
/**
 * Host names of the service, separated by spaces or commas; the first one that is a free DNS label also names the container. Default: names made from the image.
 */
alias?: string
/**
 * Program that runs instead of the image's entrypoint. Default: the image's.
 */
entrypoint?: string[]
/**
 * Arguments that replace the image's command. Default: the image's.
 */
command?: string[]
/**
 * Variables of the service, each as `NAME=value`. With HEALTHCHECK_TCP_PORT the job waits until that port answers. Default: the job's variables.
 */
environment?: string[]
/**
 * Directory of the service that is kept when the environment is suspended. It needs the feature flag FF_SUSPENDABLE_ENVIRONMENTS and neither `entrypoint` nor `command`. Default: none.
 */
suspend_data_path?: string
}
/**
 * A line for `/etc/hosts`.
 * 
 */
export interface JobHostAlias {
/**
 * IP address.
 */
ip: string
/**
 * Host names of the address.
 * 
 * @minItems 1
 */
hostnames: [string, ...(string)[]]
}
/**
 * Resolver settings of job pods.
 * 
 */
export interface JobDNSConfig {
/**
 * IP addresses of name servers, three at most. Default: those of `dns_policy`.
 * 
 * @maxItems 3
 */
nameservers?: []|[string]|[string, string]|[string, string, string]
/**
 * Domains in which short names are looked up, 32 at most. Default: those of `dns_policy`.
 * 
 * @maxItems 32
 */
searches?: string[]
/**
 * Options of the resolver. Default: those of `dns_policy`.
 */
options?: JobDNSOption[]
}
/**
 * An option of the resolver.
 * 
 */
export interface JobDNSOption {
/**
 * Name of the option.
 */
name: string
/**
 * Value of the option. Default: none.
 */
value?: string
}
/**
 * Hooks of containers.
 * 
 */
export interface JobContainerLifecycle {
/**
 * What happens right after a container started; the container is killed if it fails. Default: nothing.
 */
post_start?: JobLifecycleHandler
/**
 * What happens right before a container is stopped. Default: nothing.
 */
pre_stop?: JobLifecycleHandler
}
/**
 * A command in the container.
 * 
 */
export interface JobExecAction {
/**
 * The program and its arguments. No shell is involved.
 * 
 * @minItems 1
 */
command: [string, ...(string)[]]
}
/**
 * A request over HTTP.
 * 
 */
export interface JobHTTPGetAction {
/**
 * Host to ask. Default: the pod.
 */
host?: string
/**
 * Port to ask, from 1 to 65535.
 */
port: number
/**
 * Path of the request. Default: `/`.
 */
path?: string
/**
 * Protocol of the request. Default: `HTTP`.
 */
scheme?: ("HTTP" | "HTTPS")
/**
 * Headers of the request. Default: none.
 */
http_headers?: JobHTTPHeader[]
}
/**
 * A header of a request.
 * 
 */
export interface JobHTTPHeader {
/**
 * Name of the header.
 */
name: string
/**
 * Value of the header.
 */
value: string
}
/**
 * A connection over TCP.
 * 
 */
export interface JobTCPSocketAction {
/**
 * Host to connect to. Default: the pod.
 */
host?: string
/**
 * Port to connect to, from 1 to 65535.
 */
port: number
}
/**
 * A patch for the pod spec.
 * 
 */
export interface JobPodSpecPatch {
/**
 * Name of the patch in error messages. Default: none.
 */
name?: string
/**
 * The patch as YAML or JSON text. It excludes `patch_path`.
 */
patch?: string
/**
 * File in the manager with the patch, read for each job. It excludes `patch`.
 */
patch_path?: string
/**
 * How the patch is applied: `strategic` knows the keys of Kubernetes lists, `merge` replaces lists (RFC 7396), `json` is a list of operations (RFC 6902). Default: `strategic`.
 */
patch_type?: ("json" | "merge" | "strategic")
}
/**
 * Pause pods: placeholders of low priority that keep room on nodes ready for jobs. They exist only while `policy` has an entry.
 * 
 */
export interface JobAutoscaler {
/**
 * How many pause pods there are, and when. Of several entries that hold at a time, the last one counts, so an entry that always holds comes first. Default: no pause pods.
 */
policy?: JobAutoscalerPolicy[]
/**
 * The most pause pods that may exist. Default: 0, no limit.
 */
max_pause_pods?: number
/**
 * Image of the pause pods. Default: `registry.k8s.io/pause:3.10`.
 */
pause_pod_image?: string
/**
 * Names of Secrets in the job namespace with registry logins for `pause_pod_image`. Default: none.
 */
pause_pod_image_pull_secrets?: string[]
/**
 * PriorityClass of the pause pods. A class named here has to exist. Default: `gitlab-runner-idle-capacity`, which the manager creates.
 */
pause_pod_priority_class_name?: string
}
/**
 * How many pause pods there are at certain times.
 * 
 */
export interface JobAutoscalerPolicy {
/**
 * When the policy holds, as cron expressions with five fields: minute, hour, day of month, month, day of week. Default: always.
 */
periods?: string[]
/**
 * Time zone of `periods`, as an IANA name. Default: that of the manager, which is UTC in its images.
 */
timezone?: string
/**
 * How many pause pods there are at least. Default: 0.
 */
idle_count?: number
/**
 * How long a pause pod that is no longer needed lives on, at least `1s`. Default: `0s` where a policy is set, which removes it at once.
 */
idle_time?: string
/**
 * Pause pods for each running job: with 0.5 there is one for two jobs. Default: 0.
 */
scale_factor?: number
/**
 * The most pause pods that `scale_factor` may ask for. Default: 0, no limit.
 */
scale_factor_limit?: number
/**
 * Whether capacity is made before a job is accepted. Only the fleeting executors read it; it has no effect here.
 */
preemptive_mode?: boolean
}
/**
 * Switches for behaviour of the runner that is new, old or optional. The runner ignores a flag that it does not know.
 * 
 */
export interface FeatureFlags {
/**
 * Does nothing. The runner's own tests use it. Default: false.
 */
FF_TEST_FEATURE?: boolean
/**
 * Gives each job a Docker network of its own. Only the Docker executor reads it, so it has no effect here. Default: false.
 */
FF_NETWORK_PER_BUILD?: boolean
/**
 * Runs scripts through `exec` into the containers instead of attaching to them. It changes the rights that the manager needs, and a broken connection ends the job. Default: false.
 */
FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY?: boolean
/**
 * Fetches artifacts straight from the object store where GitLab offers it, instead of through GitLab. Default: true.
 */
FF_USE_DIRECT_DOWNLOAD?: boolean
/**
 * Packs and unpacks artifacts and caches with an archiver that uses several cores. Default: true.
 */
FF_USE_FASTZIP?: boolean
/**
 * Keeps the umask of the image instead of 0000. Only the Docker executor reads it, so it has no effect here. Default: false.
 */
FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR?: boolean
/**
 * Checks the exit code of each line of a script besides relying on `set -o errexit`. Default: false.
 */
FF_ENABLE_BASH_EXIT_CODE_CHECK?: boolean
/**
 * Ends processes on Windows in the old way. Only the shell executor reads it, so it has no effect here. Default: false.
 */
FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY?: boolean
/**
 * Runs bash scripts through `eval` in the old way, without a subshell. Default: false.
 */
FF_USE_LEGACY_BASH_EVAL?: boolean
/**
 * Lets PowerShell resolve paths in the pod instead of the manager, for managers on another system than their jobs. Default: false.
 */
FF_USE_POWERSHELL_PATH_RESOLVER?: boolean
/**
 * Lets GitLab's answers decide how often the job's log is sent even without new output. Default: false.
 */
FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL?: boolean
/**
 * Shows each line of a script as a section of its own in the job's log, with the time that it took. Default: false.
 */
FF_SCRIPT_SECTIONS?: boolean
/**
 * Cleans the project directory when a job has ended. Default: false.
 */
FF_ENABLE_JOB_CLEANUP?: boolean
/**
 * Runs the image's entrypoint, which the executor skips otherwise. Default: false.
 */
FF_KUBERNETES_HONOR_ENTRYPOINT?: boolean
/**
 * Writes escapes in scripts that every POSIX shell understands, instead of bash's own. Default: false.
 */
FF_POSIXLY_CORRECT_ESCAPES?: boolean
/**
 * Completes the certificate chain that is handed to jobs with the authorities that signed it. Default: false.
 */
FF_RESOLVE_FULL_TLS_CHAIN?: boolean
/**
 * Hands PowerShell scripts over as files instead of through standard input, so exit codes reach the job. Default: false.
 */
FF_DISABLE_POWERSHELL_STDIN?: boolean
/**
 * Sets the job's timeout as the pod's `activeDeadlineSeconds`, so Kubernetes ends pods that the manager lost. Default: true.
 */
FF_USE_POD_ACTIVE_DEADLINE_SECONDS?: boolean
/**
 * Applies the patches in `kubernetes.pod_spec`, which are ignored otherwise. Default: false.
 */
FF_USE_ADVANCED_POD_SPEC_CONFIGURATION?: boolean
/**
 * Fails the job when a secret that it names cannot be found. Default: true.
 */
FF_SECRET_RESOLVING_FAILS_IF_MISSING?: boolean
/**
 * Shows all events of the pod in the job's log while it starts. It needs the right to list and watch events. Default: false.
 */
FF_PRINT_POD_EVENTS?: boolean
/**
 * Lets git fetch from the bundles that GitLab offers for a repository. Default: true.
 */
FF_USE_GIT_BUNDLE_URIS?: boolean
/**
 * Uses `git clone` instead of `git init` and `git fetch` for a fresh working copy, where git is 2.49 or later. Default: false.
 */
FF_USE_GIT_NATIVE_CLONE?: boolean
/**
 * Starts scripts below `dumb-init`, which reaps their children and passes signals on. Default: false.
 */
FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR?: boolean
/**
 * Starts containers with Docker's init process. Only the Docker executor reads it, so it has no effect here. Default: false.
 */
FF_USE_INIT_WITH_DOCKER_EXECUTOR?: boolean
/**
 * Logs in the manager which images each job uses. Default: false.
 */
FF_LOG_IMAGES_CONFIGURED_FOR_JOB?: boolean
/**
 * Reaches Docker on a machine through `docker system dial-stdio`. Only the Docker autoscaler executor reads it, so it has no effect here. Default: true.
 */
FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO?: boolean
/**
 * Removes what a cache left behind when unpacking it failed. Default: false.
 */
FF_CLEAN_UP_FAILED_CACHE_EXTRACT?: boolean
/**
 * Puts all processes of a job into one Windows job object, to end them together. Only the shell executor reads it, so it has no effect here. Default: false.
 */
FF_USE_WINDOWS_JOB_OBJECT?: boolean
/**
 * Puts a time before each line of the job's log. Default: true.
 */
FF_TIMESTAMPS?: boolean
/**
 * Keeps the manager from renewing its token before it expires; it logs a warning instead. Default: false.
 */
FF_DISABLE_AUTOMATIC_TOKEN_ROTATION?: boolean
/**
 * Uses the old client for caches in Google Cloud Storage. Default: false.
 */
FF_USE_LEGACY_GCS_CACHE_ADAPTER?: boolean
/**
 * Keeps the umask of the image instead of 0000; an extra init container finds out the user id of the build image. Default: false.
 */
FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR?: boolean
/**
 * Uses the old client for caches in S3. Default: false.
 */
FF_USE_LEGACY_S3_CACHE_ADAPTER?: boolean
/**
 * Keeps the job token out of git's URLs and configuration and hands it over through a credential helper. Default: false.
 */
FF_GIT_URLS_WITHOUT_TOKENS?: boolean
/**
 * Waits until the pod runs and is ready before the job begins. It changes the rights that the manager needs. Default: false.
 */
FF_WAIT_FOR_POD_TO_BE_REACHABLE?: boolean
/**
 * Masks texts that look like GitLab tokens in the job's log, whatever their prefix. Default: true.
 */
FF_MASK_ALL_DEFAULT_TOKENS?: boolean
/**
 * Exports metrics with many label values too, which costs Prometheus memory. Default: false.
 */
FF_EXPORT_HIGH_CARDINALITY_METRICS?: boolean
/**
 * Checks that a machine answers before a job is given to it. Only the fleeting executor reads it, so it has no effect here. Default: false.
 */
FF_USE_FLEETING_ACQUIRE_HEARTBEATS?: boolean
/**
 * Doubles the pause between tries of fetching sources, caches and artifacts. Default: true.
 */
FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY?: boolean
/**
 * Lets the number of open requests for jobs follow the load, up to `request_concurrency`. Default: true.
 */
FF_USE_ADAPTIVE_REQUEST_CONCURRENCY?: boolean
/**
 * Sends an id with git requests that GitLab's logs name too. Default: true.
 */
FF_USE_GITALY_CORRELATION_ID?: boolean
/**
 * Lets git send its credentials with the first request, without being asked for them. Default: false.
 */
FF_USE_GIT_PROACTIVE_AUTH?: boolean
/**
 * Hashes the keys of caches (SHA-256) for file and object names, so any text can be a key. Default: false.
 */
FF_HASH_CACHE_KEYS?: boolean
/**
 * Fills in job inputs in the job's definition. Default: true.
 */
FF_ENABLE_JOB_INPUTS_INTERPOLATION?: boolean
/**
 * Asks GitLab's job router for jobs instead of GitLab itself. Default: false.
 */
FF_USE_JOB_ROUTER?: boolean
/**
 * Runs scripts through the step runner. Default: false.
 */
FF_SCRIPT_TO_STEP_MIGRATION?: boolean
/**
 * Fetches and stores caches in several parts at once. Default: false.
 */
FF_USE_PARALLEL_CACHE_TRANSFER?: boolean
/**
 * Fetches and stores artifacts in several parts at once. Default: false.
 */
FF_USE_PARALLEL_ARTIFACT_TRANSFER?: boolean
/**
 * Runs jobs through the `concrete` helper instead of scripts. Default: false.
 */
FF_CONCRETE?: boolean
/**
 * Lets jobs suspend their environment and take it up again. It needs `id` and creates volumes. Default: false.
 */
FF_SUSPENDABLE_ENVIRONMENTS?: boolean
/**
 * Stops containers with the runtime's own stop command. Default: false.
 */
FF_USE_NATIVE_CONTAINER_STOP?: boolean
}

/** Kubernetes' ClaimAmounts, in which an amount may be a number. */
export type ClaimAmounts = Omit<{ storage: string }, 'storage'> & {
  storage: string | number;
};

/** Kubernetes' ResourceFieldSelector, in which an amount may be a number. */
export type ResourceFieldSelector = Omit<corev1.ResourceFieldSelector, 'divisor'> & {
  divisor?: string | number;
};

/** Kubernetes' EnvVarSource, in which an amount may be a number. */
export type EnvVarSource = Omit<corev1.EnvVarSource, 'resourceFieldRef'> & {
  resourceFieldRef?: ResourceFieldSelector;
};

/** Kubernetes' EnvVar, in which an amount may be a number. */
export type EnvVar = Omit<corev1.EnvVar, 'valueFrom'> & {
  valueFrom?: EnvVarSource;
};

/** Kubernetes' ResourceRequirements, in which an amount may be a number. */
export type ResourceRequirements = Omit<corev1.ResourceRequirements, 'limits' | 'requests'> & {
  limits?: { [name: string]: string | number };
  requests?: { [name: string]: string | number };
};

/** Kubernetes' Container, in which an amount may be a number. */
export type Container = Omit<Omit<corev1.Container, 'volumeDevices'>, 'env' | 'resources'> & {
  env?: EnvVar[];
  resources?: ResourceRequirements;
};

/** Kubernetes' MetricTarget, in which an amount may be a number. */
export type MetricTarget = Omit<autoscalingv2.MetricTarget, 'averageValue' | 'value'> & {
  averageValue?: string | number;
  value?: string | number;
};

/** Kubernetes' ContainerResourceMetricSource, in which an amount may be a number. */
export type ContainerResourceMetricSource = Omit<autoscalingv2.ContainerResourceMetricSource, 'target'> & {
  target: MetricTarget;
};

/** Kubernetes' DownwardAPIVolumeFile, in which an amount may be a number. */
export type DownwardAPIVolumeFile = Omit<corev1.DownwardAPIVolumeFile, 'resourceFieldRef'> & {
  resourceFieldRef?: ResourceFieldSelector;
};

/** Kubernetes' DownwardAPIProjection, in which an amount may be a number. */
export type DownwardAPIProjection = Omit<corev1.DownwardAPIProjection, 'items'> & {
  items?: DownwardAPIVolumeFile[];
};

/** Kubernetes' DownwardAPIVolumeSource, in which an amount may be a number. */
export type DownwardAPIVolumeSource = Omit<corev1.DownwardAPIVolumeSource, 'items'> & {
  items?: DownwardAPIVolumeFile[];
};

/** Kubernetes' EmptyDirVolumeSource, in which an amount may be a number. */
export type EmptyDirVolumeSource = Omit<corev1.EmptyDirVolumeSource, 'sizeLimit'> & {
  sizeLimit?: string | number;
};

/** Kubernetes' VolumeResourceRequirements, in which an amount may be a number. */
export type VolumeResourceRequirements = Omit<corev1.VolumeResourceRequirements, 'limits' | 'requests'> & {
  limits?: ClaimAmounts;
  requests: ClaimAmounts;
};

/** Kubernetes' PersistentVolumeClaimSpec, in which an amount may be a number. */
export type PersistentVolumeClaimSpec = Omit<Omit<corev1.PersistentVolumeClaimSpec, 'dataSource' | 'dataSourceRef'>, 'resources'> & {
  resources: VolumeResourceRequirements;
};

/** Kubernetes' PersistentVolumeClaimTemplate, in which an amount may be a number. */
export type PersistentVolumeClaimTemplate = Omit<corev1.PersistentVolumeClaimTemplate, 'spec'> & {
  spec: PersistentVolumeClaimSpec;
};

/** Kubernetes' EphemeralVolumeSource, in which an amount may be a number. */
export type EphemeralVolumeSource = Omit<corev1.EphemeralVolumeSource, 'volumeClaimTemplate'> & {
  volumeClaimTemplate: PersistentVolumeClaimTemplate;
};

/** Kubernetes' ExternalMetricSource, in which an amount may be a number. */
export type ExternalMetricSource = Omit<autoscalingv2.ExternalMetricSource, 'target'> & {
  target: MetricTarget;
};

/** Kubernetes' LimitRangeItem, in which an amount may be a number. */
export type LimitRangeItem = Omit<corev1.LimitRangeItem, 'default' | 'defaultRequest' | 'max' | 'maxLimitRequestRatio' | 'min'> & {
  default?: { [name: string]: string | number };
  defaultRequest?: { [name: string]: string | number };
  max?: { [name: string]: string | number };
  maxLimitRequestRatio?: { [name: string]: string | number };
  min?: { [name: string]: string | number };
};

/** Kubernetes' LimitRangeSpec, in which an amount may be a number. */
export type LimitRangeSpec = Omit<corev1.LimitRangeSpec, 'limits'> & {
  limits: LimitRangeItem[];
};

/** Kubernetes' ObjectMetricSource, in which an amount may be a number. */
export type ObjectMetricSource = Omit<autoscalingv2.ObjectMetricSource, 'target'> & {
  target: MetricTarget;
};

/** Kubernetes' PodsMetricSource, in which an amount may be a number. */
export type PodsMetricSource = Omit<autoscalingv2.PodsMetricSource, 'target'> & {
  target: MetricTarget;
};

/** Kubernetes' ResourceMetricSource, in which an amount may be a number. */
export type ResourceMetricSource = Omit<autoscalingv2.ResourceMetricSource, 'target'> & {
  target: MetricTarget;
};

/** Kubernetes' MetricSpec, in which an amount may be a number. */
export type MetricSpec = Omit<autoscalingv2.MetricSpec, 'containerResource' | 'external' | 'object' | 'pods' | 'resource'> & {
  containerResource?: ContainerResourceMetricSource;
  external?: ExternalMetricSource;
  object?: ObjectMetricSource;
  pods?: PodsMetricSource;
  resource?: ResourceMetricSource;
};

/** Kubernetes' VolumeProjection, in which an amount may be a number. */
export type VolumeProjection = Omit<corev1.VolumeProjection, 'downwardAPI'> & {
  downwardAPI?: DownwardAPIProjection;
};

/** Kubernetes' ProjectedVolumeSource, in which an amount may be a number. */
export type ProjectedVolumeSource = Omit<corev1.ProjectedVolumeSource, 'sources'> & {
  sources?: VolumeProjection[];
};

/** Kubernetes' ResourceQuotaSpec, in which an amount may be a number. */
export type ResourceQuotaSpec = Omit<corev1.ResourceQuotaSpec, 'hard'> & {
  hard?: { [name: string]: string | number };
};

/** Kubernetes' Volume, in which an amount may be a number. */
export type Volume = Omit<Omit<corev1.Volume, 'cephfs' | 'flocker' | 'gitRepo' | 'glusterfs' | 'photonPersistentDisk' | 'quobyte' | 'rbd' | 'scaleIO' | 'storageos'> & { image?: { pullPolicy?: string; reference?: string } }, 'downwardAPI' | 'emptyDir' | 'ephemeral' | 'projected'> & {
  downwardAPI?: DownwardAPIVolumeSource;
  emptyDir?: EmptyDirVolumeSource;
  ephemeral?: EphemeralVolumeSource;
  projected?: ProjectedVolumeSource;
};

/** What to render, where each runner has all that it needs. A compiler names this one when a key is missing, as it comes last. */
export type OwnSpec = Spec & {
  runnerDefaults?: never
}

/** What to render, where runners share settings. */
export type SharingSpec = Omit<Spec, 'runners'> & {
  /** What all runners share. It is merged under each entry: mappings are merged, other values of the entry win. */
  runnerDefaults: RunnerPart
  /** One `[[runners]]` section of config.toml per entry, of which `runnerDefaults` may have any part. */
  runners: { [id: string]: RunnerPart }
}

/** A runner entry of which any key may be somewhere else. */
export type RunnerPart = PartOf<Runner>

/** A value of which any key may be somewhere else. */
export type PartOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: PartOf<T[Key]> }
    : T
