import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';

import {
  type ApiRequest,
  type ApiResponse,
  type Transport,
  Unreachable,
} from '../../operate/register/transport.ts';
import { unreachableReason } from './unreachable-reason.ts';

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
      const fail = (error: Error): void =>
        reject(new Unreachable(unreachableReason(error, timeout), { wasSent }));
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
