import type { Format } from './format.ts';
import { expandsVariables, hasOnlyVariables } from './variables.ts';

const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const MAX_NAME = 255;
const MAX_REFERENCE = 1024;

/** `name[:tag][@digest]`. A colon before the last slash belongs to the registry's port. */
function splitReference(text: string): { name: string; tag?: string; digest?: string } {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return {
    name: colon < 0 ? named : named.slice(0, colon),
    ...(colon < 0 ? {} : { tag: named.slice(colon + 1) }),
    ...(at < 0 ? {} : { digest: text.slice(at + 1) }),
  };
}

/** The first part is a registry when it cannot be a path: it has a dot, a port or a capital, or is "localhost". */
function isName(name: string): boolean {
  if (name.length > MAX_NAME) return false;
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost = slash > 0 && (/[.:A-Z]/.test(first) || first === 'localhost');
  if (hasHost && !HOST.test(first)) return false;
  const path = hasHost ? name.slice(slash + 1) : name;
  return path.split('/').every((part) => PATH_PART.test(part)) && !/^[a-f0-9]{64}$/.test(name);
}

function isReference(text: string): boolean {
  if (text.length > MAX_REFERENCE) return false;
  const { name, tag, digest } = splitReference(text);
  return (
    isName(name) && (tag === undefined || TAG.test(tag)) && (digest === undefined || DIGEST.test(digest))
  );
}

/** Whether a text with a job's variables has only characters of a reference. */
const isTemplate = (text: string): boolean =>
  text.length <= MAX_REFERENCE && hasOnlyVariables(text) && /^[\w.:/@${}[\]+-]+$/.test(text);

function suggestReference(text: string): string | undefined {
  if (text.length > MAX_REFERENCE) return undefined;
  const bare = text
    .trim()
    .replace(/^(?:https?|docker|oci):\/\//, '')
    .replace(/:$/, '');
  const { name } = splitReference(bare);
  const candidate = name.toLowerCase() + bare.slice(name.length);
  return [bare, candidate].find((each) => each !== text && isReference(each));
}

function explainReference(text: string): string | undefined {
  if (/^[a-z]+:\/\//.test(text)) return 'an image has no scheme such as "https://"';
  if (/\s/.test(text)) return 'it holds white space';
  if (text.endsWith(':')) return 'the tag after ":" is missing';
  const { name, digest } = splitReference(text);
  if (digest !== undefined && !DIGEST.test(digest))
    return 'the digest after "@" is not "sha256:" and 64 hexadecimal digits';
  return /[A-Z]/.test(name.slice(name.indexOf('/') + 1))
    ? 'the repository of an image is lowercase'
    : undefined;
}

/** An image reference: the grammar of github.com/distribution/reference, with the digests that registries use. */
export const image: Format = {
  test: isReference,
  expected: 'an image reference such as "alpine:3.21" or "registry.example.com/team/tool@sha256:…"',
  suggest: suggestReference,
  explain: explainReference,
};

/** An image reference, or a text with job variables such as `$CI_REGISTRY_IMAGE:latest`, which the runner expands. */
export const jobImage: Format = {
  ...image,
  test: (text) => (expandsVariables(text) ? isTemplate(text) : isReference(text)),
};

/** An image's registry and path, without tag and digest. */
export const imageRepository: Format = {
  test: isName,
  expected:
    'an image repository such as "registry.gitlab.com/gitlab-org/gitlab-runner", without tag and digest',
  suggest: (text) => {
    const candidate = suggestReference(text) ?? text;
    const { name } = splitReference(candidate.slice(0, MAX_REFERENCE));
    return name !== text && isName(name) ? name : undefined;
  },
  explain: (text) => {
    const { tag, digest } = splitReference(text);
    if (digest !== undefined) return 'the digest goes into its own key';
    return tag !== undefined ? 'the tag goes into its own key' : explainReference(text);
  },
};

/** An image's tag. */
export const imageTag: Format = {
  test: (text) => TAG.test(text),
  expected:
    'an image tag such as "alpine-v19.3.0": at most 128 letters, digits, "_", "." and "-", not "." or "-" first',
};

/** An image's digest, by which a registry finds exactly one image. */
export const digest: Format = {
  test: (text) => DIGEST.test(text),
  expected: 'a digest: "sha256:" and 64 small hexadecimal digits',
  suggest: (text) => {
    const bare = text.slice(0, 200).trim().toLowerCase().replace(/^.*@/, '');
    return [bare, `sha256:${bare}`].find((each) => each !== text && DIGEST.test(each));
  },
};

/** How the runner pulls an image: the names of config.toml, not those of Kubernetes. */
export const pullPolicy: Format = {
  test: (text) => text === 'always' || text === 'if-not-present' || text === 'never',
  expected: 'one of "always", "if-not-present" and "never"',
  suggest: (text) => {
    const candidate = text
      .slice(0, 40)
      .trim()
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/[\s_]+/g, '-')
      .toLowerCase();
    return candidate !== text && pullPolicy.test(candidate) ? candidate : undefined;
  },
};
