import { expect, it } from 'vitest';

import { hostOf, portOf } from '../../src/formats/address.ts';

it.each([
  [':9252', '', 9252],
  ['0.0.0.0:8093', '0.0.0.0', 8093],
  ['[::1]:8093', '::1', 8093],
  ['[::1]', '::1', undefined],
  ['runner.example.com', 'runner.example.com', undefined],
  ['runner.example.com:https', 'runner.example.com:https', undefined],
  ['', '', undefined],
])('reads the host and the port of %j', (address, host, port) => {
  expect(hostOf(address)).toBe(host);
  expect(portOf(address)).toBe(port);
});
