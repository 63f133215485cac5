import type { Check } from '../check.ts';
import { applyCommand, restartCommand } from '../commands.ts';
import { finding } from '../finding.ts';
import { dataChangedAt } from '../observed.ts';
import { containersOf, objectOf } from '../patient.ts';

const LOADED = /\bConfiguration loaded\b/;
const FAILED = /Failed to load config|Failed to reload/;

/** A config.toml that the manager could not read when it last looked. */
export const brokenConfig: Check = (patient) => {
  const { resolved, log } = patient;
  const pods = new Set(log.map(({ pod }) => pod));
  const failures = [...pods].flatMap((pod) => {
    const last = log.findLast(
      (line) => line.pod === pod && (LOADED.test(line.text) || FAILED.test(line.text)),
    );
    return last !== undefined && FAILED.test(last.text) ? [last] : [];
  });
  if (failures.length === 0) return [];
  const { kind, name } = resolved.config;
  return [
    finding(
      'CONFIG_BROKEN',
      `The manager cannot read the config.toml in ${kind} ${name}, and keeps the one before.`,
      failures.map(({ text }) => text),
      {
        how: 'Apply what the document renders: somebody else has written the object, or a patch of it.',
        commands: [applyCommand(patient, `${kind}/${name}`)],
      },
    ),
  ];
};

/** How long the kubelet needs at most to bring a new config.toml to the pod, in milliseconds. */
const BROUGHT = 2 * 60_000;

/** A config.toml that is newer than the one that the manager has read. */
export const unreadConfig: Check = (patient) => {
  const { resolved, state, managers, log, now } = patient;
  const { kind, name } = resolved.config;
  const { namespace } = resolved.metadata;
  const changed = Date.parse(
    (kind === 'Secret'
      ? state.secrets.find((one) => one.namespace === namespace && one.name === name)?.dataChangedAt
      : dataChangedAt(objectOf(state, kind, namespace, name))) ?? '',
  );
  if (Number.isNaN(changed)) return [];
  const behind = managers.filter((pod) => {
    const loaded = log.findLast((line) => line.pod === pod.name && LOADED.test(line.text))?.at;
    const started = containersOf(pod).find((one) => one.name === 'gitlab-runner')?.startedAt;
    // A log that is cut, or of a level that leaves this out, says nothing.
    return (
      !pod.isEnding && started !== undefined && started < changed && loaded !== undefined && loaded < changed
    );
  });
  if (behind.length === 0) return [];
  const isSoon = now - changed < BROUGHT;
  return [
    finding(
      'CONFIG_NOT_READ',
      `${kind} ${name} was changed ${Math.round((now - changed) / 1000)} s ago, and the manager has not read it yet.`,
      behind.map(
        (pod) =>
          `${pod.name} has logged no "Configuration loaded" since ${new Date(changed).toISOString().replace('.000', '')}`,
      ),
      isSoon
        ? {
            how: 'Wait: the kubelet brings it within about two minutes, and the manager reads it some seconds later.',
          }
        : {
            how: 'Restart the manager: it does not look at the file, or the pod has another one.',
            commands: [restartCommand(patient)],
          },
    ),
  ];
};
