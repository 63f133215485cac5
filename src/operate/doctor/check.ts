import type { Finding } from './finding.ts';
import type { Patient } from './patient.ts';

/** Looks for some causes. */
export type Check = (patient: Patient) => readonly Finding[];
