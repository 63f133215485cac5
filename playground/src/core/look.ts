import type { KubernetesObject } from '../../../src/core/objects/kubernetes-object.ts';
import { listedPermissions } from '../../../src/core/rbac/permissions.ts';
import { emit } from '../../../src/core/yaml/emit.ts';
import type { Source } from '../../../src/doors/document-text/source.ts';
import { type CompiledText, compiled } from './compiled.ts';
import type { ObjectView, RenderedView, View } from './messages.ts';

/** Returns the results of a text. */
export function look(text: string): View {
  const { sources, findings, documents } = compiled(text);
  return {
    text,
    findings,
    credentialLines: credentialLines(text, sources),
    rendered: documents && renderedView(documents),
  };
}

function renderedView(documents: NonNullable<CompiledText['documents']>): RenderedView {
  return {
    objects: documents.flatMap(({ objects }) => objects.map(objectView)),
    documents: documents.map(({ resolved }) => ({
      name: `${resolved.metadata.namespace}/${resolved.metadata.name}`,
      toml: resolved.config.toml,
      permissions: listedPermissions(resolved),
    })),
  };
}

function objectView(object: KubernetesObject): ObjectView {
  const { kind, metadata } = object;
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name, yaml: emit(object) };
}

/** The lines that are shown with stars, since a credential is in them. */
function credentialLines(text: string, [source]: readonly Source[]): readonly number[] {
  const shown = source?.text.split('\n') ?? [];
  return text.split('\n').flatMap((line, index) => (line === shown[index] ? [] : [index + 1]));
}
