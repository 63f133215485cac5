import {
  createCipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A key of the tool age, https://age-encryption.org/v1. */
export interface AgeKey {
  /** Whom to encrypt for: `age1…`. */
  readonly recipient: string;
  /** What decrypts: `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
}

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Makes a key. */
export function newAgeKey(): AgeKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const { x, d } = privateKey.export({ format: 'jwk' });
  void publicKey;
  return {
    recipient: bech32('age', Buffer.from(x!, 'base64url')),
    identity: bech32('age-secret-key-', Buffer.from(d!, 'base64url')).toUpperCase(),
  };
}

/** Encrypts a short text for a recipient, with armor around. */
export function encryptForAge(text: Buffer, recipient: string): string {
  const theirs = fromBech32(recipient);
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const share = rawOf(publicKey);
  const secret = diffieHellman({ privateKey, publicKey: keyOf(theirs) });
  const fileKey = randomBytes(16);
  const wrap = derive(secret, Buffer.concat([share, theirs]), 'age-encryption.org/v1/X25519');
  const stanza = `-> X25519 ${plain(share)}\n${plain(seal(wrap, Buffer.alloc(12), fileKey))}\n`;
  const header = `age-encryption.org/v1\n${stanza}---`;
  const mac = createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(header)
    .digest();
  const nonce = randomBytes(16);
  // The only chunk is the last one.
  const counter = Buffer.from([...Buffer.alloc(11), 1]);
  const payload = seal(derive(fileKey, nonce, 'payload'), counter, text);
  const whole = Buffer.concat([Buffer.from(`${header} ${plain(mac)}\n`), nonce, payload]);
  const lines = whole.toString('base64').match(/.{1,64}/g)!;
  return ['-----BEGIN AGE ENCRYPTED FILE-----', ...lines, '-----END AGE ENCRYPTED FILE-----', ''].join('\n');
}

function seal(key: Buffer, nonce: Buffer, text: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function derive(secret: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
}

/** Base64 without padding. */
function plain(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function rawOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

function keyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });
}

/** Bytes in Bech32, BIP 173, of any length. */
function bech32(prefix: string, bytes: Buffer): string {
  const words = regroup([...bytes], 8, 5, true);
  const expanded = [...prefix].flatMap((one) => one.charCodeAt(0) >> 5);
  const low = [...prefix].map((one) => one.charCodeAt(0) & 31);
  const sum = checksum([...expanded, 0, ...low, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = Array.from({ length: 6 }, (_, index) => (sum >> (5 * (5 - index))) & 31);
  return `${prefix}1${[...words, ...check].map((word) => ALPHABET[word]).join('')}`;
}

function fromBech32(text: string): Buffer {
  const words = [...text.slice(text.lastIndexOf('1') + 1, -6)].map((one) => ALPHABET.indexOf(one));
  return Buffer.from(regroup(words, 5, 8, false));
}

function checksum(words: readonly number[]): number {
  let sum = 1;
  for (const word of words) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    GENERATORS.forEach((generator, bit) => {
      if ((top >> bit) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** Numbers of so many bits as numbers of others. The last one is filled up, or left away. */
function regroup(from: readonly number[], bits: number, into: number, isFilled: boolean): number[] {
  const to: number[] = [];
  let rest = 0;
  let count = 0;
  for (const one of from) {
    rest = ((rest << bits) | one) & 0xfff;
    for (count += bits; count >= into; ) {
      count -= into;
      to.push((rest >> count) & ((1 << into) - 1));
    }
  }
  if (isFilled && count > 0) to.push((rest << (into - count)) & ((1 << into) - 1));
  return to;
}
