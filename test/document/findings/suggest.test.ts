import { describe, expect, it } from 'vitest';

import { parse } from 'yaml';
import { ofDockerExecutor } from '../../../src/core/document/findings/keys-of-docker.ts';
import { ofKubernetes } from '../../../src/core/document/findings/known-elsewhere.ts';
import { unknownKeyAdvice } from '../../../src/core/document/findings/suggest.ts';
import { accepts } from '../../../src/core/schema/accepts.ts';
import { rootSchema, schemaOf } from '../../../src/core/schema/node.ts';
import type { Path } from '../../../src/index.ts';

const advice = (path: Path, key: string, value: unknown = null, version = '19.3.0') => {
  const { isSure: _, to: _to, ...words } = unknownKeyAdvice({ path, key, value, version });
  return words;
};

const { definitions = {} } = rootSchema();
const sections = {
  Config: ['spec', 'config'],
  Runner: ['spec', 'runners', 'default'],
  RunnerKubernetes: ['spec', 'runners', 'default', 'kubernetes'],
  Manager: ['spec', 'manager'],
  Spec: ['spec'],
};
const keys = Object.entries(sections).flatMap(([name, path]) => {
  const own = Object.keys(definitions[name]!.properties!);
  return own.map((key) => ({ path, key, own }));
});

