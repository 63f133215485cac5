import { mostJsonBytes } from '../../data/json-bytes.ts';
import { utf8Length } from '../../data/utf8.ts';
import { onObjects } from '../rule.ts';

/** Bytes of data that the API server accepts in a ConfigMap or Secret: 1 MiB, less some room for what a patch adds. */
const MAX_CONFIG = 1_000_000;
/** Bytes of all annotations of an object, among which `kubectl apply` keeps a copy of it as JSON. */
const MAX_APPLIED = 262_144;

/** Objects that the API server or `kubectl apply` refuses for their size. */
export const sizes = onObjects(({ config, objects, at, find }) => {
  const size = utf8Length(config.toml);
  if (size > MAX_CONFIG) {
    find(
      'CONFIG_TOO_LARGE',
      at.key('spec', 'runners'),
      `config.toml has ${size} bytes, and a ${config.kind} holds no more than ${MAX_CONFIG}.`,
      'Spread the runners over several documents, each with a manager of its own.',
    );
    return;
  }
  for (const object of objects.all) {
    if (mostJsonBytes(object) <= MAX_APPLIED) continue;
    const applied = utf8Length(JSON.stringify(object));
    if (applied <= MAX_APPLIED) continue;
    find(
      'OBJECT_TOO_LARGE',
      at.key('spec'),
      `The ${object.kind} "${object.metadata.name}" has ${applied} bytes as JSON, and \`kubectl apply\` refuses more than ${MAX_APPLIED}.`,
      'Apply it with `kubectl apply --server-side`, which keeps no copy of the object in an annotation.',
    );
  }
});
