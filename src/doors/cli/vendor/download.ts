import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { rootCertificates } from 'node:tls';

import { UsageError } from '../exit.ts';
import { FileError } from '../file-error.ts';
import { unreachableReason } from '../unreachable-reason.ts';

/** How long a file may take, with all redirections. Milliseconds. */
const TIMEOUT = 300_000;
const MAX_REDIRECTIONS = 5;

/** What is wrong with an answer, in words for people. */
class Refused extends Error {}

/** Whether a word is an address, not the name of a file. */
export function isAddress(word: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(word);
}

/**
 * Returns an address that files are fetched from.
 *
 * @throws UsageError where the word is not an address, the address is not encrypted, or it holds a login.
 */
export function addressOf(word: string): URL {
  const url = URL.canParse(word) ? new URL(word) : undefined;
  if (url?.protocol !== 'https:') {
    throw new UsageError('--native accepts a file, or an address that begins with https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      `--native accepts no address with a login in it: fetch the file from ${shown(url)} yourself, and name the file`,
    );
  }
  return url;
}

/** An address as it may be shown and written down: what follows a question mark may let its owner in. */
export function shown({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/**
 * Fetches a file over HTTPS.
 *
 * @param ca certificates in PEM form to trust beside those that Node trusts.
 * @throws FileError where there is no such file, it has more than `most` bytes, or leads on to where nothing is encrypted.
 */
export async function download(url: URL, most: number, ca: string | undefined): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    let at = url;
    for (let count = 0; count <= MAX_REDIRECTIONS; count += 1) {
      const response = await answer(at, signal, ca);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return await body(response, most);
      response.destroy();
      if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
        throw new Refused(`the server answers ${statusCode}`);
      }
      at = new URL(headers.location, at);
      if (at.protocol !== 'https:') throw new Refused('the server leads on to an address without https://');
    }
    throw new Refused(`the server leads on more than ${MAX_REDIRECTIONS} times`);
  } catch (error) {
    const reason = error instanceof Refused ? error.message : unreachableReason(error as Error, TIMEOUT);
    throw new FileError(`cannot fetch ${shown(url)}`, new Error(reason));
  }
}

function answer(url: URL, signal: AbortSignal, ca: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { signal, ...(ca !== undefined && { ca: [...rootCertificates, ca] }) }, resolve).on(
      'error',
      reject,
    );
  });
}

async function body(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += (chunk as Buffer).length;
    if (length > most) throw new Refused('it is too large for a function');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
