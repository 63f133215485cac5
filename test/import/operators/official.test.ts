import { describe, expect, it } from 'vitest';

import { fields } from '../../../src/import/operators/official/fields.ts';
import { nested } from '../../support/nested.ts';
import { found, imported, importedText, type Outcome } from './imported.ts';

type Values = Readonly<Record<string, unknown>>;

const BASE: Values = { gitlabUrl: 'https://gitlab.example.com', token: 'secret' };
const S3: Values = { cacheType: 's3', 's3.server': 's3.example.com', 's3.bucket': 'cache' };
const GCS: Values = { cacheType: 'gcs', 'gcs.bucket': 'cache' };
const AZURE: Values = { cacheType: 'azure', 'azure.container': 'cache' };

const POD = 'spec.template.spec';
const MANAGER = `${POD}.containers.0`;
const patch = (text: string): readonly object[] => [{ name: 'mine', patch: text }];

/** Objects that a resource names. */
function configMap(name: string, data: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'ci' }, data };
}

/** Each field, what stands beside it, and what it becomes. */
const cases: [field: string, is: unknown, outcome: Outcome, beside?: Values, objects?: readonly object[]][] =
  [
    ['gitlabUrl', 'https://git.example.com', { toml: 'url = "https://git.example.com"' }],
    ['gitlabUrl', 'git.example.com', { says: 'decide spec.gitlabUrl: The address has no scheme' }],
    ['gitlab.url', 'https://old.example.com', { toml: 'url = "https://old.example.com"' }, { gitlabUrl: '' }],
    [
      'gitlab.name',
      'example',
      { says: 'decide spec.gitlab.url: The resource names GitLab by the resource example alone' },
      { gitlabUrl: '' },
    ],
    [
      'token',
      'mine',
      { document: ['spec.runners.default.token', { secretKeyRef: { name: 'mine', key: 'runner-token' } }] },
    ],
    ['token', 'mine', { says: 'outside spec.token: The Secret mine is not among the inputs' }],
    [
      'tags',
      'a, b',
      {
        says: 'gitlab spec.tags: GitLab stores its tags: set it there, under Settings, CI/CD, Runners, to a, b.',
      },
    ],
    ['locked', true, { says: 'gitlab spec.locked: GitLab stores whether it is locked to its projects' }],
    [
      'protected',
      true,
      { says: 'gitlab spec.protected: GitLab stores whether it runs only jobs of protected branches' },
    ],
    [
      'runUntagged',
      false,
      {
        says: 'gitlab spec.runUntagged: GitLab stores whether it runs jobs without tags: set it there, under Settings, CI/CD, Runners, to false.',
      },
    ],
    ['concurrent', 25, { toml: 'concurrent = 25' }],
    ['concurrent', 0, { toml: 'concurrent = 10' }],
    ['interval', 7, { toml: 'check_interval = 7' }],
    ['interval', undefined, { toml: 'check_interval = 30' }],
    ['shutdownTimeout', 90, { toml: 'shutdown_timeout = 90' }],
    ['shutdownTimeout', -1, { document: ['spec.config', { concurrent: 10, check_interval: 30 }] }],
    ['logLevel', 'debug', { toml: 'log_level = "debug"' }],
    ['logFormat', 'json', { toml: 'log_format = "json"' }],
    ['listenAddr', ':9999', { toml: 'listen_address = ":9999"' }],
    ['listenAddr', undefined, { toml: 'listen_address = ":9252"' }],
    [
      'sentryDsn',
      'https://abc:def@sentry.example.com/1',
      { says: 'decide sentry_dsn: There is a credential in plain text here' },
    ],
    ['connectionMaxAge', '10m', { toml: 'connection_max_age = "10m"' }],
    ['connectionMaxAge', '-1s', { toml: 'connection_max_age = "0s"' }],
    ['cloneURL', 'https://clone.example.com', { toml: 'clone_url = "https://clone.example.com"' }],
    ['buildImage', 'debian:12', { toml: 'image = "debian:12"' }],
    ['helperImage', 'helper:1', { toml: 'helper_image = "helper:1"' }],
    [
      'helperImage',
      undefined,
      { says: 'changed spec.helperImage: The operator gave jobs a helper image of its own' },
    ],
    [
      'runnerImage',
      'mirror.example.com/gitlab-runner:alpine-v19.1.0',
      { object: ['Deployment', `${MANAGER}.image`, 'mirror.example.com/gitlab-runner:alpine-v19.1.0'] },
    ],
    [
      'runnerImage',
      undefined,
      { says: 'changed spec.runnerImage: The operator runs an image of its own for OpenShift' },
    ],
    ['imagePullPolicy', 'Always', { object: ['Deployment', `${MANAGER}.imagePullPolicy`, 'Always'] }],
    ['namespace', 'jobs', { toml: 'namespace = "jobs"' }],
    ['namespace', 'jobs', { document: ['spec.jobs', { namespace: 'jobs', create: false }] }],
    ['serviceaccount', 'builder', { object: ['Deployment', `${POD}.serviceAccountName`, 'builder'] }],
    ['serviceaccount', 'builder', { document: ['spec.serviceAccount', { create: false, name: 'builder' }] }],
    ['cacheType', 's3', { toml: 'Type = "s3"' }, S3],
    ['cachePath', 'builds', { toml: 'Path = "builds"' }, S3],
    ['cacheShared', true, { toml: 'Shared = true' }, S3],
    ['s3.server', 'minio.example.com', { toml: 'ServerAddress = "minio.example.com"' }, S3],
    ['s3.bucket', 'mine', { toml: 'BucketName = "mine"' }, S3],
    ['s3.location', 'eu', { toml: 'BucketLocation = "eu"' }, S3],
    ['s3.insecure', true, { toml: 'Insecure = true' }, S3],
    [
      's3.credentials',
      'keys',
      {
        document: [
          'spec.cacheCredentials.s3',
          {
            accessKeyId: { name: 'keys', key: 'accesskey' },
            secretAccessKey: { name: 'keys', key: 'secretkey' },
          },
        ],
      },
      S3,
    ],
    ['gcs.bucket', 'mine', { toml: 'BucketName = "mine"' }, GCS],
    [
      'gcs.credentials',
      'keys',
      {
        document: [
          'spec.cacheCredentials.gcs',
          { accessId: { name: 'keys', key: 'access-id' }, privateKey: { name: 'keys', key: 'private-key' } },
        ],
      },
      { ...GCS, 'gcs.credentialsFile': 'file' },
    ],
    [
      'gcs.credentialsFile',
      'file',
      { document: ['spec.cacheCredentials.gcs', { credentialsFile: { name: 'file', key: 'keys.json' } }] },
      GCS,
    ],
    [
      'azure.container',
      'mine',
      { toml: 'ContainerName = "mine"' },
      { ...AZURE, 'azure.credentials': 'keys' },
    ],
    [
      'azure.storageDomain',
      'blob.example.com',
      { toml: 'StorageDomain = "blob.example.com"' },
      { ...AZURE, 'azure.credentials': 'keys' },
    ],
    [
      'azure.credentials',
      'keys',
      {
        document: [
          'spec.cacheCredentials.azure',
          {
            accountName: { name: 'keys', key: 'accountName' },
            accountKey: { name: 'keys', key: 'privateKey' },
          },
        ],
      },
      AZURE,
    ],
    [
      'ca',
      'authority',
      { document: ['spec.certificates.ca', { secretKeyRef: { name: 'authority', key: 'tls.crt' } }] },
    ],
    ['env', 'more', { says: 'decide spec.env: The ConfigMap more is not among the inputs' }],
    ['env', 'more', { document: ['spec.manager.envFrom', [{ configMapRef: { name: 'more' } }]] }],
    [
      'env',
      'more',
      { document: ['spec.manager.env', [{ name: 'NO_PROXY', value: '10.0.0.0/8' }]] },
      {},
      [configMap('more', { NO_PROXY: '10.0.0.0/8', HOME: '/tmp', RUNNER_OUTPUT_LIMIT: '9000' })],
    ],
    [
      'env',
      'more',
      { toml: 'output_limit = 9000' },
      {},
      [configMap('more', { RUNNER_OUTPUT_LIMIT: '9000' })],
    ],
    [
      'config',
      'template',
      {
        says: 'decide spec.config: The ConfigMap template with the settings of the jobs is not among the inputs: give it to import as well, `kubectl get configmap template --namespace ci -o yaml`.',
      },
    ],
    [
      'config',
      'template',
      { toml: 'cpu_request = "1"' },
      {},
      [configMap('template', { 'config.toml': '[[runners]]\n[runners.kubernetes]\ncpu_request = "1"\n' })],
    ],
    [
      'config',
      'template',
      { says: 'decide spec.config: The ConfigMap template has no config.toml' },
      {},
      [configMap('template', {})],
    ],
    [
      'podSpec',
      patch('priorityClassName: high'),
      { object: ['Deployment', `${POD}.priorityClassName`, 'high'] },
    ],
    ['deploymentSpec', patch('replicas: 3'), { object: ['Deployment', 'spec.replicas', 3] }],
    [
      'deploymentSpec',
      patch('template: {metadata: {labels: {team: ci}}}'),
      { document: ['spec.manager.podLabels', { team: 'ci' }] },
    ],
  ];

