import { groupedBy } from '../../../core/data/grouped-by.ts';
import type { Permission } from '../../../core/rbac/permissions.ts';
import type { Resolved } from '../../../core/resolve/resolved.ts';
import type { Check } from '../check.ts';
import type { Right } from '../cluster-state.ts';
import { applyCommand } from '../commands.ts';
import { finding } from '../finding.ts';
import type { Patient } from '../patient.ts';

/** The account of the manager, as the API server calls it. */
export function accountOf({ metadata, manager }: Resolved): string {
  return `system:serviceaccount:${metadata.namespace}:${manager.serviceAccount}`;
}

/** What the manager needs in the cluster it runs in, whoever grants it. */
export function neededBy({ jobNamespaces, clusterPermissions }: Resolved): readonly Permission[] {
  return [...jobNamespaces.flatMap(({ permissions }) => permissions), ...clusterPermissions];
}

/** Rights that the account of the manager lacks. */
export const permissions: Check = (patient) => {
  const { resolved, state } = patient;
  const account = accountOf(resolved);
  const refused = new Set(
    state.rights.filter((one) => one.account === account && !one.isAllowed).map(rightKey),
  );
  const missing = neededBy(resolved).flatMap((permission) =>
    permission.verbs
      .filter((verb) => refused.has(rightKey({ ...permission, verb })))
      .map((verb) => ({ ...permission, verb })),
  );
  return [...groupedBy(missing, ({ namespace }) => namespace)].map(([namespace, some]) => {
    const where = namespace === undefined ? 'on the cluster' : `in namespace ${namespace}`;
    const byResource = groupedBy(some, ({ apiGroup, resource }) =>
      apiGroup === '' ? resource : `${resource}.${apiGroup}`,
    );
    return finding(
      'PERMISSION_ABSENT',
      `${account} lacks rights ${where} that the document needs: ${[...byResource].map(([resource, each]) => `${each.map(({ verb }) => verb).join(', ')} ${resource}`).join('; ')}.`,
      forbidden(patient),
      resolved.spec.rbac.create
        ? {
            how: 'Apply the Role and the RoleBinding that the document renders.',
            commands: [applyCommand(patient)],
          }
        : {
            how: '`permissions` lists what the account needs: whoever grants it has to add this.',
            path: ['spec', 'rbac'],
          },
    );
  });
};

function rightKey({
  namespace,
  apiGroup,
  resource,
  verb,
}: Pick<Right, 'namespace' | 'apiGroup' | 'resource' | 'verb'>): string {
  return JSON.stringify([namespace ?? '', apiGroup, resource, verb]);
}

/** What the manager says of it. */
function forbidden({ log }: Patient): string[] {
  return log
    .flatMap(({ text }) => /\S+ is forbidden: User "[^"]*" cannot [^.]*/.exec(text)?.[0] ?? [])
    .slice(-1);
}
