import { describe, expect, it } from 'vitest';

import { validateConfig } from '../../../src/index.ts';
import { MARK, minimal, secretKeys, withSecret } from '../../support/secrets-in-config.ts';

describe('a credential in config.toml', () => {
  it.each(secretKeys.map((pattern) => [pattern.join('.'), pattern] as const))(
    'at %s is reported, and not shown',
    (_, pattern) => {
      const { ok, diagnostics } = validateConfig(withSecret(minimal(), pattern));
      expect(ok).toBe(true);
      const reported = diagnostics.filter(({ code }) => code === 'SECRET_IN_CONFIG');
      expect(reported.map(({ severity }) => severity)).toContain('warning');
      expect(reported.map(({ path }) => path.at(-1))).toContain(pattern.at(-1));
      expect(JSON.stringify(diagnostics)).not.toContain(MARK);
    },
  );
});
