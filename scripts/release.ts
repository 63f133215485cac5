/**
 * Makes a release of what is checked out, in a folder; publishes nothing. docs/releasing.md says the rest.
 *
 *   npm run release -- FOLDER
 *   npm run release -- --dry-run [--no-check] FOLDER    continues where a release would be refused, and says so
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { writeChecksums } from './release/checksums.ts';
import { buildExecutables, type Executable } from './release/executables.ts';
import { tagsOf, writeKustomizeBundle } from './release/kustomize-refs.ts';
import { changelogSection } from './release/notes.ts';
import { obstacles } from './release/obstacles.ts';
import { git, manifest, root } from './release/project.ts';
import { billOfMaterials } from './release/sbom.ts';
import { schemaNamed } from './release/schema.ts';

const { name, version } = manifest;

async function release(folder: string, isDryRun: boolean, isChecked: boolean): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  refuse(obstacles(tagsOf()), isDryRun);
  if (isChecked) execFileSync('npm', ['run', 'check'], { cwd: root, stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });

  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'pipe' });
  const file = (suffix: string): string => join(folder, `${name}-${version}${suffix}`);
  const time = new Date(git('show', '--no-patch', '--format=%cI', 'HEAD'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  });
  const executables = await buildExecutables(folder, `gitlab-runner-krm-${version}`);
  refuse(executables.flatMap(wordsOnLacking), isDryRun);
  writeKustomizeBundle(file('-kustomize.bundle'), executables, time);
  const schema = `gitlab-runner-${version}.schema.json`;
  writeFileSync(join(folder, schema), schemaNamed(schema));
  writeFileSync(file('.cdx.json'), billOfMaterials(time));
  const changelog = readFileSync(`${root}/CHANGELOG.md`, 'utf8');
  const notes = changelogSection(changelog, version) ?? changelogSection(changelog, 'Unreleased') ?? '';
  writeFileSync(join(folder, 'RELEASE_NOTES.md'), notes);
  writeChecksums(folder);

  console.log(`${name} ${version} of ${time.toISOString()} is in ${folder}:`);
  for (const entry of readdirSync(folder).sort()) {
    console.log(`${String(statSync(join(folder, entry)).size).padStart(9)}  ${entry}`);
  }
}

/** Says why this cannot be released, and ends unless it is only tried. */
function refuse(reasons: readonly string[], isDryRun: boolean): void {
  for (const reason of reasons)
    console.error(`${isDryRun ? 'A release would be refused' : 'Refused'}: ${reason}`);
  if (reasons.length > 0 && !isDryRun) process.exit(1);
}

function wordsOnLacking(executable: Executable): string[] {
  return 'lacking' in executable
    ? [`No executable for ${executable.architecture}: ${executable.lacking}.`]
    : [];
}

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false }, check: { type: 'boolean', default: true } },
  allowNegative: true,
  allowPositionals: true,
});
const [folder, ...more] = positionals;
if (folder === undefined || more.length > 0) throw new Error('Name the folder that the release is to be in.');
if (!values.check && !values['dry-run']) throw new Error('Only a dry run goes without the check.');
await release(resolve(folder), values['dry-run'], values.check);
