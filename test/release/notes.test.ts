import { expect, it } from 'vitest';

import { changelogSection } from '../../scripts/release/notes.ts';

const changelog =
  '# Changelog\n\n## Unreleased\n\n- new\n\n## 1.2.0 (2026-01-01)\n\n### Added\n\n- b\n\n## 1.2\n\n- a\n';

it.each([
  ['Unreleased', '- new\n'],
  ['1.2.0', '### Added\n\n- b\n'],
  ['1.2', '- a\n'],
  ['1', undefined],
  ['2.0.0', undefined],
])('finds the section of %s', (version, section) => {
  expect(changelogSection(changelog, version)).toBe(section);
});
