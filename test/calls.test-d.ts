/** The calls that users write, as the compiler sees them. Checked by `tsc`, never run. */
import { describe, expectTypeOf, it } from 'vitest';

import {
  type Code,
  type Diagnostic,
  type ExtraObject,
  formatPath,
  type GitLabRunner,
  isKind,
  type KubernetesObject,
  listPermissions,
  type Permission,
  RunnerConfigError,
  type RunnerPart,
  render,
  renderConfigToml,
  renderRunner,
  type Token,
  toYaml,
  validateConfig,
} from '../src/index.ts';

const document = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
  spec: {
    runners: {
      default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'gitlab-runner-token' } } },
    },
  },
} as const satisfies GitLabRunner;

describe('a document', () => {
  it('is taken as a literal, in place', () => {
    const objects = renderRunner({
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name: 'gitlab-runner', namespace: 'ci' },
      spec: {
        version: '19.3.0',
        config: { concurrent: 4 },
        runners: {
          default: {
            url: 'https://gitlab.com',
            token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
            kubernetes: { cpu_request: '500m' },
          },
        },
        manager: { terminationGracePeriodSeconds: 7200 },
      },
    });
    expectTypeOf(objects).toEqualTypeOf<KubernetesObject[]>();
  });

  it('is taken as a constant, and with changes', () => {
    renderRunner(document);
    renderRunner({ ...document, spec: { ...document.spec, config: { concurrent: 20 } } });
  });

  it('has no key that the schema does not have', () => {
    // @ts-expect-error: there is no such key
    renderRunner({ ...document, spec: { ...document.spec, runers: {} } });
    // @ts-expect-error: it is spelt as in config.toml
    renderRunner({ ...document, spec: { ...document.spec, config: { logLevel: 'info' } } });
    // @ts-expect-error: a number is no text
    renderRunner({ ...document, spec: { ...document.spec, config: { concurrent: '20' } } });
  });

  it('takes a number or a text for an amount, also within what Kubernetes has types for', () => {
    const resources = { requests: { cpu: 1, memory: '1Gi' } };
    const kubernetes = { cpu_request: 0.5, memory_request: '1Gi' };
    const runners = { default: { ...document.spec.runners.default, kubernetes } };
    const manager = { resources, containers: [{ name: 'a', image: 'a:1', resources }] };
    renderRunner({ ...document, spec: { runners, manager } });
    // @ts-expect-error: it is no amount
    renderRunner({ ...document, spec: { runners, manager: { resources: { requests: { cpu: true } } } } });
  });

  it('names its kind, and a token for each runner', () => {
    const { kind: _, ...withoutKind } = document;
    // @ts-expect-error: there is no kind
    renderRunner(withoutKind);
    const runner = { url: 'https://gitlab.com' };
    // @ts-expect-error: there is no token
    renderRunner({ ...document, spec: { runners: { default: runner } } });
  });

  it('has what runners share in each of them, or once for all', () => {
    const { spec, ...rest } = document;
    const { url, token } = spec.runners.default;
    renderRunner({ ...rest, spec: { runnerDefaults: { url, token }, runners: { a: {}, b: { limit: 3 } } } });
    renderRunner({
      ...rest,
      spec: { runnerDefaults: { url, token }, runners: { a: { token: { secretKeyRef: { key: 'a' } } } } },
    });
    expectTypeOf<GitLabRunner['spec']['runnerDefaults']>().toEqualTypeOf<RunnerPart | undefined>();
    // @ts-expect-error: there is no such key of a runner
    renderRunner({ ...rest, spec: { runnerDefaults: { url, tokn: token }, runners: { a: {} } } });
  });

  it('names the type of what runners share by its path', () => {
    expectTypeOf<GitLabRunner['spec']['runnerDefaults']>().toEqualTypeOf<RunnerPart | undefined>();
  });

  it('takes a token by reference or by value, and exactly one of them', () => {
    expectTypeOf({ secretKeyRef: { name: 'token' } }).toExtend<Token>();
    expectTypeOf({ secretKeyRef: { name: 'token', key: 'token' } }).toExtend<Token>();
    expectTypeOf({ value: 'glrt-EXAMPLE' }).toExtend<Token>();
    expectTypeOf({}).not.toExtend<Token>();
    expectTypeOf({ secretKeyRef: { name: 'token' }, value: 'glrt-EXAMPLE' }).not.toExtend<Token>();
    expectTypeOf('glrt-EXAMPLE').not.toExtend<Token>();
  });

  it('holds further objects of any kind', () => {
    const extra = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { key: 'value' } };
    expectTypeOf(extra).toExtend<ExtraObject>();
    renderRunner({ ...document, spec: { ...document.spec, extraObjects: { extra } } });
  });
});

