import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Tags that GitLab moves on to another release. */
const MOVING_TAG = /^(?:alpine|ubuntu|ubi-fips)?-?(?:latest|bleeding)?$/;

/** A tag that does not name the release for which the rest is rendered. */
export function checkImage({ spec }: Resolved, report: Report): void {
  const { version, image } = spec;
  const { tag, digest } = image;
  if (tag === undefined || digest !== undefined) return;
  const releases = Array.from(tag.matchAll(/\d+\.\d+\.\d+/g), ([release]) => release);
  const isOther = releases.length > 0 && !releases.includes(version);
  if (!isOther && !MOVING_TAG.test(tag)) return;
  report({
    code: 'UNUSUAL_VALUE',
    severity: 'warning',
    message: isOther
      ? `The tag "${tag}" names another release than \`spec.version\`, which is ${version}.`
      : `The release behind the tag "${tag}" changes, and \`spec.version\` stays ${version}.`,
    path: ['spec', 'image', 'tag'],
    help: 'config.toml, permissions and checks follow `spec.version`: take the tag out, or let both name one release.',
  });
}
