import { contentHash } from '../../../core/data/hash.ts';
import type { Check } from '../finding.ts';

/** The hash that a name has with `configUpdate: rollout`. */
const HASH = /-config-([0-9a-f]{12})(?=-|$)/;

/** config.toml that does not reach the manager, that the runner cannot read, or that it reads too late. */
export const configFiles: Check = ({ managers, objects }, find) => {
  for (const { workload, namespace, file, config, pod } of managers) {
    if (config === undefined) {
      const object = file && objects.find(file.kind, namespace, file.name);
      if (file !== undefined && object !== undefined) {
        find(
          'CONFIG_UNREADABLE',
          { object, path: ['data'] },
          `The manager reads its config.toml from the key "${file.key}", which is not there.`,
          'Leave the keys as they were rendered.',
        );
      }
      // A name that leads nowhere is a finding of its own.
      if (file !== undefined) continue;
      find(
        'CONFIG_UNREADABLE',
        { object: workload, path: ['spec', 'template', 'spec', 'volumes'] },
        `Nothing mounts a config.toml for the container "${pod.container.name}".`,
        'Let the volumes of the manager alone, and add yours to them: kustomize joins lists of named entries in a strategic merge patch, and replaces others.',
      );
      continue;
    }
    const { problem, object, text, sections } = config;
    if (problem !== undefined) {
      find(
        'CONFIG_UNREADABLE',
        problem.place,
        `This config.toml is not TOML: ${problem.message}.`,
        'Write what you want to change into the document.',
      );
      continue;
    }
    if (sections.length === 0)
      find(
        'CONFIG_UNREADABLE',
        config.placeOf([]),
        'This config.toml has no [[runners]].',
        'Write what you want to change into the document.',
      );
    const hash = HASH.exec(object.name)?.[1];
    if (hash === undefined || hash === contentHash(text.text)) continue;
    find(
      'STALE_HASH',
      { object, path: ['metadata', 'name'] },
      'The name has the hash of another config.toml: what was changed since does not roll the manager out, and its pods may differ in what they read.',
      `Write it into the document, or restart the manager yourself: \`kubectl rollout restart ${workload.kind.toLowerCase()}/${workload.name}\`.`,
    );
  }
};