function runner(values: Values): object {
  return {
    apiVersion: 'apps.gitlab.com/v1beta2',
    kind: 'Runner',
    metadata: { name: 'mine', namespace: 'ci' },
    spec: nested(values),
  };
}

it.each(cases)('%s: %j', (field, is, outcome, beside = {}, objects = []) => {
  const result = imported([runner({ ...BASE, ...beside, [field]: is }), ...objects]);
  const [got, wanted] = found(outcome, result);
  expect(got).toEqual(wanted);
});

it('has a row for each field', () => {
  const tested = new Set(cases.map(([field]) => field));
  expect(fields.map(({ field }) => field).filter((field) => !tested.has(field))).toEqual([]);
});

const secret = (stringData: Readonly<Record<string, string>>): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'secret', namespace: 'ci' },
  stringData,
});

describe('the Secret with the token', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'of its own token',
      { 'runner-token': 'glrt-abcdefghijklmnopqrst', 'runner-registration-token': '' },
      'runner-token',
    ],
    [
      'under the other key',
      { 'runner-registration-token': 'glrt-abcdefghijklmnopqrst' },
      'runner-registration-token',
    ],
  ])('goes on being used: %s', (_, data, key) => {
    const { document, report, said } = imported([runner(BASE), secret(data)]);
    expect(document?.config).toMatchObject({
      spec: { runners: { default: { token: { secretKeyRef: { name: 'secret', key } } } } },
    });
    expect(report.isDecided).toBe(true);
    expect(said.filter((line) => line.includes('spec.token'))).toEqual([]);
  });

  it('gives way to a new one where it has a registration token', () => {
    const { document, own, report, said } = imported([
      runner(BASE),
      secret({ 'runner-registration-token': 'GR1348941abcdefghijklmnop' }),
    ]);
    expect(document?.config).toMatchObject({
      spec: { runners: { default: { token: { secretKeyRef: { name: 'mine-token' } } } } },
    });
    expect(report.isDecided).toBe(false);
    expect(said).toContainEqual(
      expect.stringContaining('decide spec.token: The Secret secret has a registration token'),
    );
    expect(own?.secrets).toEqual([{ name: 'mine-token', keys: { token: 'the token of the runner' } }]);
    expect(own?.steps[0]?.text).toContain('the runner is deleted in GitLab');
    expect(JSON.stringify({ document, report })).not.toContain('abcdefghijklmnop');
  });

  it.each([
    ['has none', {}, 'has a token neither in runner-token nor in runner-registration-token'],
    [
      'has both',
      {
        'runner-token': 'glrt-abcdefghijklmnopqrst',
        'runner-registration-token': 'GR1348941abcdefghijklmnop',
      },
      'has both runner-token and runner-registration-token',
    ],
  ])('is told of where it %s', (_, data, text) => {
    expect(imported([runner(BASE), secret(data)]).said).toContainEqual(expect.stringContaining(text));
  });

  it('is made where the token itself stands in place of its name', () => {
    const { own, said, document } = imported([runner({ ...BASE, token: 'glrt-abcdefghijklmnopqrst' })]);
    expect(said).toContainEqual(
      expect.stringContaining('decide spec.token: There is a token in plain text here'),
    );
    expect(own?.secrets).toMatchObject([{ name: 'mine-token', inClear: expect.anything() as unknown }]);
    expect(JSON.stringify([document, own])).not.toContain('abcdefghijkl');
  });

  it('is asked for where the resource names none', () => {
    expect(imported([runner({ ...BASE, token: undefined })]).said).toContainEqual(
      expect.stringContaining('decide spec.token: The resource names no Secret with a token.'),
    );
  });
});

