import { describe, expect, it } from 'vitest';

import { fields } from '../../../src/import/operators/alekc/fields.ts';
import { nested } from '../../support/nested.ts';
import { found, imported, importedText, type Outcome } from './imported.ts';

type Values = Readonly<Record<string, unknown>>;
type Version = 'v1alpha1' | 'v1beta1' | 'v1beta2';

const POD = 'spec.template.spec';
const MANAGER = `${POD}.containers.0`;
const TOKEN = 'authentication.token.secret_key_ref';
const BASE: Values = { gitlab_instance_url: 'https://gitlab.example.com/', [TOKEN]: { name: 'secret' } };
const OLD: Values = {
  gitlab_instance_url: 'https://gitlab.example.com/',
  'registration_config.token_secret': 'registration',
};
const MANAGED: Values = {
  gitlab_instance_url: 'https://gitlab.example.com/',
  'authentication.access_token': { secret_key_ref: { name: 'access' } },
};

const ofGitLab = (
  field: string,
  is: unknown,
  text: string,
  base: Values,
  version: Version = 'v1beta2',
): Case => [
  field,
  is,
  {
    says: `gitlab spec.${field}: GitLab stores ${text}: set it there, under Settings, CI/CD, Runners, to ${String(is)}.`,
  },
  base,
  version,
];
type Case = [field: string, is: unknown, outcome: Outcome, base?: Values, version?: Version];

