import type { TestProject } from 'vitest/node';

import { endController } from '../support/controllers.ts';

/** Ends the controllers that the tests of a run have started. */
export default function setup(project: TestProject): () => Promise<void> {
  return async () => {
    const prefix = project.getProvidedContext().namespacePrefix;
    await Promise.all([endController('argocd', prefix), endController('flux', prefix)]);
  };
}
