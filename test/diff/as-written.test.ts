import { describe, expect, it } from 'vitest';

import { diffObjects } from '../../src/operate/diff/diff.ts';
import { type AnyObject, objectsOf } from './pairs.ts';

const autoscaling = { autoscaling: { enabled: true, maxReplicas: 6 } };

/** An object as a cluster has it after `kubectl apply`, changed by others. */
function live(object: AnyObject, change: (copy: AnyObject) => void = () => {}): AnyObject {
  const copy = structuredClone(object);
  copy.metadata.annotations = {
    ...copy.metadata.annotations,
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object),
  };
  copy.metadata.uid = '0b4f';
  copy.metadata.resourceVersion = '7';
  copy.metadata.creationTimestamp = '2026-11-24T10:00:00Z';
  copy.status = { observedGeneration: 1 };
  change(copy);
  return copy;
}

/** What differs between what runs, where those of a kind were changed by others, and what was applied. */
function between(kind: string, change: (copy: AnyObject) => void, spec: object = {}): readonly string[] {
  const objects = objectsOf(spec);
  const running = objects.map((object) => live(object, object.kind === kind ? change : undefined));
  const [there, back] = [diffObjects(running, objects), diffObjects(objects, running)];
  expect(back.changes.map(({ object }) => object)).toEqual(there.changes.map(({ object }) => object));
  return there.changes.flatMap(({ fields }) => fields);
}

