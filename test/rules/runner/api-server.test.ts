import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('the API server', () => {
  const file = '/home/gitlab-runner/x';

  it('wants all three files of a client certificate', () => {
    expect(kubernetesFindings({ host: 'https://k8s.example.com', cert_file: file })).toEqual([
      'error NEEDS_KEY cert_file',
      'error NEEDS_KEY cert_file',
    ]);
    expect(
      kubernetesFindings({ host: 'https://k8s.example.com', cert_file: file, key_file: file, ca_file: file }),
    ).toEqual([]);
  });

  it('finds logins without a server to log in to', () => {
    expect(kubernetesFindings({ ca_file: file, context: 'prod' })).toEqual([
      'warning NO_EFFECT ca_file',
      'warning NO_EFFECT context',
    ]);
  });
});
