import { isMapping } from '../../../core/data/is-mapping.ts';
import type { Path } from '../../../core/data/path.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { isRegisterVariable } from '../../config-toml/variables.ts';
import { isCredential } from '../../document/finish.ts';
import type { Chart, Found } from '../chart.ts';

/** A variable of the manager's container. */
export interface Variable {
  readonly name: string;
  readonly value: unknown;
  /** Where it comes from, as Kubernetes has it; else it has a value. */
  readonly valueFrom?: unknown;
  readonly path: Path;
}

/** Names of the variables that `gitlab-runner register` takes a token from. */
const TOKENS: ReadonlySet<string> = new Set(['CI_SERVER_TOKEN', 'RUNNER_TOKEN', 'REGISTRATION_TOKEN']);

/** Returns the variables that the values give to the manager, of two with one name the later one. */
export function variablesOf(chart: Chart): readonly Variable[] {
  const all = new Map<string, Variable>();
  const add = (name: unknown, path: Path, read: Pick<Variable, 'value' | 'valueFrom'>): void => {
    if (typeof name === 'string') all.set(name, { name, path, ...read });
  };
  const list = chart.own('envVars');
  for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
    const { name, value = '' } = isMapping(one) ? one : {};
    add(name, ['envVars', index], { value });
  }
  const values = chart.own('extraEnv');
  for (const [name, value] of Object.entries(isMapping(values) ? values : {})) {
    add(name, ['extraEnv', name], { value });
  }
  const sources = chart.own('extraEnvFrom');
  for (const [name, valueFrom] of Object.entries(isMapping(sources) ? sources : {})) {
    add(name, ['extraEnvFrom', name], { value: undefined, valueFrom });
  }
  return [...all.values()];
}

/** Whether a variable is read when the runner registers, and not by the manager. */
export function isOfRegistration({ name }: Variable): boolean {
  return isRegisterVariable(name) || TOKENS.has(name);
}

/** Whether a variable holds the token. */
export function holdsToken({ name }: Variable): boolean {
  return TOKENS.has(name);
}

/** The key of a Secret that a variable comes from. */
export function secretKeyOf({ valueFrom }: Variable): SecretKey | undefined {
  const { secretKeyRef } = isMapping(valueFrom) ? valueFrom : {};
  return isMapping(secretKeyRef)
    ? { name: String(secretKeyRef.name), key: String(secretKeyRef.key) }
    : undefined;
}

/** The variables of the manager. */
export function* environment(chart: Chart): Iterable<Found> {
  const kept: object[] = [];
  const name = `${chart.facts.fullname}-env`;
  let by: Path | undefined;
  for (const variable of variablesOf(chart)) {
    const { valueFrom, path } = variable;
    if (isOfRegistration(variable)) {
      if (valueFrom !== undefined && secretKeyOf(variable) === undefined) {
        yield chart.remark(
          'decide',
          path,
          'Only the registration reads this variable, and its value is not in the inputs: set the key of the runner that does the same.',
        );
      }
      continue;
    }
    by ??= path;
    const value = String(variable.value);
    if (valueFrom !== undefined) kept.push({ name: variable.name, valueFrom });
    else if (isCredential({ path: ['spec', 'manager', 'env'], value: [{ name: variable.name, value }] })) {
      kept.push({ name: variable.name, valueFrom: { secretKeyRef: { name, key: variable.name } } });
      yield {
        secret: {
          name,
          keys: { [variable.name]: `what the variable ${variable.name} holds` },
          inClear: chart.from(path),
        },
      };
    } else kept.push({ name: variable.name, value });
  }
  if (kept.length > 0) yield chart.setting('spec.manager.env', kept, by);
  const list = chart.own('envVars');
  for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
    if (isMapping(one) && one.valueFrom !== undefined) {
      yield chart.remark(
        'dead',
        ['envVars', index, 'valueFrom'],
        'The chart reads only `name` and `value` of `envVars`: the variable was empty.',
      );
    }
  }
}
