import type { Reader } from '../reader.ts';

/** Makes a document of a config.toml that stands alone. */
export const readConfigToml: Reader = (left) => ({
  drafts: left
    .filter(({ syntax }) => syntax === 'toml')
    .map(() => ({
      settings: [],
      remarks: [],
      secrets: [],
      running: { by: 'config.toml', name: '', kind: undefined },
    })),
  remarks: [],
  taken: new Set(left.filter(({ syntax }) => syntax === 'toml')),
});
