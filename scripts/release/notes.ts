/** Returns the section of a version, or of `Unreleased`, in the text of CHANGELOG.md; undefined where there is none. */
export function changelogSection(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.slice(0, text.indexOf('\n')).split(' ')[0] === version);
  return section?.slice(section.indexOf('\n')).trim().concat('\n');
}
