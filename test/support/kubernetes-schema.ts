/**
 * Holds rendered objects against strict schemas of their kinds, in which an unknown field is an error at
 * every level, and against kubernetes-models' validators as a second opinion.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from 'kubernetes-models/admissionregistration.k8s.io/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import {
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
} from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1';
import {
  ConfigMap,
  LimitRange,
  Namespace,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-models/v1';
import { expect } from 'vitest';
import { type JSONSchema, kubernetesDefinitions } from '../../scripts/kubernetes-definitions.ts';

/** Fails with every object and field that is not strictly what the object's kind allows. */
export function expectStrict(objects: readonly unknown[]): void {
  expect(objects.length, 'objects to check').toBeGreaterThan(0);
  const problems = strictProblems(objects);
  if (problems.length > 0) expect.fail(problems.join('\n'));
}

/** Returns one line for each field that is unknown, missing or of the wrong form. */
export function strictProblems(objects: readonly unknown[]): string[] {
  return objects.flatMap((value) => {
    const object = value as { apiVersion?: string; kind?: string; metadata?: { name?: string } };
    const id = `${object.kind}/${object.metadata?.name}`;
    const kind = kinds[`${object.apiVersion} ${object.kind}`];
    if (kind === undefined) return [`${id}: no schema for ${object.apiVersion} ${object.kind}`];
    return [...schemaProblems(kind, value), ...modelProblems(kind, value)].map(
      (problem) => `${id}: ${problem}`,
    );
  });
}

type Model = new (data: never) => { validate(): void };

interface Kind {
  /** Whether its objects live in a namespace. */
  readonly namespaced: boolean;
  /** kubernetes-models' class. The Prometheus operator's kinds have none. */
  readonly model?: Model;
}

const namespaced = (model?: Model): Kind => ({ namespaced: true, ...(model && { model }) });
const clusterWide = (model: Model): Kind => ({ namespaced: false, model });

const kinds: Readonly<Record<string, Kind>> = {
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': clusterWide(ValidatingAdmissionPolicy),
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': clusterWide(
    ValidatingAdmissionPolicyBinding,
  ),
  'apps/v1 Deployment': namespaced(Deployment),
  'autoscaling/v2 HorizontalPodAutoscaler': namespaced(HorizontalPodAutoscaler),
  'monitoring.coreos.com/v1 PodMonitor': namespaced(),
  'monitoring.coreos.com/v1 PrometheusRule': namespaced(),
  'monitoring.coreos.com/v1 ServiceMonitor': namespaced(),
  'networking.k8s.io/v1 Ingress': namespaced(Ingress),
  'networking.k8s.io/v1 NetworkPolicy': namespaced(NetworkPolicy),
  'policy/v1 PodDisruptionBudget': namespaced(PodDisruptionBudget),
  'rbac.authorization.k8s.io/v1 ClusterRole': clusterWide(ClusterRole),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': clusterWide(ClusterRoleBinding),
  'rbac.authorization.k8s.io/v1 Role': namespaced(Role),
  'rbac.authorization.k8s.io/v1 RoleBinding': namespaced(RoleBinding),
  'scheduling.k8s.io/v1 PriorityClass': clusterWide(PriorityClass),
  'v1 ConfigMap': namespaced(ConfigMap),
  'v1 LimitRange': namespaced(LimitRange),
  'v1 Namespace': clusterWide(Namespace),
  'v1 ResourceQuota': namespaced(ResourceQuota),
  'v1 Secret': namespaced(Secret),
  'v1 Service': namespaced(Service),
  'v1 ServiceAccount': namespaced(ServiceAccount),
};

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const textMap = { type: 'object', additionalProperties: text };
const whole = { type: 'integer', minimum: 0 };
const duration = { type: 'string', pattern: '^([0-9]+(ms|[smhdwy]))+$' };
const selector = { $ref: '#/definitions/io.k8s.LabelSelector' };
const strict = (properties: JSONSchema, required: readonly string[] = []): JSONSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const relabeling = strict({
  action: text,
  modulus: whole,
  regex: text,
  replacement: text,
  separator: text,
  sourceLabels: texts,
  targetLabel: text,
});
const endpoint = {
  honorLabels: { type: 'boolean' },
  honorTimestamps: { type: 'boolean' },
  interval: duration,
  metricRelabelings: { type: 'array', items: relabeling },
  path: text,
  port: text,
  relabelings: { type: 'array', items: relabeling },
  scheme: { enum: ['http', 'https'] },
  scrapeTimeout: duration,
  targetPort: { type: ['integer', 'string'] },
};
const namespaceSelector = strict({ any: { type: 'boolean' }, matchNames: texts });