/** Each field, and what it becomes. */
const cases: Case[] = [
  [
    'registration_config.token',
    'GR1348941abcdefghijklmnop',
    { says: 'decide spec.registration_config: The operator registered the runner with a registration token' },
    OLD,
    'v1beta1',
  ],
  [
    'registration_config.token_secret',
    'registration',
    { says: 'decide spec.registration_config: The operator registered' },
    OLD,
    'v1alpha1',
  ],
  ofGitLab('registration_config.description', 'mine', 'its description', OLD, 'v1beta1'),
  ofGitLab('registration_config.tag_list', ['a', 'b'], 'its tags', OLD, 'v1beta1').map((part) =>
    part !== null && typeof part === 'object' && 'says' in part
      ? { says: 'GitLab stores its tags: set it there, under Settings, CI/CD, Runners, to a, b.' }
      : part,
  ) as Case,
  ofGitLab('registration_config.run_untagged', true, 'whether it runs jobs without tags', OLD, 'v1beta1'),
  ofGitLab('registration_config.locked', true, 'whether it is locked to its projects', OLD, 'v1beta1'),
  ofGitLab('registration_config.active', false, 'whether it is active', OLD, 'v1beta1'),
  ofGitLab('registration_config.paused', true, 'whether it is paused', OLD, 'v1beta1'),
  ofGitLab(
    'registration_config.accessLevel',
    'ref_protected',
    'whether it runs only jobs of protected branches (ref_protected)',
    OLD,
    'v1beta1',
  ),
  ofGitLab(
    'registration_config.maximum_timeout',
    600,
    'the longest timeout of a job, in seconds',
    OLD,
    'v1beta1',
  ),
  ofGitLab('registration_config.maintenance_note', 'text', 'the note for maintainers', OLD, 'v1beta1'),
  ofGitLab('registration_config.info', 'text', 'what the runner says of itself', OLD, 'v1beta1'),
  [
    TOKEN,
    { name: 'mine', key: 'glrt' },
    { document: ['spec.runners.mine.token', { secretKeyRef: { name: 'mine', key: 'glrt' } }] },
  ],
  [TOKEN, { name: 'mine' }, { document: ['spec.runners.mine.token', { secretKeyRef: { name: 'mine' } }] }],
  [
    'authentication.token.value',
    'glrt-abcdefghijklmnopqrst',
    { document: ['spec.runners.mine.token', { secretKeyRef: { name: 'mine-token' } }] },
    { gitlab_instance_url: 'https://gitlab.example.com/' },
  ],
  [
    'authentication.access_token',
    { value: 'glpat-abcdefghijklmnopqrst' },
    {
      says: 'decide spec.authentication.access_token: The operator made the runner in GitLab, and deletes it there along with the resource',
    },
    MANAGED,
  ],
  ofGitLab(
    'authentication.create_options.runner_type',
    'group_type',
    'whether it is of the instance, of a group or of a project',
    MANAGED,
  ),
  ofGitLab('authentication.create_options.group_id', 7, 'the group it belongs to', MANAGED),
  ofGitLab('authentication.create_options.project_id', 8, 'the project it belongs to', MANAGED),
  ofGitLab('authentication.create_options.description', 'mine', 'its description', MANAGED),
  ofGitLab('authentication.create_options.paused', false, 'whether it is paused', MANAGED),
  ofGitLab('authentication.create_options.locked', true, 'whether it is locked to its projects', MANAGED),
  ofGitLab('authentication.create_options.run_untagged', true, 'whether it runs jobs without tags', MANAGED),
  ofGitLab('authentication.create_options.tag_list', 'a', 'its tags', MANAGED),
  ofGitLab(
    'authentication.create_options.access_level',
    'not_protected',
    'whether it runs only jobs of protected branches (ref_protected)',
    MANAGED,
  ),
  ofGitLab(
    'authentication.create_options.maximum_timeout',
    900,
    'the longest timeout of a job, in seconds',
    MANAGED,
  ),
  ofGitLab('authentication.create_options.maintenance_note', 'text', 'the note for maintainers', MANAGED),
  ['gitlab_instance_url', 'https://git.example.com', { toml: 'url = "https://git.example.com"' }],
  ['gitlab_instance_url', undefined, { toml: 'url = "https://gitlab.com/"' }],
  ['concurrent', 20, { toml: 'concurrent = 20' }],
  ['concurrent', 0, { toml: 'concurrent = 1' }],
  ['concurrent', 20, { toml: 'limit = 10' }],
  ['concurrent', 10, { document: ['spec.runners.mine.limit', undefined] }],
  ['check_interval', 9, { toml: 'check_interval = 9' }],
  ['check_interval', 9, { toml: 'check_interval = 9' }, OLD, 'v1beta1'],
  ['log_level', 'debug', { toml: 'log_level = "debug"' }],
  ['log_format', 'json', { says: 'dead spec.log_format: The operator does not write it into config.toml.' }],
  ['log_format', 'json', { document: ['spec.config.log_format', undefined] }],
  [
    'sentry_dsn',
    'https://abc:def@sentry.example.com/1',
    { says: 'dead spec.sentry_dsn: The operator does not write it' },
  ],
  ['limit', 3, { toml: 'limit = 3' }, { ...BASE, concurrent: 20 }],
  ['request_concurrency', 4, { toml: 'request_concurrency = 4' }, { ...BASE, concurrent: 20 }],
  ['environment', ['A=1', 'B=$CI_JOB_ID'], { toml: 'environment = [ "A=1", "B=$CI_JOB_ID" ]' }],
  ['executor_config', { cpu_request: '1', node_selector: { ci: 'true' } }, { toml: 'cpu_request = "1"' }],
  [
    'executor_config',
    { namespace: 'jobs' },
    { document: ['spec.jobs', { namespace: 'jobs', create: false }] },
  ],
  [
    'executor_config',
    { terminationGracePeriodSeconds: 5 },
    { says: 'dead runners.kubernetes.terminationGracePeriodSeconds: ' },
  ],
  [
    'runner_image',
    'mirror.example.com/gitlab-runner:alpine-v19.1.0',
    { object: ['Deployment', `${MANAGER}.image`, 'mirror.example.com/gitlab-runner:alpine-v19.1.0'] },
  ],
  [
    'runner_resources',
    { limits: { memory: '1Gi' }, requests: { cpu: '1' } },
    { document: ['spec.manager.resources', { limits: { memory: '1Gi' }, requests: { cpu: '1' } }] },
  ],
  [
    'runner_resources',
    undefined,
    {
      object: [
        'Deployment',
        `${MANAGER}.resources`,
        { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      ],
    },
  ],
  ['runner_image_pull_policy', 'Always', { object: ['Deployment', `${MANAGER}.imagePullPolicy`, 'Always'] }],
  [
    'runner_security_context',
    { runAsUser: 1000 },
    { object: ['Deployment', `${MANAGER}.securityContext.runAsUser`, 1000] },
  ],
  [
    'caCertificate.value',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    { document: ['spec.certificates.ca', { configMapKeyRef: { name: 'mine-ca', key: 'ca.crt' } }] },
  ],
  [
    'caCertificate.value',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    { document: ['spec.extraObjects.ca.metadata', { name: 'mine-ca', namespace: 'ci' }] },
  ],
  [
    'caCertificate.secretKeyRef',
    { name: 'authority' },
    { document: ['spec.certificates.ca', { secretKeyRef: { name: 'authority', key: 'ca.crt' } }] },
  ],
  [
    'caCertificate.configMapKeyRef',
    { name: 'authority', key: 'x.pem' },
    { document: ['spec.certificates.ca', { configMapKeyRef: { name: 'authority', key: 'x.pem' } }] },
  ],
  ['runner_node_selector', { ci: 'true' }, { object: ['Deployment', `${POD}.nodeSelector.ci`, 'true'] }],
  [
    'runner_tolerations',
    [{ key: 'ci', operator: 'Exists' }],
    { object: ['Deployment', `${POD}.tolerations`, [{ key: 'ci', operator: 'Exists' }]] },
  ],
  ['runner_affinity', { nodeAffinity: {} }, { object: ['Deployment', `${POD}.affinity.nodeAffinity`, {}] }],
  ['runner_priority_class_name', 'high', { object: ['Deployment', `${POD}.priorityClassName`, 'high'] }],
  [
    'runner_env',
    [{ name: 'NO_PROXY', value: '.example.com' }],
    { document: ['spec.manager.env', [{ name: 'NO_PROXY', value: '.example.com' }]] },
  ],
];

function resource(spec: object, kind = 'Runner', version: Version = 'v1beta2'): Record<string, unknown> {
  return {
    apiVersion: `gitlab.k8s.alekc.dev/${version}`,
    kind,
    metadata: { name: 'mine', namespace: 'ci' },
    spec,
  };
}

it.each(cases)('%s: %j', (field, is, outcome, base = BASE, version = 'v1beta2') => {
  const options = version === 'v1beta2' ? {} : { runnerVersion: '19.3.0' };
  const result = imported([resource(nested({ ...base, [field]: is }), 'Runner', version)], options);
  const [got, wanted] = found(outcome, result);
  expect(got).toEqual(wanted);
  expect(JSON.stringify(result.report)).not.toContain('abcdefghijklmnop');
});

it('has a row for each field', () => {
  const tested = new Set([...cases.map(([field]) => field), 'entries', 'name']);
  expect(fields.map(({ field }) => field).filter((field) => !tested.has(field))).toEqual([]);
});

describe('a MultiRunner', () => {
  const of = (entries: readonly object[], more: Values = {}, ...objects: readonly object[]) =>
    imported([
      resource(
        { ...nested({ gitlab_instance_url: 'https://gitlab.example.com/', ...more }), entries },
        'MultiRunner',
      ),
      ...objects,
    ]);
  const entry = (name: string, more: Values = {}): object =>
    nested({ name, [TOKEN]: { name: `${name}-secret` }, ...more });

  it('has a runner for each entry, under its name made a label', () => {
    const { document, report } = of([
      entry('small', { 'executor_config.cpu_request': '1' }),
      nested({ name: 'Größe L!', [TOKEN]: { name: 'large', key: 'glrt' }, environment: ['A=1'] }),
    ]);
    expect(document?.config.spec.runners).toMatchObject({
      small: { token: { secretKeyRef: { name: 'small-secret' } }, kubernetes: { cpu_request: '1' } },
      'gro-e-l': {
        name: 'Größe L!',
        token: { secretKeyRef: { name: 'large', key: 'glrt' } },
        environment: ['A=1'],
      },
    });
    expect(report.isDecided).toBe(true);
  });

  it('keeps each runner’s limit where more jobs could run at a time', () => {
    expect(
      of([entry('a'), entry('b', { limit: 3 })], { concurrent: 30 }).document?.config.spec.runners,
    ).toMatchObject({
      a: { limit: 10 },
      b: { limit: 3 },
    });
  });

  it('is told of its entries’ own fields and mistakes', () => {
    const { said } = of([entry('a', { 'authentication.create_options.tag_list': 'x', limits: 3 })]);
    expect(said).toContainEqual(
      expect.stringContaining('gitlab spec.entries.authentication.create_options.tag_list'),
    );
    expect(said).toContainEqual(
      expect.stringContaining('dead spec.entries.limits: The resource has no such field'),
    );
  });

  it('is asked for the token of an entry without one', () => {
    expect(of([{ name: 'a' }]).said).toContainEqual(
      expect.stringContaining('decide spec.entries.authentication: The resource names no token'),
    );
  });

  it('follows the config.toml that runs, with the Secrets of the entries', () => {
    const config = `listen_address = ":9090"
concurrent = 3
[[runners]]
name = "b"
limit = 10
url = "https://gitlab.example.com/"
token = "glrt-bbbbbbbbbbbbbbbbbbbb"
executor = "kubernetes"
tls-ca-file = "/etc/gitlab-runner/ca.crt"
[runners.kubernetes]
cpu_request = "2"
[[runners]]
name = "a"
url = "https://gitlab.example.com/"
token = "glrt-aaaaaaaaaaaaaaaaaaaa"
executor = "kubernetes"
`;
    const { document, documents, said, report } = of(
      [entry('a'), entry('b')],
      { 'caCertificate.secretKeyRef.name': 'authority' },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'gitlab-mrunner-mine', namespace: 'ci' },
        stringData: { 'config.toml': config },
      },
    );
    expect(documents).toHaveLength(1);
    expect(document?.config.spec.runners).toEqual({
      b: {
        url: 'https://gitlab.example.com/',
        token: { secretKeyRef: { name: 'b-secret' } },
        kubernetes: { cpu_request: '2', automount_service_account_token: true },
      },
      a: {
        url: 'https://gitlab.example.com/',
        token: { secretKeyRef: { name: 'a-secret' } },
        kubernetes: { automount_service_account_token: true },
      },
    });
    expect(document?.config.spec.certificates).toEqual({
      ca: { secretKeyRef: { name: 'authority', key: 'ca.crt' } },
    });
    expect(said.some((line) => line.includes('is not among the inputs'))).toBe(false);
    expect(JSON.stringify({ documents, report })).not.toMatch(/a{12}|b{12}/);
  });
});

