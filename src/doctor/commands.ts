import type { Patient } from './patient.ts';

/** Returns the command that applies what the document renders, or those objects of it that `--only` names. */
export function applyCommand({ file }: Patient, only?: string): string {
  const part = only === undefined ? '' : ` --only ${quoted(only)}`;
  return `npx gitlab-runner-manifests render ${quoted(file)}${part} | kubectl apply -f -`;
}

/** Returns the command that replaces the pods of the manager. */
export function restartCommand({ resolved }: Patient): string {
  const { name, namespace } = resolved.metadata;
  return `kubectl rollout restart deployment/${name} --namespace ${namespace}`;
}

/** Returns a text as a word of a shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
