import { isOpen, looks } from '../../../core/credentials/mask.ts';
import type { Check } from '../finding.ts';

/** Credentials in a config.toml that everybody may read who may read ConfigMaps. */
export const credentials: Check = ({ managers }, find) => {
  for (const { config } of managers) {
    if (config === undefined || config.object.kind !== 'ConfigMap') continue;
    const { text, object, key, sections } = config;
    const literal = sections.find(({ value: { token } }) => typeof token === 'string' && /^[^$]/.test(token));
    const advice =
      'Name a Secret in the document, such as `token.secretKeyRef`, and remove this credential from use: it is in the output of kustomize, and perhaps in a repository.';
    if (literal !== undefined) {
      find(
        'CREDENTIAL_IN_CLEAR',
        config.placeOf([...literal.path, 'token']),
        'The token of a runner is in a ConfigMap.',
        advice,
      );
    } else if (!isOpen(text.text)) {
      find(
        'CREDENTIAL_IN_CLEAR',
        { object, path: ['data', key], from: text.place(looks(text.text)[0]!.start) },
        'A credential is in a ConfigMap.',
        advice,
      );
    }
  }
};
