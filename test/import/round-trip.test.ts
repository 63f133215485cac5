import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { expected, imported } from '../support/given-back.ts';

const folder = new URL('../golden/', import.meta.url);

describe.each(readdirSync(folder))('%s', (name) => {
  const document = parse(readFileSync(new URL(`${name}/document.yaml`, folder), 'utf8')) as GitLabRunner;

  it('comes back from its own objects', () => {
    const { document: back, report } = imported(renderRunner(document));
    expect(renderRunner(back.config)).toEqual(expected(document));
    expect(renderRunner(parse(back.text) as GitLabRunner)).toEqual(expected(document));
    expect(report.isDecided).toBe(true);
  });

  it('comes back from a cluster', () => {
    const { document: back } = imported(renderRunner(document).map(live));
    const own = expected(document).filter(isLabelled);
    expect(renderRunner(back.config).map(live)).toEqual(own.map(live));
  });
});

/** An object as the API server gives it back. */
function live(object: KubernetesObject): KubernetesObject {
  const { metadata, ...rest } = object as KubernetesObject & { metadata: object };
  const whole = {
    ...rest,
    metadata: {
      ...metadata,
      uid: '00000000-0000-0000-0000-000000000000',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: '2026-01-01T00:00:00Z',
      managedFields: [{ manager: 'kubectl', operation: 'Apply' }],
    },
    status: {},
  };
  return withServerDefaults(whole) as KubernetesObject;
}

function isLabelled({ metadata }: KubernetesObject): boolean {
  return (
    (metadata.labels as Record<string, string> | undefined)?.['app.kubernetes.io/managed-by'] ===
    'gitlab-runner-manifests'
  );
}

/** What the API server writes into a Deployment. */
function withServerDefaults(object: { kind: string; spec?: unknown }): unknown {
  if (object.kind !== 'Deployment') return object;
  // biome-ignore lint/suspicious/noExplicitAny: the defaults of many fields.
  const copy = structuredClone(object) as any;
  const { spec } = copy;
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  spec.strategy ??= { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
  const pod = spec.template.spec;
  spec.template.metadata.creationTimestamp = null;
  pod.dnsPolicy ??= 'ClusterFirst';
  pod.restartPolicy ??= 'Always';
  pod.schedulerName ??= 'default-scheduler';
  pod.serviceAccount = pod.serviceAccountName;
  for (const container of [...pod.initContainers, ...pod.containers]) {
    container.terminationMessagePath ??= '/dev/termination-log';
    container.terminationMessagePolicy ??= 'File';
    container.imagePullPolicy ??= 'IfNotPresent';
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const own = container[probe];
      if (own === undefined) continue;
      own.successThreshold ??= 1;
      own.failureThreshold ??= 3;
      own.periodSeconds ??= 10;
      own.timeoutSeconds ??= 1;
      if (own.httpGet) own.httpGet.scheme ??= 'HTTP';
    }
    for (const { valueFrom } of container.env ?? [])
      if (valueFrom?.fieldRef) valueFrom.fieldRef.apiVersion ??= 'v1';
  }
  for (const volume of pod.volumes) {
    if (volume.configMap) volume.configMap.defaultMode ??= 420;
    if (volume.secret) volume.secret.defaultMode ??= 420;
    if (volume.projected) volume.projected.defaultMode ??= 420;
  }
  return copy;
}
