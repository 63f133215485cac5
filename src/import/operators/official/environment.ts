import { looks } from '../../../core/credentials/mask.ts';
import { isSecretVariable } from '../../../core/credentials/names.ts';
import { isMapping } from '../../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../../core/data/path.ts';
import type { Variable } from '../../config-toml/registration.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { isRegisterVariable } from '../../config-toml/variables.ts';
import type { Read, Setting } from '../../draft.ts';
import { keysOf, textIn } from '../../manifests/objects.ts';
import { settingAt } from '../../manifests/settings.ts';
import {
  fetching,
  type Known,
  namespaceOf,
  oldNamespace,
  type Resource,
  type remarksOn,
  textOf,
} from '../resource.ts';
import { cacheKeys, fields } from './fields.ts';

/** The variables with which the operator calls `gitlab-runner register`, and the keys of Secrets behind them. */
export function environmentOf(
  { spec, namespace }: Resource,
  { options }: Known,
): { readonly environment: Map<string, Variable>; readonly secrets: Map<string, SecretKey> } {
  const environment = new Map<string, Variable>();
  const secrets = new Map<string, SecretKey>();
  environment.set('KUBERNETES_NAMESPACE', { value: namespaceOf({ namespace }, options) });
  for (const row of fields) {
    if (!('variable' in row)) continue;
    const path = row.field.split('.');
    const value = textOf(spec, path);
    if (value !== undefined)
      environment.set(row.variable, { value, from: spec.at(path), comment: spec.commentAt(path) });
  }
  for (const [field, keys] of Object.entries(cacheKeys)) {
    const path = field.split('.');
    const name = textOf(spec, path);
    if (name === undefined) continue;
    for (const [index, [variable, key]] of keys.entries()) {
      const comment = index === 0 ? spec.commentAt(path) : undefined;
      environment.set(variable, { value: `$${variable}`, from: spec.at(path), comment });
      secrets.set(`$${variable}`, { name, key });
    }
  }
  return { environment, secrets };
}

/** The address of GitLab, in whichever of its forms. */
export function urlOf(
  { spec, version }: Resource,
  environment: Map<string, Variable>,
  say: ReturnType<typeof remarksOn>['say'],
): void {
  const isOld = isMapping(valueAt(spec.value, ['gitlab']));
  const path: Path = isOld && textOf(spec, ['gitlabUrl']) === undefined ? ['gitlab', 'url'] : ['gitlabUrl'];
  const found = environment.get('CI_SERVER_URL');
  if (isOld && version !== 'v1beta1')
    say(
      'changed',
      ['gitlab'],
      'Only v1beta1 has this field: the API server accepts no resource of v1beta2 without gitlabUrl, so this one may never have run.',
    );
  if (found === undefined) {
    const name = textOf(spec, ['gitlab', 'name']);
    say(
      'decide',
      path,
      name === undefined
        ? 'The resource does not name the address of GitLab: write it as the url of the runner.'
        : `The resource names GitLab by the resource ${name} alone: write its address as the url of the runner.`,
    );
    return;
  }
  if (/^[\w.-]+(?::\d+)?(?:\/|$)/.test(found.value)) {
    say('decide', path, 'The address has no scheme: the document has https://, which may be wrong.');
    environment.set('CI_SERVER_URL', { ...found, value: `https://${found.value}` });
  }
}

/** The variables in the ConfigMap that `env` names: those of `register`, and the manager's own. */
export function variablesOf(
  { spec, ...resource }: Resource,
  { objects, options }: Known,
  say: ReturnType<typeof remarksOn>['say'],
): {
  readonly ofRegister: ReadonlyMap<string, Read<string>>;
  readonly further: readonly object[];
  readonly settings: readonly Setting[];
} {
  const ofRegister = new Map<string, Read<string>>();
  const name = textOf(spec, ['env']);
  if (name === undefined) return { ofRegister, further: [], settings: [] };
  const found = objects.find('ConfigMap', resource.namespace, name);
  if (found === undefined) {
    say(
      'decide',
      ['env'],
      `The ConfigMap ${name} is not among the inputs. The manager gets its variables, but those that \`gitlab-runner register\` reads change config.toml, and have no effect any more: give it to import as well, ${fetching('configmap', name, oldNamespace(resource, options))}.`,
    );
    const from = [{ configMapRef: { name } }];
    return {
      ofRegister,
      further: [],
      settings: [settingAt(spec, ['env'], ['spec', 'manager', 'envFrom'], from)],
    };
  }
  const further: object[] = [];
  for (const key of keysOf(found)) {
    const value = textIn(found, key)?.text ?? '';
    if (isRegisterVariable(key)) ofRegister.set(key, { value, from: found.data.at(['data', key]) });
    else if (isSecretVariable(key, value) || looks(value).length > 0) {
      further.push({ name: key, valueFrom: { configMapKeyRef: { name, key } } });
      say(
        'changed',
        ['env'],
        `${key} is in plain text in the ConfigMap ${name}, and stays there: put it into a Secret, name that under spec.manager.env, and rotate it.`,
      );
    } else further.push({ name: key, value });
  }
  return { ofRegister, further, settings: [] };
}
