import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('the address of GitLab', () => {
  it.each(['https://gitlab.example.com/ci', 'https://gitlab.example.com/ci/'])('is shortened: %s', (url) => {
    expect(findings({ url })).toEqual(['warning UNUSUAL_VALUE url']);
  });

  it('has the variables that the manager has', () => {
    const address = { url: `https://\${HOST}/$BASE_PATH` };
    const env = [{ name: 'HOST', value: 'gitlab.example.com' }];
    expect(findings(address, { manager: { env } })).toEqual(['error VARIABLE_NOT_SET url']);
    expect(findings(address, { manager: { env: [...env, { name: 'BASE_PATH', value: 'git' }] } })).toEqual(
      [],
    );
    expect(findings(address, { manager: { envFrom: [{ secretRef: { name: 'address' } }] } })).toEqual([]);
  });

  it('is taken as it stands by older releases', () => {
    const runner = { url: `https://\${HOST}/$BASE_PATH`, token: { value: 'glrt-EXAMPLE' } };
    expect(findings(runner, { version: '18.9.0' })).toEqual(['error KEY_TOO_NEW url']);
  });
});