describe('the template', () => {
  const of = (template: string, values: Values = {}, env?: Record<string, string>) =>
    imported([
      runner({ ...BASE, config: 'template', ...values, ...(env && { env: 'env' }) }),
      configMap('template', { 'config.toml': template }),
      ...(env === undefined ? [] : [configMap('env', env)]),
    ]);
  const FIXED = `[[runners]]
request_concurrency = 5
output_limit = 20000
tls-ca-file = "/x"
[runners.kubernetes]
poll_timeout = 600
helper_image = "helper:1"
image = "template:1"
namespace = "elsewhere"
`;

  it('loses to what the operator always says', () => {
    const { document, said } = of(FIXED, { ca: 'authority', buildImage: 'mine:1' });
    expect(document?.config.spec.runners?.default).toEqual({
      url: 'https://gitlab.example.com',
      token: { secretKeyRef: { name: 'secret', key: 'runner-token' } },
      kubernetes: { image: 'mine:1', automount_service_account_token: true },
    });
    expect(said.filter((line) => line.startsWith('dead')).map((line) => line.split(':')[0])).toEqual([
      'dead runners.request_concurrency',
      'dead runners.output_limit',
      'dead runners.kubernetes.poll_timeout',
      'dead runners.kubernetes.helper_image',
      'dead runners.tls-ca-file',
      'dead runners.kubernetes.namespace',
      'dead runners.kubernetes.image',
    ]);
    expect(said).toContainEqual(
      'dead runners.kubernetes.image: spec.buildImage says something else, which wins over the template: it had no effect.',
    );
  });

  it('wins over an empty value, as false is', () => {
    const { document } = of(
      '[[runners]]\n[runners.cache]\nType = "s3"\nShared = true\n[runners.cache.s3]\nBucketName = "b"\n',
      {
        cacheShared: false,
      },
    );
    expect(document?.config).toMatchObject({ spec: { runners: { default: { cache: { Shared: true } } } } });
  });

  it('has its globals and further runners told', () => {
    const { said } = of('concurrent = 7\n[[runners]]\nlimit = 3\n[[runners]]\nlimit = 4\n');
    expect(said).toContainEqual(expect.stringContaining('dead concurrent: A register template'));
    expect(said).toContainEqual(expect.stringContaining('dead [[runners]]: '));
  });

  it('is asked for again where it cannot be read', () => {
    expect(of('[[runners]').said).toContainEqual(
      expect.stringContaining('decide ConfigMap/template: Its config.toml cannot be read'),
    );
  });

  it('gives way to the variables of env, and so does the resource', () => {
    const { document, said } = of(
      FIXED,
      { buildImage: 'mine:1' },
      { KUBERNETES_POLL_TIMEOUT: '300', KUBERNETES_IMAGE: 'env:1' },
    );
    expect(document?.config).toMatchObject({
      spec: { runners: { default: { kubernetes: { image: 'env:1', poll_timeout: 300 } } } },
    });
    expect(said).toContainEqual(
      expect.stringContaining('dead spec.buildImage: The ConfigMap that spec.env names'),
    );
  });

  it('keeps a credential of env where it stands', () => {
    const { document, said } = of('[[runners]]\n', {}, { API_TOKEN: 'glpat-abcdefghijklmnopqrst' });
    expect(document?.config.spec.manager?.env).toEqual([
      { name: 'API_TOKEN', valueFrom: { configMapKeyRef: { name: 'env', key: 'API_TOKEN' } } },
    ]);
    expect(said).toContainEqual(expect.stringContaining('changed spec.env: API_TOKEN is in plain text'));
  });
});

