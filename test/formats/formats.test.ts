import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/core/formats/index.ts';

const sha256 = `sha256:${'0a'.repeat(32)}`;
const certificate = '-----BEGIN CERTIFICATE-----\nTUlJ\nQg==\n-----END CERTIFICATE-----\n';

/** Formats that no upstream parser decides for us, or whose upstream is a rule in the runner. */
const tables: Readonly<
  Record<string, { readonly takes: readonly string[]; readonly refuses: readonly string[] }>
> = {
  'absolute-path': {
    takes: ['/', '/builds', '/a b/c', '/a..b', '/dev/disk/by-path/pci-0000:00'],
    refuses: [
      '',
      'builds',
      './builds',
      '~/builds',
      '/a/../b',
      '/..',
      'C:\\builds',
      '$HOME/x',
      `/${'a'.repeat(5000)}`,
    ],
  },
  capability: {
    takes: ['NET_RAW', 'ALL', 'SYS_ADMIN', 'CHECKPOINT_RESTORE'],
    refuses: ['', 'net_raw', 'CAP_NET_RAW', 'NET-RAW', '_RAW', 'NET RAW'],
  },
  'cluster-ip': {
    takes: ['None', '10.96.0.10', 'fd00::1'],
    refuses: ['', 'none', '10.0.0.300', '10.0.0.0/8'],
  },
  'config-key': {
    takes: ['token', 'ca.crt', 'A_b-c', '.a', 'a'.repeat(253)],
    refuses: ['', '.', '..', '..a', 'a/b', 'a b', 'ä', 'a'.repeat(254)],
  },
  'container-resource': {
    takes: [
      'cpu',
      'memory',
      'ephemeral-storage',
      'hugepages-2Mi',
      'nvidia.com/gpu',
      'kubernetes.io/batch-cpu',
    ],
    refuses: ['', 'mem', 'CPU', 'storage', 'pods', 'limits.cpu', 'hugepages-', '/gpu', 'nvidia.com/', 'a b'],
  },
  cron5: {
    takes: ['* * * * *', '*/5 8-17 * * 1-5', '0,30 * 1-31/2 jan-mar SUN', '05 00 01 1 0', ' * *  *\t* * '],
    refuses: [
      '',
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * 32 * *',
      '* * * 13 *',
      '* * * * 7',
      '* * * * fri-mon',
      '5/15 * * * *',
      '*/0 * * * *',
      '*/-1 * * * *',
      '1,,2 * * * *',
      ', * * * *',
      '? * * * *',
      '* * L * *',
      '@daily',
      `${'*'.repeat(2000)}`,
    ],
  },
  digest: {
    takes: [sha256, `sha512:${'0'.repeat(128)}`],
    refuses: [
      '',
      'sha256:',
      sha256.toUpperCase(),
      sha256.slice(0, -1),
      `${sha256}0`,
      `md5:${'0'.repeat(32)}`,
    ],
  },
  'env-assignment': {
    takes: ['A=', 'A=b', '_A1=b=c', 'DOCKER_HOST=tcp://docker:2376', 'A= b'],
    refuses: ['', 'A', '=b', '1A=b', 'A-B=c', ' A=b', 'A B=c'],
  },
  'host-port': {
    takes: [
      '',
      ':9252',
      '0.0.0.0:8093',
      '[::]:8093',
      '[::1]',
      'localhost',
      'runner.example.com:8093',
      'a:1',
      'a:65535',
    ],
    refuses: [
      ':',
      'a:',
      ':0',
      ':65536',
      ':http',
      '::1',
      'http://a:1',
      'a:1/x',
      'a b:1',
      '256.1.1.1:1',
      '[::1',
      '-a:1',
      'a..b:1',
    ],
  },
  'image-repository': {
    takes: ['alpine', 'registry.gitlab.com/gitlab-org/gitlab-runner', 'localhost:5000/a', '[::1]:5000/a/b'],
    refuses: [
      '',
      'alpine:3',
      `alpine@${sha256}`,
      'https://a/b',
      'Alpine',
      'a/',
      '$IMAGE',
      `${'a/'.repeat(200)}a`,
    ],
  },
  'image-tag': {
    takes: ['latest', 'alpine-v19.3.0', '_', 'A.b', 'x'.repeat(128)],
    refuses: ['', '.a', '-a', 'a:b', 'a/b', 'x'.repeat(129), 'a b'],
  },
  'int-or-percent': { takes: ['0%', '25%', '100%'], refuses: ['', '25', '%', '-1%', '2.5%', '025%', '25 %'] },
  'job-dns-label': {
    takes: ['cache', 'cache-$CI_PROJECT_ID', '${CI_PROJECT_NAME}', '$NAME'],
    refuses: ['', 'Cache', 'cache_1', 'cache-$', 'cache-${', '$1', 'a/$B', 'a $B'],
  },
  'service-aliases': {
    takes: ['', 'db', 'db,db.local', 'db, cache  web-1', 'db-$CI_JOB_ID', '$NAME db'],
    refuses: [
      'my_db',
      'DB',
      'db my_db',
      '-db',
      'db;cache',
      'édb-$CI_JOB_ID',
      'a'.repeat(254),
      'db-$',
      `${'a-'.repeat(60)}`,
    ],
  },
  'job-image': {
    takes: [
      'alpine:3.21',
      '$CI_REGISTRY_IMAGE:latest',
      '${CI_REGISTRY}/team/tool:$TAG',
      '$IMAGE',
      `$CI_REGISTRY_IMAGE@${sha256}`,
    ],
    refuses: [
      '',
      'Alpine',
      '$',
      'a:$',
      '${IMAGE',
      '$(IMAGE)',
      '$CI_REGISTRY_IMAGE latest',
      '$$IMAGE',
      '${IMAGE:-alpine}',
    ],
  },
  'job-path': {
    takes: ['/builds', 'C:\\builds', 'c:/builds', '$CI_PROJECT_DIR/x', '/cache/${CI_PROJECT_ID}', '$X'],
    refuses: ['', 'builds', 'C:builds', '/a/$', '/a/../b', '$X/../y', 'C:\\..\\x', '/a/${X'],
  },
  'numeric-id': {
    takes: ['0', '1000', '2147483647'],
    refuses: ['', '-1', '1.0', 'root', '2147483648', '1'.repeat(11), ' 1'],
  },
  pem: {
    takes: [
      certificate,
      certificate + certificate,
      `# the root\n${certificate}`,
      certificate.replaceAll('\n', '\r\n'),
      certificate.trimEnd(),
    ],
    refuses: [
      '',
      'TUlJ',
      certificate.replace('-----END CERTIFICATE-----', ''),
      certificate.replace('END CERTIFICATE', 'END KEY'),
      certificate.replace('-----BEGIN CERTIFICATE-----\n', ''),
      certificate.replace('TUlJ', 'TU lJ'),
      certificate.replace('TUlJ\nQg==\n', ''),
      certificate.replace('-----BEGIN', '----BEGIN'),
      `${certificate}-----BEGIN X-----\nTUlJ\n`,
      `-----BEGIN X-----\n${certificate}`,
    ],
  },
  'pull-policy': {
    takes: ['always', 'if-not-present', 'never'],
    refuses: ['', 'Always', 'IfNotPresent', 'sometimes'],
  },
  'relative-path': {
    takes: ['a', 'a/b.crt', '..a', 'a b', '$X/y'],
    refuses: ['', '/a', '..', 'a/../b', '../a', 'a\\..\\b'],
  },
  'runner-label-key': {
    takes: ['abc', '_ab', '0.-', 'a'.repeat(65)],
    refuses: ['', 'ab', '.abc', '-abc', 'a b c', 'a/bc', 'a'.repeat(66), 'äbc'],
  },
  'runner-label-value': {
    takes: ['a', '-', '.', 'a'.repeat(256)],
    refuses: ['', 'a b', 'a/b', 'a'.repeat(257), 'ä'],
  },
  'runner-url': {
    takes: [
      'https://gitlab.com',
      'http://gitlab:8080/sub/',
      '$CI_SERVER_URL',
      '${URL}',
      'https://$HOST/',
      'https://${HOST}:8443',
    ],
    refuses: [
      '',
      'gitlab.com',
      '$',
      '${URL',
      'https://$',
      '${URL:-https://gitlab.com}',
      'ftp://$HOST',
      'https://$HOST/ a',
      'https://gitlab.com/?a=b',
      'https://gitlab.com#c',
    ],
  },
  'server-address': {
    takes: ['minio.example.com', 'minio:9000', '[::1]:9000', '10.0.0.1:9000'],
    refuses: ['', ':9000', 'https://minio:9000', 'minio/bucket', 'minio:port'],
  },
  timezone: {
    takes: [
      'UTC',
      'Local',
      'Europe/Berlin',
      'America/Argentina/Buenos_Aires',
      'US/Eastern',
      'Asia/Calcutta',
      'Etc/GMT+5',
      'CET',
      'Antarctica/Troll',
      'Europe/Kyiv',
    ],
    refuses: [
      '',
      'Berlin',
      '/UTC',
      'europe/berlin',
      'Europe/',
      '/Berlin',
      'Europe',
      'Europe/Berlin ',
      'Europe/Berlin Paris',
      'GMT+5',
      '+01:00',
      'Etc',
      'constructor',
      '__proto__/a',
    ],
  },
  'toleration-key': {
    takes: ['', 'dedicated', 'dedicated=ci', 'example.com/dedicated=ci', 'dedicated='],
    refuses: ['=ci', 'dedicated=ci:NoSchedule', 'a b', 'a=b=c', '-a'],
  },
  url: {
    takes: [
      'https://gitlab.com',
      'http://gitlab',
      'https://gitlab.example.com:8443/sub/path?x=%20#y',
      'https://10.0.0.1/',
      'https://[fd00::1]:443',
      'https://my_host.example.com',
    ],
    refuses: [
      '',
      'gitlab.com',
      'https://',
      'https:///x',
      'HTTPS://gitlab.com',
      'ssh://gitlab.com',
      'https://user:word@gitlab.com',
      'https://gitlab.com:0',
      'https://gitlab.com:65536',
      'https://gitlab.com:port',
      'https://git lab.com',
      'https://gitlab.com/a b',
      'https://gitlab.com/%zz',
      'https://256.0.0.1',
      'https://[::1',
      'https://-a.com',
      'https://$HOST',
      'https://gitlab.com/\n',
    ],
  },
  'kubernetes-version': {
    takes: ['1.30', '1.34.2', '1.5', '1.30.0'],
    refuses: ['', '1', 'v1.30', '1.30+', '2.0', '1.30.1.1', '1.030', '1.30-eks', ' 1.30'],
  },
  version: {
    takes: ['15.0.0', '19.3.0', '18.10.1', '100.0.0'],
    refuses: ['', '14.10.0', '19.3', 'v19.3.0', '19.3.0-rc1', '19.03.0', 'latest', '1e3.0.0', ' 19.3.0'],
  },
};

