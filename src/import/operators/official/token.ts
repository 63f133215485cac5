import { looks } from '../../../core/credentials/mask.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { NEW_WAY } from '../../config-toml/tokens.ts';
import type { NeededSecret, Remark } from '../../draft.ts';
import { textIn } from '../../manifests/objects.ts';
import { fetching, type Known, oldNamespace, type Resource, remarksOn, textOf } from '../resource.ts';

const OWN_KEY = 'runner-token';
const OLD_KEY = 'runner-registration-token';

/** Where the token of a runner is from now on. */
export interface Token {
  readonly ref: SecretKey;
  /** The Secret that has to be made for it. */
  readonly secret?: NeededSecret;
  /** Whether it is the token of a runner that is still to be made; nothing where the inputs do not show it. */
  readonly isNew: boolean | undefined;
  readonly remarks: readonly Remark[];
}

/** Reads the Secret that `token` names: the operator accepts a runner's own token, or a registration token. */
export function tokenOf({ spec, ...resource }: Resource, { objects, options, name }: Known): Token {
  const { all: remarks, say } = remarksOn(spec);
  const ours = { name: `${name}-token`, key: 'token' };
  const secret: NeededSecret = { name: ours.name, keys: { [ours.key]: 'the token of the runner' } };
  const named = textOf(spec, ['token']);
  if (named === undefined) {
    say('decide', ['token'], `The resource names no Secret with a token. ${NEW_WAY}`);
    return { ref: ours, secret, isNew: true, remarks };
  }
  if (looks(named).length > 0) {
    say(
      'decide',
      ['token'],
      'There is a token in plain text here, where the operator looks for the name of a Secret. Put it into the Secret of the document, and rotate it.',
    );
    return { ref: ours, secret: { ...secret, inClear: spec.at(['token']) }, isNew: false, remarks };
  }
  const found = objects.find('Secret', resource.namespace, named);
  if (found === undefined) {
    say(
      'outside',
      ['token'],
      `The Secret ${named} is not among the inputs: the document uses its key ${OWN_KEY}, with a token that begins with glrt-. If it has ${OLD_KEY} alone, give it to import as well: ${fetching('secret', named, oldNamespace(resource, options))}.`,
    );
    return { ref: { name: named, key: OWN_KEY }, isNew: undefined, remarks };
  }
  const of = (key: string): string => textIn(found, key)?.text.trim() ?? '';
  const [own, old] = [of(OWN_KEY), of(OLD_KEY)];
  if (own !== '') {
    if (old !== '')
      say(
        'changed',
        ['token'],
        `The Secret ${named} has both ${OWN_KEY} and ${OLD_KEY}, with which the operator cannot register a runner: the document uses ${OWN_KEY}.`,
      );
    return { ref: { name: named, key: OWN_KEY }, isNew: false, remarks };
  }
  if (old.startsWith('glrt-')) return { ref: { name: named, key: OLD_KEY }, isNew: false, remarks };
  say(
    'decide',
    ['token'],
    old === ''
      ? `The Secret ${named} has a token neither in ${OWN_KEY} nor in ${OLD_KEY}. ${NEW_WAY}`
      : `The Secret ${named} has a registration token, with which a manager cannot ask for jobs. ${NEW_WAY}`,
  );
  return { ref: ours, secret, isNew: true, remarks };
}
