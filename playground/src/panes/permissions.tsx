import type { Permission } from '../../../src/rbac/permissions.ts';

/** What the managers may do, where and why. */
export function Permissions({ permissions }: { readonly permissions: readonly Permission[] }) {
  if (permissions.length === 0) {
    return (
      <p class="empty">
        No Role is rendered: with <code>rbac.create: false</code> you bring your own.
      </p>
    );
  }
  return (
    <div class="scroll">
      <table>
        <caption>What the manager may do, and which setting needs it. Nothing else is granted.</caption>
        <thead>
          <tr>
            <th scope="col">Resource</th>
            <th scope="col">Verbs</th>
            <th scope="col">Namespace</th>
            <th scope="col">Needed because</th>
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ apiGroup, resource, verbs, namespace, because }) => (
            <tr key={`${namespace}/${apiGroup}/${resource}/${verbs.join()}/${because}`}>
              <th scope="row">
                <code>{apiGroup === '' ? resource : `${resource}.${apiGroup}`}</code>
              </th>
              <td>
                <code>{verbs.join(', ')}</code>
              </td>
              <td>{namespace ?? 'the whole cluster'}</td>
              <td>{because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
