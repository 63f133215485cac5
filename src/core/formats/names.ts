import { type Format, patternFormat } from './format.ts';
import { expandsVariables, hasOnlyVariables } from './variables.ts';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;

const lower = (text: string): string => text.toLowerCase();
/** Turns blanks and separators into dashes; `undefined` for other characters: without them it would be another name. */
const dashed = (text: string, kept: RegExp): string | undefined =>
  /^[\w\s./:@+-]*$/.test(text) ? trimDashes(lower(text.trim()).replace(kept, '-')) : undefined;
const trimDashes = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === '-' || text[start] === '.')) start++;
  while (end > start && (text[end - 1] === '-' || text[end - 1] === '.')) end--;
  return text.slice(start, end);
};

/** Name of a Namespace, a Service or a container: RFC 1123, as Kubernetes' `IsDNS1123Label` has it. */
export const dnsLabel: Format = patternFormat(
  LABEL,
  `a DNS label: at most ${MAX_LABEL} lowercase letters, digits and "-", with a letter or digit at both ends, such as "gitlab-runner"`,
  MAX_LABEL,
  (text) => dashed(text, /[^-a-z0-9]+/g),
);

/** A DNS label, or a text with job variables that make one, such as `cache-$CI_PROJECT_ID`. */
export const jobDnsLabel: Format = {
  ...dnsLabel,
  test: (text) =>
    expandsVariables(text)
      ? text.length <= MAX_SUBDOMAIN && hasOnlyVariables(text) && /^[-\w${}]+$/.test(text)
      : dnsLabel.test(text),
};

const subdomainTest = (text: string): boolean =>
  text.length <= MAX_SUBDOMAIN && (LABEL.test(text) || text.split('.').every((label) => LABEL.test(label)));

/** Name of most other objects: labels joined by dots, as Kubernetes' `IsDNS1123Subdomain` has it. */
export const dnsSubdomain: Format = {
  test: subdomainTest,
  expected: `a DNS name: at most ${MAX_SUBDOMAIN} lowercase letters, digits, "-" and ".", with a letter or digit at both ends and around each ".", such as "gitlab-runner.config"`,
  suggest: (text) => {
    const candidate = dashed(text, /[^-.a-z0-9]+/g);
    return candidate !== undefined && candidate !== text && subdomainTest(candidate) ? candidate : undefined;
  },
};

/** Domain in which short names are looked up. Releases of Kubernetes before 1.34 accept no "_" in it. */
export const searchDomain: Format = {
  ...dnsSubdomain,
  test: (text) =>
    text.length <= MAX_SUBDOMAIN &&
    (text === '.' ||
      text
        .replace(/\.$/, '')
        .split('.')
        .every((label) => /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(label))),
};

/**
 * Host names of a service, with spaces or commas between them. If one is not a DNS name, the runner refuses each job.
 */
export const serviceAliases: Format = {
  test: (text) => namesIn(text).every((name) => subdomainTest(name) || hasVariables(name)),
  expected: 'a list of DNS names with spaces or commas between them, such as "db db.local"',
  suggest: (text) => {
    if (text.length > MAX_ALIASES) return undefined;
    const candidate = namesIn(text)
      .map((name) => (subdomainTest(name) || hasVariables(name) ? name : dnsSubdomain.suggest?.(name)))
      .join(' ');
    return candidate !== text && serviceAliases.test(candidate) ? candidate : undefined;
  },
  explain: (text) => {
    const wrong = namesIn(text).find((name) => !subdomainTest(name) && !hasVariables(name));
    return wrong === undefined || wrong === text
      ? undefined
      : `"${wrong.slice(0, MAX_LABEL)}" is not a DNS name`;
  },
};

/** Longer texts are not worth a guess. */
const MAX_ALIASES = 1000;
const namesIn = (text: string): string[] => text.split(/[\s,]+/).filter((name) => name !== '');
const hasVariables = (text: string): boolean =>
  expandsVariables(text) && hasOnlyVariables(text) && /^[-.\w${}]+$/.test(text);

const isQualifiedName = (text: string): boolean => text.length <= MAX_LABEL && QUALIFIED_NAME.test(text);

function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  return isQualifiedName(text.slice(slash + 1)) && (slash < 0 || subdomainTest(text.slice(0, slash)));
}

function explainLabelKey(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash >= 0 && !subdomainTest(text.slice(0, slash))) return 'the part before "/" has to be a DNS name';
  if (text.indexOf('/', slash + 1) > slash && slash >= 0) return 'it has more than one "/"';
  const name = text.length - slash - 1;
  return name > MAX_LABEL ? `the name has ${name} characters, of ${MAX_LABEL} at most` : undefined;
}

/** Key of a label, an annotation or a node selector (Kubernetes' `IsQualifiedName`). */
export const labelKey: Format = {
  test: isLabelKey,
  expected:
    'a label key: a name of at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" before it if need be, such as "kubernetes.io/os"',
  explain: explainLabelKey,
};