describe('a Runner of 1.x', () => {
  const CONFIG =
    '[[runners]]\nname = "mine"\ntoken = "xyAbCdEfGhIjKlMnOpQr"\nurl = "https://gitlab.example.com/"\nexecutor = "kubernetes"\nlimit = 10\n';
  const live = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'gitlab-runner-mine', namespace: 'ci' },
    data: { 'config.toml': CONFIG },
  };
  const runner = {
    ...resource(nested(OLD), 'Runner', 'v1beta1'),
    status: { authentication_token: 'xyAbCdEfGhIjKlMnOpQr' },
  };

  it('runs a release that no document has, unless another is named', () => {
    expect(imported([runner, live]).said).toContainEqual(
      expect.stringContaining('refused spec.version: The operator of v1beta1 runs GitLab Runner 14.8.2'),
    );
    const { said, own } = imported([runner, live], { runnerVersion: '19.3.0' });
    expect(said.some((line) => line.startsWith('refused'))).toBe(false);
    expect(own?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('never has its token shown, and is told to end with it', () => {
    const { documents, report, own, said } = imported([runner, live], { runnerVersion: '19.3.0' });
    expect(JSON.stringify({ documents, report })).not.toContain('xyAbCdEf');
    expect(own?.secrets).toEqual([
      {
        name: 'mine-token',
        keys: { token: 'the token of the runner' },
        inClear: expect.anything() as unknown,
      },
    ]);
    expect(said).toContainEqual(expect.stringContaining('changed status.authentication_token: '));
  });

  it('had no limits', () => {
    const { document } = imported([runner], { runnerVersion: '19.3.0' });
    expect(document?.config.spec.manager).toEqual({ resources: { limits: {} } });
  });
});

describe('the release', () => {
  it('follows from the live Deployment, and from the operator', () => {
    const runner = resource(nested(BASE));
    const deployment = (name: string, namespace: string, image: string): object => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: { template: { spec: { containers: [{ name: 'runner', image }] } } },
    });
    const live = deployment('gitlab-runner-mine', 'ci', 'gitlab/gitlab-runner:alpine-v19.2.2');
    const operator = deployment(
      'gitlab-runner-operator-controller-manager',
      'operators',
      'ghcr.io/alekc/gitlab-runner-operator:v2.0.1',
    );
    expect(imported([runner, live, operator]).document?.config.spec).toMatchObject({
      version: '19.2.2',
      image: { repository: 'gitlab/gitlab-runner' },
    });
    expect(imported([runner, operator]).document?.config.spec.version).toBe('19.1.0');
    expect(imported([runner, live]).documents).toHaveLength(1);
  });
});

it('keeps the comments of the resource, also where config.toml is there', () => {
  const text = `apiVersion: gitlab.k8s.alekc.dev/v1beta2
kind: Runner
metadata: {name: mine, namespace: ci}
spec:
  authentication: {token: {secret_key_ref: {name: secret}}}
  executor_config:
    # enough
    cpu_request: "1"
`;
  const live = `---
apiVersion: v1
kind: Secret
metadata: {name: gitlab-runner-mine, namespace: ci}
stringData:
  config.toml: |
    [[runners]]
    name = "mine"
    url = "https://gitlab.com/"
    executor = "kubernetes"
    token = "glrt-aaaaaaaaaaaaaaaaaaaa"
    [runners.kubernetes]
    cpu_request = "1"
`;
  for (const whole of [text, text + live])
    expect(importedText(whole).document?.text).toContain('        # enough\n        cpu_request: "1"\n');
});
