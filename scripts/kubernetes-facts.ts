/** A fragment of JSON Schema draft-07. */
export interface SchemaFragment {
  readonly [keyword: string]: unknown;
}

/** What kubernetes-types does not say about one type. */
export interface TypeFacts {
  /** Keywords for the type itself: `description`, `minProperties`, more `required` fields; `tsType` where kubernetes-types lacks the type. */
  readonly self?: SchemaFragment & { readonly required?: readonly string[] };
  /** Keywords merged over what the field's TypeScript type gives. A field that is not there yet is added. */
  readonly fields?: Readonly<Record<string, SchemaFragment>>;
  /** Fields that Kubernetes has dropped, or no longer acts on. */
  readonly without?: readonly string[];
}

const protocol = { enum: ['TCP', 'UDP', 'SCTP'] };
const exactlyOne = { minProperties: 1, maxProperties: 1 };
const objectName = { format: 'dns-subdomain' };
const label = { name: { format: 'label-key' }, value: { format: 'label-value' } };
const dataKey = { pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 };
const userId = { minimum: 0, maximum: 2147483647 };
const atLeastOne = { minimum: 1, maximum: 2147483647 };
const port = { minimum: 1, maximum: 65535 };
const weight = { minimum: 1, maximum: 100 };
const fileMode = { minimum: 0, maximum: 511 };
const portOrName = { $ref: '#/definitions/io.k8s.PortOrName' };
const countOrPercent = { $ref: '#/definitions/io.k8s.CountOrPercent' };
const labelMap = { $ref: '#/definitions/io.k8s.LabelMap' };
const quantityMap = { $ref: '#/definitions/io.k8s.QuantityMap' };

/** Shapes that many fields share and that kubernetes-types writes as plain `string`, `number` or a map. */
export const sharedShapes: Readonly<Record<string, SchemaFragment>> = {
  Quantity: {
    description:
      'An amount as Kubernetes writes it, always in quotes or as plain text: 500m, 2, 1.5Gi. A bare number is refused, so quote it.',
    type: 'string',
    format: 'quantity',
    tsType: 'string',
  },
  QuantityMap: {
    description: 'Amounts by resource name, for example cpu, memory, ephemeral-storage or nvidia.com/gpu.',
    type: 'object',
    propertyNames: { format: 'label-key' },
    additionalProperties: { $ref: '#/definitions/io.k8s.Quantity' },
    tsType: '{ [name: string]: string }',
  },
  LabelMap: {
    description: 'Labels: keys with an optional DNS prefix, values of at most 63 characters, both text.',
    type: 'object',
    propertyNames: { format: 'label-key' },
    additionalProperties: { type: 'string', format: 'label-value' },
    tsType: '{ [name: string]: string }',
  },
  StringMap: {
    description: 'Free keys with text as their values.',
    type: 'object',
    additionalProperties: { type: 'string' },
    tsType: '{ [name: string]: string }',
  },
  PortOrName: {
    description: 'A port: its number from 1 to 65535, or the name of a port of the container.',
    type: ['integer', 'string'],
    ...port,
    format: 'port-name',
    tsType: 'number | string',
  },
  CountOrPercent: {
    description: 'A count of Pods, or a share of them in percent such as 25%.',
    type: ['integer', 'string'],
    minimum: 0,
    format: 'int-or-percent',
    tsType: 'number | string',
  },
};

/** Descriptions for fields that mean the same in whichever type they stand. A type's own facts come first. */
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
  labelSelector: 'Labels of the objects that count.',
  operator: 'How the key is compared with the values.',
  values: 'Values to compare with: at least one for In and NotIn, none for Exists and DoesNotExist.',
  protocol: 'Transport protocol. Default: TCP.',
  seccompProfile: 'System call filter. Pod Security "restricted" asks for RuntimeDefault or Localhost.',
  appArmorProfile:
    'AppArmor confinement. Default: the profile of the container runtime where the node has AppArmor.',
  seLinuxOptions: 'SELinux context of the processes. Default: the runtime assigns one.',
  windowsOptions: 'Settings for Windows nodes; has no use on Linux.',
  runAsUser: 'Numeric user id of the processes. Left out, the image decides.',
  runAsGroup: 'Numeric primary group id of the processes. Left out, the runtime decides.',
  runAsNonRoot:
    'Whether the kubelet refuses to start a container whose user id is 0. Pod Security "restricted" asks for true.',
  localhostProfile: 'Profile on the node, only and always with type Localhost.',
  preferredDuringSchedulingIgnoredDuringExecution:
    'Wishes with a weight: the node that fulfils the most weight wins, and none of them is a condition.',
  topologyKey:
    'Node label whose value names the domain, for example kubernetes.io/hostname or topology.kubernetes.io/zone.',
  fieldRef: 'Takes the value from a field of the Pod itself, such as metadata.name or status.podIP.',
  resourceFieldRef: 'Takes the value from a request or limit of a container.',
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

/**
 * What kubernetes-types leaves open, by type: allowed values, bounds, formats, newer fields, and a
 * description in our own words. Sources: the API reference at kubernetes.io/docs/reference/kubernetes-api
 * and the rules of the API server's validation.
 */
