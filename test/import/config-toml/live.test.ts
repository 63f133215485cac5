import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { globalSettings } from '../../../src/import/config-toml/global.ts';
import { idsOf } from '../../../src/import/config-toml/ids.ts';
import { liveConfig } from '../../../src/import/config-toml/live.ts';
import { laid } from '../../../src/import/document/lay.ts';
import { type ImportReport, importConfig } from '../../../src/import/import-config.ts';
import type { ImportOptions } from '../../../src/import/options.ts';
import { fileText, type Located } from '../../../src/import/read/located.ts';
import { readToml } from '../../../src/import/read/toml.ts';

/** Plain data, in which tests look at whatever they like. */
interface Loose {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly [key: string]: any;
}

function imported(toml: string, options: ImportOptions = {}) {
  const { documents, report } = importConfig([{ name: 'config.toml', text: toml }], {
    name: 'gitlab-runner',
    namespace: 'gitlab-runner',
    ...options,
  });
  const text = documents[0]?.text ?? '';
  return { documents, report, text, spec: (parse(text) as { spec?: Loose } | null)?.spec as Loose };
}

/** What is said, as `kind subject: text`. */
function said(report: ImportReport): string[] {
  return [...report.remarks, ...report.documents.flatMap(({ remarks }) => remarks)].map(
    ({ kind, subject, text }) => `${kind} ${subject}: ${text}`,
  );
}

const RUNNER = `
[[runners]]
  name = "one"
  url = "https://gitlab.example.com"
  token = "glrt-abcDEF0123456789wxyz"
  executor = "kubernetes"
`;
/** A runner with further keys of its section, and of \`[runners.kubernetes]\`. */
const runner = (own: string, kubernetes = ''): string =>
  `${RUNNER}${own}\n  [runners.kubernetes]\n    namespace = "ci"\n${kubernetes}\n`;

