import { holdsHelmTemplate, TEMPLATE_HELP } from '../../data/template.ts';
import { walk } from '../../data/walk.ts';
import { onDocument } from '../rule.ts';

/** Templates of Helm where any text will do. Extra objects may be made for Helm's own controllers. */
export const templates = onDocument(({ spec, at, find }) => {
  const { extraObjects: _, ...own } = spec;
  walk(own, (value, path) => {
    if (typeof value === 'string' && holdsHelmTemplate(value))
      find('UNUSUAL_VALUE', at('spec', ...path), 'This text holds a template.', TEMPLATE_HELP);
    return undefined;
  });
});