describe.each(Object.keys(tables))('%s', (name) => {
  it.each(tables[name]!.takes)('takes %j', (text) => expect(formats[name]!.test(text)).toBe(true));
  it.each(tables[name]!.refuses)('refuses %j', (text) => expect(formats[name]!.test(text)).toBe(false));
});

describe('suggestions', () => {
  it.each([
    ['quantity', '2GB', '2G'],
    ['quantity', '2GiB', '2Gi'],
    ['quantity', '512 MB', '512M'],
    ['quantity', '1K', '1k'],
    ['quantity', '1kib', '1Ki'],
    ['quantity', '2gi', '2Gi'],
    ['quantity', '1,5', '1.5'],
    ['quantity', '500 m', '500m'],
    ['duration', '1h 30m', '1h30m'],
    ['duration', '90', '90s'],
    ['duration', '2d', '48h'],
    ['duration', '5 minutes', '5m'],
    ['duration', '1 hour and 30 min', '1h30m'],
    ['duration', '1H', '1h'],
    ['duration', 'PT1H30M', '1h30m'],
    ['duration', 'P1DT2H', '24h2h'],
    ['dns-label', 'GitLab Runner', 'gitlab-runner'],
    ['dns-label', 'gitlab_runner', 'gitlab-runner'],
    ['dns-subdomain', 'My.Name', 'my.name'],
    ['label-value', 'a b', 'a-b'],
    ['env-assignment', 'A: b', 'A=b'],
    ['env-assignment', 'A = b', 'A=b'],
    ['capability', 'CAP_NET_RAW', 'NET_RAW'],
    ['capability', 'net_raw', 'NET_RAW'],
    ['image', 'https://registry.example.com/a:b', 'registry.example.com/a:b'],
    ['image', 'Alpine:3', 'alpine:3'],
    ['image', 'alpine:', 'alpine'],
    ['image-repository', 'alpine:3', 'alpine'],
    ['digest', 'a@'.concat(sha256), sha256],
    ['digest', '0a'.repeat(32), sha256],
    ['pull-policy', 'IfNotPresent', 'if-not-present'],
    ['pull-policy', 'Always', 'always'],
    ['url', 'gitlab.example.com', 'https://gitlab.example.com'],
    ['url', 'HTTPS:/gitlab.com', 'https://gitlab.com'],
    ['host-port', 'http://0.0.0.0:9252/metrics', '0.0.0.0:9252'],
    ['host-port', '9252:', undefined],
    ['host-port', '::1', '[::1]'],
    ['cidr', '10.0.0.1', '10.0.0.1/32'],
    ['datetime', '2026-01-31', '2026-01-31T00:00:00Z'],
    ['datetime', '2026-01-31 12:00:00 +01:00', '2026-01-31T12:00:00+01:00'],
    ['kubernetes-version', 'v1.30.4', '1.30.4'],
    ['kubernetes-version', 'v1.30.4-eks-036c24b', '1.30.4'],
    ['version', '19.3', '19.3.0'],
    ['version', 'v19.3.0', '19.3.0'],
    ['version', 'alpine-v19.3.0', '19.3.0'],
    ['timezone', 'europe/berlin', 'Europe/Berlin'],
    ['timezone', 'New York', 'America/New_York'],
    ['absolute-path', 'builds', '/builds'],
    ['relative-path', '/ca.crt', 'ca.crt'],
    ['int-or-percent', '25 %', '25%'],
    ['service-aliases', 'my_db, DB', 'my-db db'],
    ['quantity', 'lots', undefined],
    ['duration', 'soon', undefined],
    ['timezone', 'Atlantis', undefined],
    ['timezone', '/UTC', undefined],
    ['absolute-path', '~/builds', undefined],
    ['absolute-path', './builds', undefined],
    ['absolute-path', '../builds', undefined],
    ['absolute-path', 'C:\\builds', undefined],
    ['quantity', '100 millicores', '100m'],
    ['quantity', '1e4 bytes', '1e4'],
    ['quantity', '1,500', undefined],
    ['quantity', '1e', undefined],
    ['quantity', '10µ', '10u'],
    ['duration', '1,5h', '1.5h'],
    ['duration', '0.1d', '144m'],
    ['duration', '1h30', undefined],
    ['duration', '1M', undefined],
    ['duration', 'P1M', undefined],
    ['duration', 'PT5M', '5m'],
    ['duration', '10 us', '10us'],
    ['dns-label', '{{.Release.Namespace}}', undefined],
    ['dns-label', '$NAMESPACE', undefined],
    ['dns-label', 'ünï', undefined],
    ['dns-subdomain', '{{ .Values.name }}', undefined],
    ['server-address', '9000', undefined],
    ['server-address', 'minio:9000/bucket', undefined],
    ['server-address', 'https://s3.amazonaws.com/', 's3.amazonaws.com'],
    ['server-address', 'http://minio.example.com', 'minio.example.com:80'],
  ])('%s: %j means %j', (name, text, meant) => {
    expect(formats[name]!.suggest?.(text)).toBe(meant);
    if (meant !== undefined) expect(formats[name]!.test(meant)).toBe(true);
  });
});

