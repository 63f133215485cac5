import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { KubernetesObject } from '../../objects/index.ts';
import { render as renderDocument } from '../../render.ts';
import { emit, toYaml } from '../../yaml/emit.ts';
import { choose, oneFile } from '../choose.ts';
import type { Options } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { inputFormat, inspect, readInput, reasonOf } from '../input.ts';
import type { Io } from '../io.ts';
import { report } from '../report/index.ts';

/** Prints the manifests of a document, or writes them into a directory. */
export function render(files: readonly string[], options: Options, io: Io): ExitCode {
  const file = oneFile('render', files);
  const format = choose('format', options.format, ['yaml', 'json']);
  const source = readInput(file, inputFormat(options), io);
  const { result, diagnostics } = inspect(source, renderDocument);
  io.err(report(diagnostics, new Map([[source.file, source.text]]), { format: 'text', ...io }));
  if (!result?.ok) return EXIT.errors;

  if (options.output === undefined) {
    io.out(format === 'yaml' ? toYaml(result.objects) : json(list(result.objects)));
    return EXIT.done;
  }
  const written = writeDirectory(options.output, filesOf(result.objects, format));
  io.err(`wrote ${written} files to ${options.output}\n`);
  return EXIT.done;
}

/** Objects as one object that `kubectl apply -f -` takes. */
function list(objects: readonly KubernetesObject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: objects };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Returns the text of each file by its name: one for each object, and the kustomization that lists them. */
function filesOf(objects: readonly KubernetesObject[], format: 'yaml' | 'json'): Map<string, string> {
  const files = new Map<string, string>();
  for (const object of objects) {
    const { kind = '', metadata } = object;
    const base = `${kind.toLowerCase()}-${metadata?.name}`;
    const name = [`${base}.${format}`, `${base}-${metadata?.namespace}.${format}`].find(
      (candidate) => !files.has(candidate),
    );
    files.set(name!, format === 'yaml' ? emit(object) : json(object));
  }
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...files.keys()],
  };
  return files.set('kustomization.yaml', emit(kustomization));
}

function writeDirectory(directory: string, files: ReadonlyMap<string, string>): number {
  try {
    mkdirSync(directory, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(directory, name), text);
  } catch (error) {
    throw new UsageError(`cannot write to ${directory}: ${reasonOf(error)}`);
  }
  return files.size;
}
