import { onDocument } from '../rule.ts';

/** Tags that GitLab moves on to another release. */
const MOVING_TAG = /^(?:alpine|ubuntu|ubi-fips)?-?(?:latest|bleeding)?$/;

/** A tag that does not name the release for which the rest is rendered. */
export const image = onDocument(({ spec: { version, image }, at, find }) => {
  const { tag, digest } = image;
  if (tag === undefined || digest !== undefined) return;
  const releases = Array.from(tag.matchAll(/\d+\.\d+\.\d+/g), ([release]) => release);
  const isOther = releases.length > 0 && !releases.includes(version);
  if (!isOther && !MOVING_TAG.test(tag)) return;
  find(
    'UNUSUAL_VALUE',
    at('spec', 'image', 'tag'),
    isOther
      ? `The tag "${tag}" names another release than \`spec.version\`, which is ${version}.`
      : `The release behind the tag "${tag}" changes, and \`spec.version\` stays ${version}.`,
    'config.toml, permissions and checks follow `spec.version`: remove the tag, or let both name one release.',
  );
});
