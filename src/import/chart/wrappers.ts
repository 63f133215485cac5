import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { setOwn } from '../../core/data/set-own.ts';
import type { Read, Remark, Running } from '../draft.ts';
import { below, type Located } from '../read/located.ts';
import { readYamlTexts } from '../read/yaml.ts';
import type { Input } from '../reader.ts';

/** A release of a chart, as described by an object that hands values to it. */
export interface Wrapped {
  /** The values that the object names or holds, in the order in which they are laid on each other. */
  readonly layers: readonly Located[];
  readonly release?: Read<string> | undefined;
  readonly namespace?: Read<string> | undefined;
  readonly version?: Read<string> | undefined;
  /** The name of the chart. */
  readonly chart?: string | undefined;
  readonly remarks: readonly Remark[];
  /** Inputs that were read for it. */
  readonly files: readonly Input[];
  /** What has to be known before its objects are removed. */
  readonly warning?: string | undefined;
  /** What removes them, where it is not Helm itself. */
  readonly removedBy?: Running['removedBy'];
}

/** Finds what an object names among the inputs. */
export interface Around {
  /** A file by its name, as an object names it. */
  readonly file: (name: string) => Input | undefined;
  /** An object of a kind by its name. */
  readonly object: (kind: string, name: string) => Input | undefined;
}

/** Returns the releases that an object hands values to; nothing for another kind. */
export function wrapped(document: Located, around: Around): readonly Wrapped[] {
  const { kind, helmCharts } = document.value as Readonly<Record<string, unknown>>;
  if (Array.isArray(helmCharts)) return ofKustomization(document, helmCharts, around);
  switch (kind) {
    case 'HelmRelease':
      return [ofFlux(document, around)];
    case 'Application':
      return ofArgo(document, around);
    case 'HelmChart':
    case 'HelmChartConfig':
      return [ofRancher(document, around)];
    case 'Runner':
      return [
        {
          ...named(document, ['metadata', 'name'], ['metadata', 'namespace']),
          layers: [below(document, ['spec'])],
          chart: 'gitlab-runner',
          remarks: [],
          files: [],
          warning:
            'An operator manages the objects of this resource. It creates objects again when you delete them, and deletes them when you delete the resource.',
        },
      ];
    default:
      return [];
  }
}

function ofFlux(document: Located, around: Around): Wrapped {
  const { value } = document;
  const name = textAt(document, ['metadata', 'name']);
  const target = textAt(document, ['spec', 'targetNamespace']);
  const release = textAt(document, ['spec', 'releaseName']);
  const remarks: Remark[] = [];
  const files: Input[] = [];
  const layers: Located[] = [];
  for (const [index, one] of listAt(value, ['spec', 'valuesFrom']).entries()) {
    const { kind, name: from, valuesKey = 'values.yaml', targetPath } = mappingOf(one);
    const found = around.object(String(kind), String(from));
    const path: Path = ['data', String(valuesKey)];
    const text = found && (found.data.textAt(path) ?? found.data.textAt(['stringData', String(valuesKey)]));
    const read = text && targetPath === undefined ? mappingsOf(readYamlTexts(text)) : [];
    if (found !== undefined && read.length > 0) {
      files.push(found);
      layers.push(...read);
    } else {
      remarks.push(
        outside(
          document,
          ['spec', 'valuesFrom', index],
          `${kind} ${from} holds values that are not among the inputs${targetPath === undefined ? '' : `, for ${targetPath}`}: give it as well, or what \`helm get values\` prints.`,
        ),
      );
    }
  }
  if (valueAt(value, ['spec', 'values']) !== undefined) layers.push(below(document, ['spec', 'values']));
  const composed = target === undefined ? name : { ...target, value: `${target.value}-${name?.value}` };
  return {
    layers,
    release: release ?? composed,
    namespace: target ?? textAt(document, ['metadata', 'namespace']),
    version:
      textAt(document, ['spec', 'chart', 'spec', 'version']) ??
      textAt(document, ['spec', 'chart', 'version']),
    chart: (
      textAt(document, ['spec', 'chart', 'spec', 'chart']) ?? textAt(document, ['spec', 'chart', 'name'])
    )?.value,
    remarks,
    files,
    warning:
      'Flux creates the objects of a HelmRelease again, and deletes them together with it: remove it from Git when you delete it below, and not before.',
    removedBy: removedWith(document, 'helmreleases.helm.toolkit.fluxcd.io', 'Flux'),
  };
}

