import type { Validation } from 'kubernetes-types/admissionregistration/v1.js';

import { allOf, type Cel, literal, matches, not, oneOf } from './cel.ts';
import { eachInVariables, eachMounted } from './volumes.ts';

/** The manager, as far as pods of jobs may not be it or look into it. */
export interface FencedManager {
  readonly serviceAccount: string;
  /** Labels by which its pods are found. */
  readonly selector: Readonly<Record<string, string>>;
  /** The Secrets that its pod reads. */
  readonly secrets: readonly string[];
}

/** Returns what no pod in the manager's own namespace may be, whatever the settings say. */
export function neverBesideManager(
  { serviceAccount, selector, secrets }: FencedManager,
  whose: string,
): Validation[] {
  const isNone = (subject: Cel): Cel => not(oneOf(subject, secrets));
  return [
    {
      expression: not(oneOf('variables.pod.?serviceAccountName.orValue("default")', [serviceAccount])),
      message: `${whose} runs no job as the manager's own account (spec.serviceAccount)`,
    },
    {
      expression: not(
        allOf(
          Object.entries(selector).map(([key, value]) =>
            oneOf(`variables.labels[?${literal(key)}].orValue("")`, [value]),
          ),
        ),
      ),
      message: `${whose} gives no pod of a job the labels of the manager's pods`,
    },
    ...(secrets.length === 0
      ? []
      : [
          {
            expression: allOf([eachMounted('secret', isNone), eachInVariables('secret', isNone)]),
            message: `${whose} lets no job read a Secret of the manager`,
          },
        ]),
  ];
}

/** Returns what holds where a pod has the label by which the NetworkPolicy of jobs finds it. */
export function labelled(key: string, whose: string): Validation {
  return {
    expression: `${literal(key)} in variables.labels`,
    message: `${whose} has a NetworkPolicy for pods with the label ${key}, which every job has (spec.jobs.networkPolicy)`,
  };
}

/** Returns what holds where an object is called so that it can only be one that the runner made. */
export function madeForJobs(names: readonly string[], whose: string): Validation {
  return {
    // Who asks for all of them names none.
    expression: matches('request.?name.orValue("")', names.map((name) => `(?:${name})`).join('|')),
    message: `${whose} changes, deletes and enters only what its runners made for jobs, by the names that they give it`,
  };
}
