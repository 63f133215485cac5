import { readFileSync } from 'node:fs';

/** `<!-- file: examples/flux/kustomization.yaml -->`, and the block below it. */
const SHOWN = /^<!-- file: (\S+\.(\w+)) -->\n(?:```\w+\n[\s\S]*?^```\n)?/gm;

/** Returns the text of a page with the files that it shows as they are. */
export function withFiles(page: string): string {
  return page.replace(SHOWN, (_, path: string, language: string) => {
    const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
    return `<!-- file: ${path} -->\n\`\`\`${language === 'yml' ? 'yaml' : language}\n${text}\`\`\`\n`;
  });
}