describe('What others have written into an object is no difference', () => {
  it.each<[string, string, (copy: AnyObject) => void, object?]>([
    ['nothing', 'Deployment', () => {}],
    [
      'defaults',
      'Deployment',
      ({ spec }) => Object.assign(spec.template.spec, { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always' }),
    ],
    [
      'the old name of an account',
      'Deployment',
      ({ spec }) => Object.assign(spec.template.spec, { serviceAccount: 'gitlab-runner' }),
    ],
    [
      'the number of an autoscaler',
      'Deployment',
      ({ spec }) => Object.assign(spec, { replicas: 4 }),
      autoscaling,
    ],
    [
      'a restart',
      'Deployment',
      ({ spec }) => {
        spec.template.metadata.annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-11-24T10:00:00Z' };
      },
    ],
    [
      'a revision',
      'Deployment',
      ({ metadata }) => Object.assign(metadata.annotations, { 'deployment.kubernetes.io/revision': '3' }),
    ],
    [
      'a variable of a webhook',
      'Deployment',
      ({ spec }) => spec.template.spec.containers[0].env.push({ name: 'AWS_REGION', value: 'eu-west-1' }),
    ],
    [
      'Secrets of an account',
      'ServiceAccount',
      (copy) => Object.assign(copy, { secrets: [{ name: 'gitlab-runner-token-x7k2p' }] }),
    ],
    [
      'a Secret of OpenShift',
      'ServiceAccount',
      (copy) => Object.assign(copy, { imagePullSecrets: [{ name: 'gitlab-runner-dockercfg-x7k2p' }] }),
    ],
    [
      'the label and the finalizer of a Namespace',
      'Namespace',
      (copy) => {
        copy.metadata.labels['kubernetes.io/metadata.name'] = 'ci';
        copy.spec = { finalizers: ['kubernetes'] };
      },
    ],
    [
      'marks of Argo CD',
      'ConfigMap',
      ({ metadata }) =>
        Object.assign(metadata.annotations, { 'argocd.argoproj.io/tracking-id': 'a:/ConfigMap:ci/x' }),
    ],
    [
      'marks of Flux',
      'ConfigMap',
      ({ metadata }) => Object.assign(metadata.labels, { 'kustomize.toolkit.fluxcd.io/name': 'runners' }),
    ],
  ])('%s', (_name, kind, change, spec) => {
    expect(between(kind, change, spec)).toEqual([]);
  });

  it('an amount in other words', () => {
    const spec = { jobs: { resourceQuota: { hard: { 'requests.cpu': '1000m', pods: '10' } } } };
    expect(
      between('ResourceQuota', (copy) => Object.assign(copy.spec.hard, { 'requests.cpu': '1' }), spec),
    ).toEqual([]);
  });
});

describe('What somebody has written is one', () => {
  it.each<[string, string, (copy: AnyObject) => void, string]>([
    ['another number', 'Deployment', ({ spec }) => Object.assign(spec, { replicas: 4 }), 'spec.replicas'],
    [
      'another value',
      'Deployment',
      ({ spec }) => Object.assign(spec.template.spec, { terminationGracePeriodSeconds: 30 }),
      'spec.template.spec.terminationGracePeriodSeconds',
    ],
    [
      'a field that is gone',
      'Deployment',
      ({ spec }) => delete spec.template.spec.nodeSelector,
      'spec.template.spec.nodeSelector',
    ],
    [
      'config.toml',
      'ConfigMap',
      (copy) => Object.assign(copy.data, { 'config.toml': 'concurrent = 4\n' }),
      'data["config.toml"]',
    ],
    [
      'a label',
      'Namespace',
      ({ metadata }) => delete metadata.labels['pod-security.kubernetes.io/enforce'],
      'metadata.labels["pod-security.kubernetes.io/enforce"]',
    ],
  ])('%s', (_name, kind, change, field) => {
    expect(between(kind, change)).toEqual([field]);
  });

  it('a field that was applied and is no longer rendered', () => {
    const running = objectsOf({ manager: { priorityClassName: 'high' } }).map((object) => live(object));
    expect(diffObjects(running, objectsOf()).changes.map(({ fields }) => fields)).toEqual([
      ['spec.template.spec.priorityClassName'],
    ]);
  });

  it('a field that somebody else owns stays one where it is applied on the server', () => {
    const owned = { 'f:spec': { 'f:template': { 'f:spec': { 'f:priorityClassName': {} } } } };
    const [before, after] = [objectsOf({ manager: { priorityClassName: 'high' } }), objectsOf()];
    const applied = (operation: string): AnyObject[] =>
      before.map((object) => ({
        ...object,
        metadata: {
          ...object.metadata,
          uid: '0b4f',
          managedFields: [
            { manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:metadata': {} } },
            { manager: 'other', operation, fieldsV1: owned },
          ],
        },
      }));
    expect(diffObjects(applied('Update'), after).changes).toEqual([]);
    expect(diffObjects(applied('Apply'), after).changes).toHaveLength(1);
  });
});

describe('Objects of others in a cluster', () => {
  const here = objectsOf();
  const running = (spec: object, metadata: object): AnyObject[] =>
    objectsOf(spec, {}, metadata).map((object) => live(object));

  it.each<[string, AnyObject[]]>([
    ['of another runner', running({}, { name: 'other' }).filter(({ kind }) => kind !== 'Namespace')],
    [
      'of a runner of this name elsewhere',
      running({ jobs: { namespace: 'ci-jobs', admissionPolicy: {} } }, { namespace: 'elsewhere' }),
    ],
    [
      'of nobody of ours',
      [live({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'ci' }, data: {} })],
    ],
  ])('%s are left alone', (_name, others) => {
    expect(diffObjects([...here.map((object) => live(object)), ...others], here).changes).toEqual([]);
  });

  it('are told from those that are no longer rendered', () => {
    const jobs = { namespace: 'ci-jobs', admissionPolicy: {} };
    const before = running({ jobs, networkPolicy: { enabled: true } }, {});
    const removed = diffObjects(before, here).changes.filter(({ what }) => what === 'removed');
    expect(removed.map(({ object: { kind } }) => kind).sort()).toEqual([
      'Namespace',
      'NetworkPolicy',
      'Role',
      'RoleBinding',
      ...Array(3).fill('ValidatingAdmissionPolicy'),
      ...Array(3).fill('ValidatingAdmissionPolicyBinding'),
    ]);
  });
});
