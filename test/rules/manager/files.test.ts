import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('files of the manager', () => {
  const runner = { 'tls-ca-file': '/certs/ca.crt' };

  it('finds a file below no volume', () => {
    expect(findings(runner)).toEqual(['warning FILE_NOT_MOUNTED tls-ca-file']);
    expect(findings({ 'tls-ca-file': '/home/gitlab-runners/ca.crt' })).toEqual([
      'warning FILE_NOT_MOUNTED tls-ca-file',
    ]);
  });

  it("takes one below the manager's own volumes, those of the document, and where a patch may mount one", () => {
    expect(findings({ 'tls-ca-file': '/home/gitlab-runner/ca.crt' })).toEqual([]);
    const volumes = [{ name: 'certs', secret: { secretName: 'certs' } }];
    expect(
      findings(runner, { manager: { volumes, volumeMounts: [{ name: 'certs', mountPath: '/certs' }] } }),
    ).toEqual([]);
    expect(findings(runner, { manager: { podPatch: {} } })).toEqual([]);
  });

  it('takes a directory that is mounted itself, with a slash at its end or without', () => {
    const config = { experimental: { usage_logger: { logrotate: { log_dir: '/usage' } } } };
    for (const mountPath of ['/usage', '/usage/']) {
      const manager = {
        volumes: [{ name: 'usage', emptyDir: {} }],
        volumeMounts: [{ name: 'usage', mountPath }],
      };
      expect(findings({}, { config, manager })).toEqual([]);
    }
  });

  it('knows every key that names a file of the manager', () => {
    const file = '/nowhere/file';
    const found = findings(
      {
        'tls-ca-file': file,
        'tls-cert-file': file,
        'tls-key-file': file,
        cache: { Type: 'gcs', gcs: { BucketName: 'x', CredentialsFile: file } },
        feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true },
        kubernetes: {
          host: 'https://k8s.example.com',
          cert_file: file,
          key_file: file,
          ca_file: file,
          pod_spec: [{ patch_path: file }],
        },
      },
      { config: { experimental: { usage_logger: { logrotate: { log_dir: file } } } } },
    );
    expect(found).toHaveLength(9);
    expect(found.every((finding) => finding.startsWith('warning FILE_NOT_MOUNTED'))).toBe(true);
  });
});