/** The ways in which people write a key of one tool in the style of another, and slips of the hand. */
const spellings: Readonly<Record<string, (key: string) => string>> = {
  camelCase: (key) => key.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
  snake_case: (key) => key.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  'kebab-case': (key) => key.replaceAll('_', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  capitals: (key) => key.toUpperCase(),
  'a plural': (key) => `${key}s`,
  'a letter too few': (key) => key.slice(0, 3) + key.slice(4),
  'a letter twice': (key) => key.slice(0, 3) + key.slice(2),
  'two letters swapped': (key) => key.slice(0, 1) + key.charAt(2) + key.charAt(1) + key.slice(3),
};

describe('a misspelt key', () => {
  it.each(Object.entries(spellings))('with %s is told the key that was meant', (_, spell) => {
    const wrong = keys
      // Of a very short word a slip leaves too little.
      .filter(({ key }) => key.length > 5)
      .map((one) => ({ ...one, written: spell(one.key) }))
      .filter(({ written, key, own }) => written !== key && !own.includes(written))
      .map(({ path, key, written }) => ({ key, written, ...advice(path, written) }))
      .filter(({ key, suggestion, help }) => suggestion !== key && help === undefined);
    expect(wrong).toEqual([]);
  });
});

const R = ['spec', 'runners', 'a'];
const K = [...R, 'kubernetes'];
const D = ['spec', 'runnerDefaults'];

describe('a key at the wrong level', () => {
  it.each<[Path, string, unknown, string]>([
    [['spec'], 'concurrent', 4, 'Move it to spec.config.'],
    [['spec'], 'concurrent', '4', 'Move it to spec.config.'],
    [['spec'], 'url', 'https://gitlab.com', 'Move it to spec.runnerDefaults.'],
    [['spec'], 'cache', { Type: 's3', s3: { Bucket: 'b' } }, 'Move it to spec.runnerDefaults.'],
    [['spec'], 'cache', { ports: [443] }, 'Move it to spec.networkPolicy.'],
    [['spec'], 'privileged', true, 'Move it to spec.runnerDefaults.kubernetes.'],
    [['spec'], 'fsGroup', 65533, 'Move it to spec.manager.podSecurityContext.'],
    [['spec'], 'tolerations', [{ key: 'ci', operator: 'Exists' }], 'Move it to spec.manager.'],
    [['spec'], 'namespaces', ['a'], 'Move it to spec.jobs.'],
    [[], 'config', {}, 'Move it to spec.'],
    [['metadata'], 'replicas', 2, 'Move it to spec.manager.'],
    [['spec', 'config'], 'poll_timeout', 5, 'Move it to spec.runnerDefaults.kubernetes.'],
    [['spec', 'config'], 'cache', { Type: 's3' }, 'Move it to spec.runnerDefaults.'],
    [['spec', 'manager'], 'fsGroup', 65533, 'Move it to spec.manager.podSecurityContext.'],
    [
      ['spec', 'manager'],
      'runAsUser',
      1000,
      'Move it to spec.manager.podSecurityContext, or in spec.manager.securityContext.',
    ],
    [['spec', 'manager'], 'privileged', true, 'Move it to spec.manager.securityContext.'],
    [['spec', 'manager'], 'limits', { cpu: '1' }, 'Move it to spec.manager.resources.'],
    [['spec', 'metrics'], 'clusterIP', 'None', 'Move it to spec.metrics.service.'],
    [D, 'image', 'alpine', 'Move it to spec.runnerDefaults.kubernetes.'],
    [[...D, 'kubernetes'], 'cache', { Type: 's3' }, 'Move it to spec.runnerDefaults.'],
    [R, 'log_level', 'debug', 'Move it to spec.config.'],
    [R, 'poll_timeout', 180, 'Move it to spec.runners.a.kubernetes.'],
    [R, 'image', 'alpine', 'Move it to spec.runners.a.kubernetes.'],
    [R, 'FF_USE_FASTZIP', true, 'Move it to spec.runners.a.feature_flags.'],
    [K, 'environment', ['A=b'], 'Move it to spec.runners.a.'],
    [K, 'cache', { Type: 's3' }, 'Move it to spec.runners.a.'],
    [
      [...R, 'cache'],
      'BucketName',
      'b',
      'Move it to spec.runners.a.cache.s3, or in spec.runners.a.cache.gcs.',
    ],
  ])('%j %s with %j is told where it belongs', (path, key, value, help) => {
    expect(advice(path, key, value)).toEqual({ help });
  });

  it.each<[Path, string, unknown, string]>([
    [['spec'], 'concurent', 4, 'It is spelt `concurrent`, and belongs in spec.config.'],
    [['spec'], 'log-level', 'debug', 'It is spelt `log_level`, and belongs in spec.config.'],
    [R, 'concurent', 4, 'It is spelt `concurrent`, and belongs in spec.config.'],
    [R, 'privilegd', true, 'It is spelt `privileged`, and belongs in spec.runners.a.kubernetes.'],
    [K, 'concurent', 4, 'It is spelt `concurrent`, and belongs in spec.config.'],
    [
      K,
      'fsGroup',
      1000,
      'It is spelt `fs_group`, and belongs in spec.runners.a.kubernetes.pod_security_context.',
    ],
  ])('%j %s is told the spelling as well', (path, key, value, help) => {
    expect(advice(path, key, value)).toEqual({ help });
  });
});

describe('a key of another tool or release', () => {
  it.each<[Path, string, unknown, object]>([
    [K, 'image_pull_policy', 'always', { suggestion: 'pull_policy' }],
    [K, 'imagePullPolicy', 'IfNotPresent', { suggestion: 'pull_policy' }],
    [K, 'serviceAccountName', 'ci', { suggestion: 'service_account' }],
    [K, 'labels', { team: 'a' }, { suggestion: 'pod_labels' }],
    [K, 'annotations', { a: 'b' }, { suggestion: 'pod_annotations' }],
    [K, 'cpus', '2', { suggestion: 'cpu_limit' }],
    [K, 'memory', '2g', { suggestion: 'memory_limit' }],
    [R, 'builds', '/builds', { suggestion: 'builds_dir' }],
    [D, 'ca', '/etc/ca.crt', { suggestion: 'tls-ca-file' }],
    [[...D, 'kubernetes'], 'cpus', '2', { suggestion: 'cpu_limit' }],
    [R, 'pre_build', 'date', { suggestion: 'pre_build_script' }],
    [['spec'], 'defaults', { url: 'https://gitlab.com' }, { suggestion: 'runnerDefaults' }],
    [R, 'ca_file', '/etc/ca.crt', { suggestion: 'tls-ca-file' }],
    [[...R, 'cache', 's3'], 'Bucket', 'b', { suggestion: 'BucketName' }],
    [['spec', 'config'], 'prometheus_listen_address', ':9252', { suggestion: 'listen_address' }],
    [K, 'builds', '/b', { help: 'The directory is `builds_dir`, beside `kubernetes`.' }],
    [
      K,
      'extra_hosts',
      ['git.example.com:192.0.2.10'],
      {
        help: 'Use `host_aliases` instead.',
        example: 'host_aliases: [{ip: 192.0.2.10, hostnames: [git.example.com]}]',
      },
    ],
    [
      R,
      'extra_hosts',
      ['git.example.com:192.0.2.10'],
      {
        help: 'Use `host_aliases` under `kubernetes` instead.',
        example: 'host_aliases: [{ip: 192.0.2.10, hostnames: [git.example.com]}]',
      },
    ],
    [
      K,
      'tolerations',
      [{ key: 'dedicated', value: 'ci', effect: 'NoSchedule' }],
      {
        help: 'The runner accepts a mapping: `key=value` of the taint, or `key` alone, with its effect.',
        example: 'node_tolerations: {dedicated=ci: NoSchedule}',
      },
    ],
    [
      [...R, 'feature_flags'],
      'FF_USE_LEGACY_BUILDS_DIR_FOR_DOCKER',
      true,
      { help: 'The runner no longer has this flag: remove it.' },
    ],
    [
      ['spec', 'manager'],
      'clusterIP',
      'None',
      { help: 'It is a key of a Service; the one of the metrics port is `spec.metrics.service`.' },
    ],
  ])('%j %s with %j is told what does the same', (path, key, value, told) => {
    expect(advice(path, key, value)).toEqual(told);
  });

  it.each<[Path, string, unknown, RegExp]>([
    [['spec'], 'tags', ['docker'], /GitLab stores the tags/],
    [['spec', 'cacheCredentials', 's3'], 'secretName', 's3', /Each key names the Secret/],
    [['spec', 'cacheCredentials', 'gcs'], 'existingSecret', 'gcs', /Each key names the Secret/],
    [['spec'], 'tags', 'docker', /GitLab stores the tags/],
    [R, 'tags', ['docker'], /GitLab stores/],
    [R, 'pre_clone_script', 'date', /16\.11/],
    [R, 'docker', {}, /Docker executor/],
    [D, 'tags', ['docker'], /GitLab stores/],
    [D, 'runnerToken', 'x', /secretKeyRef/],
    [[...D, 'kubernetes'], 'shm_size', 300, /in memory at/],
    [R, 'runnerToken', 'x', /secretKeyRef/],
    [[...R, 'token'], 'secretName', 'x', /secretKeyRef/],
    [R, 'secretName', 'x', /token\.secretKeyRef/],
    [[...R, 'cache', 's3'], 'secretName', 'x', /spec\.cacheCredentials/],
    [['spec'], 'gitlabUrl', 'x', /spec\.runners\.<id>\.url/],
    [['spec', 'rbac'], 'rules', [], /extraRules/],
    [['spec', 'manager'], 'serviceAccountName', 'x', /spec\.serviceAccount\.name/],
    [['spec', 'sessionServer'], 'clusterIP', 'None', /remove the key/],
    [K, 'shm_size', 300, /empty_dir|in memory at \/dev\/shm/],
    [K, 'tls_verify', false, /remove it/],
    [K, 'disable_cache', true, /remove it/],
    [R, 'disable_cache', true, /remove it/],
    [K, 'wait_for_services_timeout', 30, /HEALTHCHECK_TCP_PORT/],
    [K, 'network_mode', 'host', /remove it/],
    [K, 'hostname', 'x', /remove it/],
    [K, 'securityContext', { runAsUser: 1 }, /build_container_security_context/],
    [K, 'env', [{ name: 'A', value: 'b' }], /`environment`, beside `kubernetes`/],
    [K, 'hostNetwork', true, /pod_spec/],
    [[...R, 'feature_flags'], 'FF_RETRIEVE_POD_WARNING_EVENTS', true, /print_pod_warning_events/],
  ])('%j %s is explained', (path, key, value, help) => {
    expect(advice(path, key, value).help).toMatch(help);
  });

  it('is shown an entry that its place takes', () => {
    const examples = Object.keys({ ...ofDockerExecutor(), ...ofKubernetes() }).flatMap(
      (key) => advice(K, key, [[[]]]).example ?? [],
    );
    expect(examples.length).toBeGreaterThan(15);
    const { properties = {} } = schemaOf(K)!;
    const wrong = examples.filter((example) => {
      const [[key, value], ...more] = Object.entries(parse(example)) as [[string, unknown]];
      return more.length > 0 || !Object.hasOwn(properties, key) || !accepts(value, properties[key]!);
    });
    expect(wrong).toEqual([]);
  });
});

describe('a key that the schema does not know', () => {
  it.each<[Path, string, string]>([
    [['spec', 'config'], 'brand_new', 'spec.unchecked.config'],
    [K, 'brand_new', 'spec.unchecked.runners.a.kubernetes'],
    [[...D, 'kubernetes'], 'brand_new', 'spec.unchecked.runners.<id>.kubernetes'],
    [[...R, 'feature_flags'], 'FF_BRAND_NEW', 'spec.unchecked.runners.a.feature_flags'],
  ])('in %j is told the place for such keys', (path, key, place) => {
    expect(advice(path, key, true).help).toContain(`write it below \`${place}\``);
    expect(advice(path, key, true, '99.1.0').help).toContain(`new in 99.1.0 goes below \`${place}\``);
  });

  it.each<[Path, string]>([
    [K, 'node_selectr'],
    [[...R, 'feature_flags'], 'FF_USE_FASTZIPS'],
    [['spec', 'config'], 'concurent'],
  ])('but is near to one, in %j, is told of that place only for a newer release', (path, key) => {
    expect(advice(path, key, {}).help).toBeUndefined();
    expect(advice(path, key, {}, '99.1.0')).toMatchObject({
      suggestion: expect.any(String),
      help: expect.stringContaining('spec.unchecked'),
    });
  });

  it('is not sent there where config.toml does not follow', () => {
    expect(advice(['spec', 'manager'], 'brand_new', 1, '99.1.0')).toEqual({});
    expect(advice([...R, 'token'], 'brand_new', 1, '99.1.0').help).not.toContain('unchecked');
    expect(advice([...K, 'services', 0], 'brand_new', 1, '99.1.0').help).not.toContain('unchecked');
  });

  it.each(['constructor', '__proto__', 'toString', '', 'x'.repeat(100_000), '日本語'])(
    '%.20s has no suggestion',
    (key) => {
      expect(advice(R, key).suggestion).toBeUndefined();
      expect(Object.keys(advice(['spec', 'config'], key))).toEqual(['help']);
    },
  );
});
