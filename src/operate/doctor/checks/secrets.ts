import { at } from '../../../core/data/at.ts';
import { groupedBy } from '../../../core/data/grouped-by.ts';
import { applySecret } from '../../register/apply-secret.ts';
import type { Check } from '../check.ts';
import { type Finding, finding } from '../finding.ts';
import { type Need, needsOf } from '../needs.ts';
import { containersOf, objectOf, type Patient, podName, wasRead } from '../patient.ts';
import type { KeyFacts } from '../secret-facts.ts';

/** Secrets and ConfigMaps that the document names: whether they are there, and have the keys. */
export const secrets: Check = (patient) => {
  const named = needsOf(patient.resolved).filter(({ kind }) =>
    wasRead(patient, kind === 'Secret' ? 'secrets' : 'configmaps', patient.resolved.metadata.namespace),
  );
  return [...groupedBy(named, ({ kind, name }) => `${kind}/${name}`).values()].flatMap((needs) =>
    ofOne(patient, needs as [Need, ...Need[]]),
  );
};

function ofOne(patient: Patient, needs: readonly [Need, ...Need[]]): Finding[] {
  const { namespace } = patient.resolved.metadata;
  const [{ kind, name, path }] = needs;
  const keys = keysOf(patient, kind, name);
  if (keys === undefined) {
    return [
      finding(
        'SECRET_ABSENT',
        `There is no ${kind} ${name} in namespace ${namespace}. The manager takes ${listed(needs)} from it.`,
        wordsAbout(patient, name),
        {
          how: 'Make it; the pod then starts by itself.',
          commands: commandsFor(needs, namespace, 'create'),
          path,
        },
      ),
    ];
  }
  const absent = needs.filter(({ key }) => key !== undefined && !keys.includes(key));
  if (absent.length > 0) {
    const [first] = absent as [Need];
    const names = [...new Set(absent.map(({ key }) => key))].join(', ');
    return [
      finding(
        'SECRET_KEY_ABSENT',
        `${kind} ${name} in namespace ${namespace} has no key ${names}. The manager takes ${listed(absent)} from it.`,
        [`keys of ${kind} ${name}: ${keys.join(', ') || 'none'}`, ...wordsAbout(patient, name)],
        {
          how: `Write it with that key, or name one that it has. The pod then starts by itself.`,
          commands: commandsFor(absent, namespace, 'replace'),
          path: first.path,
        },
      ),
    ];
  }
  return needs.flatMap((need) => (need.runner === undefined ? [] : ofToken(patient, need)));
}

function keysOf({ state, resolved }: Patient, kind: Need['kind'], name: string): string[] | undefined {
  const { namespace } = resolved.metadata;
  if (kind === 'Secret') {
    return state.secrets
      .find((one) => one.namespace === namespace && one.name === name)
      ?.keys.map(({ key }) => key);
  }
  const object = objectOf(state, 'ConfigMap', namespace, name);
  return (
    object && Object.keys({ ...(at(object, 'data') as object), ...(at(object, 'binaryData') as object) })
  );
}

/** What the kubelet says of an object that a pod waits for. */
function wordsAbout(patient: Patient, name: string): string[] {
  return patient.managers.flatMap((pod) => [
    ...containersOf(pod)
      .filter(({ message }) => message.includes(`"${name}"`))
      .map(({ waits, message }) => `${podName(pod)}: ${waits}: ${message}`),
  ]);
}

/** The commands that make an object with what is needed of it, or write the tokens among its keys. */
function commandsFor(needs: readonly Need[], namespace: string, verb: 'create' | 'replace'): string[] {
  const [{ kind, name }] = needs as readonly [Need];
  const create = `kubectl create ${kind === 'Secret' ? 'secret generic' : 'configmap'} ${name} --namespace ${namespace}`;
  const files = needs.flatMap(({ key = 'KEY', runner }) =>
    runner === undefined ? [`--from-file=${key}=FILE`] : [],
  );
  const tokens = groupedBy(
    needs.filter(({ runner }) => runner !== undefined),
    ({ key }) => key,
  );
  const isFirstKey = verb === 'create' && files.length === 0 && tokens.size === 1;
  return [
    ...(verb === 'create' && files.length > 0 ? [[create, ...files].join(' ')] : []),
    ...[...tokens].flatMap(([key, of]) => {
      const write = `printf %s "$RUNNER_TOKEN" | ${create} --from-file=${key}=/dev/stdin`;
      return [
        `read -rs RUNNER_TOKEN   # paste ${listed(of)}`,
        isFirstKey ? write : `${write} --dry-run=client --output=yaml | ${applySecret(of[0]!.runner!)}`,
      ];
    }),
  ];
}

function listed(needs: readonly Need[]): string {
  return [...new Set(needs.map(({ what }) => what))].join(' and ');
}

function ofToken(patient: Patient, need: Need): Finding[] {
  const { namespace } = patient.resolved.metadata;
  const { name, key, path, what } = need;
  const facts = patient.state.secrets
    .find((one) => one.namespace === namespace && one.name === name)
    ?.keys.find((one) => one.key === key);
  if (facts === undefined) return [];
  const commands = commandsFor([need], namespace, 'replace');
  if (facts.length === 0 || facts.hasBlank) {
    return [
      finding(
        'TOKEN_BLANK',
        `Key ${key} of Secret ${name} in namespace ${namespace}, ${what}, ${blankOf(facts)}.`,
        lastWords(patient),
        { how: 'Write it again: `printf %s` adds no line break, as `echo` does.', commands, path },
      ),
    ];
  }
  if (facts.tokenKind === 'registration' || facts.tokenKind === 'other') {
    return [
      finding(
        'TOKEN_KIND',
        facts.tokenKind === 'registration'
          ? `Key ${key} of Secret ${name} in namespace ${namespace} is a registration token, with which no manager gets jobs.`
          : `Key ${key} of Secret ${name} in namespace ${namespace} is a token of another kind, not one of a runner.`,
        refusals(patient),
        {
          how: 'Create a runner in GitLab and write its token, which begins with glrt-, into the Secret. Then restart the manager.',
          commands,
          path,
        },
      ),
    ];
  }
  return [];
}

function blankOf({ length, endsInLineBreak }: KeyFacts): string {
  if (length === 0) return 'is empty';
  return endsInLineBreak ? 'ends in a line break' : 'holds a blank, a line break or a control character';
}

function lastWords({ managers }: Patient): string[] {
  return managers.flatMap((pod) =>
    containersOf(pod)
      .filter(({ lastWords: words }) => words.includes('the Secret has no token'))
      .map(({ name, lastWords: words }) => `${podName(pod)}, container ${name}: ${words}`),
  );
}

function refusals({ log }: Patient): string[] {
  return log
    .filter(({ text }) => text.includes('forbidden'))
    .map(({ text }) => text)
    .slice(-1);
}
