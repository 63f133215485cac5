import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../support/rendered.ts';

describe('labels', () => {
  it("of an object win over the document's, but not over the recommended ones", () => {
    const objects = objectsWith({
      manager: { labels: { team: 'own', 'app.kubernetes.io/name': 'mine' } },
    });
    expect(only(objects, 'Deployment').metadata.labels).toMatchObject({
      team: 'own',
      'app.kubernetes.io/name': 'gitlab-runner',
    });
  });
});
