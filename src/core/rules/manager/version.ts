import { NEWEST_KNOWN, releaseOf } from '../../runner-release.ts';
import { onDocument } from '../rule.ts';

/** GitLab releases a major version a year and a minor version a month, so 11 is the last minor version. */
const LAST_MINOR = 11;

/** A release that does not exist. Those of the major version after the newest known one may come. */
export const version = onDocument(({ spec: { version }, at, find }) => {
  const { major, minor } = releaseOf(version);
  const known = Number.parseInt(NEWEST_KNOWN, 10);
  const isFarOff = major > known + 1;
  if (!isFarOff && minor <= LAST_MINOR) return;
  const swapped = version.replace(/^(\d)(\d)\b/, '$2$1');
  find(
    'UNUSUAL_VALUE',
    at('spec', 'version'),
    isFarOff
      ? `There is no release ${version} of GitLab Runner: the newest that is known here is ${NEWEST_KNOWN}.`
      : `There is no release ${version} of GitLab Runner: a major version has no more than minor version ${LAST_MINOR}.`,
    {
      ...(isFarOff && Number.parseInt(swapped, 10) === known && { suggestion: swapped }),
      help: 'The release decides which image runs and which keys it knows; nodes find no image of this one.',
    },
  );
});
