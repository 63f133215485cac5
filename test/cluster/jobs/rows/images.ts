import { expect } from 'vitest';

import { images } from '../../support/images.ts';
import { held } from '../../support/runner.ts';
import type { Row } from '../row.ts';

const GREETER = [
  'use IO::Socket::INET;',
  '$| = 1;',
  'my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 5, ReuseAddr => 1) or die;',
  'print "the service listens\\n";',
  'while (my $client = $server->accept) { print $client "hello from the service\\n"; close $client }',
].join(' ');

const SERVICE = {
  name: images.debian,
  alias: 'greeter',
  entrypoint: ['perl', '-e', GREETER],
  variables: [{ key: 'HEALTHCHECK_TCP_PORT', value: '8080' }],
};

/** Images of jobs, services and logins. */
export const imageRows: readonly Row[] = [
  {
    name: 'a job reaches a service by its alias as soon as it listens',
    job: {
      image: images.debian,
      services: [SERVICE],
      script: ['cat < /dev/tcp/greeter/8080'],
    },
    pod: { spec: { hostAliases: [{ ip: '127.0.0.1', hostnames: expect.arrayContaining(['greeter']) }] } },
    trace: ['hello from the service'],
  },
  {
    name: 'a job sees what its services log where it asks for that',
    job: {
      image: images.debian,
      services: [SERVICE],
      variables: { CI_DEBUG_SERVICES: 'true' },
      script: ['sleep 3'],
    },
    trace: [/\[service:.*greeter\] .*the service listens/],
  },
  {
    name: 'logins of a job are a Secret for as long as its pod',
    job: held({
      credentials: [
        { type: 'registry', url: 'https://registry.example.com', username: 'job', password: 'secret' },
      ],
    }),
    meanwhile: async (job, runner) => {
      await job.says('it runs');
      const [pod] = await runner.podsOf(job);
      const login = pod!.spec.imagePullSecrets?.[0]?.name;
      const path = `/api/v1/namespaces/${runner.namespace}/secrets/${login}`;
      expect(await runner.api.get(path)).toMatchObject({ metadata: { ownerReferences: [{ kind: 'Pod' }] } });
      expect(await runner.leftovers()).toContain(path);
      await runner.release(job);
    },
  },
  {
    name: 'a job whose image cannot be pulled shows what the node says of it',
    runner: { runner: { kubernetes: { poll_timeout: 60 } } },
    job: { image: 'registry.invalid/nothing:1', script: ['true'] },
    status: 'failed',
    trace: [/WARNING: Event retrieved from the cluster: .*registry\.invalid\/nothing:1/],
  },
  {
    name: 'an image that is not allowed is refused',
    runner: { runner: { kubernetes: { allowed_images: ['registry.example.com/**'] } } },
    job: { image: images.debian, script: ['true'] },
    status: 'failed',
    trace: ['is not present on list of allowed images'],
  },
  {
    name: 'a job shows the events of its pod where it asks for that',
    job: { script: ['true'], variables: { FF_PRINT_POD_EVENTS: 'true' } },
    trace: ['Subscribing to Kubernetes Pod events', /Normal\s+Scheduled/],
  },
];
