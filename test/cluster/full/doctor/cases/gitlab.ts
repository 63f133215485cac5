import { certificateFor } from '../../../../support/certificate.ts';
import { GitLab } from '../../../support/gitlab/gitlab.ts';
import type { Case } from '../case.ts';

export const gitlabCases: readonly Case[] = [
  {
    code: 'GITLAB_NAME',
    what: 'nobody knows the name in the url',
    make: ({ apply }) => apply({ runner: { url: 'https://gitlab.invalid' } }),
    says: /lookup gitlab\.invalid/,
  },
  {
    code: 'GITLAB_UNREACHABLE',
    what: 'nobody listens at the url',
    make: ({ apply }) => apply({ runner: { url: 'http://127.0.0.1:9' } }),
    says: /connection refused/,
  },
  {
    code: 'GITLAB_AUTHORITY',
    what: 'the certificate is of a private authority',
    make: async ({ apply, host, atEnd }) => {
      const gitlab = await GitLab.start(host, { certificate: certificateFor(host) });
      atEnd(() => gitlab.stop());
      return apply({ gitlab });
    },
    says: /certificate signed by unknown authority/,
  },
  {
    code: 'GITLAB_CERTIFICATE',
    what: 'the certificate is for another name',
    make: async ({ apply, host, atEnd }) => {
      const certificate = certificateFor('gitlab.example.com');
      const gitlab = await GitLab.start(host, { certificate });
      atEnd(() => gitlab.stop());
      return apply({
        gitlab,
        spec: { certificates: { ca: { secretKeyRef: { name: 'ca', key: 'ca.crt' } } } },
        objects: (namespace) => [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'ca', namespace },
            stringData: { 'ca.crt': certificate.authority },
          },
        ],
      });
    },
    says: /x509: cannot validate certificate/,
  },
  {
    code: 'GITLAB_URL',
    what: 'the url has a path too much',
    make: ({ apply, gitlab }) => apply({ runner: { url: `${gitlab.url}/wrong` } }),
    says: /404 Not Found/,
  },
  {
    code: 'GITLAB_FAILS',
    what: 'GitLab is away',
    make: async ({ apply, host, atEnd }) => {
      const gitlab = await GitLab.start(host);
      atEnd(() => gitlab.stop());
      gitlab.isAway = true;
      return apply({ gitlab });
    },
    says: /503 Service Unavailable/,
  },
];