const expression = strict({ name: text, expression: text }, ['name', 'expression']);

/** The `spec` of kinds that no document may hold: the fields that we have a use for. */
const otherSpecs: Readonly<Record<string, JSONSchema>> = {
  ValidatingAdmissionPolicy: strict(
    {
      failurePolicy: { enum: ['Fail'] },
      matchConstraints: strict(
        {
          resourceRules: {
            type: 'array',
            minItems: 1,
            items: strict({ apiGroups: texts, apiVersions: texts, operations: texts, resources: texts }, [
              'apiGroups',
              'apiVersions',
              'operations',
              'resources',
            ]),
          },
        },
        ['resourceRules'],
      ),
      matchConditions: { type: 'array', minItems: 1, items: expression },
      variables: { type: 'array', items: expression },
      validations: {
        type: 'array',
        minItems: 1,
        items: strict(
          {
            expression: text,
            message: { type: 'string', pattern: '^[^\\n]+$' },
            reason: { enum: ['Forbidden'] },
          },
          ['expression', 'message'],
        ),
      },
    },
    ['failurePolicy', 'matchConstraints', 'matchConditions', 'validations'],
  ),
  ValidatingAdmissionPolicyBinding: strict(
    {
      policyName: text,
      validationActions: { type: 'array', minItems: 1, items: { enum: ['Deny', 'Audit', 'Warn'] } },
      matchResources: strict({ namespaceSelector: selector }, ['namespaceSelector']),
    },
    ['policyName', 'validationActions'],
  ),
  PodMonitor: strict(
    {
      jobLabel: text,
      namespaceSelector,
      podMetricsEndpoints: {
        type: 'array',
        minItems: 1,
        items: strict({ ...endpoint, filterRunning: { type: 'boolean' }, portNumber: whole }),
      },
      podTargetLabels: texts,
      sampleLimit: whole,
      selector,
    },
    ['podMetricsEndpoints', 'selector'],
  ),
  ServiceMonitor: strict(
    {
      endpoints: { type: 'array', minItems: 1, items: strict(endpoint) },
      jobLabel: text,
      namespaceSelector,
      podTargetLabels: texts,
      sampleLimit: whole,
      selector,
      targetLabels: texts,
    },
    ['endpoints', 'selector'],
  ),
  PrometheusRule: strict(
    {
      groups: {
        type: 'array',
        minItems: 1,
        items: strict(
          {
            interval: duration,
            name: text,
            rules: {
              type: 'array',
              minItems: 1,
              items: strict(
                {
                  alert: text,
                  annotations: textMap,
                  expr: text,
                  for: duration,
                  keep_firing_for: duration,
                  labels: textMap,
                  record: text,
                },
                ['expr'],
              ),
            },
          },
          ['name', 'rules'],
        ),
      },
    },
    ['groups'],
  ),
};

const label = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

