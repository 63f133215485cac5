/** What an API server does with admission policies, for tests that have none. */
import { Environment } from '@marcbachmann/cel-js';
import { overwritePattern } from '../../src/core/resolve/overwrite-pattern.ts';
import type { KubernetesObject } from '../../src/index.ts';

/** What somebody asks of the API server. */
export interface Request {
  /** By default that of the manager in `documentWith`. */
  readonly username?: string;
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name?: string;
  readonly object?: object;
}

interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly matchConstraints: {
      readonly resourceRules: readonly {
        readonly operations: readonly string[];
        readonly resources: readonly string[];
      }[];
    };
    readonly matchConditions: readonly { readonly expression: string }[];
    readonly variables?: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
  };
}

interface Binding {
  readonly spec: {
    readonly policyName: string;
    readonly matchResources?: {
      readonly namespaceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    };
  };
}

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: 1e6,
    maxDepth: 1e3,
    maxListElements: 1e4,
    maxMapEntries: 1e4,
    maxCallArguments: 1e3,
  },
});
environment.registerFunction('string.finds(string): bool', (text: string, pattern: string) => {
  const found = overwritePattern(pattern);
  if (found === undefined) throw new Error(`too large to be worked out: ${pattern}`);
  return found.admits(text);
});

const known = new Map<string, ReturnType<Environment['parse']>>();

/** What an expression comes to. Its regular expressions are RE2's, which JavaScript does not have. */
function evaluated(expression: string, scope: Record<string, unknown>): unknown {
  let parsed = known.get(expression);
  if (parsed === undefined) {
    parsed = environment.parse(expression.replaceAll('.matches(', '.finds('));
    known.set(expression, parsed);
  }
  return parsed(scope);
}

/** Returns why the policies among the objects refuse a request: `POLICY: MESSAGE` each. */
export function refusals(objects: readonly KubernetesObject[], request: Request): string[] {
  const policies = new Map(
    objects
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map((object) => [object.metadata.name, object as unknown as Policy]),
  );
  return objects
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
    .map((object) => (object as unknown as Binding).spec)
    .filter(({ matchResources }) => {
      const labels = matchResources?.namespaceSelector.matchLabels;
      return labels === undefined || labels['kubernetes.io/metadata.name'] === request.namespace;
    })
    .flatMap(({ policyName }) => refusedBy(policies.get(policyName)!, request));
}

function refusedBy({ metadata, spec }: Policy, request: Request): string[] {
  const { operation = 'CREATE', resource, object, namespace } = request;
  const isAsked = spec.matchConstraints.resourceRules.some(
    ({ operations, resources }) => operations.includes(operation) && resources.includes(resource),
  );
  const { username = 'system:serviceaccount:ci:gitlab-runner', name = nameOf(object) } = request;
  const variables: Record<string, unknown> = {};
  const scope = { request: { operation, namespace, name, userInfo: { username } }, object, variables };
  const holds = ({ expression }: { readonly expression: string }): boolean =>
    evaluated(expression, scope) === true;
  if (!isAsked || !spec.matchConditions.every(holds)) return [];
  for (const variable of spec.variables ?? [])
    variables[variable.name] = evaluated(variable.expression, scope);
  return spec.validations
    .filter((validation) => !holds(validation))
    .map(({ message }) => `${metadata.name}: ${message}`);
}

function nameOf(object: object | undefined): string {
  return (object as { metadata?: { name?: string } } | undefined)?.metadata?.name ?? '';
}
