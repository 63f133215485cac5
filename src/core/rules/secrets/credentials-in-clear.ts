import type { Path } from '../../data/path.ts';
import { onResolved } from '../rule.ts';

/** Credentials that would be rendered in an object that is not a Secret. */
export const credentialsInClear = onResolved(({ credentials, find }) => {
  for (const { path, at, name } of credentials.elsewhere) {
    find(
      'CREDENTIAL_IN_CLEAR',
      { path, at },
      name === undefined
        ? `This ${at ?? 'text'} holds a credential, and would be rendered in an object that is not a Secret.`
        : `By its name ${name} holds a credential, which would be rendered in an object that is not a Secret.`,
      help(path, name),
    );
  }
});

function help(path: Path, name: string | undefined): string {
  if (path.includes('daemonConfig'))
    return 'Remove it: use a proxy or a mirror that asks for none, and let jobs log in to registries themselves.';
  if (path[1] === 'extraObjects')
    return 'Put it into an object of the kind Secret, best one outside of the document.';
  return path.at(-1) === 'value' && name !== undefined
    ? 'Put it into a Secret, and take it from there: `valueFrom: {secretKeyRef: {name: …, key: …}}` in place of `value`.'
    : 'Put it into a Secret, and let the container take it from there as a variable or a file.';
}
