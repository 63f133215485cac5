import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';

import { type ApiRequest, type ApiResponse, type Transport, Unreachable } from '../register/transport.ts';

/** How long a request may take from its start to the end of its answer. Milliseconds. */
const TIMEOUT = 30_000;
/** Bytes. Answers about a runner have some hundred. */
const MAX_ANSWER = 1 << 20;

/**
 * Returns what sends requests over HTTP and HTTPS.
 *
 * @param ca certificates in PEM form to trust beside those that Node trusts.
 * @param timeout milliseconds, if not the usual time.
 */
export function httpTransport(ca: string | undefined, timeout: number = TIMEOUT): Transport {
  return ({ method, url, headers, body }: ApiRequest) =>
    new Promise<ApiResponse>((resolve, reject) => {
      const options: RequestOptions = {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        signal: AbortSignal.timeout(timeout),
        ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
      };
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      let wasSent = false;
      const fail = (error: Error): void => reject(new Unreachable(reasonOf(error, timeout), { wasSent }));
      const request = send(url, options, (response) => {
        read(response).then(resolve, fail);
      });
      request.on('error', fail);
      request.on('finish', () => {
        wasSent = true;
      });
      request.end(body);
    });
}

async function read(response: IncomingMessage): Promise<ApiResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += (chunk as Buffer).length;
    if (length > MAX_ANSWER) throw new Error('the answer is longer than any about a runner');
    chunks.push(chunk as Buffer);
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
  };
}

const CA = 'name the file of its authority with --ca-file';

/** Reasons for which there is no answer, by the codes of Node. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed',
  EHOSTUNREACH: 'no way leads to the host',
  ENETUNREACH: 'no way leads to the network',
  ETIMEDOUT: 'the host does not answer',
  EPROTO: 'it does not speak TLS: is it an address with http://?',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is signed by itself: ${CA}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate comes from an authority that is not known: ${CA}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate comes from an authority that is not known: ${CA}`,
  UNABLE_TO_GET_ISSUER_CERT: `its certificate comes from an authority that is not known: ${CA}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its certificate comes from an authority that is not known: ${CA}`,
};

function reasonOf(error: Error, timeout: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return `it takes longer than ${timeout / 1000} seconds`;
  }
  // Of several addresses each has an error of its own.
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  const { code = '', message } = first as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
