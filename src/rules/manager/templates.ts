import { holdsHelmTemplate, TEMPLATE_HELP } from '../../data/template.ts';
import { onDocument } from '../rule.ts';

/** Templates of Helm where any text will do. Extra objects may be made for Helm's own controllers. */
export const templates = onDocument(({ spec, at, find }) => {
  const { extraObjects: _, ...own } = spec;
  const path: (string | number)[] = ['spec'];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (holdsHelmTemplate(value))
        find('UNUSUAL_VALUE', at(...path), 'This text holds a template.', TEMPLATE_HELP);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        path.push(Array.isArray(value) ? Number(key) : key);
        walk(item);
        path.pop();
      }
    }
  };
  walk(own);
});
