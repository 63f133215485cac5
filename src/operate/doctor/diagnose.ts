import { hider } from '../../core/credentials/hider.ts';
import { textAt } from '../../core/data/at.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import { checks } from './checks/index.ts';
import { versionOf } from './checks/version.ts';
import type { ClusterState, NotRead } from './cluster-state.ts';
import { type Finding, ordered } from './finding.ts';
import { isReady, type Patient, patientOf } from './patient.ts';

/** What runs of a document. */
export interface Vitals {
  /** Managers that are Ready. */
  readonly managers: number;
  /** Managers that end their jobs and then themselves. */
  readonly ending: number;
  /** The releases that they are of, as far as they say. */
  readonly versions: readonly string[];
  /** Jobs whose pod runs. */
  readonly jobs: number;
}

/** What is wrong with what runs of a document. */
export interface Diagnosis {
  /** What is wrong, the likeliest cause first. What follows from another finding is left out. */
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly notChecked: readonly NotRead[];
  readonly vitals: Vitals;
}

/** Says what is wrong with what runs of a document, as far as the state of the cluster shows it. */
export function diagnosisOf(
  resolved: Resolved,
  rendered: readonly KubernetesObject[],
  state: ClusterState,
  file: string,
): Diagnosis {
  const patient = patientOf(resolved, rendered, state, file);
  const hide = hider({ metadata: resolved.metadata, spec: resolved.spec });
  return {
    findings: ordered(checks.flatMap((check) => check(patient))).map((finding) => ({
      ...finding,
      happens: hide(finding.happens),
      seen: finding.seen.map(hide),
    })),
    notChecked: state.notRead,
    vitals: vitalsOf(patient),
  };
}

function vitalsOf(patient: Patient): Vitals {
  const { managers, jobs } = patient;
  const ready = managers.filter(isReady);
  return {
    managers: ready.length,
    ending: managers.filter(({ isEnding }) => isEnding).length,
    versions: [...new Set(ready.flatMap((pod) => versionOf(patient, pod) ?? []))].sort(),
    jobs: jobs.filter(({ isEnding, object }) => !isEnding && textAt(object, 'status', 'phase') === 'Running')
      .length,
  };
}
