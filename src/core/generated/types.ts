// Written by scripts/generate.ts from src/core/schema/gitlab-runner.schema.json. Do not edit.

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
 * Key of a Secret in the manager's namespace. The manager gets the token as an environment variable.
 */
secretKeyRef: SecretKeyRef
value?: never
} | {
secretKeyRef?: never
/**
 * The token itself. A Secret with it is rendered. Prefer `secretKeyRef`: a token in a document ends up in version control.
 */
value: string
})
/**
 * Volume for images and layers; exactly one kind of volume.
 * 
 */
export type BuildStorage = ({
/**
 * An empty directory that is deleted with the job.
 */
emptyDir: BuildEmptyDir
persistentVolumeClaim?: never
} | {
emptyDir?: never
/**
 * A volume that is kept after the job, so later jobs can use its layers. Only one job at a time can use it.
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
 * Name, namespace and labels of the runner.
 */
metadata: Metadata
/**
 * The settings of the runner: at least `runners`.
 */
spec: SharingSpec | OwnSpec
}
/**
 * Name, namespace and labels of the runner.
 * 
 */
export interface Metadata {
/**
 * Base name of every rendered object, and the `app.kubernetes.io/instance` label.
 */
name: string
/**
 * Namespace of the manager. Job pods run there too unless you set `spec.jobs.namespace` or a runner's `kubernetes.namespace`. For `default` and `kube-*`, which belong to the cluster, set `spec.namespace.create: false`. Default: `"gitlab-runner"`.
 */
namespace?: string
/**
 * Labels of every rendered object, in addition to the recommended `app.kubernetes.io/*` labels. Selectors do not contain them. `labels:` in the kustomization of a config layer sets them too.
 */
labels?: {
[k: string]: string
}
/**
 * Annotations of the document itself, such as the one that names the KRM function. They are not copied to the rendered objects: use `spec.commonAnnotations` for that.
 */
annotations?: {
[k: string]: string
}
}
/**
 * The settings of the runner: at least `runners`.
 * 
 */
export interface Spec {
/**
 * Release of GitLab Runner. It sets the image tag, and decides which keys of config.toml exist. Default: `"19.3.0"`.
 */
version?: string
/**
 * Oldest release of Kubernetes that the objects must work with, such as `1.30` or `1.34.2`. If it is set, settings that need a newer release are errors.
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
 * The runners: one `[[runners]]` section of config.toml for each entry. You choose the key of an entry, its id. Overlays use it to change the entry, it is the default of `name`, and it is part of the name of the environment variable with the token. Sections are in the order of the ids.
 */
runners: {
[k: string]: Runner
}
/**
 * Keys of config.toml that this schema does not know yet. They are merged into the file unchanged, with a warning for each. A key that the schema knows, in upper or lower case, is an error: set it in its own place.
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
 * What happens when config.toml changes. `reload`: the running manager reads the new file within about two minutes, and running jobs are not affected. `rollout`: the name of the ConfigMap contains a hash of its content, so the Deployment rolls out and old managers drain. Default: `"reload"`.
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
 * Job namespaces, and the objects in them.
 */
jobs?: Jobs
/**
 * Credentials of the distributed cache, read from Secrets so that config.toml holds none.
 */
cacheCredentials?: CacheCredentials
/**
 * Private CA of GitLab, and a client certificate for it.
 */
certificates?: Certificates
/**
 * Objects for the metrics port.
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
 * How a GitOps controller treats the objects. Leave it out if you apply with `kubectl`.
 */
delivery?: Delivery
/**
 * Annotations of every rendered object.
 */
commonAnnotations?: {
[k: string]: string
}
/**
 * Warnings that you accept, each with a reason: `CODE path: reason`, or `CODE: reason` if the code has only one condition. An accepted warning is not reported. If the warning does not occur, the entry is reported as stale. Errors cannot be accepted. The path is the path in the warning, such as `spec.runners.default.limit`; if you leave it out where it is needed, `validate` lists the possible paths.
 */
accepted?: {
[k: string]: string
}
/**
 * More Kubernetes objects to render with the runner. You choose the key of each. Only apiVersion, kind and name are checked.
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
 * Registry, path and name, without a tag. Default: `registry.gitlab.com/gitlab-org/gitlab-runner`, or GitLab's repository for OpenShift if the flavor is `ocp`.
 */
repository?: string
/**
 * Base of the image. It decides the tag (`alpine-v19.3.0`), the user and group ids, and the init program. `ocp` is the image for OpenShift, where the cluster chooses the user id. Default: `"alpine"`.
 */
flavor?: ("alpine" | "ubuntu" | "ubi-fips" | "ocp")
/**
 * Tag to use instead of the one that follows from `flavor` and `version`.
 */
tag?: string
/**
 * Digest to pin the image to. The node uses it instead of the tag. `version` must be the release in that image.
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
 * Keys merged into a `[[runners]]` section, by the key of the runner under `spec.runners`.
 */
runners?: {
[k: string]: {

}
}
}
/**
 * How jobs build container images. Each mode has a component in overlays/components and a page in docs/image-builds.
 * 
 */
export interface DockerBuilds {
/**
 * `none`: nothing is added; jobs are privileged only with `kubernetes.privileged`, which causes a warning. `socket`: jobs get the Docker socket of their node and run privileged; works only on nodes that run a Docker daemon. `dind`: a Docker daemon with TLS runs beside each job; only its container is privileged. `dind-rootless`: the same, but the daemon does not run as root. `buildkit-rootless`, `buildah`, `podman`: jobs build without a privileged container, as user 1000 and without seccomp and AppArmor filters. Default: `"none"`.
 */
mode?: ("none" | "socket" | "dind" | "dind-rootless" | "buildkit-rootless" | "buildah" | "podman")
/**
 * Volume for images and layers, in every mode except `none` and `socket`. Default: an empty directory on the node's disk that is deleted with the job.
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
 * An empty directory that is deleted with the job.
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
 * Name of the PersistentVolumeClaim. Variables of the job are expanded: with `$CI_CONCURRENT_ID`, a number from 0 that is different for each running job of a manager, each job has its own PersistentVolumeClaim.
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
 * A build tool that uses containers/storage.
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
 * Number of manager pods. `concurrent` and `limit` are for each pod, so two pods run twice as many jobs. Not rendered if `spec.autoscaling.enabled` is true. Default: `1`.
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
 * Seconds that a new pod must be ready before it counts as available.
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
 * Additional labels of the manager pod.
 */
podLabels?: {
[k: string]: string
}
/**
 * Additional annotations of the manager pod.
 */
podAnnotations?: {
[k: string]: string
}
/**
 * Affinity of the manager pod.
 */
affinity?: corev1.Affinity
/**
 * Labels that a node must have to run the manager. Merged with the default, `kubernetes.io/os: linux`.
 */
nodeSelector?: {
[k: string]: string
}
/**
 * Taints that the manager pod tolerates.
 */
tolerations?: corev1.Toleration[]
/**
 * How manager pods are spread over zones and nodes. By default they run on different nodes if possible, unless you set `affinity`; an empty list turns that off.
 */
topologySpreadConstraints?: corev1.TopologySpreadConstraint[]
/**
 * PriorityClass of the manager pod.
 */
priorityClassName?: string
/**
 * Whether the manager pod may preempt pods of lower priority.
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
 * Seconds that a stopping manager has to finish its running jobs before it is killed. Set it longer than your longest job. The default is one hour and five minutes, because the default job timeout of GitLab is one hour. Default: `3900`.
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
 * Additional lines of the pod's /etc/hosts.
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
 * Additional conditions for the pod to be ready.
 */
readinessGates?: corev1.PodReadinessGate[]
/**
 * Resources that the RuntimeClass adds to the pod.
 */
overhead?: { [name: string]: string | number }
/**
 * Security settings of the pod (`securityContext` of the PodSpec). Merged with the defaults: non-root, the user and groups of the flavor, seccomp RuntimeDefault.
 */
podSecurityContext?: (Omit<corev1.PodSecurityContext, 'windowsOptions'> & { supplementalGroupsPolicy?: string; seLinuxChangePolicy?: string })
/**
 * Security settings of the manager container. Merged with the defaults: no privilege escalation, no capabilities, read-only root filesystem.
 */
securityContext?: Omit<corev1.SecurityContext, 'windowsOptions'>
/**
 * CPU and memory of the manager container. Memory grows with the number of concurrent jobs. The default `requests` are 100m CPU and 128Mi memory, the default `limits` 1 CPU and 512Mi memory. What you set replaces the default: to have no CPU limit, leave `cpu` out of your `limits`; to have no limits, write `limits: {}`.
 */
resources?: ResourceRequirements
/**
 * Command of the manager container, instead of the flavor's.
 */
command?: string[]
/**
 * Arguments of the manager container, instead of `run --config … --working-directory …`.
 */
args?: string[]
/**
 * Additional environment variables of the manager container, such as proxies.
 */
env?: EnvVar[]
/**
 * ConfigMaps and Secrets whose keys become environment variables of the manager container.
 */
envFrom?: corev1.EnvFromSource[]
/**
 * Additional ports of the manager container.
 */
ports?: corev1.ContainerPort[]
/**
 * Lifecycle hooks of the manager container. The default is a preStop hook that starts the drain and waits for its end; your own preStop hook replaces it. An empty mapping means no hook.
 */
lifecycle?: (corev1.Lifecycle & { stopSignal?: string })
/**
 * When Kubernetes restarts the manager container. Merged with the default: numbers one by one; an action (`exec`, `httpGet`, `tcpSocket`, `grpc`) replaces the default one. An empty mapping means no probe.
 */
livenessProbe?: corev1.Probe
/**
 * When the manager pod counts as ready. Merged with the default, like the livenessProbe. An empty mapping means no probe.
 */
readinessProbe?: corev1.Probe
/**
 * When the other probes start. Merged with the default, like the livenessProbe. An empty mapping means no probe.
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
 * Additional volumes of the manager pod.
 */
volumes?: Volume[]
/**
 * Additional volume mounts of the manager container.
 */
volumeMounts?: corev1.VolumeMount[]
/**
 * Containers that run before the manager starts, after the rendered init containers.
 */
initContainers?: Container[]
/**
 * Additional containers beside the manager, such as sidecars.
 */
containers?: Container[]
/**
 * JSON merge patch (RFC 7386) for the finished pod template, for fields that have no key here. It is not checked, and does not change the Pod Security level of the namespace.
 */
podPatch?: {
/**
 * Changes to the labels and annotations of the pod.
 */
metadata?: {
[k: string]: unknown
}
/**
 * Changes to the pod, under Kubernetes' own field names.
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
 * Whether to render the Namespace object. Its Pod Security labels depend on what runs in it. Default: `true`.
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
 * Pod Security level of the namespace, instead of the derived one.
 */
podSecurity?: PodSecurity
}
/**
 * Pod Security Admission labels of a Namespace.
 * 
 */
export interface PodSecurity {
/**
 * Level that pods must meet. Default: the strictest level that allows all pods of this document in the namespace: `privileged` with privileged job containers or host paths, `restricted` if the manager and all job containers meet it, `baseline` otherwise.
 */
enforce?: ("privileged" | "baseline" | "restricted")
/**
 * Level whose violations go to the audit log. Default: the level of `enforce`.
 */
audit?: ("privileged" | "baseline" | "restricted")
/**
 * Level whose violations are shown to the user. Default: the level of `enforce`.
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
 * Whether to render Roles and RoleBindings. With `false`, create your own. Default: `true`.
 */
create?: boolean
/**
 * `derived`: only the permissions that the settings in this document need. `documented`: all verbs that GitLab's documentation lists, also those that the runner does not use. Default: `"derived"`.
 */
permissions?: ("derived" | "documented")
/**
 * Additional rules for the Role of every job namespace. They do not apply to the namespaces of `namespace_per_job`: see `extraClusterRules`.
 */
extraRules?: rbacv1.PolicyRule[]
/**
 * Additional rules for the whole cluster. A ClusterRole is rendered for them, even if no setting needs one.
 */
extraClusterRules?: rbacv1.PolicyRule[]
}
/**
 * Job namespaces. These settings apply to all of them; `namespaces` has settings for a single one.
 * 
 */
export interface Jobs {
/**
 * Namespace of job pods, for runners without `kubernetes.namespace`. Default: the manager's namespace.
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
 * Pod Security level of job namespaces, instead of the derived one.
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
 * Admission policies for job pods: with them the API server refuses everything that the manager's account requests and this document does not use, such as a privileged container, the node's files or another account. These ValidatingAdmissionPolicies are derived from the settings, like the Role. They need Kubernetes 1.30. They are cluster-wide objects: whoever applies them needs permission to write them. Not rendered by default.
 */
admissionPolicy?: AdmissionPolicy
/**
 * Settings for single job namespaces, by name. Each entry is a job namespace, even if no runner names it: jobs can choose it with `namespace_overwrite_allowed`.
 */
namespaces?: {
[k: string]: JobNamespace
}
}
/**
 * Settings of one job namespace. For keys that you leave out, the settings in `jobs` apply.
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
 * How the API server limits the manager to the pods that the document describes.
 * 
 */
export interface AdmissionPolicy {
/**
 * What the API server does with a request that does not fit the document. `Deny` refuses it, and the job's log has the reason. `Audit` and `Warn` allow it, so you can try the policies: `Audit` writes the reason to the audit log, and with `Warn` the manager logs it. Default: `["Deny"]`.
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
 * NetworkPolicy of job pods: nothing can connect to them, and they can connect to DNS and public addresses, but not to private ones. In the manager's namespace it selects only job pods, in other namespaces all pods.
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
 * Address ranges that jobs cannot connect to. Your list replaces the default: the private, shared, unique local and link-local ranges, in which clusters have pods, Services, nodes and the metadata service.
 */
deniedCidrs?: string[]
/**
 * Additional outgoing traffic to allow, such as to a registry or GitLab inside the cluster.
 */
extraEgress?: networkingv1.NetworkPolicyEgressRule[]
/**
 * Additional incoming traffic to allow.
 */
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
}
/**
 * Credentials of the distributed cache, for all runners of the manager with this `cache.Type`. The manager gets them from its environment, a mounted file or the config.toml that it reads; they are never in a ConfigMap. With a cloud identity on the ServiceAccount you need none.
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
 * Service account for Google Cloud Storage: its key file, or its email address and private key.
 */
gcs?: {
/**
 * Secret key with the JSON key file. It is mounted, and is the default of `cache.gcs.CredentialsFile`.
 */
credentialsFile?: KeyOfSecret
/**
 * Secret key with the email address of the service account. A container beside the manager writes it into the config.toml that the manager reads.
 */
accessId?: KeyOfSecret
/**
 * Secret key with the private key of the service account in PEM form, with line breaks or with `\n` instead of them.
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
 * CA certificates of GitLab as a PEM bundle, from exactly one of `secretKeyRef` and `configMapKeyRef` in the manager's namespace. It is mounted as a directory, so a renewed certificate needs no restart. It is the default of every runner's `tls-ca-file`.
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
 * Client certificate that the manager sends to GitLab: a Secret of type `kubernetes.io/tls` in the manager's namespace. It is mounted, and is the default of every runner's `tls-cert-file` and `tls-key-file`.
 */
client?: {
/**
 * Name of the Secret with the keys `tls.crt` and `tls.key`.
 */
secretName: string
}
/**
 * Mounts a PEM bundle in job pods, from exactly one of `configMap` and `secret`. Git and artifact steps get the certificate chain of GitLab from the runner without this; other tools in a job need the file.
 */
inJobs?: {
/**
 * ConfigMap in the job namespace whose keys are mounted. Its name is also the name of the volume, so it must have no dots and at most 63 characters.
 */
configMap?: string
/**
 * Secret in the job namespace whose keys are mounted. Its name is also the name of the volume, so it must have no dots and at most 63 characters.
 */
secret?: string
/**
 * Directory in every job container, where the bundle is mounted. Default: `"/etc/gitlab-runner/certs"`.
 */
mountPath?: string
}
}
/**
 * Objects for the metrics port. The port also serves profiling data (pprof) without a password: allow connections only from Prometheus.
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
 * Fixed cluster IP address, or `None` for a headless Service.
 */
clusterIP?: string
/**
 * Addresses outside the cluster that lead to the Service.
 */
externalIPs?: string[]
/**
 * IP address to request from the load balancer.
 */
loadBalancerIP?: string
/**
 * Implementation of the load balancer.
 */
loadBalancerClass?: string
/**
 * Address ranges from which the load balancer accepts connections.
 */
loadBalancerSourceRanges?: string[]
/**
 * How traffic from outside the cluster is routed to pods.
 */
externalTrafficPolicy?: ("Cluster" | "Local")
/**
 * How traffic from inside the cluster is routed to pods.
 */
internalTrafficPolicy?: ("Cluster" | "Local")
/**
 * Additional ports of the Service, such as one of a sidecar in `manager.containers`.
 */
additionalPorts?: corev1.ServicePort[]
}
/**
 * PodMonitor of the Prometheus operator. Prefer it over the ServiceMonitor: a draining manager is removed from the Service, so its last metrics would be lost.
 */
podMonitor?: Monitor
/**
 * ServiceMonitor of the Prometheus operator. Needs `metrics.service.enabled`.
 */
serviceMonitor?: Monitor
/**
 * PrometheusRule with alerts about the manager.
 */
prometheusRule?: {
/**
 * Whether to render the PrometheusRule. Default: `false`.
 */
enabled?: boolean
/**
 * Additional labels, by which Prometheus selects the object.
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
 * Labels of every alert.
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
 * Labels by which Grafana's sidecar finds the ConfigMap. Your labels replace the default. Default: `{"grafana_dashboard":"1"}`.
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
 * Namespace of the object, for a Prometheus that reads only one namespace. Default: the manager's namespace.
 */
namespace?: string
/**
 * Additional labels, by which Prometheus selects the object.
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
 * Time between scrapes, in the form of Prometheus, with the largest unit first: 1m30s.
 */
interval?: string
/**
 * Timeout of a scrape.
 */
scrapeTimeout?: string
/**
 * Label of the target that becomes the `job` label.
 */
jobLabel?: string
/**
 * Relabeling of targets before the scrape.
 */
relabelings?: {

}[]
/**
 * Relabeling of samples after the scrape.
 */
metricRelabelings?: {

}[]
}
/**
 * Session server for interactive web terminals. It works with one replica only, because GitLab connects to the manager that runs the job. Set addresses and the timeout in `config.session_server`.
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
 * IP address to request from the load balancer.
 */
loadBalancerIP?: string
/**
 * Implementation of the load balancer.
 */
loadBalancerClass?: string
/**
 * Address ranges from which the load balancer accepts connections.
 */
loadBalancerSourceRanges?: string[]
/**
 * How traffic from outside the cluster is routed to pods.
 */
externalTrafficPolicy?: ("Cluster" | "Local")
/**
 * How traffic from inside the cluster is routed to pods.
 */
internalTrafficPolicy?: ("Cluster" | "Local")
}
/**
 * Ingress in front of the Service. The session server uses TLS with its own certificate, which GitLab expects, so the Ingress controller has to pass TLS through.
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
 * Annotations, such as the one that turns on TLS passthrough.
 */
