import { looks } from '../../core/credentials/mask.ts';

/** Longest id that is made: with it the names of variables and Secrets stay short. */
const MAX_LENGTH = 40;
/** A variable by which a config.toml of ours names the token of a runner, with the id in capitals. */
const OUR_VARIABLE = /^\$\{?RUNNER_TOKEN_([A-Z0-9_]+)\}?$/;

/** Returns the id of each runner: DNS labels, distinct, from the names and tokens as the file has them. */
export function idsOf(
  runners: readonly { readonly name: string | undefined; readonly token: string | undefined }[],
  idOf: ((name: string | undefined, token: string | undefined) => string | undefined) | undefined,
): string[] {
  const taken = new Set<string>();
  return runners.map(({ name, token }) => {
    const known = idOf?.(name, token) ?? labelOf(OUR_VARIABLE.exec(token ?? '')?.[1]?.replaceAll('_', '-'));
    const wanted = known ?? labelOf(name) ?? 'default';
    let id = wanted;
    for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
    taken.add(id);
    return id;
  });
}

/** The DNS label that is like a name; none where there are no letters in it, or it holds a credential. */
function labelOf(name: string | undefined): string | undefined {
  if (name === undefined || looks(name).length > 0) return undefined;
  const label = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '');
  return label === '' ? undefined : label;
}