describe('patches of the pod', () => {
  const of = (podSpec: unknown, values: Values = {}) => imported([runner({ ...BASE, ...values, podSpec })]);
  const managerOf = (podSpec: unknown, values: Values = {}) =>
    of(podSpec, values).document?.config.spec.manager;

  it('are applied in order, each in its way, after those of the Deployment', () => {
    expect(
      managerOf(
        [
          { name: 'a', patch: 'nodeSelector: {a: "1"}\nterminationGracePeriodSeconds: 100' },
          { name: 'b', patchType: 'merge', patch: '{"nodeSelector": {"b": "2"}}' },
          {
            name: 'c',
            patchType: 'json',
            patch: '- {op: replace, path: /terminationGracePeriodSeconds, value: 200}',
          },
          {
            name: 'd',
            patchType: 'json',
            patch: '[{"op": "add", "path": "/tolerations/-", "value": {"key": "ci"}}]',
          },
        ],
        { deploymentSpec: [{ name: 'first', patch: 'template: {spec: {nodeSelector: {a: "0", z: "9"}}}' }] },
      ),
    ).toEqual({
      nodeSelector: { a: '1', z: '9', b: '2' },
      terminationGracePeriodSeconds: 200,
      tolerations: [{ key: 'ci' }],
      resources: { limits: {} },
    });
  });

  it('reach the container of the manager', () => {
    expect(
      managerOf([
        {
          name: 'a',
          patch: `containers:
- name: runner
  resources: {limits: {memory: 1Gi}, requests: {cpu: "1"}}
  env: [{name: NO_PROXY, value: .example.com}, {name: KUBERNETES_MEMORY_REQUEST, value: 1Gi}]
  volumeMounts: [{name: extra, mountPath: /extra}, {name: scripts, mountPath: /scripts}]
volumes: [{name: extra, emptyDir: {}}, {name: scripts, emptyDir: {}}]
`,
        },
      ]),
    ).toEqual({
      resources: { limits: { memory: '1Gi' }, requests: { cpu: '1' } },
      env: [{ name: 'NO_PROXY', value: '.example.com' }],
      volumeMounts: [{ name: 'extra', mountPath: '/extra' }],
      volumes: [{ name: 'extra', emptyDir: {} }],
    });
  });

  it('change config.toml by the variables of register', () => {
    expect(
      of([
        {
          name: 'a',
          patch: 'containers: [{name: runner, env: [{name: KUBERNETES_MEMORY_REQUEST, value: 1Gi}]}]',
        },
      ]).document?.config,
    ).toMatchObject({ spec: { runners: { default: { kubernetes: { memory_request: '1Gi' } } } } });
  });

  it.each<[string, unknown, string]>([
    [
      'of a container that is not there',
      patch('containers: [{name: build, securityContext: {privileged: true}}]'),
      'dead spec.containers: No container of the operator is called build',
    ],
    [
      'of the init container',
      patch('initContainers: [{name: configure, resources: {}}]'),
      'dead spec.initContainers: The operator prepares config.toml',
    ],
    [
      'with a spec in it',
      patch('spec: {nodeSelector: {a: b}}'),
      'dead spec.spec: The patch is of the spec of the pod itself',
    ],
    ['as a mapping', { spec: {} }, 'dead spec.podSpec: It is a list of patches'],
    [
      'that is no text',
      [{ name: 'a', patch: { nodeSelector: {} } }],
      'dead spec.podSpec.patch: A patch is a text',
    ],
    [
      'in a file',
      [{ name: 'a', patchFile: '/x' }],
      'decide spec.podSpec.patchFile: It names a file inside the operator',
    ],
    [
      'of something that the operator alone has',
      [{ name: 'a', patchType: 'json', patch: '[{"op":"replace","path":"/volumes/3/name","value":"x"}]' }],
      'decide spec.podSpec: This operation is on something',
    ],
    [
      'that cannot be read',
      [{ name: 'a', patch: '- a' }],
      'decide spec.podSpec.patch: It is not a strategic patch',
    ],
    [
      'of the command',
      patch('containers: [{name: runner, command: [sh]}]'),
      'changed command: The document starts the manager by itself',
    ],
  ])('are told of where they mean nothing: %s', (_, podSpec, text) => {
    const { said, document } = of(podSpec);
    expect(said).toContainEqual(expect.stringContaining(text));
    expect(document?.config.spec.manager).toEqual({ resources: { limits: {} } });
  });

  it('say whose account the manager has, and which image', () => {
    const { document } = of(
      patch(
        'serviceAccountName: builder\ncontainers: [{name: runner, image: "mirror.example.com/gitlab-runner:ubuntu-v19.0.0"}]',
      ),
    );
    expect(document?.config.spec).toMatchObject({
      version: '19.0.0',
      image: { repository: 'mirror.example.com/gitlab-runner', flavor: 'ubuntu' },
      serviceAccount: { create: false, name: 'builder' },
    });
  });

  it('stand where they are written, with what stands beside them', () => {
    const { document, report } = importedText(`apiVersion: apps.gitlab.com/v1beta2
kind: Runner
metadata: {name: mine, namespace: ci}
spec:
  gitlabUrl: https://gitlab.example.com
  token: secret
  podSpec:
    - name: a
      patch: |
        # nodes for CI
        nodeSelector: {ci: "true"}
    - name: b
      patchType: json
      patch: |
        - op: add
          path: /containers/0/command
          value: [sh]
`);
    expect(document?.text).toContain('      # nodes for CI\n      ci: "true"\n');
    expect(report.documents[0]?.remarks.find(({ subject }) => subject === 'command')?.from?.line).toBe(17);
  });
});

