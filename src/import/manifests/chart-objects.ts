import { globalSettings } from '../config-toml/global.ts';
import { registered } from '../config-toml/registered.ts';
import type { Part } from '../config-toml/registration.ts';
import type { Surroundings } from '../config-toml/surroundings.ts';
import type { Read, Setting } from '../draft.ts';
import { readToml } from '../read/toml.ts';
import { environmentOf } from './environment.ts';
import { sourcesOf } from './files.ts';
import type { Manager } from './managers.ts';
import { type Found, keysOf, type Objects, textIn } from './objects.ts';

/** What the objects of the Helm chart say beside those of others. */
export interface ChartObjects {
  /** Name of the release. */
  readonly release: string;
  /** What config.toml comes to. */
  readonly part: (surroundings: Surroundings) => Part;
  /** Names of the volumes of the chart. */
  readonly volumes: readonly string[];
  /** The settings of the pod, without those that the chart makes by default and that ours make better. */
  readonly ofPod: (settings: readonly Setting[]) => readonly Setting[];
}

/** The volumes that the chart gives every manager. */
const VOLUMES = [
  'runner-secrets',
  'etc-gitlab-runner',
  'projected-secrets',
  'configmaps',
  'scripts',
  'init-runner-secrets',
  'custom-certs',
];

/** Returns what objects of the chart say; `undefined` where no chart made them. */
export function chartOf({ workload, pod }: Manager, objects: Objects): ChartObjects | undefined {
  const { namespace, labels } = workload;
  const sources = pod.volumes.flatMap(sourcesOf);
  const config = sources
    .filter(({ kind }) => kind === 'ConfigMap')
    .map(({ name }) => objects.find('ConfigMap', namespace, name))
    .find((object) => object !== undefined && isChartConfig(object));
  if (config === undefined) return undefined;
  const secret = sources.find(
    ({ kind, items }) => kind === 'Secret' && items?.some(({ key }) => key === 'runner-token') === true,
  );
  const environment = new Map<string, Read<string>>(
    [...environmentOf(pod.container, objects, namespace).all].flatMap(([name, { value, from }]) =>
      value === undefined ? [] : [[name, { value, from }]],
    ),
  );
  const toml = (key: string) => {
    const text = textIn(config, key);
    const read = text && readToml(text);
    return read === undefined || 'message' in read ? undefined : read;
  };
  return {
    release: labels.release ?? labels['app.kubernetes.io/instance'] ?? workload.name,
    part: (surroundings) => {
      const globals = toml('config.toml');
      const token = { name: secret?.name ?? workload.name, key: 'runner-token' };
      const parts = [
        ...(globals === undefined ? [] : [globalSettings(globals, surroundings)]),
        registered(
          { id: 'default', template: toml('config.template.toml'), environment, token },
          surroundings,
        ),
      ];
      return {
        settings: parts.flatMap(({ settings }) => settings),
        remarks: parts.flatMap(({ remarks }) => remarks),
        secrets: parts.flatMap(({ secrets }) => secrets),
      };
    },
    volumes: VOLUMES,
    ofPod: (settings) => settings,
  };
}

/** Whether a ConfigMap is the one with the scripts of the chart. */
export function isChartConfig(object: Found): boolean {
  const keys = keysOf(object);
  return (
    object.kind === 'ConfigMap' && ['entrypoint', 'register-the-runner'].every((key) => keys.includes(key))
  );
}
