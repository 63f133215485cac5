import type { Case } from '../case.ts';

export const tokenCases: readonly Case[] = [
  {
    code: 'SECRET_ABSENT',
    what: 'the Secret of the token is not made',
    make: ({ apply }) => apply({ hasSecret: false }),
    says: /secret "runner-token" not found/,
  },
  {
    code: 'SECRET_KEY_ABSENT',
    what: 'the document names another key',
    make: ({ apply }) =>
      apply({ runner: { token: { secretKeyRef: { name: 'runner-token', key: 'other' } } } }),
    says: /keys of Secret runner-token: token/,
  },
  {
    code: 'TOKEN_BLANK',
    what: 'the token is written with echo',
    make: ({ apply, gitlab }) => apply({ token: `${gitlab.newRunner()}\n` }),
    says: /RUNNER_TOKEN_DEFAULT: the Secret has no token/,
  },
  {
    code: 'TOKEN_KIND',
    what: 'the token registers runners',
    make: ({ apply }) => apply({ token: 'GR1348941EXAMPLEEXAMPLE1234' }),
    says: /Checking for jobs\.\.\. forbidden|unhealthy/,
  },
  {
    code: 'TOKEN_REFUSED',
    what: 'GitLab does not know the token',
    make: ({ apply }) => apply({ token: 'glrt-EXAMPLEEXAMPLE12345678' }),
    says: /is unhealthy and will be disabled/,
  },
];
