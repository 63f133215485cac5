import type { DocumentView } from '../core/messages.ts';

/** What the managers may do, where and why. */
export function Permissions({ documents }: { readonly documents: readonly DocumentView[] }) {
  return (
    <div class="scroll">
      {documents.map((document) => (
        <OfDocument key={document.name} document={document} />
      ))}
    </div>
  );
}

function OfDocument({ document: { name, permissions } }: { readonly document: DocumentView }) {
  if (permissions.length === 0) {
    return (
      <p class="empty">
        No Role is rendered for {name}: with <code>rbac.create: false</code> you bring your own.
      </p>
    );
  }
  return (
    <table>
      <caption>What the manager {name} may do, and which setting needs it. Nothing else is granted.</caption>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">Verbs</th>
          <th scope="col">Namespace</th>
          <th scope="col">Needed because</th>
        </tr>
      </thead>
      <tbody>
        {permissions.map(({ apiGroup, resource, verbs, namespace, because }, index) => (
          <tr key={index}>
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
  );
}
