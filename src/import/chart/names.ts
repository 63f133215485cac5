/** Longest name that the chart gives to an object. */
const MAX_LENGTH = 63;

/** Returns the base name of the objects of a release, as the chart forms it. */
export function fullName(
  release: string,
  chart: string,
  {
    nameOverride,
    fullnameOverride,
  }: { readonly nameOverride?: unknown; readonly fullnameOverride?: unknown },
): string {
  if (isName(fullnameOverride)) return cut(fullnameOverride);
  const name = isName(nameOverride) ? nameOverride : chart;
  return cut(release.startsWith(name) ? release : `${release}-${name}`);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function cut(name: string): string {
  return name.slice(0, MAX_LENGTH).replace(/-$/, '');
}

/** The first release of the runner whose chart has this minor release, and how many follow until the next major one. */
const FIRST = { chart: 41, major: 15 } as const;
const MINORS = 12;

/**
 * Returns the release of the runner that a release of the chart brings; `undefined` where the text names no minor release,
 * or one from before a document can have.
 */
export function runnerOfChart(version: string): string | undefined {
  const minor = /^[~^=v\s]*0\.(\d+)(?:\.[\dxX*]+)?$/.exec(version.trim())?.[1];
  if (minor === undefined) return undefined;
  const steps = Number(minor) - FIRST.chart;
  // The one release that does not keep to it.
  if (/(?:^|\D)0\.79\.0$/.test(version)) return undefined;
  const major = FIRST.major + Math.floor(steps / MINORS);
  return `${major}.${steps - MINORS * Math.floor(steps / MINORS)}.0`;
}
