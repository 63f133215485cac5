import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { Certificate } from './certificate.ts';

/** A server on this machine. */
export interface Serving {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly stop: () => void;
}

/** Starts a server at a free port, with a certificate for HTTPS. */
export async function serve(
  listener: RequestListener,
  { certificate, host }: { readonly certificate?: Certificate | undefined; readonly host: string },
): Promise<Serving> {
  const server =
    certificate === undefined
      ? createServer(listener)
      : createTlsServer({ key: certificate.key, cert: certificate.certificate }, listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    scheme: certificate === undefined ? 'http' : 'https',
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
