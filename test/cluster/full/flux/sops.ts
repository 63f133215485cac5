import { createCipheriv, createHash, randomBytes } from 'node:crypto';

import { toYaml } from '../../../../src/index.ts';
import { encryptForAge } from './age.ts';

/** A file of any kind as `sops --encrypt --age RECIPIENT --input-type binary` writes it. */
export function encryptedFile(content: string, recipient: string): string {
  return JSON.stringify(encrypted({ data: content }, ['data'], recipient), null, '\t');
}

/** A Secret as `sops --encrypt --age RECIPIENT --encrypted-regex '^(data|stringData)$'` writes it. */
export function encryptedSecret(
  metadata: object,
  values: { readonly [field in 'data' | 'stringData']?: Readonly<Record<string, string>> },
  recipient: string,
): string {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, ...values };
  return toYaml([encrypted(secret, ['data', 'stringData'], recipient)]);
}

/** A tree with its values below some keys encrypted, and what decrypts them again. */
function encrypted(tree: object, keys: readonly string[], recipient: string): object {
  const key = randomBytes(32);
  const hash = createHash('sha512');
  const walk = (node: unknown, path: readonly string[]): unknown => {
    if (typeof node !== 'string')
      return Object.fromEntries(
        Object.entries(node as object).map(([name, one]) => [name, walk(one, [...path, name])]),
      );
    hash.update(node);
    return keys.includes(path[0]!) ? seal(node, key, `${path.join(':')}:`) : node;
  };
  const values = walk(tree, []) as object;
  const lastmodified = `${new Date().toISOString().slice(0, 19)}Z`;
  const mac = seal(hash.digest('hex').toUpperCase(), key, lastmodified);
  return {
    ...values,
    sops: {
      age: [{ recipient, enc: encryptForAge(key, recipient) }],
      lastmodified,
      mac,
      ...(!('data' in tree && Object.keys(tree).length === 1) && {
        encrypted_regex: `^(${keys.join('|')})$`,
      }),
      version: '3.10.2',
    },
  };
}

function seal(text: string, key: Buffer, context: string): string {
  const iv = randomBytes(32);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const data = Buffer.concat([cipher.update(text), cipher.final()]);
  const [body, nonce, tag] = [data, iv, cipher.getAuthTag()].map((one) => one.toString('base64'));
  return `ENC[AES256_GCM,data:${body},iv:${nonce},tag:${tag},type:str]`;
}