annotations?: {
[k: string]: string
}
/**
 * Class of the Ingress.
 */
className?: string
/**
 * Host name of the session server. GitLab connects to it on port 443 unless you set `config.session_server.advertise_address`.
 */
host?: string
/**
 * TLS settings.
 */
tls?: networkingv1.IngressTLS[]
}
}
/**
 * NetworkPolicy of the manager. Incoming: metrics and sessions, from the peers that you name. Outgoing: only DNS, the API server, GitLab and the cache. Each destination has peers and ports, in Kubernetes' own form; without peers, the ports are open to every address.
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
 * GitLab. Default: the ports in the URLs of the runners, and without peers also the ports of Sentry and of a usage collector in `config`, every address.
 */
gitlab?: NetworkDestination
/**
 * Distributed cache. Default: the ports of the cache servers if a cache is set up, every address.
 */
cache?: NetworkDestination
/**
 * Peers that can connect to the metrics port. Default: none.
 */
metricsFrom?: networkingv1.NetworkPolicyPeer[]
/**
 * Peers that can connect to the session server. Default: every address, because GitLab connects to it.
 * 
 * @minItems 1
 */
sessionFrom?: [networkingv1.NetworkPolicyPeer, ...(networkingv1.NetworkPolicyPeer)[]]
/**
 * Additional incoming traffic to allow.
 */
