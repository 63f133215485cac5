import type { RunnerSection } from '../../core/config-toml/sections.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { isOurs } from '../../core/objects/as-written.ts';
import { configSourceOf } from '../../import/manifests/config-source.ts';
import type { KeyOf } from '../../import/manifests/files.ts';
import { readImage } from '../../import/manifests/image.ts';
import type { Manager as FoundManager, Pod } from '../../import/manifests/managers.ts';
import { type Found, type Objects, texts } from '../../import/manifests/objects.ts';
import { grantsTo } from '../../import/manifests/permissions.ts';
import type { Located, Text } from '../../import/read/located.ts';
import { readToml } from '../../import/read/toml.ts';
import type { Place } from './finding.ts';

/** A manager among rendered objects. */
export interface Manager {
  readonly workload: Found;
  readonly namespace: string | undefined;
  /** Its pod template. */
  readonly template: Located;
  readonly pod: Pod;
  /** The labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The ServiceAccount of its pods. */
  readonly account: string;
  readonly grants: ReturnType<typeof grantsTo>;
  /** Release of the runner that its document named, if its labels still say. */
  readonly rendered: string | undefined;
  /** Release of the runner in its image, if the tag says; otherwise the one that its document named. */
  readonly release: string | undefined;
  /** The key of the ConfigMap or Secret that its config.toml is mounted from, whether there is one or not. */
  readonly file: KeyOf | undefined;
  readonly config: Config | undefined;
}

/** The config.toml of a manager. */
export interface Config {
  readonly object: Found;
  readonly key: string;
  readonly text: Text;
  /** What is wrong with the text; then there is nothing else. */
  readonly problem: { readonly message: string; readonly place: Place } | undefined;
  /** The file as data. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly sections: readonly Section[];
  /** Where a path of the file is. */
  readonly placeOf: (path: Path) => Place;
}

/** A `[[runners]]` section. */
export interface Section {
  /** Its path in the file. */
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
  readonly kubernetes: Readonly<Record<string, unknown>>;
  /** The same as permissions look at it: with the types that they count on. */
  readonly typed: RunnerSection;
}

/** Returns what is known of a manager; `undefined` for one that is not ours. */
export function managerOf(manager: FoundManager, objects: Objects): Manager | undefined {
  const { workload, template, pod } = manager;
  const { namespace } = workload;
  const { file, text } = configSourceOf(pod, objects, namespace);
  if (!isOurs(workload.data.value) && file?.key !== 'config.toml') return undefined;
  const object = file && objects.find(file.kind, namespace, file.name);
  const { serviceAccountName } = pod.spec.value as { serviceAccountName?: unknown };
  const account = typeof serviceAccountName === 'string' ? serviceAccountName : 'default';
  const rendered = workload.labels['app.kubernetes.io/version'];
  const { image } = pod.container.data.value as { image?: unknown };
  const inTag = readImage(String(image ?? ''), pod.container.data.at(['image']), {}).release?.value;
  return {
    workload,
    namespace,
    template,
    pod,
    labels: texts((template.value as { metadata?: { labels?: unknown } }).metadata?.labels),
    account,
    grants: grantsTo(account, namespace, objects),
    rendered,
    release: inTag ?? rendered,
    file,
    config: file && object && text && configIn(object, file.key, text),
  };
}

function configIn(object: Found, key: string, text: Text): Config {
  const base = [object.kind === 'Secret' ? 'stringData' : 'data', key];
  const toml = readToml(text);
  if ('message' in toml) {
    const place = { object, path: base, from: toml.from };
    return {
      object,
      key,
      text,
      problem: { message: toml.message, place },
      value: {},
      sections: [],
      placeOf: () => place,
    };
  }
  const value = toml.value as Readonly<Record<string, unknown>>;
  const { runners } = value;
  return {
    object,
    key,
    text,
    problem: undefined,
    value,
    sections: (Array.isArray(runners) ? (runners as unknown[]) : []).flatMap((section, index) =>
      isMapping(section) ? [sectionAt(['runners', index], section)] : [],
    ),
    placeOf: (path) => ({ object, path: [...base, ...path], from: toml.at(path) }),
  };
}

function sectionAt(path: Path, value: Readonly<Record<string, unknown>>): Section {
  const { feature_flags, environment } = value;
  const kubernetes = isMapping(value.kubernetes) ? value.kubernetes : {};
  return {
    path,
    value,
    kubernetes,
    typed: {
      ...value,
      kubernetes,
      feature_flags: isMapping(feature_flags) ? feature_flags : {},
      environment: Array.isArray(environment) ? environment.filter((one) => typeof one === 'string') : [],
    } as unknown as RunnerSection,
  };
}