describe('a value of any origin', () => {
  const value: unknown = document;

  it('is a document once it is validated', () => {
    const result = validateConfig(value);
    expectTypeOf(result.diagnostics).toEqualTypeOf<readonly Diagnostic[]>();
    // @ts-expect-error: only a value that is right is a document
    result.config;
    if (result.ok) {
      expectTypeOf(result.config).toEqualTypeOf<GitLabRunner>();
      renderRunner(result.config);
    }
    // @ts-expect-error: it has not been validated
    renderRunner(value);
  });

  it('is rendered, or told what is wrong with it', () => {
    const result = render(value);
    // @ts-expect-error: only a document that is right has objects
    result.objects;
    if (result.ok) expectTypeOf(result.objects).toEqualTypeOf<readonly KubernetesObject[]>();
    for (const { code, severity, path, message, suggestion } of result.diagnostics) {
      expectTypeOf(code).toEqualTypeOf<Code>();
      expectTypeOf(severity).toEqualTypeOf<'error' | 'warning'>();
      expectTypeOf(formatPath(path)).toBeString();
      expectTypeOf(message).toBeString();
      expectTypeOf(suggestion).toEqualTypeOf<string | undefined>();
      // @ts-expect-error: there is no such code
      if (code === 'UNKNOWN_KEYS') return;
    }
  });

  it('throws its findings', () => {
    try {
      renderRunner(document);
    } catch (error) {
      if (error instanceof RunnerConfigError)
        expectTypeOf(error.diagnostics).toEqualTypeOf<readonly Diagnostic[]>();
    }
  });
});

describe('the objects', () => {
  const objects = renderRunner(document);

  it('all have a kind and a name', () => {
    for (const { apiVersion, kind, metadata } of objects) {
      expectTypeOf(apiVersion).toExtend<string>();
      expectTypeOf(kind).toExtend<string>();
      expectTypeOf(metadata.name).toBeString();
      expectTypeOf(metadata.namespace).toEqualTypeOf<string | undefined>();
    }
  });

  it('are chosen and grouped by kind', () => {
    const byKind = new Map<string, KubernetesObject[]>();
    for (const object of objects) byKind.set(object.kind, [...(byKind.get(object.kind) ?? []), object]);
    const deployment = objects.find((object) => isKind(object, 'Deployment'));
    expectTypeOf(deployment?.spec?.replicas).toEqualTypeOf<number | undefined>();
    for (const object of objects) {
      if (isKind(object, 'ConfigMap'))
        expectTypeOf(object.data?.['config.toml']).toExtend<string | undefined>();
      // @ts-expect-error: a document renders no such kind by itself
      isKind(object, 'StatefulSet');
    }
  });

  it('become YAML, and so does a selection of them', () => {
    expectTypeOf(toYaml(objects)).toBeString();
    expectTypeOf(toYaml(objects.filter(({ kind }) => kind !== 'Namespace'))).toBeString();
    // @ts-expect-error: a list is wanted
    toYaml(objects[0]);
  });
});

it('tells config.toml and permissions', () => {
  expectTypeOf(renderConfigToml(document)).toBeString();
  expectTypeOf(listPermissions(document)).toEqualTypeOf<readonly Permission[]>();
});