describe('a config.toml alone', () => {
  it('makes two runners of two sections, without a decision open', () => {
    const { text, report } = imported(`
# The shop's runners
concurrent = 4
check_interval = 0
log_level = "warning" # quiet

[session_server]
  session_timeout = 1800

[[runners]]
  name = "Shop (big)"
  url = "https://gitlab.example.com"
  id = 12
  token = "glrt-abcDEF0123456789wxyz"
  token_obtained_at = 2026-01-01T00:00:00Z
  token_expires_at = 0001-01-01T00:00:00Z
  executor = "kubernetes"
  [runners.cache]
    MaxUploadedArchiveSize = 0
    [runners.cache.s3]
  [runners.kubernetes]
    host = ""
    bearer_token_overwrite_allowed = false
    namespace = "ci"
    # more than the default
    poll_timeout = 600
    [runners.kubernetes.node_selector]
      # the fast ones
      pool = "big"
    [runners.kubernetes.pod_security_context]

[[runners]]
  name = "shop: BIG"
  url = "https://gitlab.example.com"
  token = "glrt-zyxWVU9876543210dcba"
  executor = "kubernetes"
  [runners.kubernetes]
    namespace = "ci"
    automount_service_account_token = false
    [[runners.kubernetes.host_aliases]]
      ip = "192.0.2.1"
      hostnames = ["git.example.com"]
    [[runners.kubernetes.volumes.pvc]]
      # kept between jobs
      name = "cache"
      mount_path = "/cache"
`);
    expect(text).toMatchInlineSnapshot(`
      "apiVersion: gitlab-runner-manifests.dev/v1alpha1
      kind: GitLabRunner
      metadata:
        name: gitlab-runner
        namespace: gitlab-runner
      spec:
        version: 19.3.0
        config:
          # The shop's runners
          concurrent: 4
          # quiet
          log_level: warning
          listen_address: ""
        runners:
          shop-big:
            name: Shop (big)
            url: https://gitlab.example.com
            token:
              secretKeyRef:
                name: gitlab-runner-token
                key: shop-big
            kubernetes:
              automount_service_account_token: true
              node_selector:
                # the fast ones
                pool: big
              # more than the default
              poll_timeout: 600
          shop-big-2:
            name: "shop: BIG"
            url: https://gitlab.example.com
            token:
              secretKeyRef:
                name: gitlab-runner-token
                key: shop-big-2
            kubernetes:
              volumes:
                # kept between jobs
                pvc:
                  - name: cache
                    mount_path: /cache
              host_aliases:
                - ip: 192.0.2.1
                  hostnames: [git.example.com]
        jobs:
          namespace: ci
          create: false
      "
    `);
    expect(report.documents[0]!.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.isDecided).toBe(true);
    expect(report.documents[0]!.secrets).toEqual([
      {
        name: 'gitlab-runner-token',
        keys: {
          'shop-big': 'the token of the runner shop-big',
          'shop-big-2': 'the token of the runner shop-big-2',
        },
        inClear: { file: 'config.toml', line: 14, column: 3 },
      },
    ]);
  });

  it('refuses other executors by name, and goes on with the rest', () => {
    const docker = '[[runners]]\nname = "d"\nexecutor = "docker"\n[runners.docker]\nimage = "x"\n';
    const both = imported(`${docker}${RUNNER}[runners.kubernetes]\nnamespace = "ci"\n`);
    expect(Object.keys(both.spec.runners)).toEqual(['one']);
    expect(said(both.report)).toContainEqual(expect.stringMatching(/^refused runners\[0\]: .*docker/));
    const alone = imported(docker);
    expect(alone.documents).toEqual([]);
    expect(said(alone.report)).toEqual([expect.stringMatching(/^refused runners\[0\]: .*docker/)]);
  });

  it('says what is wrong with one that has no runner, or is no TOML', () => {
    expect(said(imported('concurrent = 4\n').report)).toEqual([
      expect.stringContaining('refused config.toml: It has no [[runners]]'),
    ]);
    const { documents, report } = imported('[[runners]]\nname = = 1\n');
    expect(documents).toEqual([]);
    expect(report.remarks[0]).toMatchObject({ kind: 'refused', from: { line: 2 } });
  });

  it('reads keys of any case, and none that is misspelt', () => {
    const { spec, report } = imported(
      runner(
        'LIMIT = 3\n tags = ["a"]\n pre_clone_script = "x"',
        'Image = "alpine:3"\n imagee = "x"\n cpu_limits = "2"\n terminationGracePeriodSeconds = 5',
      ),
    );
    expect(spec.runners.one).toMatchObject({ limit: 3, kubernetes: { image: 'alpine:3' } });
    expect(Object.keys(spec.runners.one.kubernetes).sort()).toEqual([
      'automount_service_account_token',
      'image',
    ]);
    expect(spec.runners.one).not.toHaveProperty('pre_get_sources_script');
    expect(said(report)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^dead runners\.kubernetes\.imagee: .*may be image\b/),
        expect.stringMatching(/^dead runners\.kubernetes\.cpu_limits: .*may be cpu_limit\b/),
        expect.stringMatching(/^dead runners\.pre_clone_script: .*16\.11.*pre_get_sources_script/),
        expect.stringMatching(/^dead runners\.tags: .*GitLab stores/),
        expect.stringMatching(
          /^dead runners\.kubernetes\.terminationGracePeriodSeconds: .*pod_termination_grace/,
        ),
      ]),
    );
  });

  it('writes what the runner does without a word and a document of ours does not', () => {
    const { spec } = imported(`${RUNNER}[runners.kubernetes]\nimage = "alpine:3"\n`);
    expect(spec.config).toEqual({ listen_address: '' });
    expect(spec.jobs).toEqual({ namespace: 'default', create: false });
    expect(spec.runners.one.kubernetes).toEqual({ image: 'alpine:3', automount_service_account_token: true });
    const ours = imported(`${RUNNER}[runners.kubernetes]\nimage = "alpine:3"\n`, { defaults: 'ours' });
    expect(ours.spec).not.toHaveProperty('config');
    expect(ours.spec.runners.one.kubernetes).toEqual({ image: 'alpine:3' });
  });

  it('writes text where text belongs, and durations with their unit', () => {
    const { spec, report } = imported(
      runner(
        'unhealthy_interval = 5400000000000',
        '[runners.kubernetes.node_selector]\n gpu = true\n [runners.kubernetes.pod_annotations]\n since = 2026-01-01T00:00:00Z',
      ),
    );
    expect(spec.runners.one.unhealthy_interval).toBe('90m');
    expect(spec.runners.one.kubernetes.node_selector).toEqual({ gpu: 'true' });
    expect(spec.runners.one.kubernetes.pod_annotations).toEqual({ since: '2026-01-01T00:00:00Z' });
    expect(said(report)).toContainEqual(
      expect.stringContaining('changed runners.kubernetes.node_selector.gpu'),
    );
  });

  it('leaves variables where the runner replaces them, and nowhere else', () => {
    const { spec, report } = imported(
      runner(
        'builds_dir = "/builds/$CI_PROJECT_ID"\n pre_build_script = "echo $HOME"\n environment = ["A=$B"]',
        'image = "alpine:$VERSION"\n service_account = "${ACCOUNT}"\n namespace_overwrite_allowed = "^ci-.*$"\n [[runners.kubernetes.volumes.secret]]\n name = "${SECRET}"\n mount_path = "/s"\n [[runners.kubernetes.volumes.secret]]\n name = "fixed"\n mount_path = "/f/$CI_JOB_ID"',
      ),
    );
    expect(spec.runners.one).toMatchObject({
      builds_dir: '/builds/$CI_PROJECT_ID',
      pre_build_script: 'echo $HOME',
      environment: ['A=$B'],
      kubernetes: {
        image: 'alpine:$VERSION',
        namespace_overwrite_allowed: '^ci-.*$',
        volumes: { secret: [{ name: 'fixed', mount_path: '/f/$CI_JOB_ID' }] },
      },
    });
    expect(said(report).filter((line) => line.startsWith('decide'))).toEqual([
      expect.stringContaining('decide one: kubernetes.service_account: It holds a variable'),
      expect.stringContaining('decide one: kubernetes.volumes.secret: It holds a variable'),
    ]);
  });

  it('sets no namespace where the one that is written is a variable', () => {
    const { spec } = imported(`${RUNNER}[runners.kubernetes]\nnamespace = "\${NAMESPACE}"\n`);
    expect(spec).not.toHaveProperty('jobs.namespace');
  });

  it('keeps a flag that is turned off, and a zero that means something', () => {
    const { spec } = imported(
      runner(
        'limit = 0\n [runners.feature_flags]\n FF_TIMESTAMPS = false',
        'bearer_token_overwrite_allowed = false\n print_pod_warning_events = false\n cleanup_grace_period_seconds = 0\n [runners.kubernetes.build_container_security_context]\n run_as_user = 0\n [runners.kubernetes.build_container_security_context.capabilities]\n drop = []\n [runners.kubernetes.helper_container_security_context.capabilities]\n [runners.kubernetes.node_selector]\n empty = ""',
      ),
    );
    expect(spec.runners.one).toMatchObject({ feature_flags: { FF_TIMESTAMPS: false } });
    expect(spec.runners.one).not.toHaveProperty('limit');
    expect(spec.runners.one.kubernetes).toEqual({
      automount_service_account_token: true,
      print_pod_warning_events: false,
      cleanup_grace_period_seconds: 0,
      build_container_security_context: { run_as_user: 0, capabilities: { drop: [] } },
      node_selector: { empty: '' },
    });
  });

  it('keeps comments beside keys that survive, and lists the others', () => {
    const { text, report } = imported(
      runner('# half of them\n limit = 4\n # for all\n dead_key = 1', '# see ticket\n host = ""'),
    );
    expect(text).toContain('      # half of them\n      limit: 4');
    expect(said(report).filter((line) => line.startsWith('outside comments'))).toEqual([
      expect.stringMatching(/line 10: for all · line 14: see ticket$/),
    ]);
  });

  it('knows what the release that runs does not read', () => {
    const file = readToml(
      fileText('c', runner('strict_check_interval = true', 'pod_disruption_budget = false')),
    );
    if ('message' in file) throw new Error(file.message);
    const dead = (release: string): string[] =>
      liveConfig(file, { release })
        .remarks.filter(({ kind }) => kind === 'dead')
        .map(({ subject }) => subject);
    expect(dead('18.8.0')).toEqual([
      'runners.strict_check_interval',
      'runners.kubernetes.pod_disruption_budget',
    ]);
    expect(dead('19.3.0')).toEqual([]);
    const old = readToml(fileText('c', runner('pre_clone_script = "x"')));
    if ('message' in old) throw new Error(old.message);
    const renamed = (release: string): unknown[] =>
      liveConfig(old, { release })
        .settings.filter(({ path }) => path.at(-1) === 'pre_get_sources_script')
        .map(({ value }) => value);
    expect(renamed('16.11.4')).toEqual(['x']);
    expect(renamed('17.0.0')).toEqual([]);
  });

  it('gives the global keys of a file to whoever has only those', () => {
    const file = readToml(
      fileText(
        'config.toml',
        'concurrent = 10\ncheck_interval = 30\nshutdown_timeout = 0\n[session_server]\nlisten_address = ":8093"\nadvertise_address = "ci.example.com:443"\n[[runners]]\nlimit = 1\n',
      ),
    ) as Located;
    expect(laid(globalSettings(file).settings)).toEqual({
      spec: {
        config: {
          concurrent: 10,
          check_interval: 30,
          listen_address: '',
          session_server: { listen_address: ':8093', advertise_address: 'ci.example.com:443' },
        },
      },
    });
  });

  it('makes ids of names', () => {
    const named = (...names: (string | undefined)[]): string[] =>
      idsOf(
        names.map((name) => ({ name, token: undefined })),
        undefined,
      );
    expect(named('Büro 2!', 'büro-2', undefined, '日本', 'glrt-abcDEF0123456789wxyz')).toEqual([
      'buro-2',
      'buro-2-2',
      'default',
      'default-2',
      'default-3',
    ]);
    expect(idsOf([{ name: 'x', token: '$RUNNER_TOKEN_X86_64' }], undefined)).toEqual(['x86-64']);
  });
});

