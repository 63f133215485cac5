import { describe, expect, it } from 'vitest';

import { registered } from '../../../src/import/config-toml/registered.ts';
import { isRegisterVariable } from '../../../src/import/config-toml/variables.ts';
import { laid } from '../../../src/import/document/lay.ts';
import { fileText, type Located } from '../../../src/import/read/located.ts';
import { readToml } from '../../../src/import/read/toml.ts';

const TEMPLATE = `
concurrent = 7
[[runners]]
  name = "template"
  url = "https://template.example.com"
  executor = "docker"
  limit = 4
  request_concurrency = 3
  environment = ["T=1"]
  debug_trace_disabled = true
  [runners.feature_flags]
    FF_TIMESTAMPS = true
    FF_USE_FASTZIP = true
  [runners.docker]
    image = "alpine"
  [runners.kubernetes]
    privileged = true
    image = "template:1"
    poll_timeout = 600
    namespace = "ci"
    allowed_images = ["t"]
    [runners.kubernetes.node_selector]
      t = "1"
      s = "t"
  [runners.cache]
    Type = "s3"
    Shared = true
    [runners.cache.s3]
      BucketName = "cache"
`;

function importOf(variables: Record<string, string>, template = TEMPLATE) {
  const part = registered({
    id: 'default',
    template: readToml(fileText('values.yaml', template)) as Located,
    environment: new Map(
      Object.entries({
        CI_SERVER_URL: 'https://gitlab.example.com',
        RUNNER_EXECUTOR: 'kubernetes',
        ...variables,
      }).map(([name, value]) => [name, { value }]),
    ),
    token: { name: 'my-token', key: 'runner-token' },
  });
  const { spec } = laid(part.settings) as { spec: { runners: { default: Record<string, unknown> } } };
  return { ...part, spec, entry: spec.runners.default };
}

const said = ({ remarks }: ReturnType<typeof importOf>, subject: string): string[] =>
  remarks.filter((remark) => remark.subject.includes(subject)).map(({ kind, text }) => `${kind}: ${text}`);