describe('the release', () => {
  const csv = (name: string): object => ({
    apiVersion: 'operators.coreos.com/v1alpha1',
    kind: 'ClusterServiceVersion',
    metadata: { name, namespace: 'operators' },
    spec: {},
  });
  const versionOf = (...objects: readonly object[]) =>
    imported([runner(BASE), ...objects]).document?.config.spec.version;

  it.each([
    ['gitlab-runner-operator.v1.46.0', 'below 18.10: raised', '18.10.0'],
    ['gitlab-runner-operator.v1.49.0', 'the first of a major', '19.0.0'],
    ['gitlab-runner-operator.v1.53.0', 'within one', '19.4.0'],
  ])('follows from the operator %s: %s', (name, _, version) => {
    expect(versionOf(csv(name))).toBe(version);
  });

  it('follows from a Subscription, what is installed before what was asked for', () => {
    const subscription = (status: object): object => ({
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: { name: 'gitlab-runner-operator', namespace: 'operators' },
      spec: { startingCSV: 'gitlab-runner-operator.v1.49.0' },
      status,
    });
    expect(versionOf(subscription({}))).toBe('19.0.0');
    expect(versionOf(subscription({ installedCSV: 'gitlab-runner-operator.v1.50.0' }))).toBe('19.1.0');
  });

  it('is said not to follow from an old operator', () => {
    const { said } = imported([runner(BASE), csv('gitlab-runner-operator.v1.15.1')]);
    expect(said).toContainEqual(
      expect.stringContaining('Which release of the runner the operator 1.15.1 runs is not known'),
    );
  });

  it('follows from the live Deployment last', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'mine-runner',
        namespace: 'ci',
        ownerReferences: [{ apiVersion: 'apps.gitlab.com/v1beta2', kind: 'Runner', name: 'mine', uid: 'a' }],
      },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'runner', image: 'registry.example.com/gitlab-runner-ocp:v18.10.2' }],
          },
        },
      },
    };
    expect(versionOf(deployment)).toBe('18.10.2');
    expect(versionOf(deployment, csv('gitlab-runner-operator.v1.53.0'))).toBe('19.4.0');
  });
});

