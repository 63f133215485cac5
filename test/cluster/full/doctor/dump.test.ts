import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

import { cli } from '../../../support/cli.ts';
import { it } from '../../support/test.ts';

/** A credential as GitLab makes them, which begins as its kind does. */
const secret = (kind: string): string => `${kind}-${randomBytes(12).toString('hex')}`;

/** Parts of a credential by which somebody would know it: what follows its kind, eight characters at a time. */
function partsOf(credential: string): string[] {
  const text = credential.replace(/^[a-z]+-/, '');
  return Array.from({ length: text.length - 7 }, (_, index) => text.slice(index, index + 8));
}

it('a dump holds no credential, and is diagnosed as the cluster is', async ({ start, onTestFinished }) => {
  const planted = {
    ofJob: secret('glpat'),
    inConfigMap: secret('glpat'),
    ofManager: secret('password'),
    inAnnotation: secret('glptt'),
    registry: secret('gldt'),
    inEvent: secret('glpat'),
  };
  const runner = await start({
    spec: {
      version: '19.4.0',
      image: { tag: 'alpine-v19.3.0' },
    },
  });
  const { api, namespace } = runner;
  await runner.change({
    spec: {
      extraObjects: {
        settings: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace },
          data: { 'settings.ini': 'level = 1' },
        },
      },
    },
  });
  const job = await runner.hold({
    variables: { DEPLOY_TOKEN: planted.ofJob, DATABASE_PASSWORD: planted.ofManager },
    credentials: [
      { type: 'registry', url: 'registry.invalid', username: 'deploy', password: planted.registry },
    ],
  });
  await api.patch(`/api/v1/namespaces/${namespace}/configmaps/settings`, {
    data: { 'settings.ini': `token = ${planted.inConfigMap}`, password: planted.ofManager },
  });
  await api.patch(runner.deploymentPath, {
    metadata: {
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ secret: planted.ofManager }),
        'example.com/note': `with ${planted.inAnnotation}`,
      },
    },
    spec: {
      paused: true,
      template: {
        spec: {
          containers: [
            ...(
              await api.get<{ spec: { template: { spec: { containers: object[] } } } }>(runner.deploymentPath)
            ).spec.template.spec.containers,
            { name: 'beside', image: 'beside:1', env: [{ name: 'DB_PASSWORD', value: planted.ofManager }] },
          ],
        },
      },
    },
  });
  const [manager] = await runner.managers();
  await runner.make({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'planted', namespace },
    type: 'Warning',
    reason: 'Failed',
    message: `cannot pull with ${planted.inEvent}`,
    involvedObject: { kind: 'Pod', namespace, name: manager!.metadata.name },
  });

  const input = JSON.stringify(runner.document);
  const { stdout: dump, exitCode, stderr } = await cli(['doctor', '-', '--format', 'dump'], input);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  // It was looked at all the same.
  const [pod] = await runner.podsOf(job);
  for (const seen of [pod!.metadata.name, 'example.com/note', 'beside:1', 'cannot pull with', 'settings.ini'])
    expect(dump).toContain(seen);
  for (const [where, credential] of Object.entries(planted))
    expect({ where, parts: partsOf(credential).filter((part) => dump.includes(part)) }).toEqual({
      where,
      parts: [],
    });
  // The runner puts the beginning of its token, by which GitLab shows it too, into the names of pods.
  const inNames = pod!.metadata.name.split('-')[1]!;
  expect(runner.token).toContain(inNames);
  const withoutNames = dump.replaceAll(`runner-${inNames}-project-`, '');
  expect(partsOf(runner.token).filter((part) => withoutNames.includes(part))).toEqual([]);

  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'dump.json');
  writeFileSync(file, dump);
  const ofDump = await cli(['doctor', '-', '--from', file, '--format', 'json'], input);
  const ofCluster = await cli(['doctor', '-', '--format', 'json'], input);
  expect(ofDump.exitCode).toBe(1);
  expect(JSON.parse(ofDump.stdout)).toEqual(JSON.parse(ofCluster.stdout));
  for (const credential of Object.values(planted))
    expect(partsOf(credential).filter((part) => ofDump.stdout.includes(part))).toEqual([]);
});
