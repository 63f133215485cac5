import type { Check } from '../check.ts';
import { applyCommand } from '../commands.ts';
import { finding } from '../finding.ts';
import { isReady, type Patient, type Pod } from '../patient.ts';

/** Managers of another release than the document says. */
export const version: Check = (patient) => {
  const { resolved, managers } = patient;
  const wanted = resolved.spec.version;
  const others = managers.filter(isReady).flatMap((pod) => {
    const runs = versionOf(patient, pod);
    return runs === undefined || runs === wanted ? [] : [{ pod, runs }];
  });
  if (others.length === 0) return [];
  const { image } = resolved.spec;
  const isOwn = image.tag !== undefined || image.digest !== undefined || image.repository !== undefined;
  return [
    finding(
      'VERSION_DIFFERS',
      `The manager is GitLab Runner ${others[0]!.runs}, and the document says ${wanted}.`,
      others.map(({ pod, runs }) => `${pod.name} says that it is ${runs}`),
      isOwn
        ? {
            how: `The document names an image of its own: set spec.version to the release in it, or the image to the one of ${wanted}.`,
            path: ['spec', 'version'],
          }
        : {
            how: 'Apply what the document renders. Where that is done, the image has another release in it than its tag says.',
            commands: [applyCommand(patient)],
            path: ['spec', 'version'],
          },
    ),
  ];
};

/** Returns the release of a manager, by its metrics, or by the first line that it logs. */
export function versionOf(
  { state, log }: Pick<Patient, 'state' | 'log'>,
  { namespace, name }: Pod,
): string | undefined {
  const metrics = state.metrics.find((one) => one.namespace === namespace && one.pod === name);
  if (metrics?.version !== undefined) return metrics.version;
  const line = log.findLast(({ pod, text }) => pod === name && text.includes('Runtime platform'));
  return /\bversion(?:=|":")v?(\d+\.\d+\.\d+)/.exec(line?.text ?? '')?.[1];
}
