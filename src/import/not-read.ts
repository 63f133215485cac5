import { isMapping } from '../core/data/is-mapping.ts';

/** Texts that are not inputs but are given as such: what only they have, and what to give instead. */
const NOT_READ: readonly (readonly [RegExp, string])[] = [
  [
    /^[ \t]*(?:resource|data|module|variable|provider|output)[ \t]+"[^"\n]+"(?:[ \t]+"[^"\n]+")?[ \t]*\{|^[ \t]*(?:terraform|locals)[ \t]*\{/m,
    "This is Terraform, which only Terraform can evaluate. Import the values as `terraform console` prints them, for example `echo 'helm_release.gitlab_runner.metadata[0].values' | terraform console`, or the output of `helm get values`.",
  ],
];

/** Lines that only templates of Helm have: a step of the template, or a key whose value is a placeholder. */
const TEMPLATE_LINE =
  /^[ \t]*\{\{-?[ \t]*(?:if|range|with|end|include|template|define|\/\*)|^[ \t]*(?:-[ \t]+)?[\w./-]+:[ \t]+\{\{/m;

const TEMPLATE =
  'This is a Helm template, which only Helm can evaluate. Import the values, as `helm get values` prints them, or the objects, as `helm get manifest` or `helm template` prints them.';

/** Returns what to say of a text that is nothing to import; `undefined` for others. */
export function notRead(text: string): string | undefined {
  return NOT_READ.find(([pattern]) => pattern.test(text))?.[1];
}

/** What to say of a template of Helm that cannot be read as YAML. */
export function brokenTemplate(text: string): string | undefined {
  return TEMPLATE_LINE.test(text) ? TEMPLATE : undefined;
}

/** What to say of one that can: to YAML a placeholder without quotes is a mapping in a mapping. */
export function templateData(value: unknown): string | undefined {
  const holds = (one: unknown): boolean => {
    if (Array.isArray(one)) return one.some(holds);
    return isMapping(one) && Object.entries(one).some(([key, item]) => /^\{ .*\}$/s.test(key) || holds(item));
  };
  return holds(value) ? TEMPLATE : undefined;
}
