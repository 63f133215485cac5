import type { OptionName } from './options.ts';
import { REPORT_FORMATS } from './report/options.ts';

/** The words that an option of a command accepts, where there are only a few; the first is the default. */
export const CHOICES = {
  init: {
    'docker-builds': ['none', 'buildkit-rootless', 'buildah', 'podman', 'dind-rootless', 'dind', 'socket'],
    cache: ['none', 's3', 'gcs', 'azure'],
  },
  import: { format: ['text', 'json'], defaults: ['theirs', 'ours'] },
  render: { format: ['yaml', 'json', 'mermaid'] },
  validate: { format: REPORT_FORMATS, 'fail-on': ['error', 'warning'] },
  diff: { format: ['text', 'markdown', 'json'] },
  doctor: { format: ['text', 'json', 'dump'] },
  permissions: { format: ['text', 'json'] },
  explain: { format: ['text', 'json', 'names'] },
} as const satisfies Readonly<
  Record<string, { readonly [Name in OptionName]?: readonly [string, ...string[]] }>
>;
