import { expect, it } from 'vitest';

import { hider } from '../../src/core/credentials/hider.ts';

const document = {
  spec: {
    config: { sentry_dsn: 'Zq7Example' },
    runners: {
      default: {
        environment: ['DB_PASSWORD=Zq7Example/2', 'PLACE=Zq7Example3'],
        kubernetes: { pod_annotations: { contact: 'https://bot:Zq7Example4@example.com' } },
      },
    },
  },
};

it.each([
  ['"Zq7Example" is there', '"…" is there'],
  ['the longer one first: Zq7Example/2', 'the longer one first: …'],
  ['at bot:Zq7Example4', 'at …'],
  ['nothing of it', 'nothing of it'],
])('takes the credentials of a document out of %j', (text, shown) => {
  expect(hider(document)(text)).toBe(shown);
});

it('leaves what is none', () => {
  expect(
    hider({ spec: { runners: { default: { environment: ['PLACE=production'] } } } })('in production'),
  ).toBe('in production');
});
