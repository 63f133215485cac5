import { expect, it } from 'vitest';

import { importConfig } from '../../../src/import/import-config.ts';

const toml = `
# Enough for the farm.
concurrent = 4
[[runners]]
  url = "https://gitlab.example.com"
  token = "$TOKEN"
  executor = "kubernetes"
  [runners.kubernetes]
    # The least that works.
    privileged = false
`;

it('keeps a comment beside a key that is written, and reports one whose key says the default', () => {
  const { documents, report } = importConfig([{ name: 'config.toml', text: toml }]);
  expect(documents[0]!.text).toContain('    # Enough for the farm.\n    concurrent: 4\n');
  expect(documents[0]!.text).not.toContain('The least');
  expect(report.documents[0]!.remarks).toContainEqual(
    expect.objectContaining({ subject: 'comments', text: expect.stringContaining('The least that works.') }),
  );
});
