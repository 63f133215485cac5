import { isMapping } from '../data/is-mapping.ts';
import type { CheckedJobVolumes } from '../generated/checked-types.ts';

/** A volume of job pods and where it is mounted. */
export interface JobMount {
  /** The key of its kind, such as `config_map`. */
  readonly type: string;
  /** Its place among those of the kind. */
  readonly index: number;
  readonly name: string;
  readonly mount_path: string;
  readonly sub_path?: string;
  readonly read_only?: boolean;
  readonly mount_propagation?: string;
}

/** Returns the volumes of a runner that are mounted. Unchecked keys may hold anything: other values are skipped. */
export function jobMounts(volumes: CheckedJobVolumes = {}): JobMount[] {
  const mounts: JobMount[] = [];
  for (const [type, entries] of Object.entries(volumes as Readonly<Record<string, unknown>>)) {
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: unknown, index) => {
      if (isMount(entry)) mounts.push({ ...entry, type, index });
    });
  }
  return mounts;
}

function isMount(entry: unknown): entry is Omit<JobMount, 'type' | 'index'> {
  return isMapping(entry) && typeof entry.name === 'string' && typeof entry.mount_path === 'string';
}