const formats: Readonly<Record<string, RegExp | ((value: string) => boolean)>> = {
  'absolute-path': /^\/[^:]*$/,
  capability: /^[A-Z_]+$/,
  cidr: /^[0-9A-Fa-f:.]+\/[0-9]{1,3}$/,
  'config-key': /^[-._a-zA-Z0-9]+$/,
  'container-resource': /^(cpu|memory|ephemeral-storage|hugepages-.+|[-a-z0-9.]+\/[-\w.]+)$/,
  'dns-label': /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  'dns-subdomain': (value) => value.length <= 253 && subdomain.test(value),
  'env-name': /^[-._a-zA-Z][-._a-zA-Z0-9]*$/,
  'field-path':
    /^(metadata\.(name|namespace|uid|(labels|annotations)(\['[-\w./]+'\])?)|(spec|status)\.[A-Za-z]+)$/,
  image: /^[a-z0-9][-a-z0-9._:/]*[a-z0-9](:[A-Za-z0-9_][-A-Za-z0-9._]*)?(@sha256:[0-9a-f]{64})?$/,
  'int-or-percent': /^[0-9]+%$/,
  'ip-address': /^[0-9A-Fa-f:.]+$/,
  'label-key': (value) => {
    const [name = '', prefix, ...rest] = value.split('/').reverse();
    return label.test(name) && rest.length === 0 && (prefix === undefined || subdomain.test(prefix));
  },
  'label-value': (value) => value === '' || label.test(value),
  'limited-resource': /^(cpu|memory|(ephemeral-)?storage|hugepages-.+|[-a-z0-9.]+\/[-\w.]+)$/,
  'port-name': (value) => /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 15,
  quantity: /^[0-9]+(\.[0-9]*)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][0-9]+)?$/,
  'quota-resource':
    /^(((requests|limits)\.)?(cpu|memory|(ephemeral-)?storage)|[a-z.]+s|[-a-z0-9.]+\/[-\w.]+)$/,
  'relative-path': /^(?!\/)(?!.*(^|\/)\.\.(\/|$))./,
  'search-domain': /^[-_.a-z0-9]+$/,
  'sub-path': /^(?!\/)(?!.*(^|\/)\.\.(\/|$))/,
  sysctl: /^[-_./a-z0-9]+$/,
};

/** A document may hold a number for an amount; what is rendered holds text. */
const amountAsText = { type: 'string', format: 'quantity' };

const validators = compile();

function compile(): ReadonlyMap<Kind, ValidateFunction> {
  const made = kubernetesDefinitions([
    ...Object.keys(kinds)
      .map((id) => id.split(' ')[1] as string)
      .filter((kind) => otherSpecs[kind] === undefined),
    'LabelSelector',
    'ObjectMeta',
  ]);
  const definitions = { ...made, 'io.k8s.Quantity': amountAsText };
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    formats: formats,
    keywords: ['tsType'],
  });
  return new Map(
    Object.entries(kinds).map(([id, kind]) => {
      const [apiVersion, name = ''] = id.split(' ');
      const spec = otherSpecs[name];
      const base = made[`io.k8s.${name}`]?.properties as Record<string, JSONSchema> | undefined;
      const { status: _, ...fields } = base ?? { spec: spec as JSONSchema };
      const schema = strict(
        {
          ...fields,
          apiVersion: { const: apiVersion },
          kind: { const: name },
          metadata: objectMeta(made['io.k8s.ObjectMeta'] as JSONSchema, kind),
        },
        ['apiVersion', 'kind', 'metadata', ...(fields.spec && name !== 'Namespace' ? ['spec'] : [])],
      );
      return [kind, ajv.compile({ definitions, ...schema })];
    }),
  );
}

/** What a manifest may say about itself; the rest of ObjectMeta is the API server's to fill in. */
function objectMeta(upstream: JSONSchema, kind: Kind): JSONSchema {
  const { name, namespace, labels, annotations } = upstream.properties as Record<string, JSONSchema>;
  return strict({ name, labels, annotations, ...(kind.namespaced && { namespace }) }, [
    'name',
    ...(kind.namespaced ? ['namespace'] : []),
  ]);
}

function schemaProblems(kind: Kind, value: unknown): string[] {
  const validate = validators.get(kind) as ValidateFunction;
  return validate(value) ? [] : (validate.errors ?? []).map(problemText);
}

function problemText({ instancePath, message, params }: ErrorObject): string {
  const detail = params.additionalProperty ?? params.allowedValues ?? params.allowedValue;
  return `${instancePath || '/'} ${message}${detail === undefined ? '' : ` (${JSON.stringify(detail)})`}`;
}

function modelProblems({ model: Model }: Kind, value: unknown): string[] {
  if (Model === undefined) return [];
  try {
    new Model(value as never).validate();
    return [];
  } catch (error) {
    return [`kubernetes-models: ${(error as Error).message}`];
  }
}