extraIngress?: networkingv1.NetworkPolicyIngressRule[]
/**
 * Additional outgoing traffic to allow, such as to a proxy.
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
 * PodDisruptionBudget of the manager. By default it never blocks the drain of a node: one manager may be unavailable at any time.
 * 
 */
export interface PodDisruptionBudget {
/**
 * Whether to render the PodDisruptionBudget. Default: `false`.
 */
enabled?: boolean
/**
 * Managers that may be unavailable at the same time, as a number or a percentage. Default: 1.
 */
maxUnavailable?: (number | string)
/**
 * Managers that must stay available, as a number or a percentage, instead of `maxUnavailable`.
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
 * Whether to render the HorizontalPodAutoscaler. The Deployment then has no `replicas`. Default: `false`.
 */
enabled?: boolean
/**
 * Smallest number of manager pods. Default: `1`.
 */
minReplicas?: number
/**
 * Largest number of manager pods. Default: `3`.
 */
maxReplicas?: number
/**
 * Metrics to scale on. Default: the average of the pod metric `gitlab_runner_jobs`, with a target of three quarters of the jobs that a manager can run at once (`config.concurrent` and the `limit` of its runners). It needs a metrics adapter that serves this metric.
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
 * `ArgoCD`: sync waves, so removed or renamed managers stop first, and what their jobs need is deleted afterwards. `Flux`: `postBuild.substitute` leaves config.toml as it is. Flux deletes objects in no particular order: before you remove a runner, commit `manager.replicas: 0` and wait until the pods have stopped.
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
 * Name and namespace.
 */
metadata: {
/**
 * Name of the object.
 */
name: string
/**
 * Namespace of the object. It has no default: leave it out only for cluster-wide objects.
 */
namespace?: string
[k: string]: unknown
}
[k: string]: unknown
}
/**
 * The global section of config.toml, for all runners of this manager. Every key has the runner's own name. The runners are under `spec.runners`.
 * 
 */