describe('on OpenShift', () => {
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'anyuid', namespace: 'ci' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'system:openshift:scc:anyuid',
    },
    subjects: [{ kind: 'ServiceAccount', name: 'gitlab-runner-app-sa', namespace: 'ci' }],
  };

  it('the image is that for OpenShift, and constraints are to be granted anew', () => {
    const { document, said } = imported([runner(BASE), binding]);
    expect(document?.config.spec.image).toEqual({ flavor: 'ocp' });
    expect(said).toContainEqual(
      expect.stringContaining('`oc adm policy add-scc-to-user anyuid -z mine -n ci`'),
    );
    expect(said).toContainEqual(
      expect.stringContaining('changed spec.concurrent: With the constraint anyuid'),
    );
    expect(said.some((line) => line.includes('changed spec.runnerImage'))).toBe(false);
  });

  it('an account of its own keeps its constraints', () => {
    const { said } = imported([runner({ ...BASE, serviceaccount: 'mine' }), binding]);
    expect(said.some((line) => line.includes('add-scc-to-user'))).toBe(false);
  });
});

it('tells of fields that the resource does not have', () => {
  const { said } = imported([runner({ ...BASE, listenAddress: ':1', serviceAccount: 'x', 's3.sever': 'y' })]);
  expect(said.filter((line) => line.startsWith('dead'))).toEqual([
    'dead spec.listenAddress: The resource has no such field, and it is dropped silently. It has listenAddr: as this one had no effect, it is not set.',
    'dead spec.serviceAccount: The resource has no such field, and it is dropped silently. It has serviceaccount: as this one had no effect, it is not set.',
    'dead spec.s3.sever: The resource has no such field, and it is dropped silently. It has s3.server: as this one had no effect, it is not set.',
  ]);
});

it('tells of what the operator has to say, without its words', () => {
  const { said } = imported([{ ...runner(BASE), status: { message: 'secret "secret" not found' } }]);
  expect(said).toContainEqual(expect.stringContaining('outside status.message'));
});

it('leaves the operator’s defaults out where ours are asked for', () => {
  const { document } = imported([runner(BASE)], { defaults: 'ours' });
  expect(document?.config.spec.config).toBeUndefined();
});