describe('explanations', () => {
  it.each([
    ['re2', '(?=a)', "Go's RE2 has no lookahead `(?=`"],
    ['re2', '(?<!a)b', "Go's RE2 has no lookbehind `(?<!`"],
    ['re2', '(a)\\1', "Go's RE2 has no backreference `\\1`"],
    ['re2', 'a++', "Go's RE2 has no possessive repeat such as `*+`"],
    ['re2', 'a{1001}', 'the repeat `{1001}` is above 1000'],
    ['re2', '(a', 'a `(` has no `)` after it'],
    ['re2', '[a', 'a character class has no closing `]`'],
    ['duration', '1d', 'the largest unit is the hour'],
    ['duration', '90', 'it has no unit (ns, us, ms, s, m or h)'],
    ['duration', '3600 s', 'a duration has no spaces'],
    ['cron7', '* * * *', 'it has 4 fields, not 5 to 7'],
    ['cron7', '* * * * fri-mon', 'the range "fri-mon" runs backwards and would never match'],
    ['cron5', '* 25 * * *', '"25" is not a valid hour'],
    ['image', 'docker://alpine', 'an image has no scheme such as "https://"'],
    ['image-repository', 'alpine:3', 'the tag goes into its own key'],
    ['url', 'https://user:word@gitlab.com', 'a user name and password do not belong into it'],
    ['url', 'ssh://gitlab.com', '"ssh://" is neither "https://" nor "http://"'],
    ['version', '14.0.0', 'releases before 15.0 are not supported'],
    ['pem', certificate.replace('END', 'ND'), 'the block "CERTIFICATE" holds a line that is not base64'],
    ['toleration-key', 'dedicated=ci:NoSchedule', 'the effect is the value of this key, not a part of it'],
  ])('%s: %j, since %s', (name, text, reason) => {
    expect(formats[name]!.test(text)).toBe(false);
    expect(formats[name]!.explain?.(text)).toBe(reason);
  });

  it('never repeats a PEM text', () => {
    const text = '-----BEGIN PRIVATE KEY-----\nEXAMPLE EXAMPLE\n-----END PRIVATE KEY-----';
    expect(formats.pem!.explain?.(text)).not.toContain('EXAMPLE');
  });
});

