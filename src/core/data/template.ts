/** Whether a text holds double braces, which Helm and its like would put a value in place of. */
export function holdsTemplate(text: string): boolean {
  const open = text.indexOf('{{');
  return open >= 0 && text.indexOf('}}', open) >= 0;
}

/** Whether a text asks Helm for a value: other tools have double braces too, and mean them. */
export function holdsHelmTemplate(text: string): boolean {
  return holdsTemplate(text) && HELM.test(text);
}

const HELM =
  /\{\{(?:[^}]{0,200}?[\s(-])?(?:\.(?:Values|Release|Chart|Capabilities)\.|\.Template\.|(?:include|tpl) )/;

/** What to do about either. */
export const TEMPLATE_HELP =
  'Templates, such as Helm templates, are not evaluated here: write the value itself.';
