import type { Format } from './format.ts';
import { hasOnlyVariables } from './variables.ts';

const MAX_PATH = 4096;
const hasParentPart = (text: string): boolean => text.split(/[/\\]/).includes('..');

const isAbsolute = (text: string): boolean =>
  text.length <= MAX_PATH && text.startsWith('/') && !hasParentPart(text);

/** A full path in a Linux container or on a Linux node. */
export const absolutePath: Format = {
  test: isAbsolute,
  expected: 'an absolute path such as "/etc/gitlab-runner/certs"',
  suggest: (text) => {
    const bare = text.slice(0, MAX_PATH).trim();
    const candidate = bare.startsWith('/') ? bare : `/${bare}`;
    // What begins at another place than the root is another path.
    return candidate !== text && /^\/\w[^:\\]*$/.test(candidate) && isAbsolute(candidate)
      ? candidate
      : undefined;
  },
  explain: (text) => {
    if (text.startsWith('~')) return 'nothing expands "~" here';
    return hasParentPart(text) ? 'Kubernetes accepts no ".." in it' : undefined;
  },
};

const isJobPath = (text: string): boolean =>
  isAbsolute(text.replace(/^(?:[A-Za-z]:[/\\]|(?=\$))/, '/')) && hasOnlyVariables(text);

/** A full path in a job's containers: also `C:\…` for Windows, and with job variables, which the runner expands. */
export const jobPath: Format = {
  ...absolutePath,
  test: isJobPath,
  suggest: (text) => [absolutePath.suggest?.(text)].find((path) => path !== undefined && isJobPath(path)),
  expected: 'an absolute path such as "/builds"',
};

/** A path below a volume or a directory that another key names. */
export const relativePath: Format = {
  test: (text) => text !== '' && text.length <= MAX_PATH && !text.startsWith('/') && !hasParentPart(text),
  expected: 'a relative path such as "certs/ca.crt", without ".."',
  suggest: (text) => {
    const candidate = text.slice(0, MAX_PATH).replace(/^\/+/, '');
    return candidate !== text && relativePath.test(candidate) ? candidate : undefined;
  },
};

/** A path within a volume; an empty text is all of the volume. */
export const subPath: Format = { ...relativePath, test: (text) => text === '' || relativePath.test(text) };