export const facts: Readonly<Record<string, TypeFacts>> = {
  Container: {
    self: { description: 'A container of a Pod: image, command, environment, mounts, limits, probes.' },
    fields: {
      name: { description: 'Name of the container, unique within the Pod.', format: 'dns-label' },
      image: { description: 'Image to run. Name a full tag or, better, a digest.', format: 'image' },
      imagePullPolicy: {
        description:
          'When the node pulls the image. Default: Always for the tag latest or none, otherwise IfNotPresent.',
        enum: ['Always', 'IfNotPresent', 'Never'],
      },
      command: { description: 'Replaces the entrypoint of the image. Runs without a shell.' },
      args: {
        description: 'Arguments of the entrypoint. Left out, those of the image apply unless command is set.',
      },
      env: { description: 'Environment variables. A later entry of the same name wins.' },
      envFrom: {
        description:
          'ConfigMaps and Secrets whose keys all become environment variables; env wins over them.',
      },
      ports: {
        description: 'Ports that the container listens on. The list informs and names, it opens nothing.',
      },
      resources: { description: 'Requests and limits of cpu, memory and other resources.' },
      volumeMounts: { description: 'Volumes of the Pod and the paths where they appear.' },
      volumeDevices: { description: 'Raw block devices that the container sees.' },
      securityContext: {
        description: "User, capabilities and confinement; wins over the Pod's where both are set.",
      },
      livenessProbe: { description: 'Check whose failure restarts the container.' },
      readinessProbe: { description: 'Check whose failure takes the Pod out of its Services.' },
      startupProbe: { description: 'Check that has to succeed once before the other probes begin.' },
      lifecycle: { description: 'What happens right after the start and before the stop.' },
      workingDir: { description: 'Working directory. Default: the one of the image.' },
      restartPolicy: {
        description:
          'Only for init containers: Always makes it a sidecar that runs beside the main containers.',
        enum: ['Always'],
      },
      resizePolicy: { description: 'Whether a change of cpu or memory restarts the container.' },
      stdin: { description: 'Whether standard input stays open. Default: false.' },
      stdinOnce: {
        description: 'Whether standard input closes after the first client has left. Default: false.',
      },
      tty: { description: 'Whether the container gets a terminal; needs stdin. Default: false.' },
      terminationMessagePath: {
        description:
          'File whose text Kubernetes shows as the reason of the exit. Default: /dev/termination-log.',
        format: 'absolute-path',
      },
      terminationMessagePolicy: {
        description: 'Where the reason of the exit comes from. Default: File.',
        enum: ['File', 'FallbackToLogsOnError'],
      },
    },
  },
  ContainerPort: {
    self: { description: 'A port that a container listens on.' },
    fields: {
      containerPort: { description: 'Number of the port, 1 to 65535.', ...port },
      hostIP: {
        description: 'Address of the node to bind a hostPort to. Default: all.',
        format: 'ip-address',
      },
      hostPort: {
        description: 'Port of the node that leads here. Pod Security "baseline" forbids it.',
        ...port,
      },
      name: {
        description:
          'Name by which Services, probes and monitors refer to the port: at most 15 lower-case characters.',
        format: 'port-name',
      },
      protocol,
    },
  },
  ContainerResizePolicy: {
    fields: {
      resourceName: { description: 'Resource that the rule is about.', enum: ['cpu', 'memory'] },
      restartPolicy: {
        description: 'What a change of the resource does to the container.',
        enum: ['NotRequired', 'RestartContainer'],
      },
    },
  },
  EnvVar: {
    self: { description: 'One environment variable, given as text or taken from elsewhere.' },
    fields: {
      name: { description: 'Name of the variable.', format: 'env-name' },
      value: {
        description:
          'Value as text; $(NAME) is replaced by an earlier variable. Default: empty. Quote numbers and true or false.',
      },
      valueFrom: { description: 'Source of the value, instead of value.' },
    },
  },
  EnvVarSource: {
    self: {
      description: 'Where the value of an environment variable comes from: exactly one source.',
      ...exactlyOne,
    },
    fields: {
      secretKeyRef: { description: "A key of a Secret in the Pod's namespace." },
      configMapKeyRef: { description: "A key of a ConfigMap in the Pod's namespace." },
    },
  },
  EnvFromSource: {
    self: { description: 'A ConfigMap or a Secret whose keys become environment variables.' },
    fields: {
      prefix: { description: "Text put before each key to make the variable's name.", format: 'env-name' },
      configMapRef: { description: 'ConfigMap to take the keys from.' },
      secretRef: { description: 'Secret to take the keys from.' },
    },
  },
  ConfigMapEnvSource: {
    self: { required: ['name'] },
    fields: { name: { description: 'Name of the ConfigMap.', ...objectName } },
  },
  SecretEnvSource: {
    self: { required: ['name'] },
    fields: { name: { description: 'Name of the Secret.', ...objectName } },
  },
  SecretKeySelector: {
    self: { description: 'One key of a Secret.', required: ['name'] },
    fields: {
      name: { description: 'Name of the Secret, in the namespace of the Pod.', ...objectName },
      key: { description: 'Key within the Secret.', ...dataKey },
    },
  },
  ConfigMapKeySelector: {
    self: { description: 'One key of a ConfigMap.', required: ['name'] },
    fields: {
      name: { description: 'Name of the ConfigMap, in the namespace of the Pod.', ...objectName },
      key: { description: 'Key within the ConfigMap.', ...dataKey },
    },
  },
  ObjectFieldSelector: {
    fields: {
      apiVersion: { enum: ['v1'] },
      fieldPath: {
        description: 'Path of the field, for example metadata.namespace, spec.nodeName or status.podIP.',
      },
    },
  },
  ResourceFieldSelector: {
    fields: {
      containerName: {
        description: 'Container whose resources are meant; needed in a volume.',
        format: 'dns-label',
      },
      divisor: { description: 'Unit of the result, such as 1Mi or 1m. Default: 1.' },
      resource: { description: 'Which resource, for example limits.cpu or requests.memory.' },
    },
  },
  LocalObjectReference: {
    self: { description: 'An object in the same namespace, by its name.', required: ['name'] },
    fields: { name: { description: 'Name of the object.', ...objectName } },
  },
  ResourceRequirements: {
    self: { description: 'What a container needs at least and may use at most.' },
    fields: { claims: { description: 'Device claims of the Pod that this container uses.' } },
  },
  ResourceClaim: {
    fields: {
      name: { description: "Name of an entry of the Pod's resourceClaims.", format: 'dns-label' },
      request: {
        description: 'One request of the claim. Left out, all of them. Needs Kubernetes 1.31.',
        type: 'string',
        format: 'dns-label',
      },
    },
  },
  Probe: {
    self: {
      description:
        'A check of a container by command, HTTP, TCP or gRPC: give one of exec, httpGet, tcpSocket, grpc.',
    },
    fields: {
      exec: { description: 'Runs a command in the container; exit status 0 is success.' },
      httpGet: { description: 'Sends an HTTP GET; a status from 200 to 399 is success.' },
      tcpSocket: { description: 'Opens a TCP connection; being accepted is success.' },
      grpc: { description: 'Calls the gRPC health service.' },
      initialDelaySeconds: {
        description: 'Seconds from the start of the container to the first check. Default: 0.',
      },
      periodSeconds: { description: 'Seconds between two checks. Default: 10.', ...atLeastOne },
      timeoutSeconds: {
        description: 'Seconds after which a check counts as failed. Default: 1.',
        ...atLeastOne,
      },
      failureThreshold: {
        description: 'Failures in a row before Kubernetes acts. Default: 3.',
        ...atLeastOne,
      },
      successThreshold: {
        description:
          'Successes in a row to count as healthy again; only 1 for liveness and startup. Default: 1.',
        ...atLeastOne,
      },
      terminationGracePeriodSeconds: {
        description:
          "Seconds to stop in after a failed liveness or startup check. Default: the Pod's own value.",
        ...atLeastOne,
      },
    },
  },
  ExecAction: { fields: { command: { description: 'Program and arguments, run without a shell.' } } },
  HTTPGetAction: {
    fields: {
      host: { description: 'Host to connect to. Default: the address of the Pod.' },
      httpHeaders: { description: 'Request headers.' },
      path: { description: 'Path of the request. Default: /.' },
      port: { description: 'Port to connect to, by number or by name.', ...portOrName },
      scheme: {
        description: 'HTTP, or HTTPS without a check of the certificate. Default: HTTP.',
        enum: ['HTTP', 'HTTPS'],
      },
    },
  },
  HTTPHeader: {
    fields: { name: { description: 'Name of the header.' }, value: { description: 'Value of the header.' } },
  },
  TCPSocketAction: {
    fields: {
      host: { description: 'Host to connect to. Default: the address of the Pod.' },
      port: { description: 'Port to connect to, by number or by name.', ...portOrName },
    },
  },
  GRPCAction: {
    fields: {
      port: { description: 'Port of the gRPC server, 1 to 65535.', ...port },
      service: { description: 'Service name put into the health request. Default: empty.' },
    },
  },
  Lifecycle: {
    self: { description: 'Hooks around the life of a container.' },
    fields: {
      postStart: { description: 'Runs right after the start; the container is killed when it fails.' },
      preStop: { description: 'Runs before the stop signal; counts against the grace period.' },
      stopSignal: {
        description:
          "Signal that stops the container, instead of the image's, for example SIGQUIT. Needs Kubernetes 1.33 with its feature gate, and os.name on the Pod.",
        type: 'string',
        pattern: '^SIG[A-Z]+[0-9]*([+-][0-9]+)?$',
      },
    },
  },
  LifecycleHandler: {
    self: { description: 'What a hook does: exactly one action.', ...exactlyOne },
    fields: {
      exec: { description: 'Runs a command in the container.' },
      httpGet: { description: 'Sends an HTTP GET.' },
      sleep: { description: 'Waits. Needs Kubernetes 1.29.' },
      tcpSocket: { description: 'Kept by Kubernetes for old manifests; as a hook it does nothing.' },
    },
  },
  SleepAction: { fields: { seconds: { description: 'Seconds to wait.' } } },
  SecurityContext: {
    self: { description: 'User, privileges and confinement of one container.' },
    fields: {
      allowPrivilegeEscalation: {
        description:
          'Whether a process may gain more rights than its parent, as setuid does. Default: true; Pod Security "restricted" asks for false.',
      },
      capabilities: {
        description: 'Linux capabilities to add and drop. Pod Security "restricted" asks to drop ALL.',
      },
      privileged: { description: 'Whether processes get the rights of root on the node. Default: false.' },
      readOnlyRootFilesystem: {
        description: 'Whether only mounted volumes can be written to. Default: false.',
      },
      procMount: {
        description: 'How /proc is mounted. Default: Default, with masked paths.',
        enum: ['Default', 'Unmasked'],
      },
      runAsUser: userId,
      runAsGroup: userId,
    },
  },
  PodSecurityContext: {
    self: { description: 'User, groups and confinement of all containers of a Pod.' },
    fields: {
      fsGroup: {
        description: 'Group id that owns the files of volumes, and that every process joins.',
        ...userId,
      },
      fsGroupChangePolicy: {
        description:
          'Whether Kubernetes changes the owner of every file at each mount, or only when the root differs. Default: Always.',
        enum: ['OnRootMismatch', 'Always'],
      },
      runAsUser: userId,
      runAsGroup: userId,
      supplementalGroups: {
        description: 'Further group ids of the processes.',
        items: { type: 'integer', ...userId },
      },
      supplementalGroupsPolicy: {
        description: 'Whether groups that the image grants are added. Default: Merge. Needs Kubernetes 1.31.',
        type: 'string',
        enum: ['Merge', 'Strict'],
      },
      seLinuxChangePolicy: {
        description:
          'How volumes get their SELinux label: file by file, or as an option of the mount. Needs Kubernetes 1.32.',
        type: 'string',
        enum: ['Recursive', 'MountOption'],
      },
      sysctls: {
        description: 'Kernel parameters of the Pod. Pod Security "baseline" allows a short list only.',
      },
    },
  },
  Capabilities: {
    fields: {
      add: { description: 'Capabilities to add, without the prefix CAP_, for example NET_BIND_SERVICE.' },
      drop: { description: 'Capabilities to take away, or ALL.' },
    },
  },
  SeccompProfile: {
    fields: {
      type: {
        description: 'Which system call filter applies.',
        enum: ['Localhost', 'RuntimeDefault', 'Unconfined'],
      },
    },
  },
  AppArmorProfile: {
    fields: {
      type: {
        description: 'Which AppArmor profile applies.',
        enum: ['Localhost', 'RuntimeDefault', 'Unconfined'],
      },
    },
  },
  SELinuxOptions: {
    fields: {
      level: { description: 'SELinux level, such as s0:c123,c456.' },
      role: { description: 'SELinux role.' },
      type: { description: 'SELinux type.' },
      user: { description: 'SELinux user.' },
    },
  },
  WindowsSecurityContextOptions: {
    fields: {
      gmsaCredentialSpec: { description: 'Text of the credential spec of a group-managed service account.' },
      gmsaCredentialSpecName: {
        description: 'Name of the credential spec of a group-managed service account.',
      },
      hostProcess: { description: 'Whether it runs as a process of the Windows host. Default: false.' },
      runAsUserName: { description: 'Windows user of the processes. Left out, the image decides.' },
    },
  },
  Sysctl: {
    fields: {
      name: { description: 'Name of the kernel parameter.' },
      value: { description: 'Value, as text.' },
    },
  },
  Toleration: {
    self: { description: 'Lets the Pod run on nodes with a matching taint.' },
    fields: {
      key: {
        description: 'Key of the taint. Left out, with operator Exists, every taint matches.',
        format: 'label-key',
      },
      operator: {
        description: 'Exists for any value, Equal for the given one. Default: Equal.',
        enum: ['Exists', 'Equal'],
      },
      value: {
        description: 'Value of the taint, for operator Equal. Default: empty.',
        format: 'label-value',
      },
      effect: {
        description: 'Effect of the taint. Left out, all effects match.',
        enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
      },
      tolerationSeconds: {
        description:
          'Seconds that the Pod stays on the node after a NoExecute taint appeared; zero or less evicts at once. Default: for ever.',
        minimum: -9007199254740991,
        maximum: 9007199254740991,
      },
    },
  },
  Affinity: {
    self: { description: 'Which nodes, and which neighbours, the Pod needs, wants or avoids.' },
    fields: {
      nodeAffinity: { description: 'Rules about the labels of nodes.' },
      podAffinity: { description: 'Rules about Pods to be near to.' },
      podAntiAffinity: { description: 'Rules about Pods to stay away from.' },
    },
  },
  NodeAffinity: {
    fields: {
      requiredDuringSchedulingIgnoredDuringExecution: { description: 'Nodes that may be chosen at all.' },
    },
  },
  PodAffinity: {
    fields: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        description: 'Pods that must already run in the same domain.',
      },
    },
  },
  PodAntiAffinity: {
    fields: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        description: 'Pods that must not run in the same domain.',
      },
    },
  },
  NodeSelector: {
    fields: {
      nodeSelectorTerms: { description: 'Alternatives: a node has to fulfil one of them.', minItems: 1 },
    },
  },
  NodeSelectorTerm: {
    fields: {
      matchFields: {
        description: 'Conditions on fields of the node that must all hold; metadata.name only.',
      },
    },
  },
  NodeSelectorRequirement: {
    fields: {
      key: { description: 'Label of the node.', ...label.name },
      operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
      values: {
        description:
          'Values to compare with: at least one for In and NotIn, one whole number for Gt and Lt, none for the others.',
        items: { type: 'string', ...label.value },
      },
    },
  },
  PreferredSchedulingTerm: {
    fields: {
      preference: { description: 'Nodes that are wished for.' },
      weight: { description: 'Weight of the wish, 1 to 100.', ...weight },
    },
  },
  WeightedPodAffinityTerm: {
    fields: {
      podAffinityTerm: { description: 'Pods and domain that the wish is about.' },
      weight: { description: 'Weight of the wish, 1 to 100.', ...weight },
    },
  },
  PodAffinityTerm: {
    fields: {
      labelSelector: { description: 'Labels of the other Pods. Left out, none match.' },
      matchLabelKeys: {
        description: 'Labels whose value has to equal that of the Pod being scheduled.',
        items: { type: 'string', ...label.name },
      },
      mismatchLabelKeys: {
        description: 'Labels whose value has to differ from that of the Pod being scheduled.',
        items: { type: 'string', ...label.name },
      },
      namespaces: {
        description: "Namespaces of the other Pods. Default: the Pod's own, unless namespaceSelector is set.",
        items: { type: 'string', format: 'dns-label' },
      },
      namespaceSelector: { description: 'Labels of namespaces to look in, besides namespaces; {} is all.' },
      topologyKey: label.name,
    },
  },
  TopologySpreadConstraint: {
    self: { description: 'How evenly Pods spread over zones, nodes or other domains.' },
    fields: {
      labelSelector: { description: 'Labels of the Pods that are counted.' },
      matchLabelKeys: {
        description:
          'Labels whose value has to equal that of the Pod being scheduled, for example pod-template-hash.',
        items: { type: 'string', ...label.name },
      },
      maxSkew: { description: 'By how many Pods two domains may differ, at least 1.', ...atLeastOne },
      minDomains: {
        description: 'Least count of domains; only with DoNotSchedule. Default: 1.',
        ...atLeastOne,
      },
      nodeAffinityPolicy: {
        description:
          "Whether nodes that the Pod's node selector excludes are left out of the count. Default: Honor.",
        enum: ['Honor', 'Ignore'],
      },
      nodeTaintsPolicy: {
        description:
          'Whether nodes with taints that the Pod does not tolerate are left out of the count. Default: Ignore.',
        enum: ['Honor', 'Ignore'],
      },
      topologyKey: label.name,
      whenUnsatisfiable: {
        description: 'Whether the Pod waits when the spread cannot be kept, or runs anyway.',
        enum: ['DoNotSchedule', 'ScheduleAnyway'],
      },
    },
  },
  LabelSelector: {
    self: { description: 'Picks objects by their labels; all conditions must hold, and {} picks all.' },
    fields: { matchLabels: labelMap },
  },
  LabelSelectorRequirement: {
    fields: {
      key: { description: 'Label that the condition is about.', ...label.name },
      operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
      values: { items: { type: 'string', ...label.value } },
    },
  },
  HostAlias: {
    self: { description: "A line of the Pod's /etc/hosts.", required: ['ip'] },
    fields: {
      ip: { description: 'Address, IPv4 or IPv6.', format: 'ip-address' },
      hostnames: {
        description: 'Names for the address.',
        items: { type: 'string', format: 'dns-subdomain' },
      },
    },
  },
  PodDNSConfig: {
    self: { description: "Additions to the Pod's resolv.conf; the whole of it with dnsPolicy None." },
    fields: {
      nameservers: {
        description: 'Addresses of name servers, at most 3.',
        items: { type: 'string', format: 'ip-address' },
        maxItems: 3,
      },
      searches: { description: 'Search domains, at most 32.', maxItems: 32 },
      options: { description: 'Options of the resolver, such as ndots.' },
    },
  },
  PodDNSConfigOption: {
    self: { required: ['name'] },
    fields: {
      name: { description: 'Name of the option.' },
      value: { description: 'Value of the option, as text.' },
    },
  },
  PodReadinessGate: {
    self: { description: 'A condition that has to be true before the Pod counts as ready.' },
    fields: { conditionType: { description: "Type of the condition in the Pod's status.", ...label.name } },
  },
  PodOS: {
    self: { description: 'Operating system that the Pod is for.' },
    fields: { name: { description: 'Name of the operating system.', enum: ['linux', 'windows'] } },
  },
  PodSchedulingGate: {
    self: { description: 'Keeps the Pod unscheduled until somebody removes the gate.' },
    fields: { name: { description: 'Name of the gate, unique within the Pod.', ...label.name } },
  },
  PodResourceClaim: {
    self: {
      description:
        'A claim for devices that containers refer to by name. The form is that of Kubernetes 1.31 and later.',
    },
    fields: {
      name: { description: 'Name of the claim within the Pod.', format: 'dns-label' },
      resourceClaimName: {
        description: 'Existing ResourceClaim to use. Give this or resourceClaimTemplateName.',
        type: 'string',
        ...objectName,
      },
      resourceClaimTemplateName: {
        description: 'ResourceClaimTemplate from which each Pod gets a claim of its own.',
        type: 'string',
        ...objectName,
      },
    },
    without: ['source'],
  },

  Volume: {
    self: {
      description: 'A volume of the Pod: a name and one source. Without a source it is an empty directory.',
      maxProperties: 2,
    },
    fields: {
      name: {
        description: 'Name by which containers mount the volume, unique within the Pod.',
        format: 'dns-label',
      },
      configMap: { description: 'Files from the keys of a ConfigMap.' },
      secret: { description: 'Files from the keys of a Secret, kept in memory.' },
      emptyDir: { description: 'Empty directory that lives as long as the Pod.' },
      hostPath: { description: 'Directory or file of the node. Pod Security "baseline" forbids it.' },
      persistentVolumeClaim: { description: 'An existing PersistentVolumeClaim in the same namespace.' },
      projected: {
        description: 'Several sources in one directory: tokens, Secrets, ConfigMaps, fields of the Pod.',
      },
      downwardAPI: { description: 'Files with fields of the Pod itself.' },
      csi: { description: 'A volume that a CSI driver makes for this Pod.' },
      ephemeral: { description: 'A PersistentVolumeClaim that is made and removed with the Pod.' },
      nfs: { description: 'A directory of an NFS server.' },
      iscsi: { description: 'A disk that is reached by iSCSI.' },
      fc: { description: 'A disk on a Fibre Channel network.' },
      image: {
        description:
          'Files of an OCI image or artifact, read-only. Needs Kubernetes 1.31 with its feature gate.',
        $ref: '#/definitions/io.k8s.ImageVolumeSource',
      },
      awsElasticBlockStore: {
        description: 'An EBS volume of AWS. Replaced by the CSI driver ebs.csi.aws.com.',
      },
      azureDisk: { description: 'A data disk of Azure. Replaced by the CSI driver disk.csi.azure.com.' },
      azureFile: { description: 'A file share of Azure. Replaced by the CSI driver file.csi.azure.com.' },
      cinder: {
        description: 'A Cinder volume of OpenStack. Replaced by the CSI driver cinder.csi.openstack.org.',
      },
      flexVolume: { description: 'A volume of a FlexVolume plugin. Superseded by CSI.' },
      gcePersistentDisk: {
        description: 'A persistent disk of Google. Replaced by the CSI driver pd.csi.storage.gke.io.',
      },
      gitRepo: {
        description:
          'A checkout of a Git repository. Off in current Kubernetes; clone in an init container instead.',
      },
      portworxVolume: { description: 'A Portworx volume. Replaced by the CSI driver pxd.portworx.com.' },
      vsphereVolume: { description: 'A vSphere disk. Replaced by the CSI driver csi.vsphere.vmware.com.' },
    },
    without: [
      'cephfs',
      'flocker',
      'glusterfs',
      'photonPersistentDisk',
      'quobyte',
      'rbd',
      'scaleIO',
      'storageos',
    ],
  },
  VolumeMount: {
    self: { description: 'Where a volume of the Pod appears in a container.' },
    fields: {
      name: { description: 'Name of the volume.', format: 'dns-label' },
      mountPath: { description: 'Absolute path in the container, without a colon.', format: 'absolute-path' },
      subPath: {
        description:
          'Path within the volume to mount instead of its root. Such a mount never sees updates of a ConfigMap or Secret.',
      },
      subPathExpr: {
        description: 'Like subPath, with $(NAME) replaced by environment variables. Excludes subPath.',
      },
      mountPropagation: {
        description:
          'Whether later mounts on the node or in the container are seen on the other side. Default: None.',
        enum: ['None', 'HostToContainer', 'Bidirectional'],
      },
      recursiveReadOnly: {
        description: 'Whether readOnly also holds for mounts below this one. Default: Disabled.',
        enum: ['Disabled', 'IfPossible', 'Enabled'],
      },
    },
  },
  VolumeDevice: {
    fields: {
      name: { description: 'Name of a volume that is a claim with volumeMode Block.', format: 'dns-label' },
      devicePath: { description: 'Path of the device in the container.', format: 'absolute-path' },
    },
  },
  ConfigMapVolumeSource: {
    self: { description: 'A ConfigMap as files.', required: ['name'] },
    fields: { name: { description: 'Name of the ConfigMap.', ...objectName }, defaultMode: fileMode },
  },
  SecretVolumeSource: {
    self: { description: 'A Secret as files.', required: ['secretName'] },
    fields: { secretName: { description: 'Name of the Secret.', ...objectName }, defaultMode: fileMode },
  },
  KeyToPath: {
    fields: {
      key: { description: 'Key of the ConfigMap or Secret.', ...dataKey },
      path: { description: 'Relative path of the file below the mount, without "..".' },
      mode: fileMode,
    },
  },
  EmptyDirVolumeSource: {
    self: { description: 'An empty directory that lives as long as the Pod.' },
    fields: {
      medium: {
        description:
          "Memory for a tmpfs, which counts as memory of the containers; HugePages or HugePages-<size>; left out, the node's disk.",
        pattern: '^(Memory|HugePages(-[0-9A-Za-z]+)?)?$',
      },
      sizeLimit: { description: 'Size after which the Pod is evicted. Default: none.' },
    },
  },
  HostPathVolumeSource: {
    fields: {
      path: { description: 'Absolute path on the node.', format: 'absolute-path' },
      type: {
        description: 'What has to be at the path, or is made there. Default: empty, no check.',
        enum: [
          '',
          'DirectoryOrCreate',
          'Directory',
          'FileOrCreate',
          'File',
          'Socket',
          'CharDevice',
          'BlockDevice',
        ],
      },
    },
  },
  PersistentVolumeClaimVolumeSource: {
    fields: { claimName: { description: 'Name of the PersistentVolumeClaim.', ...objectName } },
  },
  ProjectedVolumeSource: {
    fields: {
      sources: { description: 'Sources whose files land in the one directory.' },
      defaultMode: fileMode,
    },
  },
  VolumeProjection: {
    self: { description: 'One source of a projected volume.', ...exactlyOne },
    fields: {
      clusterTrustBundle: { description: 'Certificates of a ClusterTrustBundle.' },
      configMap: { description: 'Keys of a ConfigMap.' },
      downwardAPI: { description: 'Fields of the Pod itself.' },
      secret: { description: 'Keys of a Secret.' },
      serviceAccountToken: { description: "A short-lived token of the Pod's service account." },
    },
  },
  ConfigMapProjection: {
    self: { required: ['name'] },
    fields: { name: { description: 'Name of the ConfigMap.', ...objectName } },
  },
  SecretProjection: {
    self: { required: ['name'] },
    fields: { name: { description: 'Name of the Secret.', ...objectName } },
  },
  DownwardAPIProjection: {
    fields: { items: { description: 'Files to make, each from a field of the Pod.' } },
  },
  DownwardAPIVolumeSource: {
    fields: { items: { description: 'Files to make, each from a field of the Pod.' }, defaultMode: fileMode },
  },
  DownwardAPIVolumeFile: {
    fields: { path: { description: 'Relative path of the file below the mount.' }, mode: fileMode },
  },
  ServiceAccountTokenProjection: {
    fields: {
      audience: { description: 'Whom the token is meant for. Default: the API server.' },
      expirationSeconds: {
        description:
          'Seconds that a token is valid; the kubelet renews it in time. At least 600. Default: 3600.',
        minimum: 600,
        maximum: 4294967296,
      },
      path: { description: 'Relative path of the file below the mount.' },
    },
  },
  ClusterTrustBundleProjection: {
    fields: {
      labelSelector: { description: 'Labels of the bundles; needs signerName.' },
      name: { description: 'Name of one bundle. Excludes signerName.' },
      path: { description: 'Relative path of the file below the mount.' },
      signerName: { description: 'Takes all bundles of this signer. Excludes name.' },
    },
  },
  CSIVolumeSource: {
    fields: {
      driver: { description: 'Name of the CSI driver.' },
      nodePublishSecretRef: { description: 'Secret that is handed to the driver when it mounts.' },
      volumeAttributes: { description: 'Settings for the driver; its documentation names them.' },
    },
  },
  FlexVolumeSource: {
    fields: {
      driver: { description: 'Name of the driver.' },
      options: { description: 'Settings for the driver.' },
    },
  },
  EphemeralVolumeSource: {
    self: { required: ['volumeClaimTemplate'] },
    fields: { volumeClaimTemplate: { description: 'Claim that is made for each Pod.' } },
  },
  PersistentVolumeClaimTemplate: {
    fields: {
      metadata: {
        description: 'Labels and annotations of the claim.',
        $ref: '#/definitions/io.k8s.ClaimMetadata',
      },
      spec: { description: 'What kind of storage is claimed.' },
    },
  },
  PersistentVolumeClaimSpec: {
    fields: {
      accessModes: {
        description: 'How many nodes or Pods may use the volume, and whether they may write.',
        items: {
          type: 'string',
          enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
        },
      },
      dataSource: { description: 'Snapshot or claim whose content the volume starts with.' },
      dataSourceRef: {
        description: 'Object whose content the volume starts with, of any kind that has a populator.',
      },
      resources: { description: 'Size of the volume, under requests.storage.' },
      selector: { description: 'Labels of the PersistentVolumes that may be bound.' },
      storageClassName: {
        description: "StorageClass to use; empty for none. Left out, the cluster's default.",
      },
      volumeAttributesClassName: { description: 'VolumeAttributesClass to use.' },
      volumeMode: {
        description: 'Whether the volume has a file system. Default: Filesystem.',
        enum: ['Filesystem', 'Block'],
      },
      volumeName: { description: 'PersistentVolume to bind.' },
    },
  },
  VolumeResourceRequirements: {
    fields: {
      limits: { description: 'Most that may be claimed, by resource.' },
      requests: { description: 'Size to claim: storage, as a quantity.' },
    },
  },
  TypedLocalObjectReference: { fields: { name: { description: 'Name of the object.' } } },
  TypedObjectReference: {
    fields: {
      name: { description: 'Name of the object.' },
      namespace: { description: "Namespace of the object. Default: the claim's own.", format: 'dns-label' },
    },
  },
  NFSVolumeSource: {
    fields: {
      path: { description: 'Exported path.', format: 'absolute-path' },
      server: { description: 'Name or address of the server.' },
    },
  },
  AzureDiskVolumeSource: {
    fields: {
      cachingMode: { enum: ['None', 'ReadOnly', 'ReadWrite'] },
      kind: { description: 'How the disk is hosted.', enum: ['Shared', 'Dedicated', 'Managed'] },
    },
  },

  DeploymentStrategy: {
    self: { description: 'How a new version replaces the old one.' },
    fields: {
      type: {
        description:
          'RollingUpdate starts new Pods before old ones stop, Recreate stops all first. Default: RollingUpdate.',
        enum: ['Recreate', 'RollingUpdate'],
      },
      rollingUpdate: { description: 'Pace of a RollingUpdate; only with that type.' },
    },
  },
  RollingUpdateDeployment: {
    fields: {
      maxSurge: { description: 'How many Pods more than replicas may run. Default: 25%.', ...countOrPercent },
      maxUnavailable: {
        description: 'How many Pods fewer than replicas may be ready. Default: 25%.',
        ...countOrPercent,
      },
    },
  },
  PodDisruptionBudgetSpec: {
    self: {
      description: 'How many Pods a drain may take away at a time: give minAvailable or maxUnavailable.',
    },
    fields: {
      maxUnavailable: {
        description: 'How many Pods may be missing. Excludes minAvailable.',
        ...countOrPercent,
      },
      minAvailable: {
        description: 'How many Pods have to stay. Excludes maxUnavailable.',
        ...countOrPercent,
      },
      selector: { description: 'Labels of the Pods that are protected.' },
      unhealthyPodEvictionPolicy: {
        description: 'Whether Pods that are not ready may always be evicted. Default: IfHealthyBudget.',
        enum: ['IfHealthyBudget', 'AlwaysAllow'],
      },
    },
  },

  NetworkPolicyPeer: {
    self: {
      description: 'The other side of a connection: Pods and namespaces by label, or an address range.',
      minProperties: 1,
    },
    fields: {
      ipBlock: { description: 'Address range. Excludes the selectors.' },
      namespaceSelector: {
        description:
          "Labels of the peer's namespace; {} is every namespace. Left out, the policy's own namespace.",
      },
      podSelector: {
        description: "Labels of the peer's Pods. Left out, with a namespaceSelector, all Pods there.",
      },
    },
  },
  IPBlock: {
    fields: {
      cidr: { description: 'Address range, such as 10.0.0.0/8 or 2001:db8::/32.', format: 'cidr' },
      except: {
        description: 'Ranges within cidr that are left out.',
        items: { type: 'string', format: 'cidr' },
      },
    },
  },
  NetworkPolicyPort: {
    self: { description: "A port, or a range of ports, of a connection's target." },
    fields: {
      port: {
        description: 'Port by number or by name. Left out, every port of the protocol.',
        ...portOrName,
      },
      endPort: {
        description: 'Last port of a range that begins at port, which then has to be a number.',
        ...port,
      },
      protocol,
    },
  },
  NetworkPolicyIngressRule: {
    self: { description: 'Connections that may come in.' },
    fields: {
      from: { description: 'Where they may come from. Left out or empty: anywhere.' },
      ports: { description: 'Ports they may reach. Left out or empty: all.' },
    },
  },
  NetworkPolicyEgressRule: {
    self: { description: 'Connections that may go out.' },
    fields: {
      to: { description: 'Where they may go. Left out or empty: anywhere.' },
      ports: { description: 'Ports they may reach. Left out or empty: all.' },
    },
  },
  ServicePort: {
    self: { description: 'A port of a Service.' },
    fields: {
      name: { description: 'Name of the port; needed when there is more than one.', format: 'dns-label' },
      port: { description: 'Port that the Service listens on.', ...port },
      targetPort: {
        description: 'Port of the Pod, by number or by name. Default: the same as port.',
        ...portOrName,
      },
      nodePort: {
        description: 'Port of every node, for NodePort and LoadBalancer. Default: Kubernetes picks one.',
        ...port,
      },
      appProtocol: { description: 'Application protocol as a hint for gateways, for example http.' },
      protocol,
    },
  },
  IngressTLS: {
    self: { description: 'A certificate of an Ingress and the hosts it is for.' },
    fields: {
      hosts: { description: 'Host names that the certificate holds.' },
      secretName: { description: 'Secret with tls.crt and tls.key.', ...objectName },
    },
  },

  HorizontalPodAutoscalerBehavior: {
    self: { description: 'How fast an autoscaler adds and removes Pods.' },
    fields: {
      scaleDown: {
        description:
          'Pace of removing. Default: down to the minimum at once, after 300 seconds of lower need.',
      },
      scaleUp: { description: 'Pace of adding. Default: the larger of 4 Pods and 100 % every 15 seconds.' },
    },
  },
  HPAScalingRules: {
    fields: {
      policies: { description: 'Steps that are allowed within a time.' },
      selectPolicy: {
        description:
          'Which policy counts when several allow a step; Disabled forbids the direction. Default: Max.',
        enum: ['Max', 'Min', 'Disabled'],
      },
      stabilizationWindowSeconds: {
        description:
          'Seconds to look back, so that a short peak or dip changes nothing; 0 to 3600. Default: 0 up, 300 down.',
        minimum: 0,
        maximum: 3600,
      },
    },
  },
  HPAScalingPolicy: {
    fields: {
      type: { description: 'Whether value is a count of Pods or a percentage.', enum: ['Pods', 'Percent'] },
      value: { description: 'Largest change within periodSeconds.', ...atLeastOne },
      periodSeconds: { description: 'Length of the time in seconds, 1 to 1800.', minimum: 1, maximum: 1800 },
    },
  },
  MetricSpec: {
    self: {
      description: 'A metric to scale on: the type, and the block of the same name.',
      minProperties: 2,
      maxProperties: 2,
    },
    fields: {
      type: {
        description: 'Where the metric comes from.',
        enum: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
      },
      containerResource: { description: 'Usage of one container of each Pod, for type ContainerResource.' },
      external: { description: 'A metric from outside the cluster, for type External.' },
      object: { description: 'A metric of one Kubernetes object, for type Object.' },
      pods: { description: 'A metric of each Pod, such as gitlab_runner_jobs, for type Pods.' },
      resource: { description: 'Usage of cpu or memory of each Pod, for type Resource.' },
    },
  },
  MetricTarget: {
    fields: {
      type: {
        description: 'Which of the other fields holds the target.',
        enum: ['Utilization', 'Value', 'AverageValue'],
      },
      averageUtilization: {
        description: 'Percentage of the requests, averaged over the Pods.',
        ...atLeastOne,
      },
      averageValue: { description: 'Value averaged over the Pods.' },
      value: { description: 'Value as it is.' },
    },
  },
  MetricIdentifier: {
    fields: {
      name: { description: 'Name of the metric.' },
      selector: { description: 'Labels that narrow the metric.' },
    },
  },
  ContainerResourceMetricSource: {
    fields: {
      container: { description: 'Name of the container.', format: 'dns-label' },
      name: { description: 'Resource, cpu or memory.' },
    },
  },
  ResourceMetricSource: { fields: { name: { description: 'Resource, cpu or memory.' } } },
  ObjectMetricSource: { fields: { describedObject: { description: 'Object that the metric belongs to.' } } },
  CrossVersionObjectReference: { fields: { name: { description: 'Name of the object.' } } },

  ResourceQuotaSpec: {
    self: { description: 'What all objects of a namespace may use together.' },
    fields: {
      hard: { description: 'Limits by resource, for example requests.cpu, limits.memory or pods.' },
      scopes: {
        description: 'Counts only Pods that all of these scopes fit.',
        items: {
          type: 'string',
          enum: [
            'Terminating',
            'NotTerminating',
            'BestEffort',
            'NotBestEffort',
            'PriorityClass',
            'CrossNamespacePodAffinity',
            'VolumeAttributesClass',
          ],
        },
      },
      scopeSelector: { description: 'Like scopes, with values, for example Pods of some priority classes.' },
    },
  },
  ScopedResourceSelectorRequirement: {
    fields: {
      operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
      scopeName: {
        description: 'Scope that the condition is about.',
        enum: [
          'Terminating',
          'NotTerminating',
          'BestEffort',
          'NotBestEffort',
          'PriorityClass',
          'CrossNamespacePodAffinity',
          'VolumeAttributesClass',
        ],
      },
    },
  },
  LimitRangeSpec: {
    self: { description: 'Defaults and bounds for each single object of a namespace.' },
    fields: { limits: { description: 'One entry per kind of object.' } },
  },
  PriorityClass: {
    fields: {
      value: {
        description:
          'Priority of Pods with this class: the greater one is scheduled first, and may be negative.',
        minimum: -2147483648,
        maximum: 1000000000,
      },
    },
  },
  LimitRangeItem: {
    self: { description: 'Defaults and bounds for one kind of object.' },
    fields: {
      type: { description: 'Kind of object.', enum: ['Container', 'Pod', 'PersistentVolumeClaim'] },
      default: { description: 'Limits of a container that names none.', ...quantityMap },
      defaultRequest: { description: 'Requests of a container that names none.', ...quantityMap },
      max: { description: 'Most that one object may have.', ...quantityMap },
      min: { description: 'Least that one object must have.', ...quantityMap },
      maxLimitRequestRatio: {
        description: 'Most that a limit may be, as a multiple of the request.',
        ...quantityMap,
      },
    },
  },
  PolicyRule: {
    self: { description: 'Verbs that are allowed on resources.' },
    fields: {
      apiGroups: { description: 'API groups of the resources; an empty text is the core group.' },
      resources: {
        description: 'Resources in the plural, with a subresource after a slash: pods, pods/log.',
      },
      resourceNames: { description: 'Allows only objects of these names. Left out: all.' },
      nonResourceURLs: {
        description: 'Paths of the API server that are no resources. Only in a ClusterRole.',
      },
      verbs: {
        description: 'What is allowed: get, list, watch, create, update, patch, delete, deletecollection.',
        minItems: 1,
      },
    },
  },
  ImageVolumeSource: {
    self: {
      description: 'An OCI image or artifact as a volume.',
      tsType: '{ pullPolicy?: string; reference?: string }',
    },
    fields: {
      pullPolicy: {
        description:
          'When the node pulls it. Default: Always for the tag latest or none, otherwise IfNotPresent.',
        type: 'string',
        enum: ['Always', 'IfNotPresent', 'Never'],
      },
      reference: { description: 'Image or artifact to mount.', type: 'string', format: 'image' },
    },
  },
  ClaimMetadata: {
    self: {
      description:
        'Labels and annotations of a claim made from a template; the API server refuses every other field there.',
      tsType: "Pick<metav1.ObjectMeta, 'annotations' | 'labels'>",
    },
    fields: {
      annotations: { description: 'Annotations, free text by key.', $ref: '#/definitions/io.k8s.StringMap' },
      labels: { description: 'Labels of the claim.', ...labelMap },
    },
  },
};
