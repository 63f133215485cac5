import { describe, expect, it } from 'vitest';

import { validateConfig } from '../../src/index.ts';
import { documentWith, objectsWith } from '../support/rendered.ts';

type Annotated = {
  readonly kind: string;
  readonly metadata: { readonly annotations?: Record<string, string> };
};

/** The annotations of each rendered kind. */
const annotations = (spec: object): Record<string, Record<string, string> | undefined> =>
  Object.fromEntries(
    (objectsWith(spec) as unknown as Annotated[]).map(({ kind, metadata }) => [kind, metadata.annotations]),
  );

const WAVE = 'argocd.argoproj.io/sync-wave';

describe('a document for Argo CD', () => {
  const whole = {
    delivery: { controller: 'ArgoCD' },
    autoscaling: { enabled: true, maxReplicas: 3 },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    rbac: { extraClusterRules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }] },
    metrics: {
      service: { enabled: true },
      serviceMonitor: { enabled: true },
      prometheusRule: { enabled: true },
    },
    jobs: {
      admissionPolicy: {},
      namespace: 'jobs',
      serviceAccount: { create: true },
      resourceQuota: { hard: { pods: '9' } },
      limitRange: { limits: [{ type: 'Container', default: { memory: '1Gi' } }] },
    },
  };

  it('gives the first wave to all that the pods of managers and jobs need, and to nothing else', () => {
    const late = Object.entries(annotations(whole)).filter(([, own]) => own?.[WAVE] === undefined);
    expect(late.map(([kind]) => kind).sort()).toEqual([
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'PrometheusRule',
      'Service',
      'ServiceMonitor',
    ]);
  });

  it('keeps Namespaces unless they are to be deleted', () => {
    expect(annotations(whole).Namespace).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      [WAVE]: '-1',
    });
    const deleted = { ...whole, delivery: { controller: 'ArgoCD', namespacePolicy: 'Delete' } };
    expect(annotations(deleted).Namespace).toEqual({ [WAVE]: '-1' });
  });

  it('keeps a config.toml with a hash in its name until the new managers are there', () => {
    const config = (configUpdate: string): unknown =>
      annotations({ delivery: { controller: 'ArgoCD' }, configUpdate }).ConfigMap;
    expect(config('reload')).toEqual({ [WAVE]: '-1' });
    expect(config('rollout')).toEqual({ [WAVE]: '-1', 'argocd.argoproj.io/sync-options': 'PruneLast=true' });
  });

  it('leaves the annotations of the document as they are, and adds to its lists', () => {
    const spec = {
      delivery: { controller: 'ArgoCD' },
      namespace: {
        annotations: {
          [WAVE]: '-5',
          'argocd.argoproj.io/sync-options': 'ServerSideApply=true, Prune=confirm',
        },
      },
    };
    expect(annotations(spec).Namespace).toMatchObject({
      [WAVE]: '-5',
      'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=confirm,Delete=false',
    });
  });
});

describe('a document for Flux', () => {
  it('keeps config.toml and its policies from substitution, and nothing else', () => {
    const spec = {
      delivery: { controller: 'Flux', namespacePolicy: 'Delete' },
      jobs: { admissionPolicy: {} },
    };
    const annotated = Object.entries(annotations(spec)).filter(([, own]) => own !== undefined);
    expect(Object.fromEntries(annotated)).toEqual({
      ConfigMap: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      ValidatingAdmissionPolicy: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    });
  });

  it('keeps Namespaces unless they are to be deleted', () => {
    const spec = { delivery: { controller: 'Flux' } };
    expect(annotations(spec).Namespace).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  });

  it('is warned of names with a hash, which Flux prunes under managers that drain', () => {
    const codes = (controller: string): readonly string[] =>
      validateConfig(documentWith({ delivery: { controller }, configUpdate: 'rollout' })).diagnostics.map(
        ({ code }) => code,
      );
    expect(codes('Flux')).toEqual(['CONFIG_PRUNED_EARLY']);
    expect(codes('ArgoCD')).toEqual([]);
  });
});

it('nothing is rendered for a controller that the document does not name', () => {
  expect(Object.values(annotations({})).filter((own) => own !== undefined)).toEqual([]);
});
