import { isMapping } from '../../../core/data/is-mapping.ts';
import type { Path } from '../../../core/data/path.ts';
import type { Chart, Found } from '../chart.ts';
import { SCRIPTS } from '../scripts.ts';

/** Kinds that are in no namespace. */
const OF_THE_CLUSTER =
  /^(?:Namespace|PersistentVolume|Cluster.*|.*Class|CustomResourceDefinition|(?:Validating|Mutating).*|APIService|Node)$/;

/** Volumes of the manager with what the chart mounts of Secrets and files, and the objects beside its own. */
export function* files(chart: Chart): Iterable<Found> {
  const { fullname, release } = chart.facts;
  const listOf = (value: 'volumes' | 'volumeMounts' | 'secrets' | 'extraObjects'): readonly unknown[] => {
    const list = chart.own(value);
    return Array.isArray(list) ? list : [];
  };
  const volumes: unknown[] = [...listOf('volumes')];
  const mounts: unknown[] = [...listOf('volumeMounts')];
  const by: { volumes?: Path; mounts?: Path } = {
    ...(volumes.length > 0 && { volumes: ['volumes'] }),
    ...(mounts.length > 0 && { mounts: ['volumeMounts'] }),
  };
  const mounted = (name: string, volume: object, mountPath: string, from: Path): void => {
    volumes.push({ name, ...volume });
    mounts.push({ name, mountPath, readOnly: true });
    by.volumes ??= from;
    by.mounts ??= from;
  };

  const secrets = listOf('secrets');
  if (secrets.length > 0) {
    mounted('secrets', { projected: { sources: secrets.map((secret) => ({ secret })) } }, '/secrets', [
      'secrets',
    ]);
  }

  const texts = chart.own('configMaps');
  const data: Record<string, string> = {};
  for (const [key, text] of Object.entries(isMapping(texts) ? texts : {})) {
    if (SCRIPTS.has(key)) {
      yield chart.remark(
        'decide',
        ['configMaps', key],
        'It replaces a file of the chart that starts the manager. The document has no such file: set what it does in the document.',
      );
    } else data[key] = String(text);
  }
  if (Object.keys(data).length > 0) {
    const name = `${fullname}-files`;
    mounted('configmaps', { configMap: { name } }, '/configmaps', ['configMaps']);
    yield chart.setting(
      ['spec', 'extraObjects', 'files'],
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: release.namespace }, data },
      ['configMaps'],
    );
  }

  const ids = new Set(['files']);
  for (const [index, object] of listOf('extraObjects').entries()) {
    if (!isMapping(object)) continue;
    const { kind, metadata, data: encoded, stringData, ...rest } = object;
    const { name, ...labels } = isMapping(metadata) ? metadata : {};
    if (kind === 'Secret') {
      yield chart.remark(
        'changed',
        ['extraObjects', index],
        `The Secret ${name} is in plain text here, and a document cannot contain it: create the Secret separately, with a new credential if this file was in version control.`,
      );
      yield { keeps: `Secret/${name}` };
      continue;
    }
    if (kind === 'PersistentVolumeClaim') yield { keeps: `PersistentVolumeClaim/${name}` };
    const wanted = idOf(`${kind}-${name}`);
    const id = ids.has(wanted) ? `${wanted}-${index + 1}` : wanted;
    ids.add(id);
    yield chart.setting(
      ['spec', 'extraObjects', id],
      {
        ...rest,
        kind,
        metadata: {
          name,
          ...(!OF_THE_CLUSTER.test(String(kind)) && { namespace: release.namespace }),
          ...labels,
        },
        ...(encoded !== undefined && { data: encoded }),
        ...(stringData !== undefined && { stringData }),
      },
      ['extraObjects', index],
    );
  }

  if (volumes.length > 0) yield chart.setting('spec.manager.volumes', volumes, by.volumes);
  if (mounts.length > 0) yield chart.setting('spec.manager.volumeMounts', mounts, by.mounts);
}

function idOf(text: string): string {
  const id = text
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id.slice(0, 63) || 'object';
}
