import { readFileSync } from 'node:fs';

import { changelogSection } from './notes.ts';
import { git, manifest, root } from './project.ts';

/** Returns why no release may be made of what is here, a sentence each. */
export function obstacles(tags: readonly string[]): string[] {
  const { version, repository } = manifest;
  const changed = git('status', '--porcelain').split('\n').filter(Boolean);
  const known = new Set(git('tag', '--list').split('\n'));
  const changelog = readFileSync(`${root}/CHANGELOG.md`, 'utf8');
  return [
    ...(changed.length > 0
      ? [`Files differ from the commit (${changed.length}): commit or remove them.`]
      : []),
    ...tags
      .filter((tag) => known.has(tag))
      .map((tag) => `There is a tag ${tag}: raise "version" in package.json, or delete the tag.`),
    ...(changelogSection(changelog, version) === undefined
      ? [`CHANGELOG.md has no section "## ${version}": give "## Unreleased" this name.`]
      : []),
    ...(repository === undefined
      ? [
          'package.json has no "repository": npm accepts no provenance without it. Name the address of the sources.',
        ]
      : []),
  ];
}