export interface Config {
/**
 * How many jobs this manager runs at the same time, for all its runners together. Default: 1. With a value below 1 the runner does not start.
 */
concurrent?: number
/**
 * Seconds between two requests for jobs of the same runner. The requests of all runners are spread over this time: with three runners and 3 seconds, there is one request each second. Default: 3 seconds; 0 means the default.
 */
check_interval?: number
/**
 * How much the manager logs. Upper or lower case does not matter. The environment variable LOG_LEVEL wins over this key. Default: `info`.
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
 * Seconds that running jobs have to end after the manager gets the signal to stop at once (SIGTERM). It does not limit a graceful stop (SIGQUIT), which waits for all jobs. Default: 30 seconds; 0 means the default.
 */
shutdown_timeout?: number
/**
 * Address of the Sentry project that receives errors of the manager, including the key. It is a credential. Default: the environment variable SENTRY_DSN (from 19.2 on), otherwise nothing is sent.
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
 * The server for interactive web terminals. Default: off.
 */
session_server?: ConfigSessionServer
/**
 * Features for the whole manager that upstream may change or drop in any release. Default: none is on.
 */
experimental?: ExperimentalConfig
}
/**
 * The server for interactive web terminals. It uses TLS with a certificate that it creates itself.
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
 * Age of a file after which a new one is started. Default: 24 hours.
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
 * Files with one record for each job; a new file is started at a given age.
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
 * Age of a file after which a new one is started. Default: 24 hours.
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
 * Kind of GitLab installation that each event names: usually `SaaS`, `Dedicated` or `SM`. Default: none.
 */
