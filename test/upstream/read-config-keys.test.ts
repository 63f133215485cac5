import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { readConfigKeys, readFeatureFlags } from '../../scripts/upstream/read-config-keys.ts';

const checkout = fileURLToPath(new URL('../fixtures/gitlab-runner', import.meta.url));

describe('readConfigKeys', () => {
  it('reads the keys in the order of the structs, through embedded structs, aliases and other packages', () => {
    expect(readConfigKeys(checkout)).toEqual([
      { path: 'concurrent', type: 'int' },
      { path: 'connection_max_age', type: 'duration', nullable: true },
      { path: 'runners', type: 'array<table>' },
      { path: 'runners[].name', type: 'string', registerEnv: 'RUNNER_NAME' },
      {
        path: 'runners[].token',
        type: 'string',
        registerEnv: 'CI_SERVER_TOKEN',
        jsonschema: 'minLength=1',
      },
      { path: 'runners[].token_expires_at', type: 'datetime' },
      { path: 'runners[].pull_policy', type: 'string|array<string>', refusesNull: true },
      { path: 'runners[].allowed_pull_policies', type: 'array<string>' },
      { path: 'runners[].retry_limits', type: 'map<string,int>' },
      { path: 'runners[].security_context', type: 'table' },
      {
        path: 'runners[].security_context.run_as_user',
        type: 'int',
        nullable: true,
        registerEnv: 'SECURITY_CONTEXT_RUN_AS_USER',
        jsonschema: 'oneof_type=integer;null',
      },
      { path: 'runners[].security_context.capabilities', type: 'table', refusesNull: true },
      {
        path: 'runners[].security_context.capabilities.add',
        type: 'array<string>',
        registerEnv: 'SECURITY_CONTEXT_CAPABILITIES_ADD',
        refusesNull: true,
      },
      { path: 'runners[].security_context.profile', type: 'table' },
      { path: 'runners[].security_context.profile.type', type: 'string' },
      { path: 'runners[].labels', type: 'map<string,string>' },
      { path: 'runners[].Factor', type: 'float' },
    ]);
  });
});

describe('readFeatureFlags', () => {
  it('reads name, default, deprecation and end', () => {
    expect(readFeatureFlags(checkout)).toEqual([
      { name: 'FF_IN_PLACE', default: false, deprecated: true, removedWith: null },
      { name: 'FF_USE_FASTZIP', default: true, deprecated: true, removedWith: '19.7' },
      { name: 'FF_NEW', default: false, deprecated: false, removedWith: null },
    ]);
  });
});
