import { isIpv6 } from './ip.ts';

/** The parts of an address that network policies and listeners care for. */
export interface Address {
  /** Without its colon; undefined where none is written. */
  readonly scheme: string | undefined;
  /** Empty where none is written. An IPv6 address has no brackets here. */
  readonly host: string;
  readonly port: number | undefined;
}

/** Splits `scheme://user@host:port/path`. All parts but the host are often missing, the host sometimes. */
export function addressOf(text: string): Address {
  const [, scheme, authority = ''] = /^(?:([A-Za-z][A-Za-z\d+.-]*):\/\/)?([^/?#]*)/.exec(text) ?? [];
  const whole = authority.slice(authority.lastIndexOf('@') + 1);
  const hasPort = whole.includes(':') && !isIpv6(whole);
  const [, host = whole, port] = (hasPort ? /^(.*):(\d+)$/.exec(whole) : undefined) ?? [];
  return {
    scheme: scheme?.toLowerCase(),
    host: host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host,
    port: port === undefined ? undefined : Number(port),
  };
}