describe.each(Object.keys(formats))('%s', (name) => {
  const format = formats[name]!;

  it('says what it expects as a clause', () => expect(format.expected).toMatch(/^(?:[a-z]|PEM ).*[^.]$/));

  it('says nothing that is no help about a hostile text of 200,000 characters', () => {
    const pieces = [
      '(',
      '(a',
      '[[:',
      'a{',
      '\\p{',
      '1.',
      '-',
      'a/',
      '$',
      '${',
      '* ',
      '1,',
      '-----BEGIN A-----\n',
      'h',
      '__',
      '😀',
    ];
    for (const piece of pieces) {
      const text = `${piece.repeat(Math.ceil(200_000 / piece.length))}\u0000`;
      const allowed = name === 'pem' || name === 're2' || name.endsWith('-path') ? [true, false] : [false];
      expect(allowed).toContain(format.test(text));
      expect(format.explain?.(text)?.length ?? 0).toBeLessThan(200);
      expect(format.suggest?.(text)?.length ?? 0).toBeLessThan(5000);
    }
  });
});

it('are exactly the formats that the schema names', () => {
  const schema = readFileSync(
    new URL('../../src/core/schema/gitlab-runner.schema.json', import.meta.url),
    'utf8',
  );
  const named = new Set([...schema.matchAll(/"format": "([^"]+)"/g)].map(([, name]) => name));
  expect(Object.keys(formats).sort()).toEqual([...named].sort());
});
