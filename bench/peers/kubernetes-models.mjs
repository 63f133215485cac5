import { Deployment } from 'kubernetes-models/apps/v1';
import { Role, RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { ConfigMap, Namespace, ServiceAccount } from 'kubernetes-models/v1';
import { stringify } from 'yaml';

const models = { ConfigMap, Deployment, Namespace, Role, RoleBinding, ServiceAccount };

/** Returns the objects as YAML, checked and written with kubernetes-models. */
export function write(objects) {
  return objects
    .map((object) => {
      const model = new models[object.kind](object);
      model.validate();
      return `---\n${stringify(model.toJSON(), { aliasDuplicateObjects: false })}`;
    })
    .join('');
}
