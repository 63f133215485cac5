/**
 * Whether a release (`19.3.0`) is the minor release (`18.10`) or a later one.
 */
export function isAtLeast(version: string, minorRelease: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = minorRelease.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** First release that takes variables of its environment into `token` and `url` of config.toml. */
export const EXPANDS_TOKEN = '18.10';

/** First release whose metrics port answers on `/health/ready`. */
export const HAS_READY_ENDPOINT = '19.2';
