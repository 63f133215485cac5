import { base64 } from '../../core/data/base64.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import { expandsVariables } from '../../core/formats/variables.ts';
import { textOfKey } from '../../core/objects/text-of-key.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import { isToken } from './new-token.ts';
import { done, failed, type Outcome } from './outcome.ts';

/** Where a runner of a document asks for jobs, and where its token is. */
export interface TokenPlace {
  /** Id of the runner in the document. */
  readonly runner: string;
  /** Address of GitLab. */
  readonly url: string;
  readonly namespace: string;
  /** Name of the Secret. */
  readonly secret: string;
  /** Key in the Secret. */
  readonly key: string;
}

/** Returns where the token of a runner is, if one can be made for it. */
export function tokenPlace(
  { metadata, spec }: Pick<Resolved, 'metadata' | 'spec'>,
  runner: string,
): Outcome<TokenPlace> {
  const entry = own(spec.runners, runner);
  const ids = Object.keys(spec.runners).join(', ');
  if (entry === undefined) return failed(`The document has no runner "${runner}": it has ${ids}.`);
  const { url, token } = entry;
  if (token.secretKeyRef === undefined) {
    return failed(
      `The document has the token of runner "${runner}" itself, in token.value. Name a Secret for it in its place, in token.secretKeyRef.`,
    );
  }
  if (expandsVariables(url)) {
    return failed(`The address of runner "${runner}" has a variable, which only the manager knows: ${url}.`);
  }
  const { name, key } = token.secretKeyRef;
  return done({ runner, url, namespace: metadata.namespace, secret: name, key });
}

/** The Secret with a token, as an object for `kubectl apply`. It has no other key. */
export function secretWith({ namespace, secret, key }: TokenPlace, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secret, namespace },
    type: 'Opaque',
    data: { [key]: base64(token) },
  };
}

/**
 * Finds the token of a runner in a text: in the Secret of the document, or in a text that is nothing else.
 *
 * @param values what the text says as YAML; empty where it is not YAML.
 */
export function tokenIn(
  text: string,
  values: readonly unknown[],
  { secret, key }: TokenPlace,
): Outcome<string> {
  const secrets = values
    .flatMap((value) =>
      isMapping(value) && Array.isArray(value.items) ? (value.items as unknown[]) : [value],
    )
    .filter(isMapping)
    .filter(({ kind }) => kind === 'Secret');
  if (secrets.length === 0) {
    const token = text.trim();
    return isToken(token)
      ? done(token)
      : failed('It holds neither a Secret nor one token: a token has no spaces and no line breaks in it.');
  }
  const found = secrets.find(({ metadata }) => isMapping(metadata) && metadata.name === secret);
  if (found === undefined) return failed(`It does not hold the Secret "${secret}" of the document.`);
  const token = textOfKey(found, key);
  if (token === undefined) return failed(`Its Secret "${secret}" has no key "${key}".`);
  return isToken(token)
    ? done(token)
    : failed(
        `The key "${key}" of its Secret "${secret}" holds no token: it is empty, or has spaces or line breaks.`,
      );
}
