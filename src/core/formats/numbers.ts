import type { Format } from './format.ts';

/** A user or group id as text, as in `allowed_users`. */
export const numericId: Format = {
  test: (text) => /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647,
  expected: 'a numeric user or group id from "0" to "2147483647", such as "1000"',
  explain: (text) =>
    /^\D/.test(text) ? 'the runner knows no user names here and would ignore the entry' : undefined,
};

/** The text form of Kubernetes' IntOrString where it counts pods; a plain number is written without quotes. */
export const intOrPercent: Format = {
  test: (text) => /^(?:0|[1-9]\d{0,2})%$/.test(text),
  expected: 'a number, or a percentage such as "25%"',
  suggest: (text) => {
    const candidate = text.slice(0, 20).replace(/\s/g, '');
    return candidate !== text && intOrPercent.test(candidate) ? candidate : undefined;
  },
  explain: (text) => (/^\d+$/.test(text.slice(0, 20)) ? 'a number is written without quotes' : undefined),
};

const NUMBER = /^(?:0|[1-9]\d{0,3})$/;
const OLDEST_MAJOR = 15;

/** A release of gitlab-runner, 15.0.0 or later: what is older has no runner authentication tokens. */
export const version: Format = {
  test: (text) => isRelease(text) && Number.parseInt(text, 10) >= OLDEST_MAJOR,
  expected: `a gitlab-runner release from ${OLDEST_MAJOR}.0.0 on, such as "19.3.0"`,
  suggest: (text) => {
    const bare = text
      .slice(0, 40)
      .trim()
      .replace(/^[a-z]*[\d.]*-?v/i, '');
    return [bare, `${bare}.0`, `${bare}.0.0`].find((each) => each !== text && version.test(each));
  },
  explain: (text) => (isRelease(text) ? `releases before ${OLDEST_MAJOR}.0 are not supported` : undefined),
};

/** Whether a text is three numbers with dots between them. */
function isRelease(text: string): boolean {
  const parts = text.split('.', 4);
  return parts.length === 3 && parts.every((part) => NUMBER.test(part));
}

const KUBERNETES_VERSION = /^1\.(0|[1-9]\d{0,3})(?:\.(0|[1-9]\d{0,3}))?$/;

/** A release of Kubernetes, with or without its patch level. */
export const kubernetesVersion: Format = {
  test: (text) => KUBERNETES_VERSION.test(text),
  expected: 'a release of Kubernetes, such as "1.30" or "1.34.2"',
  suggest: (text) => {
    const [, bare = ''] =
      /^\s*v?(\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)(?:[-+].*)?\s*$/.exec(text.slice(0, 60)) ?? [];
    return bare !== text && kubernetesVersion.test(bare) ? bare : undefined;
  },
};
