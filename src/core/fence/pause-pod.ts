import type { JobSettings } from '../config-toml/sections.ts';
import { OWN_PRIORITY_CLASS } from '../rbac/grants.ts';
import { jobPod } from '../resolve/job-pods.ts';
import type { Model } from './model.ts';

/** The image that the manager uses for pause pods if the settings name none. */
const IMAGE = 'registry.k8s.io/pause:3.10';

/** Returns the pause pod of a section: it has the nodes, account and runtime class of its jobs, and no patch applies. */
export function pausePodOf(section: JobSettings): Model {
  const { nodeSelector, tolerations, serviceAccountName, runtimeClassName } = jobPod(section).spec!;
  const { pause_pod_image, pause_pod_priority_class_name } = section.kubernetes.autoscaler ?? {};
  return {
    section: { ...section, kubernetes: {} },
    annotations: {},
    checksIds: false,
    hidesToken: false,
    unread: [],
    spec: {
      containers: [{ name: 'pause', image: pause_pod_image || IMAGE }],
      priorityClassName: pause_pod_priority_class_name || OWN_PRIORITY_CLASS,
      ...(nodeSelector && { nodeSelector }),
      ...(tolerations && { tolerations }),
      ...(serviceAccountName && { serviceAccountName }),
      ...(runtimeClassName && { runtimeClassName }),
    },
  };
}
