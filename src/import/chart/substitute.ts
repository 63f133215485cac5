import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import type { Located } from '../read/located.ts';
import type { Input } from '../reader.ts';

/** A variable as Flux fills it in after a build, with what holds where there is none. */
const VARIABLE = /\$\{([A-Za-z_]\w*)(?::=([^}]*))?\}/g;

/** Fills in the variables that a Kustomization of Flux among the inputs gives in `spec.postBuild.substitute`. */
export function substituted(located: Located, inputs: readonly Input[]): Located {
  const known = new Map<string, string>();
  let isFlux = false;
  for (const { data } of inputs) {
    const { kind, apiVersion } = isMapping(data.value) ? data.value : {};
    if (kind !== 'Kustomization' || !String(apiVersion).startsWith('kustomize.toolkit.fluxcd.io/')) continue;
    isFlux = true;
    const given = valueAt(data.value, ['spec', 'postBuild', 'substitute']);
    for (const [name, value] of Object.entries(isMapping(given) ? given : {})) known.set(name, String(value));
  }
  if (!isFlux) return located;
  const fill = (text: string): string =>
    text.replace(VARIABLE, (whole, name: string, or: string | undefined) => known.get(name) ?? or ?? whole);
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(walk);
    if (!isMapping(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return {
    ...located,
    value: walk(located.value),
    textAt: (path: Path) => {
      const text = located.textAt(path);
      return text && { ...text, text: fill(text.text) };
    },
  };
}
