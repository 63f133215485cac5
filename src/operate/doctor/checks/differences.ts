import { identityKey } from '../../../core/objects/identity.ts';
import { diffObjects, type ObjectChange } from '../../diff/diff.ts';
import type { Check } from '../check.ts';
import { applyCommand } from '../commands.ts';
import { finding } from '../finding.ts';
import { observed } from '../observed.ts';
import type { Patient } from '../patient.ts';
import { brokenConfig } from './config.ts';
import { isFenceFound } from './fence.ts';
import { surplusManagers } from './leftovers.ts';
import { permissions } from './permissions.ts';
import { stoppedDeployment } from './pods.ts';

/** Lines that are shown of an object that differs. */
const LINES = 4;

/**
 * Objects that are there and differ from what the document renders. Of Secrets the content is not known. A difference that
 * has a finding of its own is not said again.
 */
export const differences: Check = (patient) => {
  const { rendered, state } = patient;
  // What is read of a cluster is masked.
  const wanted = rendered.filter(({ kind }) => kind !== 'Secret' && kind !== 'Pod').map(observed);
  const known = new Set(wanted.map(identityKey));
  const there = state.objects.filter((object) => known.has(identityKey(object)));
  const isSaid = saidElsewhere(patient);
  const changes = diffObjects(there, wanted).changes.filter(
    (change) => change.what === 'changed' && !isSaid(change),
  );
  if (changes.length === 0) return [];
  const names = changes.map(({ object }) => `${object.kind}/${object.name}`);
  return [
    finding(
      'OBJECT_DIFFERS',
      `${changes.length} of the ${rendered.length} objects of the document ${changes.length === 1 ? 'differs' : 'differ'} from it: ${names.join(', ')}.`,
      changes.map(wordsOf),
      {
        how: 'Apply what the document renders, or write into the document what somebody has changed: a `+` is what the document says.',
        commands: [applyCommand(patient)],
      },
    ),
  ];
};

function wordsOf({ object, fields, lines }: ObjectChange): string {
  const changed = lines.filter((line) => /^[+-]/.test(line));
  const more = changed.length > LINES ? ' …' : '';
  return `${object.kind}/${object.name}, ${fields.join(', ')}: ${changed.slice(0, LINES).join(' ')}${more}`;
}

/** Whether another finding already reports a difference. */
function saidElsewhere(patient: Patient): (change: ObjectChange) => boolean {
  const lacksRights = permissions(patient).length > 0;
  const isBroken = brokenConfig(patient).length > 0;
  const isScaled = stoppedDeployment(patient).length > 0 || surplusManagers(patient).length > 0;
  const { config } = patient.resolved;
  const isFence = isFenceFound(patient);
  return ({ object: { kind, name }, fields }) => {
    if (isFence(kind, name)) return true;
    if (/^(?:Cluster)?Role(?:Binding)?$/.test(kind)) return lacksRights;
    if (kind === config.kind && name === config.name) return isBroken;
    return (
      kind === 'Deployment' &&
      isScaled &&
      fields.every((field) => field === 'spec.replicas' || field === 'spec.paused')
    );
  };
}