describe('credentials of a config.toml', () => {
  it('come from Secrets, or are left out with what to do', () => {
    const { spec, text, report } = imported(
      `sentry_dsn = "https://Kx8dJw2kQq@sentry.example.com/1"\n${runner(
        'environment = ["GIT_DEPTH=10", "NPM_TOKEN=Zx9kQp2LmN4r"]\n [runners.cache]\n Type = "s3"\n [runners.cache.s3]\n ServerAddress = "minio.example.com"\n AuthenticationType = "access-key"\n AccessKey = "AKIAABCDEFGHIJKLMNOP"\n SecretKey = "pZ81mQx0Lr2"\n BucketName = "b"',
        'bearer_token = "Qm4tZr81kLx0"',
      )}`,
    );
    expect(spec.runners.one.environment).toEqual(['GIT_DEPTH=10']);
    expect(spec.runners.one.cache).toEqual({
      Type: 's3',
      s3: { ServerAddress: 'minio.example.com', BucketName: 'b' },
    });
    expect(spec.cacheCredentials.s3).toEqual({
      accessKeyId: { name: 'gitlab-runner-cache', key: 'accesskey' },
      secretAccessKey: { name: 'gitlab-runner-cache', key: 'secretkey' },
    });
    expect(said(report).filter((line) => line.startsWith('decide'))).toEqual([
      expect.stringMatching(/^decide sentry_dsn: .*SENTRY_DSN/),
      expect.stringMatching(/^decide one: environment\.NPM_TOKEN: .*masked variable/),
      expect.stringMatching(/^decide one: kubernetes\.bearer_token: /),
    ]);
    expect(text + JSON.stringify(report)).not.toMatch(
      /Kx8dJw2kQq|Zx9kQp2LmN4r|AKIAABCDEFGHIJKLMNOP|pZ81mQx0Lr2|Qm4tZr81kLx0|abcDEF0123456789wxyz/,
    );
  });

  it('are one set for all caches of a kind, or to decide', () => {
    const azure = (name: string, key: string): string =>
      `[[runners]]\nname = "${name}"\nurl = "https://gitlab.example.com"\ntoken = "$T_${name}"\nexecutor = "kubernetes"\n[runners.kubernetes]\nnamespace = "ci"\n[runners.cache]\nType = "azure"\n[runners.cache.azure]\nAccountName = "a"\nContainerName = "c"\n${key && `AccountKey = "${key}"`}\n`;
    const same = imported(azure('a', 'Kx8dJw2kQq') + azure('b', 'Kx8dJw2kQq'));
    expect(same.spec.cacheCredentials).toEqual({
      azure: { accountKey: { name: 'gitlab-runner-cache', key: 'azure-account-key' } },
    });
    expect(same.report.isDecided).toBe(true);
    for (const other of ['pZ81mQx0Lr2', '']) {
      const { spec, report } = imported(azure('a', 'Kx8dJw2kQq') + azure('b', other));
      expect(spec).not.toHaveProperty('cacheCredentials');
      expect(said(report)).toContainEqual(expect.stringContaining('a document of their own'));
    }
  });

  it('are left out where the runner has passed over them', () => {
    const { spec, report } = imported(
      runner(
        '[runners.cache]\n Type = "s3"\n [runners.cache.s3]\n AccessKey = "Kx8dJw2kQq"\n SecretKey = "pZ81mQx0Lr2"\n BucketName = "b"',
      ),
    );
    expect(spec).not.toHaveProperty('cacheCredentials');
    expect(said(report)).toContainEqual(expect.stringMatching(/^dead one: cache\.s3: .*cloud identity/));
  });

  it('are no registration tokens', () => {
    const old = RUNNER.replace('glrt-abcDEF0123456789wxyz', 'GR1348941abcDEF0123456789');
    const { report } = imported(`${old}[runners.kubernetes]\nnamespace = "ci"\n`);
    expect(said(report)).toContainEqual(
      expect.stringMatching(/^decide one: token: This is a registration token.*glrt-/),
    );
    const made = RUNNER.replace('glrt-abcDEF0123456789wxyz', 'glrtr-abcDEF0123456789wxy');
    const other = imported(`${made}[runners.kubernetes]\nnamespace = "ci"\n`);
    expect(said(other.report)).toContainEqual(
      expect.stringMatching(/^gitlab one: token: A registration token made/),
    );
    expect(other.report.isDecided).toBe(true);
  });
});

