import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built page. */
export const dist: string = fileURLToPath(new URL('../dist', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A server of the built page and nothing else, below a path as Pages have one. */
export interface Served {
  readonly url: string;
  readonly close: () => void;
}

/** Serves the built page on this machine. */
export async function served(): Promise<Served> {
  const path = '/runner/playground/';
  const server = createServer(async ({ url = '', method }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = pathname === path ? 'index.html' : pathname.slice(path.length);
    const type = TYPES[extname(file)];
    try {
      if (method !== 'GET' || !pathname.startsWith(path) || type === undefined)
        throw new Error('no file of the page');
      const content = await readFile(join(dist, file));
      response.writeHead(200, { 'content-type': type }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => server.close() };
}
