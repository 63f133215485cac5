/**
 * What the types of Kubernetes and their fields are, in our own words: the descriptions of the `io.k8s.*`
 * definitions. A field without words here gets a link to Kubernetes' reference.
 */

/** Descriptions for fields that mean the same in whichever type they are. A type's own words come first. */
export const commonFields: Readonly<Record<string, string>> = {
  fsType:
    'File system of the volume, such as ext4 or xfs. The node must support it. Left out, Kubernetes or the driver picks, usually ext4.',
  readOnly: 'Whether containers may only read from it. Default: false.',
  optional:
    'Whether the Pod may start although the object or the key does not exist. Default: false, then it waits.',
  secretRef: 'Secret in the same namespace with the credentials for the volume.',
  defaultMode:
    'Permission bits of the created files as a decimal number from 0 to 511; 420 is the octal 0644, 256 is 0400. Default: 420.',
  mode: "Permission bits of this one file as a decimal number from 0 to 511. Left out, the volume's defaultMode applies.",
  items:
    'Which keys become files, and under which path. Left out, every key becomes a file named after the key.',
  matchLabels: 'Labels that an object must all carry with exactly these values.',
  matchExpressions: 'Conditions on labels that must all hold.',
  operator: 'How the key is compared with the values.',
  values: 'Values to compare with: at least one for In and NotIn, none for Exists and DoesNotExist.',
  protocol: 'Transport protocol. Default: TCP.',
  seccompProfile: 'System call filter. Pod Security "restricted" asks for RuntimeDefault or Localhost.',
  appArmorProfile:
    'AppArmor confinement. Default: the profile of the container runtime where the node has AppArmor.',
  seLinuxOptions: 'SELinux context of the processes. Default: the runtime assigns one.',
  runAsUser: 'Numeric user id of the processes. Left out, the image decides.',
  runAsGroup: 'Numeric primary group id of the processes. Left out, the runtime decides.',
  runAsNonRoot:
    'Whether the kubelet refuses to start a container whose user id is 0. Pod Security "restricted" asks for true.',
  localhostProfile: 'Profile on the node, only and always with type Localhost.',
  preferredDuringSchedulingIgnoredDuringExecution:
    'Wishes with a weight: the node that fulfils the most weight wins, and none of them is a condition.',
  topologyKey:
    'Node label whose value names the domain, for example kubernetes.io/hostname or topology.kubernetes.io/zone.',
  fieldRef: 'Reads the value from a field of the Pod itself, such as metadata.name or status.podIP.',
  resourceFieldRef: 'Reads the value from a request or limit of a container.',
  volumeID: 'Id of the volume at its provider.',
  apiGroup: 'API group of the object. Left out or empty: the core group.',
  apiVersion: 'API version of the object.',
  kind: 'Kind of the object.',
  target: 'Value that the autoscaler steers towards.',
  metric: 'Name of the metric, and labels that narrow it.',
  limits:
    'Most that may be used, by resource. Over memory the process is killed, over cpu it is slowed down.',
  requests: 'What the scheduler sets aside, by resource. Default: the limit, where there is one.',
};

