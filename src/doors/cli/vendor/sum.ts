import { createHash } from 'node:crypto';

/** Returns the SHA-256 of bytes, as `sha256sum` prints it. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
