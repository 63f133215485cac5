import { describe, expect, it } from 'vitest';

import { holdsLogin, loginsIn } from '../../src/core/credentials/logins.ts';

/** Texts, what of them is hidden, and whether it can only be a login. */
const cases: readonly (readonly [text: string, hidden: readonly string[], only: boolean])[] = [
  ['clone https://ci:EXAMPLE@example.com/a.git', ['ci:EXAMPLE'], true],
  ['redis://:EXAMPLE@cache:6379', [':EXAMPLE'], true],
  ['"https://a:EXAMPLE@x" https://b:EXAMPLE@y', ['a:EXAMPLE', 'b:EXAMPLE'], true],
  ['https:/ci:EXAMPLE@example.com', ['/ci:EXAMPLE'], false],
  ['https:ci:EXAMPLE@example.com', ['ci:EXAMPLE'], false],
  ['"ci:EXAMPLE@example.com:3128"', ['EXAMPLE'], false],
  ['https://ci:$ecr3tEXAMPLE@example.com', ['ci:$ecr3tEXAMPLE'], true],
  ['https://EXAMPLE@example.com', ['EXAMPLE'], false],
  ['registry:5000/image:1@sha256:0123', [], false],
  ['https://ci:$PASSWORD@example.com', ['ci:$PASSWORD'], false],
  ['https://ci:/EX?AM#PLE@example.com', ['ci:/EX?AM#PLE'], true],
  ['https://ci:EX"AM\'P`LE@example.com', ['ci:EX"AM\'P`LE'], true],
  ['https://ci:$EX!AM@example.com', ['ci:$EX!AM'], true],
  ['https://ci:${PASSWORD}@example.com', ['ci:${PASSWORD}'], false],
  ['https://example.com:8080/a@b', ['example.com:8080/a'], false],
  ['https://[::1]:8080/a@b', ['[::1]:8080/a'], false],
  ['docker-image://alpine:3.20@sha256:0123', ['alpine:3.20'], false],
  ['https://example.com/a:b@c', ['example.com/a:b'], false],
  ['//EXAMPLE@example.com', ['EXAMPLE'], false],
  ['https://@example.com', [], false],
  ['https://example.com:8080/a', [], false],
  ['git@example.com:group/project.git', [], false],
];

describe.each(cases)('in %j', (text, hidden, only) => {
  it('a login is hidden where there may be one', () => {
    expect(loginsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(hidden);
  });

  it('one is told where there can be nothing else', () => {
    expect(holdsLogin(text)).toBe(only);
  });
});
