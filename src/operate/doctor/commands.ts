import { shellWord } from '../../core/data/shell-word.ts';
import type { Patient } from './patient.ts';

/** Returns the command that applies what the document renders, or those objects of it that `--only` names. */
export function applyCommand({ file }: Patient, only?: string): string {
  const part = only === undefined ? '' : ` --only ${shellWord(only)}`;
  return `npx gitlab-runner-manifests render ${shellWord(file)}${part} | kubectl apply -f -`;
}

/** Returns the command that replaces the pods of the manager. */
export function restartCommand({ resolved }: Patient): string {
  const { name, namespace } = resolved.metadata;
  return `kubectl rollout restart deployment/${name} --namespace ${namespace}`;
}
