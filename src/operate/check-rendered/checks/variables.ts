import { environmentOf } from '../../../import/manifests/environment.ts';
import type { Check } from '../finding.ts';

/** A text of config.toml that is a variable of the manager. */
const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))$/;

/**
 * Variables that config.toml names, and that the manager does not have or has from another place than the one that
 * checks them.
 */
export const variables: Check = ({ managers, objects }, find) => {
  for (const { config, pod, namespace } of managers) {
    if (config === undefined) continue;
    const own = environmentOf(pod.container, objects, namespace);
    for (const { path, value } of config.sections) {
      for (const key of ['token', 'url']) {
        const [, braced, bare] = VARIABLE.exec(String(value[key] ?? '')) ?? [];
        const name = braced ?? bare;
        if (name === undefined) continue;
        const variable = own.find(name);
        if (variable === undefined) {
          find(
            'VARIABLE_NOT_SET',
            config.placeOf([...path, key]),
            `The ${key} is the variable ${name}, which the container "${pod.container.name}" does not have: the manager cannot ask for jobs.`,
            'Leave the variables of the container as they were rendered, and add yours to them by name.',
          );
          continue;
        }
        for (const init of pod.initContainers) {
          const checked = environmentOf(init, objects, namespace).all.get(name);
          const isSame =
            checked === undefined ||
            (checked.secret?.name === variable.secret?.name && checked.secret?.key === variable.secret?.key);
          if (isSame) continue;
          const { name: secret, key: secretKey } = checked.secret ?? { name: '', key: '' };
          find(
            'CONTRADICTION',
            config.placeOf([...path, key]),
            `The container "${init.name}" reads ${name} from the key "${secretKey}" of the Secret "${secret}", but the manager reads it from elsewhere.`,
            'Name the Secret in the document, which gives it to both.',
          );
        }
      }
    }
  }
};
