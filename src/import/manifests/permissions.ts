import { isMapping } from '../../core/data/is-mapping.ts';
import type { Remark, Setting } from '../draft.ts';
import { beyondDerived } from '../role-rules.ts';
import { at, type Found, nameOf, type Objects } from './objects.ts';

/** What an account may do. */
interface Grant {
  /** The binding that gives it. */
  readonly binding: Found;
  /** The Role or ClusterRole; nothing where it is not among the inputs. */
  readonly role: Found | undefined;
  /** Whether it holds in every namespace. */
  readonly isWide: boolean;
}

/** Returns what bindings give to an account. */
export function grantsTo(
  account: string | undefined,
  namespace: string | undefined,
  objects: Objects,
): readonly Grant[] {
  const isSubject = (subject: unknown): boolean =>
    isMapping(subject) &&
    subject.kind === 'ServiceAccount' &&
    subject.name === (account ?? 'default') &&
    (namespace === undefined || subject.namespace === undefined || subject.namespace === namespace);
  return [...objects.of('RoleBinding'), ...objects.of('ClusterRoleBinding')].flatMap((binding) => {
    const subjects = at(binding, 'subjects');
    const reference = at(binding, 'roleRef');
    if (!Array.isArray(subjects) || !subjects.some(isSubject) || !isMapping(reference)) return [];
    const { kind, name } = reference;
    const role = objects.find(String(kind), kind === 'Role' ? binding.namespace : undefined, String(name));
    return [{ binding, role, isWide: binding.kind === 'ClusterRoleBinding' }];
  });
}

/** Returns the settings for what an account may do beyond what the document grants, and what of it is left out. */
export function permissionSettings(
  grants: readonly Grant[],
  settings: readonly Setting[],
): { readonly settings: readonly Setting[]; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const extra = new Map<string, Setting>();
  for (const { binding, role, isWide } of grants) {
    const subject = nameOf(role ?? binding);
    const from = (role ?? binding).data.at(role === undefined ? ['roleRef'] : ['rules']);
    const say = (text: string): void => {
      remarks.push({ kind: 'surplus', from, subject, text });
    };
    if (role === undefined) {
      const { kind, name } = at(binding, 'roleRef') as { kind: string; name: string };
      say(
        `It grants ${kind}/${name}${isWide ? ' in every namespace' : ''}, which is not among the inputs. The new Role grants what the document needs.`,
      );
      continue;
    }
    const rules = at(role, 'rules');
    const place = isWide ? 'extraClusterRules' : 'extraRules';
    const beyond = beyondDerived(Array.isArray(rules) ? rules : [], { settings, from, subject }, place);
    remarks.push(...beyond.remarks);
    if (isWide) say('It applies in every namespace. The new Role applies only where jobs run.');
    for (const setting of beyond.settings) {
      const before = extra.get(place);
      const value = [...((before?.value as unknown[] | undefined) ?? []), ...(setting.value as unknown[])];
      extra.set(place, { ...setting, value });
    }
  }
  return { settings: [...extra.values()], remarks };
}