const FIELDS = [
  ...['name', 'namespace', 'uid', 'labels', 'annotations'].map((field) => `metadata.${field}`),
  ...['nodeName', 'serviceAccountName'].map((field) => `spec.${field}`),
  ...['hostIP', 'hostIPs', 'podIP', 'podIPs'].map((field) => `status.${field}`),
];

/** Field of a pod that its containers can read. */
export const fieldPath: Format = {
  test: (text) =>
    FIELDS.includes(text) || isLabelKey(/^metadata\.(?:labels|annotations)\['(.*)'\]$/.exec(text)?.[1] ?? ''),
  expected: `a field of the pod that containers can read, such as metadata.name, status.podIP or metadata.labels['app']`,
  choices: FIELDS,
};

/** Value of a label, which may be empty (Kubernetes' `IsValidLabelValue`). */
export const labelValue: Format = patternFormat(
  /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  'a label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  MAX_LABEL,
  (text) => (/^[\w\s./:@+-]*$/.test(text) ? text.replace(/[^-A-Za-z0-9_.]+/g, '-') : undefined),
);

/**
 * Key of `node_tolerations`: `key=value` (operator Equal), `key` (operator Exists), or nothing at all,
 * which tolerates every taint.
 */
export const tolerationKey: Format = {
  test: (text) => {
    const equals = text.indexOf('=');
    if (text === '') return true;
    return equals < 0
      ? isLabelKey(text)
      : isLabelKey(text.slice(0, equals)) && labelValue.test(text.slice(equals + 1));
  },
  expected: 'a taint as "key=value" or "key", or "" for every taint',
  explain: (text) =>
    /:(?:NoSchedule|PreferNoSchedule|NoExecute)$/.test(text)
      ? 'the effect is the value of this key, not a part of it'
      : undefined,
};

/** Name of a container's port (RFC 6335, Kubernetes' `IsValidPortName`). */
export const portName: Format = {
  test: (text) => text.length <= 15 && LABEL.test(text) && /[a-z]/.test(text) && !text.includes('--'),
  expected:
    'a port name: at most 15 lowercase letters, digits and single "-", with at least one letter, such as "metrics"',
};

/** Name of an environment variable that every Kubernetes version accepts. */
export const envName: Format = patternFormat(
  /^(?!\.$|\.\.)[-._A-Za-z][-._A-Za-z0-9]*$/,
  'the name of an environment variable: letters, digits, "_", "-" and ".", and no digit first, such as "HTTP_PROXY"',
  MAX_SUBDOMAIN,
);

/** One entry of a runner's `environment`; the runner drops entries without "=" and says nothing. */
export const envAssignment: Format = {
  test: (text) => /^[A-Za-z_][A-Za-z0-9_]*=/.test(text),
  expected: 'an assignment such as "DOCKER_HOST=tcp://docker:2376"',
  suggest: (text) => {
    const [, name, value] = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*[:=]\s*(\S.*)$/.exec(text.slice(0, 1000)) ?? [];
    return name === undefined || text.length > 1000 || envAssignment.test(text)
      ? undefined
      : `${name}=${value}`;
  },
  explain: (text) =>
    text.includes('=') ? undefined : 'it has no "=", and the runner would drop it silently',
};

/** Key of the runner's `labels`. */
export const runnerLabelKey: Format = patternFormat(
  /^[a-zA-Z0-9_][a-zA-Z0-9._-]{2,64}$/,
  'a runner label key: 3 to 65 letters, digits, ".", "_" and "-", with a letter, digit or "_" first',
  65,
);

/** Value of the runner's `labels`. */
export const runnerLabelValue: Format = patternFormat(
  /^[a-zA-Z0-9._-]{1,256}$/,
  'a runner label value: 1 to 256 letters, digits, ".", "_" and "-"',
  256,
);

/** A Linux capability, or `ALL`. Kubernetes writes them without the prefix that the kernel's headers have. */
export const capability: Format = patternFormat(
  /^(?!CAP_)[A-Z][A-Z0-9_]*$/,
  'a Linux capability without "CAP_", such as "NET_RAW", or "ALL"',
  MAX_LABEL,
  (text) => text.toUpperCase().replace(/^CAP_/, ''),
);

/** Name of a kernel parameter, with dots or slashes between its parts. */
export const sysctl: Format = patternFormat(
  /^[a-z0-9](?:[a-z0-9]|[-_]+(?=[a-z0-9])|[./](?=[a-z0-9]))*$/,
  'the name of a kernel parameter, such as "net.ipv4.ip_local_port_range"',
  MAX_SUBDOMAIN,
);

/** Key of a ConfigMap or a Secret, as Kubernetes' `IsConfigMapKey` has it. */
export const configKey: Format = patternFormat(
  /^(?!\.$|\.\.)[-._A-Za-z0-9]+$/,
  'letters, digits, "-", "_" and ".", such as "token" or "ca.crt"',
  MAX_SUBDOMAIN,
);
