const CA = 'set the CA certificate with --ca-file';

/** Reasons for which there is no answer, by the codes of Node. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host with this name',
  EAI_AGAIN: 'the host name could not be resolved',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ETIMEDOUT: 'the host does not answer',
  EPROTO: 'it does not use TLS: should the address begin with http://?',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is self-signed: ${CA}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate was signed by an unknown CA: ${CA}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate was signed by an unknown CA: ${CA}`,
  UNABLE_TO_GET_ISSUER_CERT: `its certificate was signed by an unknown CA: ${CA}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its certificate was signed by an unknown CA: ${CA}`,
};

/** Returns why a request got no answer. `timeout` is the milliseconds that it may take. */
export function unreachableReason(error: Error, timeout: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return `it timed out after ${timeout / 1000} seconds`;
  }
  // Of several addresses each has an error of its own.
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  const { code = '', message } = first as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
