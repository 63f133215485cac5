import { managerName, type RuleAcross } from './documents.ts';

/** Managers with one token: to GitLab they are managers of one runner, as replicas of a document are meant to be. */
export const tokensAcross: RuleAcross = (documents) => {
  const owners = new Map<string, string>();
  for (const document of documents) {
    const { metadata, spec } = document.resolved;
    const own = new Map<string, string>();
    for (const [id, { url, token }] of Object.entries(spec.runners)) {
      const { secretKeyRef: ref, value } = token;
      const same = JSON.stringify(ref ? [metadata.namespace, ref.name, ref.key] : [url, value]);
      const owner = owners.get(same);
      own.set(same, managerName(document));
      if (owner === undefined || owner === managerName(document)) continue;
      document.find(
        'TOKEN_SHARED',
        { path: ['spec', 'runners', id, 'token'], at: 'key' },
        `The manager "${owner}" has the same token: to GitLab both are one runner, and a job gets the settings of the one that happens to ask for it.`,
        'Create a runner in GitLab for each and give each its own token, or set `manager.replicas` of one document.',
      );
    }
    for (const [same, name] of own) if (!owners.has(same)) owners.set(same, name);
  }
};