/** How an object is deleted whose tool deletes the release with it. */
function removedWith(document: Located, resource: string, tool: string): Running['removedBy'] {
  return {
    text: `Delete the object: ${tool} uninstalls the release with it.`,
    command: deletion(document, `kubectl delete ${resource}`, 'default'),
  };
}

function deletion(document: Located, command: string, elsewhere: string): string {
  const name = textAt(document, ['metadata', 'name'])?.value ?? 'NAME';
  const namespace = textAt(document, ['metadata', 'namespace'])?.value ?? elsewhere;
  return command.startsWith('argocd')
    ? `${command} ${namespace}/${name} --cascade`
    : `${command} --namespace ${namespace} ${name}`;
}

function ofArgo(document: Located, around: Around): readonly Wrapped[] {
  const sources = listAt(document.value, ['spec', 'sources']);
  const paths: readonly Path[] =
    sources.length > 0 ? [...sources.keys()].map((at) => ['spec', 'sources', at]) : [['spec', 'source']];
  return paths.flatMap((path): readonly Wrapped[] => {
    const source = mappingOf(valueAt(document.value, path));
    if (source.helm === undefined && source.chart === undefined) return [];
    const helm = mappingOf(source.helm);
    const remarks: Remark[] = [];
    const files: Input[] = [];
    const layers: Located[] = [];
    for (const [index, one] of listAt(helm.valueFiles, []).entries()) {
      const file = around.file(String(one));
      if (file !== undefined) {
        files.push(file);
        layers.push(file.data);
      } else {
        remarks.push(
          outside(
            document,
            [...path, 'helm', 'valueFiles', index],
            `The file ${one} is not among the inputs: add it to the command.`,
          ),
        );
      }
    }
    const text = document.textAt([...path, 'helm', 'values']);
    if (text !== undefined) layers.push(...mappingsOf(readYamlTexts(text)));
    if (isMapping(helm.valuesObject)) layers.push(below(document, [...path, 'helm', 'valuesObject']));
    const parameters = listAt(helm.parameters, []).map(mappingOf);
    layers.push(
      ofParameters(
        document,
        parameters.map(({ name, value, forceString }, index) => ({
          name: String(name),
          value: forceString === true ? String(value) : plain(value),
          path: [...path, 'helm', 'parameters', index],
        })),
      ),
    );
    if (helm.fileParameters !== undefined) {
      remarks.push(
        outside(
          document,
          [...path, 'helm', 'fileParameters'],
          'Values from files in Git are not among the inputs.',
        ),
      );
    }
    return [
      {
        layers,
        release: textAt(document, [...path, 'helm', 'releaseName']) ?? textAt(document, ['metadata', 'name']),
        namespace: textAt(document, ['spec', 'destination', 'namespace']),
        version: source.chart === undefined ? undefined : textAt(document, [...path, 'targetRevision']),
        chart: textAt(document, [...path, 'chart'])?.value,
        remarks,
        files,
        warning:
          'Argo CD creates the objects of an Application again: turn off its automatic sync before you stop anything, and remove the Application from Git at the end.',
        removedBy: {
          text: 'Delete the Application with its objects, which are not a release of Helm.',
          command: deletion(document, 'argocd app delete', 'argocd'),
        },
      },
    ];
  });
}

function ofRancher(document: Located, around: Around): Wrapped {
  const { kind } = document.value as { readonly kind: string };
  const name = textAt(document, ['metadata', 'name']);
  const config = kind === 'HelmChart' ? around.object('HelmChartConfig', name?.value ?? '') : undefined;
  const content = (one: Located): readonly Located[] => {
    const text = one.textAt(['spec', 'valuesContent']);
    return text === undefined ? [] : mappingsOf(readYamlTexts(text));
  };
  const set = mappingOf(valueAt(document.value, ['spec', 'set']));
  const address = textAt(document, ['spec', 'chart']);
  const inAddress = /-v?(\d+\.\d+\.\d+)\.tgz$/.exec(address?.value ?? '')?.[1];
  return {
    layers: [
      ...content(document),
      ...(config === undefined ? [] : content(config.data)),
      ofParameters(
        document,
        Object.entries(set).map(([key, value]) => ({
          name: key,
          value: plain(value),
          path: ['spec', 'set', key],
        })),
      ),
    ],
    release: name,
    namespace:
      textAt(document, ['spec', 'targetNamespace']) ??
      (kind === 'HelmChart' ? textAt(document, ['metadata', 'namespace']) : undefined),
    version:
      textAt(document, ['spec', 'version']) ??
      (inAddress === undefined ? undefined : { value: inAddress, from: address?.from }),
    chart: 'gitlab-runner',
    remarks: listAt(document.value, ['spec', 'valuesSecrets']).map((_, index) =>
      outside(
        document,
        ['spec', 'valuesSecrets', index],
        'A Secret holds values that are not among the inputs.',
      ),
    ),
    files: config === undefined ? [] : [config],
    warning: 'The controller creates the objects of a HelmChart again, and deletes them together with it.',
    removedBy: removedWith(document, 'helmcharts.helm.cattle.io', 'The controller'),
  };
}