realm?: string
/**
 * Kind of deployment that each event names: usually `dedicated`, `.com` or `self-managed`. Default: none.
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
 * One runner: a [[runners]] table of config.toml, under the runner's own key names.
 * 
 */
export interface Runner {
/**
 * Name of the runner in logs, in metrics and in the labels of job pods. Default: its key under `spec.runners`.
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
 * ID of the runner in GitLab. `gitlab-runner register` writes it; it is needed only for suspendable environments. Default: unset.
 */
id?: number
/**
 * How many jobs this runner runs at the same time; `concurrent` limits all runners together. Default: 0, no limit.
 */
limit?: number
/**
 * How many requests for jobs this runner has open at once. With FF_USE_ADAPTIVE_REQUEST_CONCURRENCY, which is on by default, it is the upper limit of a number that depends on the load. Default: 2; with 1, the runner's own default, jobs wait for each other if GitLab uses long polling, and the runner logs a warning whenever it reads config.toml.
 */
request_concurrency?: number
/**
 * Size at which a job's log is cut off, in kilobytes. Default: 4096 kilobytes; 0 means the default.
 */
output_limit?: number
/**
 * Whether the runner waits for `check_interval` even right after it received a job. Default: false, it requests the next job at once.
 */
strict_check_interval?: boolean
/**
 * How many requests for jobs may fail in a row before the runner counts as unhealthy and pauses. Default: 3; 0 means the default.
 */
unhealthy_requests_limit?: number
/**
 * How long an unhealthy runner pauses. Default: 1 hour.
 */
unhealthy_interval?: string
/**
 * How many times the manager tries to report the final state of a job to GitLab. Default: 10; 0 means the default.
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
 * Switches for behavior that is new, old or optional. Jobs cannot change what is set here. Default: each flag's own default.
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
 * When the limit applies, as cron expressions with seven fields: second, minute, hour, day of month, month, day of week, year.
 */
periods: string[]
/**
 * Time zone of `periods`, as an IANA name. Default: the manager's time zone, which is UTC in its images.
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
 * Settings for Amazon S3 and compatible stores, such as MinIO.
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
 * A cache in Amazon S3 or in a compatible store, such as MinIO.
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
 * Name of the bucket. Without it the runner silently uses no cache.
 */
BucketName: string
/**
 * Region of the bucket. Default: determined with an extra request for each use, or `us-east-1` if that fails.
 */
BucketLocation?: string
/**
 * Whether the store is reached over plain HTTP. Default: false.
 */
Insecure?: boolean
/**
 * Where keys come from: `access-key` uses `AccessKey` and `SecretKey`, `iam` the chain of the AWS SDK: environment, web identity, instance role. Upper or lower case does not matter. Default: `access-key` if ServerAddress, AccessKey and SecretKey are all set, otherwise `iam`.
 */
AuthenticationType?: ("iam" | "access-key")
/**
 * How the store encrypts objects. `AES256`, `AWS:KMS` and `AWS:KMS:DSSE` are other names for `S3`, `KMS` and `DSSE-KMS`. Upper or lower case does not matter. Default: as the bucket says.
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
 * Whether the bucket is named in the path instead of the host name. Default: determined from the endpoint.
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
 * CPU that the scheduler sets aside for the build container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the build container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the build container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the build container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for the build container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the build container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for each service container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
service_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
service_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that each service container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
service_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
service_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for each service container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
service_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
service_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that each service container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
service_memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
service_memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for each service container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
service_ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_SERVICE_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
service_ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that each service container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
service_ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_SERVICE_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
service_ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for the helper container. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
helper_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
helper_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the helper container may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. Default: none.
 */
helper_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
helper_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the helper container. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
helper_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
helper_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the helper container may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: none.
 */
helper_memory_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_MEMORY_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the limit.
 */
helper_memory_limit_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the scheduler sets aside for the helper container. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
helper_ephemeral_storage_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_HELPER_EPHEMERAL_STORAGE_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the request.
 */
helper_ephemeral_storage_request_overwrite_max_allowed?: (string | number)
/**
 * Local storage that the helper container may use at most. A Kubernetes quantity in bytes, such as `10Gi`. Default: none.
 */
helper_ephemeral_storage_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_HELPER_EPHEMERAL_STORAGE_LIMIT; a job that asks for more fails. A Kubernetes quantity in bytes, such as `10Gi`. Default: jobs cannot change the limit.
 */
helper_ephemeral_storage_limit_overwrite_max_allowed?: (string | number)
/**
 * CPU that the scheduler sets aside for the pod as a whole. A Kubernetes quantity in cores, such as `500m` or `2`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none.
 */
pod_cpu_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_POD_CPU_REQUEST; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the request.
 */
pod_cpu_request_overwrite_max_allowed?: (string | number)
/**
 * CPU that the pod as a whole may use at most. A Kubernetes quantity in cores, such as `500m` or `2`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none.
 */
pod_cpu_limit?: (string | number)
/**
 * The most that a job may set in KUBERNETES_POD_CPU_LIMIT; a job that asks for more fails. A Kubernetes quantity in cores, such as `500m` or `2`. Default: jobs cannot change the limit.
 */
pod_cpu_limit_overwrite_max_allowed?: (string | number)
/**
 * Memory that the scheduler sets aside for the pod as a whole. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none.
 */
pod_memory_request?: (string | number)
/**
 * The most that a job may ask for in KUBERNETES_POD_MEMORY_REQUEST; a job that asks for more fails. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. Default: jobs cannot change the request.
 */
pod_memory_request_overwrite_max_allowed?: (string | number)
/**
 * Memory that the pod as a whole may use at most. A Kubernetes quantity in bytes, such as `512Mi` or `4Gi`. The cluster needs pod-level resources: Kubernetes 1.34, or 1.32 with the feature gate. Default: none.
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
 * Rules that attract job pods to nodes and to other pods, or keep them apart. Default: none.
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
 * How job pods resolve names: `cluster-first` uses the cluster's DNS, `default` the node's, `none` only `dns_config`. Default: `cluster-first`.
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
 * Seconds between two checks of a pod that is starting. Default: 3 seconds; 0 means the default.
 */
poll_interval?: number
/**
 * Seconds that a pod may take to start before the job fails. Default: 180 seconds; 0 means the default.
 */
poll_timeout?: number
/**
 * How many times the executor looks for the service account and the pull secrets of a job before it gives up, every 5 seconds. A negative number means 5. Default: 0, it does not look.
 */
resource_availability_check_max_attempts?: number
/**
 * How many times a request to the Kubernetes API is tried. Default: 5; 0 means the default.
 */
retry_limit?: number
/**
 * Longest pause between two tries of a request to the Kubernetes API, in milliseconds; less than 500 counts as 500. Default: 2000 milliseconds; 0 means the default.
 */
retry_backoff_max?: number
/**
 * How many times a request is tried after particular errors: a part of the error's text, and the number of tries. It wins over `retry_limit`. Default: none; if the document has a ResourceQuota, as many for `exceeded quota` as fit into `poll_timeout`, which is 90 by default.
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
 * How much of `/proc` the container sees: `unmasked` shows all of it. Upper or lower case does not matter. Default: `default`, some of it is hidden.
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
 * Rules that attract job pods to nodes and to other pods, or keep them apart.
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
 * Label or field to compare.
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
 * Terms that must all be met. Default: none.
 */
required_during_scheduling_ignored_during_execution?: JobPodAffinityTerm[]
/**
 * Terms that should be met. For each node, the weights of the terms that are met are added up, and the node with the highest sum wins. Default: none.
 */
preferred_during_scheduling_ignored_during_execution?: JobPreferredPod[]
}
/**
 * A choice of pods, and what counts as close to them.
 * 
 */
