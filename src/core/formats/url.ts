import type { Format } from './format.ts';
import { isIpv4, isIpv6 } from './ip.ts';
import { expandsVariables, hasOnlyVariables } from './variables.ts';

const MAX_URL = 2048;
const HOST_LABEL = /^[A-Za-z0-9_](?:[-A-Za-z0-9_]*[A-Za-z0-9_])?$/;

function isHost(text: string): boolean {
  if (/^\[.*\]$/.test(text)) return isIpv6(text.slice(1, -1));
  if (text.length > 253) return false;
  if (/^[\d.]+$/.test(text)) return isIpv4(text);
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  return labels.every((label) => label.length <= 63 && HOST_LABEL.test(label));
}

const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;

/** Splits at the colon of the port, which is not a colon inside an IPv6 address in brackets. */
function splitPort(text: string): { host: string; port?: string } {
  const colon = text.lastIndexOf(':');
  return colon > text.lastIndexOf(']')
    ? { host: text.slice(0, colon), port: text.slice(colon + 1) }
    : { host: text };
}

function isUrl(text: string): boolean {
  if (text.length > MAX_URL) return false;
  const [matched, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/.exec(text) ?? [];
  if (matched === undefined || authority === undefined || !/^[!#-;=?-[\]_a-z~]*$/.test(rest)) return false;
  const { host, port } = splitPort(authority);
  return isHost(host) && (port === undefined || isPort(port)) && !/%(?![\dA-Fa-f]{2})/.test(rest);
}

function suggestUrl(text: string): string | undefined {
  if (text.length > MAX_URL) return undefined;
  const bare = text
    .trim()
    .replace(/^https?:\/*/i, (scheme) => `${scheme.toLowerCase().replace(/\/*$/, '')}//`);
  return [bare, `https://${bare}`].find((candidate) => candidate !== text && isUrl(candidate));
}

function explainUrl(text: string): string | undefined {
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]{0,20}):\/\//.exec(text) ?? [];
  if (scheme === undefined) return 'it does not begin with "https://" or "http://"';
  if (!/^https?$/i.test(scheme)) return `"${scheme}://" is neither "https://" nor "http://"`;
  const authority =
    text
      .slice(0, MAX_URL)
      .replace(/^[^/]*\/\//, '')
      .split(/[/?#]/)[0] ?? '';
  if (authority.includes('@')) return 'a user name and password do not belong into it';
  const { port } = splitPort(authority);
  return port !== undefined && !isPort(port) ? 'the port is not a number from 1 to 65535' : undefined;
}

/** An absolute http or https URL without user name and password. */
export const url: Format = {
  test: isUrl,
  expected: 'a URL such as "https://gitlab.example.com"',
  suggest: suggestUrl,
  explain: explainUrl,
};

/** What follows the path of a URL. */
const QUERY = /[?#]/;

const isRunnerUrl = (text: string): boolean =>
  expandsVariables(text)
    ? text.length <= MAX_URL && hasOnlyVariables(text) && /^(?:https?:\/\/|\$)[!$-;=@-[\]_a-{}~]*$/.test(text)
    : isUrl(text) && !QUERY.test(text);

/** A runner's `url`, in which the runner (18.10 or later) expands variables of its own environment. */
export const runnerUrl: Format = {
  test: isRunnerUrl,
  expected: 'a URL such as "https://gitlab.com", or one with a variable such as "$CI_SERVER_URL"',
  suggest: (text) => [suggestUrl(text)].find((meant) => meant !== undefined && isRunnerUrl(meant)),
  explain: (text) => {
    if (expandsVariables(text) && !hasOnlyVariables(text))
      return 'each "$" has to begin a variable such as "$NAME"';
    const reason = explainUrl(text);
    return reason ?? (QUERY.test(text) ? 'the runner adds its paths behind "?" and "#"' : undefined);
  },
};

/** An address to listen on or to reach, `host:port`; the host or the port may be missing. Without both, it is off. */
export const hostPort: Format = {
  test: (text) => {
    if (isIpv6(text)) return false;
    const { host, port } = splitPort(text);
    if (host === '') return text === '' || (port !== undefined && isPort(port));
    return isHost(host) && (port === undefined || isPort(port));
  },
  expected: 'an address such as ":9252", "0.0.0.0:8093" or "runner.example.com:8093"',
  suggest: (text) => {
    const bare = text
      .slice(0, MAX_URL)
      .trim()
      .replace(/^[A-Za-z]+:\/\//, '')
      .replace(/\/.*$/, '');
    const candidates = [isIpv6(bare) ? `[${bare}]` : bare, `:${bare}`];
    const wanted = isPort(bare) ? candidates.reverse() : candidates;
    return wanted.find((candidate) => candidate !== text && hostPort.test(candidate));
  },
  explain: (text) => {
    if (/^[A-Za-z]+:\/\//.test(text.slice(0, 40))) return 'an address has no scheme such as "http://"';
    return isIpv6(text) ? 'an IPv6 address has to be in brackets' : undefined;
  },
};

/** The address of a server, `host` or `host:port`. */
export const serverAddress: Format = {
  ...hostPort,
  test: (text) => text !== '' && !text.startsWith(':') && hostPort.test(text),
  expected: 'the address of a server such as "minio.example.com:9000"',
  suggest: (text) => {
    // A URL with a path has no address that means the same, and the port of a scheme has to be kept.
    const [, scheme = '', address = ''] =
      /^\s*(https?:\/\/)?([^/]+)\/?\s*$/i.exec(text.slice(0, MAX_URL)) ?? [];
    const { host, port } = splitPort(address);
    const candidate = /^http:/i.test(scheme) && port === undefined ? `${host}:80` : address;
    return candidate !== text && serverAddress.test(candidate) ? candidate : undefined;
  },
};
