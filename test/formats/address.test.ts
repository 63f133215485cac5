import { expect, it } from 'vitest';

import { addressOf } from '../../src/core/formats/address.ts';

it.each<[string, string | undefined, string, number | undefined]>([
  [':9252', undefined, '', 9252],
  ['0.0.0.0:8093', undefined, '0.0.0.0', 8093],
  ['[::1]:8093', undefined, '::1', 8093],
  ['[::1]', undefined, '::1', undefined],
  ['::1', undefined, '::1', undefined],
  ['fd00::9:9000', undefined, 'fd00::9:9000', undefined],
  ['runner.example.com', undefined, 'runner.example.com', undefined],
  ['runner.example.com:https', undefined, 'runner.example.com:https', undefined],
  ['', undefined, '', undefined],
  ['https://gitlab.example.com:8443/gitlab?a=b:1', 'https', 'gitlab.example.com', 8443],
  ['HTTP://gitlab', 'http', 'gitlab', undefined],
  ['https://[fd12::3]:8443', 'https', 'fd12::3', 8443],
  ['https://[fd12::3]/x', 'https', 'fd12::3', undefined],
  ['https://public@sentry.example.com:9443/1', 'https', 'sentry.example.com', 9443],
  ['https://a:b@sentry.example.com/1', 'https', 'sentry.example.com', undefined],
  ['https://$HOST:8443', 'https', '$HOST', 8443],
])('reads the parts of %j', (address, scheme, host, port) => {
  expect(addressOf(address)).toEqual({ scheme, host, port });
});