/** Descriptions by type: of the type under `self`, and of its fields. */
export const descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Container: {
    self: 'A container of a Pod: image, command, environment, mounts, limits, probes.',
    name: 'Name of the container, unique within the Pod.',
    image: 'Image to run. Name a full tag or, better, a digest.',
    imagePullPolicy:
      'When the node pulls the image. Default: Always for the tag latest or none, otherwise IfNotPresent.',
    command: 'Replaces the entrypoint of the image. Runs without a shell.',
    args: 'Arguments of the entrypoint. Left out, those of the image apply unless command is set.',
    env: 'Environment variables. A later entry of the same name wins.',
    envFrom: 'ConfigMaps and Secrets whose keys all become environment variables; env wins over them.',
    ports: 'Ports that the container listens on. The list informs and names, it opens nothing.',
    resources: 'Requests and limits of cpu, memory and other resources.',
    volumeMounts: 'Volumes of the Pod and the paths where they appear.',
    securityContext: "User, capabilities and confinement; wins over the Pod's where both are set.",
    livenessProbe: 'Check whose failure restarts the container.',
    readinessProbe: 'Check whose failure removes the Pod from its Services.',
    startupProbe: 'Check that has to succeed once before the other probes begin.',
    lifecycle: 'What happens right after the start and before the stop.',
    workingDir: 'Working directory. Default: the one of the image.',
    restartPolicy:
      'Only for init containers: Always makes it a sidecar that runs beside the main containers.',
    resizePolicy: 'Whether a change of cpu or memory restarts the container.',
    stdin: 'Whether standard input stays open. Default: false.',
    stdinOnce: 'Whether standard input closes after the first client has left. Default: false.',
    tty: 'Whether the container gets a terminal; needs stdin. Default: false.',
    terminationMessagePath:
      'File whose text Kubernetes shows as the reason of the exit. Default: /dev/termination-log.',
    terminationMessagePolicy: 'Where the reason of the exit comes from. Default: File.',
  },
  ContainerPort: {
    self: 'A port that a container listens on.',
    containerPort: 'Number of the port, 1 to 65535.',
    hostIP: 'Address of the node to bind a hostPort to. Default: all.',
    hostPort: 'Port of the node that leads here. Pod Security "baseline" forbids it.',
    name: 'Name by which Services, probes and monitors refer to the port: at most 15 lower-case characters.',
  },
  ContainerResizePolicy: {
    resourceName: 'Resource that the rule is about.',
    restartPolicy: 'What a change of the resource does to the container.',
  },
  EnvVar: {
    self: 'One environment variable, given as text or taken from elsewhere.',
    name: 'Name of the variable.',
    value:
      'Value as text; $(NAME) is replaced by an earlier variable. Default: empty. Quote numbers and true or false.',
    valueFrom: 'Source of the value, instead of value.',
  },
  EnvVarSource: {
    self: 'Where the value of an environment variable comes from: exactly one source.',
    secretKeyRef: "A key of a Secret in the Pod's namespace.",
    configMapKeyRef: "A key of a ConfigMap in the Pod's namespace.",
  },
  EnvFromSource: {
    self: 'A ConfigMap or a Secret whose keys become environment variables.',
    prefix: "Text put before each key to make the variable's name.",
    configMapRef: 'ConfigMap to take the keys from.',
    secretRef: 'Secret to take the keys from.',
  },
  ConfigMapEnvSource: { name: 'Name of the ConfigMap.' },
  SecretEnvSource: { name: 'Name of the Secret.' },
  SecretKeySelector: {
    self: 'One key of a Secret.',
    name: 'Name of the Secret, in the namespace of the Pod.',
    key: 'Key within the Secret.',
  },
  ConfigMapKeySelector: {
    self: 'One key of a ConfigMap.',
    name: 'Name of the ConfigMap, in the namespace of the Pod.',
    key: 'Key within the ConfigMap.',
  },
  ObjectFieldSelector: {
    fieldPath: 'Path of the field, for example metadata.namespace, spec.nodeName or status.podIP.',
  },
  ResourceFieldSelector: {
    containerName: 'Container whose resources are meant; needed in a volume.',
    divisor: 'Unit of the result, such as 1Mi or 1m. Default: 1.',
    resource: 'Which resource, for example limits.cpu or requests.memory.',
  },
  LocalObjectReference: {
    self: 'An object in the same namespace, by its name.',
    name: 'Name of the object.',
  },
  ResourceRequirements: {
    self: 'What a container needs at least and may use at most.',
    claims: 'Device claims of the Pod that this container uses. Needs Kubernetes 1.31.',
  },
  ResourceClaim: {
    name: "Name of an entry of the Pod's resourceClaims.",
    request: 'One request of the claim. Left out, all of them. Needs Kubernetes 1.31.',
  },
  Probe: {
    self: 'A check of a container by command, HTTP, TCP or gRPC: give one of exec, httpGet, tcpSocket, grpc.',
    exec: 'Runs a command in the container; exit status 0 is success.',
    httpGet: 'Sends an HTTP GET; a status from 200 to 399 is success.',
    tcpSocket: 'Opens a TCP connection; being accepted is success.',
    grpc: 'Calls the gRPC health service.',
    initialDelaySeconds: 'Seconds from the start of the container to the first check. Default: 0.',
    periodSeconds: 'Seconds between two checks. Default: 10.',
    timeoutSeconds: 'Seconds after which a check counts as failed. Default: 1.',
    failureThreshold: 'Failures in a row before Kubernetes acts. Default: 3.',
    successThreshold:
      'Successes in a row to count as healthy again; only 1 for liveness and startup. Default: 1.',
    terminationGracePeriodSeconds:
      "Seconds to stop in after a failed liveness or startup check. Default: the Pod's own value.",
  },
  ExecAction: { command: 'Program and arguments, run without a shell.' },
  HTTPGetAction: {
    host: 'Host to connect to. Default: the address of the Pod.',
    httpHeaders: 'Request headers.',
    path: 'Path of the request. Default: /.',
    port: 'Port to connect to, by number or by name.',
    scheme: 'HTTP, or HTTPS without a check of the certificate. Default: HTTP.',
  },
  HTTPHeader: { name: 'Name of the header.', value: 'Value of the header.' },
  TCPSocketAction: {
    host: 'Host to connect to. Default: the address of the Pod.',
    port: 'Port to connect to, by number or by name.',
  },
  GRPCAction: {
    port: 'Port of the gRPC server, 1 to 65535.',
    service: 'Service name put into the health request. Default: empty.',
  },
  Lifecycle: {
    self: 'Hooks around the life of a container.',
    postStart: 'Runs right after the start; the container is killed when it fails.',
    preStop: 'Runs before the stop signal; counts against the grace period.',
    stopSignal:
      "Signal that stops the container, instead of the image's, for example SIGQUIT. Needs Kubernetes 1.33 with its feature gate, and os.name on the Pod.",
  },
  LifecycleHandler: {
    self: 'What a hook does: exactly one action.',
    exec: 'Runs a command in the container.',
    httpGet: 'Sends an HTTP GET.',
    sleep: 'Waits. Needs Kubernetes 1.29.',
    tcpSocket: 'Kept by Kubernetes for old manifests; as a hook it does nothing.',
  },
  SleepAction: { seconds: 'Seconds to wait.' },
  SecurityContext: {
    self: 'User, privileges and confinement of one container.',
    allowPrivilegeEscalation:
      'Whether a process may gain more rights than its parent, as setuid does. Default: true; Pod Security "restricted" asks for false.',
    capabilities: 'Linux capabilities to add and drop. Pod Security "restricted" asks to drop ALL.',
    privileged: 'Whether processes get the rights of root on the node. Default: false.',
    readOnlyRootFilesystem: 'Whether only mounted volumes can be written to. Default: false.',
    procMount: 'How /proc is mounted. Default: Default, with masked paths.',
  },
  PodSecurityContext: {
    self: 'User, groups and confinement of all containers of a Pod.',
    fsGroup: 'Group id that owns the files of volumes, and that every process joins.',
    fsGroupChangePolicy:
      'Whether Kubernetes changes the owner of every file at each mount, or only when the root differs. Default: Always.',
    supplementalGroups: 'Further group ids of the processes.',
    supplementalGroupsPolicy:
      'Whether groups that the image grants are added. Default: Merge. Needs Kubernetes 1.31.',
    seLinuxChangePolicy:
      'How volumes get their SELinux label: file by file, or as an option of the mount. Needs Kubernetes 1.32.',
    sysctls: 'Kernel parameters of the Pod. Pod Security "baseline" allows a short list only.',
  },
  Capabilities: {
    add: 'Capabilities to add, without the prefix CAP_, for example NET_BIND_SERVICE.',
    drop: 'Capabilities to take away, or ALL.',
  },
  SeccompProfile: { type: 'Which system call filter applies.' },
  AppArmorProfile: { type: 'Which AppArmor profile applies.' },
  SELinuxOptions: {
    level: 'SELinux level, such as s0:c123,c456.',
    role: 'SELinux role.',
    type: 'SELinux type.',
    user: 'SELinux user.',
  },
  Sysctl: { name: 'Name of the kernel parameter.', value: 'Value, as text.' },
  Toleration: {
    self: 'Lets the Pod run on nodes with a matching taint.',
    key: 'Key of the taint. Left out, with operator Exists, every taint matches.',
    operator: 'Exists for any value, Equal for the given one. Default: Equal.',
    value: 'Value of the taint, for operator Equal. Default: empty.',
    effect: 'Effect of the taint. Left out, all effects match.',
    tolerationSeconds:
      'Seconds that the Pod stays on the node after a NoExecute taint appeared; zero or less evicts at once. Default: forever.',
  },
  Affinity: {
    self: 'Which nodes, and which neighbours, the Pod needs, wants or avoids.',
    nodeAffinity: 'Rules about the labels of nodes.',
    podAffinity: 'Rules about Pods to be near to.',
    podAntiAffinity: 'Rules about Pods to stay away from.',
  },
  NodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: 'Nodes that may be chosen at all.' },
  PodAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: 'Pods that must already run in the same domain.',
  },
  PodAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: 'Pods that must not run in the same domain.',
  },
  NodeSelector: { nodeSelectorTerms: 'Alternatives: a node has to fulfil one of them.' },
  NodeSelectorTerm: {
    matchFields: 'Conditions on fields of the node that must all hold; metadata.name only.',
  },
  NodeSelectorRequirement: {
    key: 'Label of the node.',
    values:
      'Values to compare with: at least one for In and NotIn, one whole number for Gt and Lt, none for the others.',
  },
  PreferredSchedulingTerm: {
    preference: 'Nodes that are wished for.',
    weight: 'Weight of the wish, 1 to 100.',
  },
  WeightedPodAffinityTerm: {
    podAffinityTerm: 'Pods and domain that the wish is about.',
    weight: 'Weight of the wish, 1 to 100.',
  },
  PodAffinityTerm: {
    labelSelector: 'Labels of the other Pods. Left out, none match.',
    matchLabelKeys: 'Labels whose value has to equal the value on the Pod being scheduled.',
    mismatchLabelKeys: 'Labels whose value has to differ from the value on the Pod being scheduled.',
    namespaces: "Namespaces of the other Pods. Default: the Pod's own, unless namespaceSelector is set.",
    namespaceSelector: 'Labels of namespaces to look in, besides namespaces; {} is all.',
  },
  TopologySpreadConstraint: {
    self: 'How evenly Pods spread over zones, nodes or other domains.',
    labelSelector: 'Labels of the Pods that are counted.',
    matchLabelKeys:
      'Labels whose value has to equal the value on the Pod being scheduled, for example pod-template-hash.',
    maxSkew: 'By how many Pods two domains may differ, at least 1.',
    minDomains: 'Least count of domains; only with DoNotSchedule. Default: 1.',
    nodeAffinityPolicy:
      "Whether nodes that the Pod's node selector excludes are left out of the count. Default: Honor.",
    nodeTaintsPolicy:
      'Whether nodes with taints that the Pod does not tolerate are left out of the count. Default: Ignore.',
    whenUnsatisfiable: 'Whether the Pod waits when the spread cannot be kept, or runs anyway.',
  },
  LabelSelector: { self: 'Picks objects by their labels; all conditions must hold, and {} picks all.' },
  LabelSelectorRequirement: { key: 'Label that the condition is about.' },
  HostAlias: {
    self: "A line of the Pod's /etc/hosts.",
    ip: 'Address, IPv4 or IPv6.',
    hostnames: 'Names for the address.',
  },
  PodDNSConfig: {
    self: "Additions to the Pod's resolv.conf; the whole of it with dnsPolicy None.",
    nameservers: 'Addresses of name servers, at most 3.',
    searches:
      'Search domains, at most 32. One of a single dot, or with an underscore, needs Kubernetes 1.33.',
    options: 'Options of the resolver, such as ndots.',
  },
  PodDNSConfigOption: { name: 'Name of the option.', value: 'Value of the option, as text.' },
  PodReadinessGate: {
    self: 'A condition that has to be true before the Pod counts as ready.',
    conditionType: "Type of the condition in the Pod's status.",
  },
  Volume: {
    self: 'A volume of the Pod: a name and one source. Without a source it is an empty directory.',
    name: 'Name by which containers mount the volume, unique within the Pod.',
    configMap: 'Files from the keys of a ConfigMap.',
    secret: 'Files from the keys of a Secret, kept in memory.',
    emptyDir: 'Empty directory that lives as long as the Pod.',
    hostPath: 'Directory or file of the node. Pod Security "baseline" forbids it.',
    persistentVolumeClaim: 'An existing PersistentVolumeClaim in the same namespace.',
    projected: 'Several sources in one directory: tokens, Secrets, ConfigMaps, fields of the Pod.',
    downwardAPI: 'Files with fields of the Pod itself.',
    csi: 'A volume that a CSI driver makes for this Pod.',
    ephemeral: 'A PersistentVolumeClaim that is made and removed with the Pod.',
    nfs: 'A directory of an NFS server.',
    iscsi: 'A disk that is reached by iSCSI.',
    fc: 'A disk on a Fibre Channel network.',
    image: 'Files of an OCI image or artifact, read-only. Needs Kubernetes 1.31 with its feature gate.',
    awsElasticBlockStore: 'An EBS volume of AWS. Replaced by the CSI driver ebs.csi.aws.com.',
    azureDisk: 'A data disk of Azure. Replaced by the CSI driver disk.csi.azure.com.',
    azureFile: 'A file share of Azure. Replaced by the CSI driver file.csi.azure.com.',
    cinder: 'A Cinder volume of OpenStack. Replaced by the CSI driver cinder.csi.openstack.org.',
    flexVolume: 'A volume of a FlexVolume plugin. Superseded by CSI.',
    gcePersistentDisk: 'A persistent disk of Google. Replaced by the CSI driver pd.csi.storage.gke.io.',
    portworxVolume: 'A Portworx volume. Replaced by the CSI driver pxd.portworx.com.',
    vsphereVolume: 'A vSphere disk. Replaced by the CSI driver csi.vsphere.vmware.com.',
  },
  VolumeMount: {
    self: 'Where a volume of the Pod appears in a container.',
    name: 'Name of the volume.',
    mountPath: 'Absolute path in the container, without a colon.',
    subPath:
      'Path within the volume to mount instead of its root. Such a mount never sees updates of a ConfigMap or Secret.',
    subPathExpr: 'Like subPath, with $(NAME) replaced by environment variables. Excludes subPath.',
    mountPropagation:
      'Whether later mounts on the node or in the container are seen on the other side. Default: None.',
    recursiveReadOnly: 'Whether readOnly also applies to mounts below this one. Default: Disabled.',
  },
  ConfigMapVolumeSource: { self: 'A ConfigMap as files.', name: 'Name of the ConfigMap.' },
  SecretVolumeSource: { self: 'A Secret as files.', secretName: 'Name of the Secret.' },
  KeyToPath: {
    key: 'Key of the ConfigMap or Secret.',
    path: 'Relative path of the file below the mount, without "..".',
  },
  EmptyDirVolumeSource: {
    self: 'An empty directory that lives as long as the Pod.',
    medium:
      "Memory for a tmpfs, which counts as memory of the containers; HugePages or HugePages-<size>; left out, the node's disk.",
    sizeLimit: 'Size after which the Pod is evicted. Default: none.',
  },
  HostPathVolumeSource: {
    path: 'Absolute path on the node.',
    type: 'What has to be at the path, or is made there. Default: empty, no check.',
  },
  PersistentVolumeClaimVolumeSource: { claimName: 'Name of the PersistentVolumeClaim.' },
  ProjectedVolumeSource: { sources: 'Sources whose files land in the one directory.' },
  VolumeProjection: {
    self: 'One source of a projected volume.',
    clusterTrustBundle: 'Certificates of a ClusterTrustBundle.',
    configMap: 'Keys of a ConfigMap.',
    downwardAPI: 'Fields of the Pod itself.',
    secret: 'Keys of a Secret.',
    serviceAccountToken: "A short-lived token of the Pod's service account.",
  },
  ConfigMapProjection: { name: 'Name of the ConfigMap.' },
  SecretProjection: { name: 'Name of the Secret.' },
  DownwardAPIProjection: { items: 'Files to make, each from a field of the Pod.' },
  DownwardAPIVolumeSource: { items: 'Files to make, each from a field of the Pod.' },
  DownwardAPIVolumeFile: { path: 'Relative path of the file below the mount.' },
  ServiceAccountTokenProjection: {
    audience: 'Whom the token is meant for. Default: the API server.',
    expirationSeconds:
      'Seconds that a token is valid; the kubelet renews it in time. At least 600. Default: 3600.',
    path: 'Relative path of the file below the mount.',
  },
  ClusterTrustBundleProjection: {
    labelSelector: 'Labels of the bundles; needs signerName.',
    name: 'Name of one bundle. Excludes signerName.',
    path: 'Relative path of the file below the mount.',
    signerName: 'Includes all bundles of this signer. Excludes name.',
  },
  CSIVolumeSource: {
    driver: 'Name of the CSI driver.',
    nodePublishSecretRef: 'Secret that is handed to the driver when it mounts.',
    volumeAttributes: 'Settings for the driver; its documentation names them.',
  },
  FlexVolumeSource: { driver: 'Name of the driver.', options: 'Settings for the driver.' },
  EphemeralVolumeSource: { volumeClaimTemplate: 'Claim that is made for each Pod.' },
  PersistentVolumeClaimTemplate: {
    metadata: 'Labels and annotations of the claim.',
    spec: 'What kind of storage is claimed.',
  },
  PersistentVolumeClaimSpec: {
    accessModes: 'How many nodes or Pods may use the volume, and whether they may write.',
    resources: 'Size of the volume, under requests.storage.',
    selector: 'Labels of the PersistentVolumes that may be bound.',
    storageClassName: "StorageClass to use; empty for none. Left out, the cluster's default.",
    volumeAttributesClassName: 'VolumeAttributesClass to use.',
    volumeMode: 'Whether the volume has a file system. Default: Filesystem.',
    volumeName: 'PersistentVolume to bind.',
  },
  VolumeResourceRequirements: {
    limits: 'Most that may be claimed, by resource.',
    requests: 'Size to claim: storage, as a quantity.',
  },
  NFSVolumeSource: { path: 'Exported path.', server: 'Name or address of the server.' },
  AzureDiskVolumeSource: { kind: 'How the disk is hosted.' },
  DeploymentStrategy: {
    self: 'How a new version replaces the old one.',
    type: 'RollingUpdate starts new Pods before old ones stop, Recreate stops all first. Default: RollingUpdate.',
    rollingUpdate: 'Pace of a RollingUpdate; only with that type.',
  },
  RollingUpdateDeployment: {
    maxSurge: 'How many Pods more than replicas may run. Default: 25%.',
    maxUnavailable: 'How many Pods fewer than replicas may be ready. Default: 25%.',
  },
  NetworkPolicyPeer: {
    self: 'The other side of a connection: Pods and namespaces by label, or an address range.',
    ipBlock: 'Address range. Excludes the selectors.',
    namespaceSelector:
      "Labels of the peer's namespace; {} is every namespace. Left out, the policy's own namespace.",
    podSelector: "Labels of the peer's Pods. Left out, with a namespaceSelector, all Pods there.",
  },
  IPBlock: {
    cidr: 'Address range, such as 10.0.0.0/8 or 2001:db8::/32.',
    except: 'Ranges within cidr that are left out.',
  },
  NetworkPolicyPort: {
    self: "A port, or a range of ports, of a connection's target.",
    port: 'Port by number or by name. Left out, every port of the protocol.',
    endPort: 'Last port of a range that begins at port, which then has to be a number.',
  },
  NetworkPolicyIngressRule: {
    self: 'Connections that may come in.',
    from: 'Where they may come from. Left out or empty: anywhere.',
    ports: 'Ports they may reach. Left out or empty: all.',
  },
  NetworkPolicyEgressRule: {
    self: 'Connections that may go out.',
    to: 'Where they may go. Left out or empty: anywhere.',
    ports: 'Ports they may reach. Left out or empty: all.',
  },
  ServicePort: {
    self: 'A port of a Service.',
    name: 'Name of the port; needed when there is more than one.',
    port: 'Port that the Service listens on.',
    targetPort: 'Port of the Pod, by number or by name. Default: the same as port.',
    nodePort: 'Port of every node, for NodePort and LoadBalancer. Default: Kubernetes picks one.',
    appProtocol: 'Application protocol as a hint for gateways, for example http.',
  },
  IngressTLS: {
    self: 'A certificate of an Ingress and the hosts it is for.',
    hosts: 'Host names that the certificate holds.',
    secretName: 'Secret with tls.crt and tls.key.',
  },
  HorizontalPodAutoscalerBehavior: {
    self: 'How fast an autoscaler adds and removes Pods.',
    scaleDown: 'Pace of removing. Default: down to the minimum at once, after 300 seconds of lower need.',
    scaleUp: 'Pace of adding. Default: the larger of 4 Pods and 100 % every 15 seconds.',
  },
  HPAScalingRules: {
    policies: 'Steps that are allowed within a time.',
    selectPolicy:
      'Which policy counts when several allow a step; Disabled forbids the direction. Default: Max.',
    stabilizationWindowSeconds:
      'Seconds to look back, so a short peak or dip changes nothing; 0 to 3600. Default: 0 up, 300 down.',
  },
  HPAScalingPolicy: {
    type: 'Whether value is a count of Pods or a percentage.',
    value: 'Largest change within periodSeconds.',
    periodSeconds: 'Length of the time in seconds, 1 to 1800.',
  },
  MetricSpec: {
    self: 'A metric to scale on: the type, and the block of the same name.',
    type: 'Where the metric comes from.',
    containerResource: 'Usage of one container of each Pod, for type ContainerResource.',
    external: 'A metric from outside the cluster, for type External.',
    object: 'A metric of one Kubernetes object, for type Object.',
    pods: 'A metric of each Pod, such as gitlab_runner_jobs, for type Pods.',
    resource: 'Usage of cpu or memory of each Pod, for type Resource.',
  },
  MetricTarget: {
    type: 'Which of the other fields holds the target.',
    averageUtilization: 'Percentage of the requests, averaged over the Pods.',
    averageValue: 'Value averaged over the Pods.',
    value: 'Value as it is.',
  },
  MetricIdentifier: { name: 'Name of the metric.', selector: 'Labels that narrow the metric.' },
  ContainerResourceMetricSource: { container: 'Name of the container.', name: 'Resource, cpu or memory.' },
  ResourceMetricSource: { name: 'Resource, cpu or memory.' },
  ObjectMetricSource: { describedObject: 'Object that the metric belongs to.' },
  CrossVersionObjectReference: { name: 'Name of the object.' },
  ResourceQuotaSpec: {
    self: 'What all objects of a namespace may use together.',
    hard: 'Limits by resource, for example requests.cpu, limits.memory or pods.',
    scopes: 'Counts only Pods that all of these scopes fit. VolumeAttributesClass needs Kubernetes 1.34.',
    scopeSelector: 'Like scopes, with values, for example Pods of some priority classes.',
  },
  ScopedResourceSelectorRequirement: {
    scopeName: 'Scope that the condition is about. VolumeAttributesClass needs Kubernetes 1.34.',
  },
  LimitRangeSpec: {
    self: 'Defaults and bounds for each single object of a namespace.',
    limits: 'One entry per kind of object.',
  },
  LimitRangeItem: {
    self: 'Defaults and bounds for one kind of object.',
    type: 'Kind of object.',
    default: 'Limits of a container that names none.',
    defaultRequest: 'Requests of a container that names none.',
    max: 'Most that one object may have.',
    min: 'Least that one object must have.',
    maxLimitRequestRatio: 'Most that a limit may be, as a multiple of the request.',
  },
  PolicyRule: {
    self: 'Verbs that are allowed on resources.',
    apiGroups: 'API groups of the resources; an empty text is the core group.',
    resources: 'Resources in the plural, with a subresource after a slash: pods, pods/log.',
    resourceNames: 'Allows only objects of these names. Left out: all.',
    nonResourceURLs: 'Paths of the API server that are not resources. Only in a ClusterRole.',
    verbs: 'What is allowed: get, list, watch, create, update, patch, delete, deletecollection.',
  },
  ImageVolumeSource: {
    self: 'An OCI image or artifact as a volume.',
    pullPolicy: 'When the node pulls it. Default: Always for the tag latest or none, otherwise IfNotPresent.',
    reference: 'Image or artifact to mount.',
  },
  ClaimMetadata: {
    self: 'Labels and annotations of a claim made from a template; the API server refuses every other field there.',
    annotations: 'Annotations, free text by key.',
    labels: 'Labels of the claim.',
  },
};
