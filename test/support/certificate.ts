import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server's certificate, and the authority behind it. All of it is PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
  /** The authority's own certificate, which whoever trusts the server has to know. */
  readonly authority: string;
}

/** Makes an authority, and a certificate of it for these names and addresses. */
export function certificateFor(...hosts: readonly string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-test-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  try {
    const names = hosts.map((host) => `${isIP(host) === 0 ? 'DNS' : 'IP'}:${host}`);
    writeFileSync(
      join(folder, 'extensions'),
      `subjectAltName=${names.join(',')}\nextendedKeyUsage=serverAuth\n`,
    );
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test Authority'],
      ...['-keyout', 'ca.key', '-out', 'ca.crt'],
    );
    openssl(
      ...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Test Server'],
      ...['-keyout', 'server.key', '-out', 'server.csr'],
    );
    openssl(
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-extfile', 'extensions', '-out', 'server.crt'],
    );
    return { key: read('server.key'), certificate: read('server.crt'), authority: read('ca.crt') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
