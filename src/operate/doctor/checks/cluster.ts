import { listAt, textAt } from '../../../core/data/at.ts';
import { identityKey } from '../../../core/objects/identity.ts';
import type { Check } from '../check.ts';
import { applyCommand } from '../commands.ts';
import { finding } from '../finding.ts';
import { objectOf, wasRead } from '../patient.ts';
import { resourceOf } from '../resources.ts';
import { isOfFence } from './fence.ts';

/** Namespaces of the document that are not there, or end. */
export const namespaces: Check = (patient) => {
  const { resolved, state } = patient;
  if (!wasRead(patient, 'namespaces')) return [];
  const names = new Set([resolved.metadata.namespace, ...resolved.jobNamespaces.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const object = objectOf(state, 'Namespace', undefined, name);
    const isRendered = patient.rendered.some(
      ({ kind, metadata }) => kind === 'Namespace' && metadata.name === name,
    );
    if (object === undefined) {
      return finding('NAMESPACE_ABSENT', `There is no namespace ${name}.`, [], {
        how: isRendered
          ? 'The document renders it: apply what it renders.'
          : 'The document does not render it: make it first.',
        commands: isRendered ? [applyCommand(patient)] : [`kubectl create namespace ${name}`],
      });
    }
    return textAt(object, 'status', 'phase') === 'Terminating'
      ? finding('NAMESPACE_ABSENT', `Namespace ${name} is being deleted.`, conditionsOf(object), {
          how: 'Wait until it is gone, then apply what the document renders.',
          commands: [`kubectl wait --for=delete namespace/${name}`, applyCommand(patient)],
        })
      : [];
  });
};

/** Kinds of rendered objects that the cluster does not have. */
export const kinds: Check = ({ rendered, state }) => {
  const { served } = state;
  if (served === undefined) return [];
  const known = new Set(served);
  const absent = new Map<string, string[]>();
  for (const { apiVersion, kind, metadata } of rendered) {
    const name = `${apiVersion} ${kind}`;
    if (!known.has(name)) absent.set(name, [...(absent.get(name) ?? []), metadata.name]);
  }
  return [...absent].map(([name, objects]) => {
    const [apiVersion = '', kind = ''] = name.split(' ');
    const others = served.filter((one) => one.endsWith(` ${kind}`)).map((one) => one.split(' ')[0]);
    return finding(
      'KIND_NOT_SERVED',
      `The document renders ${kind} of ${apiVersion} (${objects.join(', ')}), which the cluster does not have.`,
      [
        ...(state.serverVersion === undefined ? [] : [`the API server is ${state.serverVersion}`]),
        ...(others.length > 0 ? [`it has ${kind} of ${others.join(', ')}`] : []),
      ],
      {
        how: unservedMend(apiVersion),
      },
    );
  });
};

function unservedMend(apiVersion: string): string {
  if (apiVersion.startsWith('monitoring.coreos.com/'))
    return 'Install the types of the Prometheus operator, or turn off what needs them below spec.metrics.';
  if (apiVersion.startsWith('admissionregistration.k8s.io/'))
    return 'Use Kubernetes 1.30 or later, or leave spec.jobs.admissionPolicy out of the document: until then nothing else holds managers to it.';
  return 'Use a cluster of a release that has it, or leave out of the document what needs it.';
}

/**
 * Rendered objects that are not there. What follows from an absent namespace or kind is not said again, and the policies of
 * the fence have a finding of their own.
 */
export const absentObjects: Check = (patient) => {
  const { rendered, state } = patient;
  const there = new Set(state.objects.map(identityKey));
  const secrets = new Set(state.secrets.map(({ namespace, name }) => `${namespace}/${name}`));
  const absent = rendered.filter((object) => {
    const { apiVersion, kind, metadata } = object;
    if (kind === 'Namespace' || isOfFence(object)) return false;
    if (state.served !== undefined && !state.served.includes(`${apiVersion} ${kind}`)) return false;
    if (!wasRead(patient, resourceOf(kind), metadata.namespace)) return false;
    return kind === 'Secret'
      ? !secrets.has(`${metadata.namespace}/${metadata.name}`)
      : !there.has(identityKey(object));
  });
  if (absent.length === 0) return [];
  const names = absent.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  return [
    finding(
      'OBJECT_ABSENT',
      `${absent.length} of the ${rendered.length} objects of the document ${absent.length === 1 ? 'is' : 'are'} not in the cluster: ${names.join(', ')}.`,
      [],
      { how: 'Apply what the document renders.', commands: [applyCommand(patient)] },
    ),
  ];
};

function conditionsOf(object: unknown): string[] {
  return listAt(object, 'status', 'conditions')
    .filter((one) => textAt(one, 'status') === 'True')
    .map((one) => textAt(one, 'message'));
}