describe('the way in which jobs build images', () => {
  const socket =
    '[[runners.kubernetes.volumes.host_path]]\n name = "dockersock"\n mount_path = "/var/run/docker.sock"\n read_only = false\n';
  it.each([
    [
      'the daemon of a pipeline stays privileged alone',
      'privileged = true',
      { kubernetes: { privileged: true } },
    ],
    [
      'a daemon of another make stays as it is',
      'privileged = true\n [[runners.kubernetes.services]]\n name = "docker:20-dind"',
      { kubernetes: { privileged: true, services: [{ name: 'docker:20-dind' }] } },
    ],
  ])('%s', (_, kubernetes, entry) => {
    const { spec } = imported(runner('', kubernetes));
    expect(spec).not.toHaveProperty('dockerBuilds');
    expect(spec.runners.one).toMatchObject(entry);
  });

  it('is socket where the socket of the node is mounted', () => {
    const { spec } = imported(runner('', `privileged = true\n${socket}`));
    expect(spec.dockerBuilds).toEqual({ mode: 'socket' });
    expect(spec.runners.one.kubernetes).toEqual({ automount_service_account_token: true });
    const unprivileged = imported(runner('', socket));
    expect(unprivileged.spec.dockerBuilds).toEqual({ mode: 'socket' });
    expect(unprivileged.spec.runners.one.kubernetes.privileged).toBe(false);
  });

  it('is dind where all that the mode adds is there', () => {
    const dind = `
    [[runners.kubernetes.services]]
      name = "docker:28-dind"
      alias = "docker"
      environment = ["HEALTHCHECK_TCP_PORT=2376"]
      command = ["--registry-mirror=https://mirror.example.com", "--mtu=1400"]
    [[runners.kubernetes.volumes.empty_dir]]
      name = "docker-certs"
      mount_path = "/certs/client"
      medium = "Memory"
    [[runners.kubernetes.volumes.empty_dir]]
      name = "build-storage"
      mount_path = "/var/lib/docker"
      size_limit = "20Gi"
`;
    const client =
      'environment = ["FOO=bar", "DOCKER_HOST=tcp://docker:2376", "DOCKER_TLS_CERTDIR=/certs", "DOCKER_TLS_VERIFY=1", "DOCKER_CERT_PATH=/certs/client"]';
    const { spec } = imported(runner(client, `privileged = true\n${dind}`));
    expect(spec.dockerBuilds).toEqual({
      mode: 'dind',
      storage: { emptyDir: { sizeLimit: '20Gi' } },
      dind: { image: 'docker:28-dind', registryMirrors: ['https://mirror.example.com'], mtu: 1400 },
    });
    expect(spec.runners.one.environment).toEqual(['FOO=bar']);
    expect(spec.runners.one.kubernetes).toEqual({ privileged: true, automount_service_account_token: true });
    const without = imported(
      runner(client.replace('"DOCKER_TLS_VERIFY=1", ', ''), `privileged = true\n${dind}`),
    );
    expect(without.spec).not.toHaveProperty('dockerBuilds');
  });
});

