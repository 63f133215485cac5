/** The schemas that are named to editors. */
export const DOCUMENT_SCHEMA = 'gitlab-runner.schema.json';
export const PATCH_SCHEMA = 'gitlab-runner-patch.schema.json';

/** Path of the `node_modules` that is some directories above. */
export function nodeModulesAbove(levels: number): string {
  return `${'../'.repeat(levels)}node_modules`;
}

/** The line that names a file's schema to editors; nothing where no `node_modules` has it. */
export function modeline(schema: string, levels: number | undefined): string {
  return levels === undefined
    ? ''
    : `# yaml-language-server: $schema=${nodeModulesAbove(levels)}/gitlab-runner-manifests/schemas/${schema}\n`;
}