export interface JobPodAffinityTerm {
/**
 * Node label whose value stands for one place: `kubernetes.io/hostname` for a node, `topology.kubernetes.io/zone` for a zone.
 */
topology_key: string
/**
 * Labels of the pods that are selected. Default: no pod.
 */
label_selector?: JobLabelSelector
/**
 * Namespaces of the selected pods. Default: the job pod's own.
 */
namespaces?: string[]
/**
 * Labels of the namespaces of the selected pods, in addition to `namespaces`. Default: none.
 */
namespace_selector?: JobLabelSelector
/**
 * Labels that must have the same value in the selected pods and the job pod. It needs Kubernetes 1.31. Default: none.
 */
match_label_keys?: string[]
/**
 * Labels that must have different values in the selected pods and the job pod. It needs Kubernetes 1.31. Default: none.
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
 * The pods, and what counts as close to them.
 */
pod_affinity_term: JobPodAffinityTerm
}
/**
 * A choice of objects by their labels; all conditions must be met.
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
 * Label to compare.
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
 * Empty directories that are deleted with the pod. Default: none.
 */
empty_dir?: JobEmptyDirVolume[]
/**
 * Volumes from a CSI driver that are deleted with the pod. Default: none.
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
 * An empty directory that is deleted with the pod.
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
 * Maximum size. A Kubernetes quantity in bytes, such as `1Gi`. Default: no limit.
 */
size_limit?: (string | number)
/**
 * Whether mounts made later are seen on the other side: from the node in the container (`HostToContainer`), or both ways (`Bidirectional`, for privileged containers only). Default: `None`.
 */
mount_propagation?: ("None" | "HostToContainer" | "Bidirectional")
}
/**
 * A volume from a CSI driver that is deleted with the pod.
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
 * How many pause pods there are, and when. If several entries apply at the same time, the last one counts, so put an entry that always applies first. Default: no pause pods.
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
 * When the policy applies, as cron expressions with five fields: minute, hour, day of month, month, day of week. Default: always.
 */
periods?: string[]
/**
 * Time zone of `periods`, as an IANA name. Default: the manager's time zone, which is UTC in its images.
 */
timezone?: string
/**
 * How many pause pods there are at least. Default: 0.
 */
idle_count?: number
/**
 * How long a pause pod that is not needed is kept, at least `1s`. Default: with a policy `0s`, which removes it at once.
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
 * Switches for behavior of the runner that is new, old or optional. The runner ignores a flag that it does not know.
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