describe('what the runner makes nothing of', () => {
  const of = (text: string) =>
    importConfig([
      {
        name: 'config.toml',
        text: `[[runners]]\nurl = "https://x"\ntoken = "glrt-EXAMPLEEXAMPLEEXAMPL"\nexecutor = "kubernetes"\n${text}`,
      },
    ]);

  it('is a cache of another type', () => {
    const { documents, report } = of('[runners.cache]\nType = "empty_dir"\nShared = true\n');
    expect(Object.values(documents[0]!.config.spec.runners)[0]!.cache).toBeUndefined();
    expect(report.isDecided).toBe(true);
    expect(report.documents[0]!.remarks).toContainEqual(
      expect.objectContaining({ kind: 'dead', subject: expect.stringContaining('cache.Type') as string }),
    );
  });

  it('is whether the socket of the node can be written to', () => {
    const { documents } = of(
      '[runners.kubernetes]\nprivileged = true\n[[runners.kubernetes.volumes.host_path]]\nname = "docker-socket"\nmount_path = "/var/run/docker.sock"\nread_only = true\n',
    );
    expect(documents[0]!.config.spec.dockerBuilds).toEqual({ mode: 'socket' });
  });

  it('is that a comment has several signs', () => {
    expect(of('## the limit\nlimit = 3\n').documents[0]!.text).toContain(
      '      # the limit\n      limit: 3\n',
    );
  });
});
