import type { Check } from '../finding.ts';
import { configFiles } from './config-files.ts';
import { credentials } from './credentials.ts';
import { drain } from './drain.ts';
import { fence } from './fence.ts';
import { identities } from './identities.ts';
import { managers } from './managers.ts';
import { permissions } from './permissions.ts';
import { podSecurity } from './pod-security.ts';
import { references } from './references.ts';
import { releases } from './releases.ts';
import { replicas } from './replicas.ts';
import { selectors } from './selectors.ts';
import { series } from './series.ts';
import { variables } from './variables.ts';

/** Every check, in the order in which they look. */
export const checks: readonly Check[] = [
  managers,
  identities,
  references,
  selectors,
  series,
  configFiles,
  permissions,
  fence,
  variables,
  credentials,
  releases,
  podSecurity,
  replicas,
  drain,
];