// What gitlab-runner 19.4 wrote for the same template and variables.
describe('a runner that is registered at each start', () => {
  it('takes address and executor from the environment, and the token from its Secret', () => {
    const { entry } = importOf({});
    expect(entry).toMatchObject({
      url: 'https://gitlab.example.com',
      token: { secretKeyRef: { name: 'my-token', key: 'runner-token' } },
      limit: 4,
      environment: ['T=1'],
      cache: { Type: 's3', Shared: true },
      kubernetes: { privileged: true, image: 'template:1' },
    });
    expect(entry).not.toHaveProperty('executor');
    expect(entry).not.toHaveProperty('name');
  });

  it('lists what has no effect in a template', () => {
    const result = importOf({});
    expect(said(result, 'concurrent')).toEqual([
      expect.stringContaining('dead: A register template is read'),
    ]);
    for (const key of ['runners.name', 'runners.url', 'runners.executor'])
      expect(said(result, key)).toEqual([expect.stringContaining('dead: `register` reads nothing for it')]);
    expect(said(result, 'runners.docker')).toEqual([expect.stringContaining('Docker executor')]);
    const two = importOf({}, '[[runners]]\nlimit = 1\n[[runners]]\nlimit = 2\n');
    expect(two.entry.limit).toBe(1);
    expect(said(two, '[[runners]]')).toEqual([
      expect.stringContaining('dead: A register template may have one'),
    ]);
  });

  it('lets variables win, one key of a mapping at a time', () => {
    const { entry } = importOf({
      KUBERNETES_NODE_SELECTOR: 's:e',
      KUBERNETES_ALLOWED_IMAGES: 'e,f',
      KUBERNETES_PULL_POLICY: 'always,if-not-present',
      KUBERNETES_NODE_TOLERATIONS: 'k=v:NoSchedule',
      KUBERNETES_RETRY_LIMITS: 'x:3',
      KUBERNETES_BUILD_CONTAINER_SECURITY_CONTEXT_CAPABILITIES_ADD: 'NET_RAW',
      RUNNER_ENV: 'E=1',
      RUNNER_LIMIT: '9',
      RUNNER_NAME: 'big',
      FEATURE_FLAGS: 'FF_USE_FASTZIP:1',
    });
    expect(entry).toMatchObject({
      name: 'big',
      limit: 9,
      environment: ['E=1'],
      feature_flags: { FF_USE_FASTZIP: true, FF_TIMESTAMPS: true },
      kubernetes: {
        allowed_images: ['e,f'],
        pull_policy: ['always', 'if-not-present'],
        node_selector: { s: 'e', t: '1' },
        node_tolerations: { 'k=v': 'NoSchedule' },
        retry_limits: { x: 3 },
        build_container_security_context: { capabilities: { add: ['NET_RAW'] } },
      },
    });
  });

  it('takes an empty variable for none, and one that says false or 0 where the template says something else', () => {
    const { entry } = importOf({
      KUBERNETES_IMAGE: '',
      KUBERNETES_PRIVILEGED: 'false',
      KUBERNETES_POLL_TIMEOUT: '0',
      RUNNER_LIMIT: '0',
      RUNNER_DEBUG_TRACE_DISABLED: 'false',
      CACHE_SHARED: 'false',
      FEATURE_FLAGS: 'FF_TIMESTAMPS:false',
      KUBERNETES_ALLOW_PRIVILEGE_ESCALATION: 'false',
    });
    expect(entry).toMatchObject({
      limit: 4,
      debug_trace_disabled: true,
      cache: { Shared: true },
      feature_flags: { FF_TIMESTAMPS: true },
      kubernetes: {
        privileged: true,
        image: 'template:1',
        poll_timeout: 600,
        allow_privilege_escalation: false,
      },
    });
  });

  it('asks where a variable is none that the runner takes', () => {
    const result = importOf({
      RUNNER_LIMIT: 'five',
      KUBERNETES_PRIVILEGED: 'yes',
      RUNNER_PREPARE_TIMEOUT: '300',
    });
    for (const name of ['RUNNER_LIMIT', 'KUBERNETES_PRIVILEGED', 'RUNNER_PREPARE_TIMEOUT'])
      expect(said(result, name)).toEqual([
        expect.stringContaining('decide: The runner does not accept this value'),
      ]);
  });

  it.each([
    ['RUNNER_TAG_LIST', 'a,b', 'the tags'],
    ['REGISTER_LOCKED', 'true', 'locked'],
    ['REGISTER_RUN_UNTAGGED', 'true', 'without tags'],
    ['REGISTER_ACCESS_LEVEL', 'ref_protected', 'protected branches'],
    ['REGISTER_MAXIMUM_TIMEOUT', '3600', 'longest timeout'],
    ['REGISTER_PAUSED', 'true', 'paused'],
    ['REGISTER_MAINTENANCE_NOTE', 'mine', 'note'],
  ])('says what to set in GitLab for %s', (name, value, what) => {
    expect(isRegisterVariable(name)).toBe(true);
    const [text, ...more] = said(importOf({ [name]: value }), name);
    expect(more).toEqual([]);
    expect(text).toMatch(new RegExp(`^gitlab: .*${what}.* to ${value}\\.$`));
  });

  it('asks for what Kubernetes fills in, and refuses another executor', () => {
    const result = importOf({ RUNNER_NAME: '$(POD_NAME)', RUNNER_EXECUTOR: 'docker' });
    expect(result.entry).not.toHaveProperty('name');
    expect(said(result, 'RUNNER_NAME')).toEqual([expect.stringContaining('decide: Kubernetes expands')]);
    expect(said(result, 'RUNNER_EXECUTOR')).toEqual([expect.stringMatching(/^refused: .*is docker:/)]);
  });

  it('keeps credentials of variables out', () => {
    const result = importOf({
      CACHE_S3_SERVER_ADDRESS: 'minio.example.com',
      CACHE_S3_ACCESS_KEY: 'Kx8dJw2kQq',
      CACHE_S3_SECRET_KEY: 'pZ81mQx0Lr2',
      CI_SERVER_TOKEN: 'glrt-abcDEF0123456789wxyz',
      KUBERNETES_BEARER_TOKEN: 'Qm4tZr81kLx0',
    });
    expect(result.spec).toMatchObject({
      cacheCredentials: {
        s3: {
          accessKeyId: { name: 'gitlab-runner-cache', key: 'accesskey' },
          secretAccessKey: { name: 'gitlab-runner-cache', key: 'secretkey' },
        },
      },
    });
    expect(JSON.stringify(result)).not.toMatch(/Kx8dJw2kQq|pZ81mQx0Lr2|abcDEF0123456789wxyz|Qm4tZr81kLx0/);
    expect(said(result, 'CI_SERVER_TOKEN')).toEqual([
      expect.stringContaining('changed: The token is in plain text'),
    ]);
    expect(said(importOf({ REGISTRATION_TOKEN: 'GR1348941aBcDeFgHiJkLm' }), 'REGISTRATION_TOKEN')).toEqual([
      expect.stringContaining('decide: This is a registration token'),
    ]);
  });
});
