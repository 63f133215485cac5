import { isMapping } from '../data/is-mapping.ts';

/** Keys of a pod that name Secrets, and the key below them with the name. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  secretKeyRef: ['name'],
  secretRef: ['name'],
  secret: ['secretName', 'name'],
  imagePullSecrets: ['name'],
};

/** Returns the names of the Secrets that a pod refers to, in their order. */
export function secretsRead(pod: unknown): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, key);
    } else if (isMapping(value)) {
      for (const name of Object.hasOwn(REFERENCES, key) ? REFERENCES[key]! : []) {
        if (Object.hasOwn(value, name) && typeof value[name] === 'string') found.add(value[name]);
      }
      for (const [below, item] of Object.entries(value)) walk(item, below);
    }
  };
  walk(pod, '');
  return [...found].sort();
}