function ofKustomization(document: Located, charts: readonly unknown[], around: Around): readonly Wrapped[] {
  return charts.flatMap((one, index): readonly Wrapped[] => {
    const path: Path = ['helmCharts', index];
    const { name, valuesFile, additionalValuesFiles, valuesInline, valuesMerge } = mappingOf(one);
    const isOurs = typeof name === 'string' && /gitlab/.test(name);
    if (!isOurs) return [];
    const remarks: Remark[] = [];
    const files: Input[] = [];
    const ofFiles: Located[] = [];
    for (const file of [valuesFile, ...listAt(additionalValuesFiles, [])].filter(
      (item) => item !== undefined,
    )) {
      const found = around.file(String(file));
      if (found !== undefined) {
        files.push(found);
        ofFiles.push(found.data);
      } else {
        remarks.push(
          outside(document, path, `The file ${file} is not among the inputs: add it to the command.`),
        );
      }
    }
    const inline = isMapping(valuesInline) ? [below(document, [...path, 'valuesInline'])] : [];
    const orders: Readonly<Record<string, readonly Located[]>> = {
      merge: [...inline, ...ofFiles],
      replace: inline.length > 0 ? inline : ofFiles,
    };
    return [
      {
        layers: own(orders, String(valuesMerge)) ?? [...ofFiles, ...inline],
        release: textAt(document, [...path, 'releaseName']),
        namespace: textAt(document, [...path, 'namespace']) ?? textAt(document, ['namespace']),
        version: textAt(document, [...path, 'version']),
        chart: name,
        remarks,
        files,
      },
    ];
  });
}

/** Single values under dotted names, as `--set` accepts them. */
function ofParameters(
  document: Located,
  parameters: readonly { readonly name: string; readonly value: unknown; readonly path: Path }[],
): Located {
  const root: Record<string, unknown> = {};
  const places = new Map<string, Path>();
  for (const { name, value, path } of parameters) {
    const parts = (name.match(/(?:\\.|[^.[\]\\])+|\[\d+\]/g) ?? []).map((part) =>
      /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part.replace(/\\(.)/g, '$1'),
    );
    let target: Record<string | number, unknown> = root;
    for (const [index, part] of parts.entries()) {
      places.set(JSON.stringify(parts.slice(0, index + 1)), path);
      const next = parts[index + 1];
      if (next === undefined) setOwn(target, part, value);
      else if (typeof target[part] !== 'object' || !Object.hasOwn(target, part)) {
        setOwn(target, part, typeof next === 'number' ? [] : {});
      }
      if (next !== undefined) target = target[part] as Record<string | number, unknown>;
    }
  }
  return {
    value: root,
    at: (path) => {
      const known = [...path.keys()].reverse().map((length) => path.slice(0, length + 1));
      const place = known
        .map((part) => places.get(JSON.stringify(part)))
        .find((found) => found !== undefined);
      return document.at(place ?? []);
    },
    commentAt: () => undefined,
    textAt: () => undefined,
    comments: [],
  };
}

/** What a text is to `--set`. */
function plain(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === 'null') return null;
  return /^-?(?:0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value;
}

function named(document: Located, name: Path, namespace: Path): Pick<Wrapped, 'release' | 'namespace'> {
  return { release: textAt(document, name), namespace: textAt(document, namespace) };
}

function textAt(document: Located, path: Path): Read<string> | undefined {
  const value = valueAt(document.value, path);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return value === '' ? undefined : { value: String(value), from: document.at(path) };
}

function outside(document: Located, path: Path, text: string): Remark {
  const subject = path.filter((part) => typeof part === 'string').join('.');
  return { kind: 'outside', from: document.at(path), subject, text };
}

function listAt(value: unknown, path: Path): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {};
}

function mappingsOf(read: ReturnType<typeof readYamlTexts>): readonly Located[] {
  return read.filter((one): one is Located => !('message' in one) && isMapping(one.value));
}
