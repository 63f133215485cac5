import { flavors } from '../../core/resolve/manager/image.ts';
import type { Draft, Remark, Setting } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import type { Origin } from '../read/located.ts';
import { isKept } from '../release.ts';

type Flavor = keyof typeof flavors;

/** What an image of the runner says. */
export interface ReadImage {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  readonly release: Draft['release'];
}

/** The images that GitLab publishes. */
const PUBLISHED = /^(?:(?:docker\.io\/)?gitlab\/gitlab-runner$|registry\.gitlab\.com\/gitlab-org\/)/;

/** How the tags of each flavor begin, before the release. The one without a name is built on Ubuntu. */
const TAGS: readonly (readonly [RegExp, Flavor])[] = [
  [/^alpine/, 'alpine'],
  [/^ubi|fips/, 'ubi-fips'],
  [/^(?:ubuntu|v?\d|latest|bleeding)/, 'ubuntu'],
];

/** A tag as GitLab gives them, with the release of the system in it too. */
const USUAL = /^(?:(?:alpine|ubuntu|ubi-fips)[\d.]*-)?v\d+\.\d+\.\d+$/;

/**
 * Reads the image of a manager: where it is pulled from, which flavor it is, and the release in its tag. A tag or a digest
 * stays only where the document keeps the release that it names.
 */
export function readImage(
  reference: string,
  from: Origin,
  options: Pick<ImportOptions, 'runnerVersion' | 'keepVersion'>,
  known: { readonly flavor?: Flavor | undefined; readonly release?: string | undefined } = {},
): ReadImage {
  const [, name = reference, tag = '', digest] =
    /^(.*?)(?::([\w][\w.-]*))?(?:@(\w+:[0-9a-f]+))?$/.exec(reference) ?? [];
  const inTag = /(?:^|[v-])(\d+\.\d+\.\d+)(?:$|[^\d.])/.exec(tag)?.[1];
  const release = known.release ?? inTag;
  const flavor =
    known.flavor ??
    (/-ocp$/.test(name) ? 'ocp' : (TAGS.find(([pattern]) => pattern.test(tag))?.[1] ?? 'alpine'));
  const stays = release === undefined || isKept(release, options);
  const isUsual =
    release !== undefined &&
    (tag === flavors[flavor].tag(release) || (known.release === undefined && tag === `v${release}`));
  const setting = (key: string, value: unknown): Setting => ({ path: ['spec', 'image', key], value, from });
  const remarks: Remark[] = [];
  const say = (kind: Remark['kind'], text: string): void => {
    remarks.push({ kind, from, subject: reference, text });
  };
  // Of GitLab's own there is one for each release; others may have no other tag than theirs.
  const isPinned = release === undefined && digest === undefined && (tag === '' || PUBLISHED.test(name));
  if (isPinned) say('changed', 'This tag can be another release tomorrow: the document pins one.');
  else if (release === undefined)
    say(
      'outside',
      'The image does not show its release. Set spec.version to the release in the image: which keys and permissions are right depends on it.',
    );
  else if (!stays && !isUsual && !USUAL.test(tag))
    say(
      'decide',
      `${tag} is ${release} under a name of its own, and the document has another release: make that image, and name its tag in spec.image.tag.`,
    );
  else if (!stays && (digest !== undefined || !isUsual))
    say('changed', `This is the image of ${release}: the document uses the default tag of its own release.`);
  return {
    settings: [
      ...(name === flavors[flavor].repository ? [] : [setting('repository', name)]),
      setting('flavor', flavor),
      ...(stays && tag !== '' && digest === undefined && !isPinned && !isUsual ? [setting('tag', tag)] : []),
      ...(stays && digest !== undefined ? [setting('digest', digest)] : []),
    ],
    remarks,
    release:
      release === undefined
        ? undefined
        : { value: release, from, by: known.release === undefined ? `the image ${reference}` : 'the label' },
  };
}
