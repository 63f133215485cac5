import { isMapping } from '../../core/data/is-mapping.ts';
import type { Draft, Remark } from '../draft.ts';
import type { Input, Reader } from '../reader.ts';
import { isAt } from './leaves.ts';
import { liveConfig, runnerSections } from './live.ts';

/** Keys with a path to a file that the manager reads. */
const FILES: readonly (readonly string[])[] = [
  ['tls-ca-file'],
  ['tls-cert-file'],
  ['tls-key-file'],
  ['cache', 'gcs', 'CredentialsFile'],
  ['kubernetes', 'cert_file'],
  ['kubernetes', 'key_file'],
  ['kubernetes', 'ca_file'],
];

/** Makes a document of each config.toml that stands alone. */
export const readConfigToml: Reader = (left, _all, options) => {
  const inputs = left.filter(({ syntax }) => syntax === 'toml');
  const remarks: Remark[] = [];
  const drafts = inputs.flatMap((input): Draft[] => {
    const sections = runnerSections(input.data, undefined);
    if (sections.length === 0) {
      remarks.push({
        kind: 'refused',
        subject: input.file,
        text:
          isMapping(input.data.value) && Object.keys(input.data.value).length > 0
            ? 'It has no [[runners]], so no runner can be made of it.'
            : 'It is empty.',
      });
      return [];
    }
    const part = liveConfig(input.data, { name: options.name });
    if (!part.settings.some(({ path }) => path[1] === 'runners')) {
      remarks.push(...part.remarks.filter(({ kind }) => kind === 'refused'));
      return [];
    }
    return [
      {
        ...part,
        remarks: [...part.remarks, ...filesOf(input)],
        running: { by: 'config.toml', name: input.file, kind: undefined },
      },
    ];
  });
  return { drafts, remarks, taken: new Set(inputs) };
};

/** What to say of the files that have to be where the new manager runs. */
function filesOf({ data }: Input): Remark[] {
  return runnerSections(data, undefined).flatMap(({ leaves }) =>
    leaves
      .filter((leaf) => FILES.some((path) => isAt(leaf, path)))
      .map(({ path, from }) => ({
        kind: 'outside',
        from,
        subject: path.join('.'),
        text: 'The manager reads this file, which has to be in its container: from spec.certificates or spec.cacheCredentials, or mounted with spec.manager.volumes and volumeMounts.',
      })),
  );
}
