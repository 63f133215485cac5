import { describe, expect, it } from 'vitest';

import { readChart } from '../../../src/import/chart/reader.ts';
import { rows } from '../../../src/import/chart/table.ts';
import { importConfig } from '../../../src/import/import-config.ts';
import type { ImportOptions } from '../../../src/import/options.ts';
import { fileText, type Located } from '../../../src/import/read/located.ts';
import { readYamlTexts } from '../../../src/import/read/yaml.ts';
import type { Input } from '../../../src/import/reader.ts';
import { renderConfigToml } from '../../../src/index.ts';

/** Files by their names. */
function imported(files: Readonly<Record<string, string>>, options: ImportOptions = {}) {
  const texts = Object.entries(files).map(([name, text]) => ({ name, text }));
  const { documents, report } = importConfig(texts, options);
  return {
    documents,
    configs: documents.map(({ config }) => config),
    text: documents[0]?.text ?? '',
    toml: (index = 0) => renderConfigToml(documents[index]!.config),
    said: [...report.remarks, ...report.documents.flatMap(({ remarks }) => remarks)].map(
      ({ kind, subject, text, from }) =>
        `${kind} ${from ? `${from.file}:${from.line}:${from.column} ` : ''}${subject}: ${text}`,
    ),
    secrets: report.documents.flatMap(({ secrets }) => secrets),
    steps: report.documents.map(({ steps }) =>
      steps.flatMap(({ text: step, commands = [] }) => [step, ...commands]).join('\n'),
    ),
    isDecided: report.isDecided,
    errors: report.documents.flatMap(({ diagnostics }) =>
      diagnostics.filter(({ severity }) => severity === 'error'),
    ),
  };
}

const VALUES = `gitlabUrl: https://gitlab.example.com
runners:
  secret: token
`;

describe('values of the Helm chart', () => {
  it('are laid on each other in the order of the files', () => {
    const { configs, isDecided } = imported({
      'a.yaml': `${VALUES}concurrent: 3\nnodeSelector: {pool: a, zone: b}\ntolerations: [{key: a}]\n`,
      'b.yaml':
        'concurrent: 4\nnodeSelector: {pool: c, zone: null}\ntolerations: [{key: b, operator: Exists}]\n',
    });
    expect(isDecided).toBe(true);
    expect(configs).toHaveLength(1);
    expect(configs[0]!.spec.config!.concurrent).toBe(4);
    expect(configs[0]!.spec.manager).toMatchObject({
      nodeSelector: { pool: 'c' },
      tolerations: [{ key: 'b', operator: 'Exists' }],
    });
  });

  it('name the objects after the release', () => {
    const name = (values: string, options: ImportOptions): string =>
      imported({ 'values.yaml': VALUES + values }, options).documents[0]!.name;
    expect(name('', {})).toBe('gitlab-runner');
    expect(name('', { name: 'ci' })).toBe('ci-gitlab-runner');
    expect(name('', { name: 'gitlab-runner-ci' })).toBe('gitlab-runner-ci');
    expect(name('', { name: 'my-gitlab-runner' })).toBe('my-gitlab-runner-gitlab-runner');
    expect(name('nameOverride: builds\n', { name: 'ci' })).toBe('ci-builds');
    expect(name('fullnameOverride: builds\n', { name: 'ci' })).toBe('builds');
    expect(name('', { name: 'r'.repeat(60) })).toBe(`${'r'.repeat(60)}-gi`);
  });

  it('leave nothing of what the chart does to silence', () => {
    const { text, isDecided, errors } = imported({ 'values.yaml': VALUES });
    expect(errors).toEqual([]);
    expect(isDecided).toBe(true);
    expect(text).toBe(`apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: gitlab-runner
  namespace: gitlab-runner
spec:
  version: 19.3.0
  config:
    concurrent: 10
    listen_address: ""
  runners:
    default:
      url: https://gitlab.example.com
      token:
        secretKeyRef:
          name: token
          key: runner-token
      kubernetes:
        image: alpine
        automount_service_account_token: true
  manager:
    terminationGracePeriodSeconds: 3600
    resources:
      limits: {}
  namespace:
    create: false
  serviceAccount:
    create: false
    name: default
  rbac:
    create: false
`);
    expect(imported({ 'values.yaml': VALUES }, { defaults: 'ours' }).text).not.toMatch(
      /concurrent|listen_address|terminationGrace|limits|automount/,
    );
  });

  it('leave out what is empty, and keep an image of its own user', () => {
    const { configs } = imported({
      'values.yaml': `${VALUES}image: {tag: ubuntu-v18.11.0}\nlivenessProbe: {}\naffinity: {}\ntopologySpreadConstraints: {}\nhostAliases: []\npodLabels: {}\n`,
    });
    expect(configs[0]!.spec.image).toEqual({ flavor: 'ubuntu' });
    expect(configs[0]!.spec.version).toBe('18.11.0');
    expect(configs[0]!.spec.manager).toEqual({
      podSecurityContext: { runAsUser: 100, fsGroup: 65533 },
      terminationGracePeriodSeconds: 3600,
      resources: { limits: {} },
    });
  });

  it('are written as their places take them', () => {
    const { configs } = imported({
      'values.yaml': `${VALUES}concurrent: "7"\npodAnnotations: {a: 1, b: true}\nnodeSelector: {spot: false}\nterminationGracePeriodSeconds: "60"\n`,
    });
    expect(configs[0]!.spec.config!.concurrent).toBe(7);
    expect(configs[0]!.spec.manager).toMatchObject({
      podAnnotations: { a: '1', b: 'true' },
      nodeSelector: { spot: 'false' },
      terminationGracePeriodSeconds: 60,
    });
  });

  it('keep the labels of pods on request', () => {
    const { configs } = imported({ 'values.yaml': VALUES }, { keepLabels: true, name: 'ci' });
    expect(configs[0]!.spec.manager!.podLabels).toEqual({
      app: 'ci-gitlab-runner',
      release: 'ci',
      heritage: 'Helm',
    });
  });

  it('never bring a dead value into effect', () => {
    const { toml, said } = imported({
      'values.yaml': `${VALUES}  privileged: true\n  cache: {cacheType: s3, s3BucketName: b}\nconcurent: 5\nservice: {type: NodePort}\n`,
    });
    expect(toml()).not.toMatch(/privileged = true|s3/);
    expect(said).toEqual(
      expect.arrayContaining([
        'dead values.yaml:4:3 runners.privileged: It has had no effect since chart 0.40, and is left out. If you need it, set spec.runners.default.kubernetes.privileged instead.',
        'dead values.yaml:5:11 runners.cache.cacheType: It has had no effect since chart 0.40, and is left out. If you need it, set spec.runners.default.cache.Type instead.',
        'dead values.yaml:6:1 concurent: The chart has no such value, and ignores it. It has `concurrent`.',
        'dead values.yaml:7:11 service.type: `metrics.enabled` and `service.enabled` are off.',
      ]),
    );
  });

  it('keep comments beside their keys, report others, and know what the manual of the chart says', () => {
    const { text, said } = imported({
      'values.yaml': `## Url of GitLab
##
# gitlabUrl: https://gitlab.com
# asked the network team
gitlabUrl: https://gitlab.example.com
runners:
  secret: token
  privileged: true # for docker
concurrent: 20 # as agreed
`,
    });
    expect(text).toContain('      # asked the network team\n      url: https://gitlab.example.com');
    expect(text).toContain('    # as agreed\n    concurrent: 20');
    expect(text).not.toContain('Url of GitLab');
    expect(said.filter((line) => line.includes(' comments: '))).toEqual([
      'outside comments: They are beside nothing that is in the document: line 8: for docker',
    ]);
  });

  it('tell of files that take the place of scripts of the chart, and keep the others', () => {
    const { configs, said } = imported({
      'values.yaml': `${VALUES}configMaps: {configure: exit 0, entrypoint: exit 0, a.txt: text}\n`,
    });
    expect(
      said.filter((line) => line.includes('It replaces a file')).map((line) => line.split(': ')[0]),
    ).toEqual([
      'decide values.yaml:4:14 configMaps.configure',
      'decide values.yaml:4:33 configMaps.entrypoint',
    ]);
    expect(configs[0]!.spec.extraObjects!.files).toMatchObject({ data: { 'a.txt': 'text' } });
    expect(configs[0]!.spec.extraObjects!.files).not.toHaveProperty('data.configure');
  });
});

describe('the token', () => {
  it('comes from a Secret, and is nowhere in the outcome', () => {
    const token = 'glrt-t1_abcdefghijklmnopqrst';
    const { documents, said, secrets } = imported({
      'values.yaml': `gitlabUrl: https://gitlab.com\nrunnerToken: ${token}\n`,
    });
    expect(secrets).toEqual([
      {
        name: 'gitlab-runner-token',
        keys: { 'runner-token': 'the token of the runner' },
        inClear: { file: 'values.yaml', line: 2, column: 1 },
      },
    ]);
    expect(JSON.stringify([documents, said])).not.toContain('abcdefghij');
  });

  it('comes from the variable that a Secret gives', () => {
    const { configs, secrets } = imported({
      'values.yaml':
        'gitlabUrl: https://gitlab.com\nextraEnvFrom: {CI_SERVER_TOKEN: {secretKeyRef: {name: vault, key: t}}}\n',
    });
    expect(configs[0]!.spec.runners.default!.token).toEqual({ secretKeyRef: { name: 'vault', key: 't' } });
    expect(configs[0]!.spec.manager!.env).toBeUndefined();
    expect(secrets).toEqual([]);
  });

  it.each([['runnerRegistrationToken: abc-def-ghi'], ['runnerToken: GR1348941abcdefghijklmnopqrst']])(
    'is to decide where it registers: %s',
    (line) => {
      const { isDecided, said } = imported({ 'values.yaml': `gitlabUrl: https://gitlab.com\n${line}\n` });
      expect(isDecided).toBe(false);
      expect(said.join('\n')).toMatch(/^decide values.yaml:2:1 runner(?:Registration)?Token: /m);
      expect(said.join('\n')).not.toMatch(/abc-def|abcdef/);
    },
  );

  it('stays as it is with the chart of a release that cannot take it, if that is wanted', () => {
    const { configs, isDecided } = imported(
      { 'values.yaml': `${VALUES}image: {tag: alpine-v17.0.0}\n` },
      { keepVersion: true },
    );
    expect(configs[0]!.spec.version).toBe('17.0.0');
    expect(isDecided).toBe(false);
  });
});

describe('what something else fills in', () => {
  it('stays where the runner or a shell does it, and is told elsewhere', () => {
    const { configs, said, secrets, isDecided } = imported({
      'values.yaml':
        'gitlabUrl: https://gitlab.com\nrunnerToken: ${RUNNER_TOKEN}\nhostname: ${NAME:=runner}\nextraEnv: {A: "${B}"}\n',
    });
    expect(configs[0]!.spec.manager).toMatchObject({ env: [{ name: 'A', value: '${B}' }] });
    expect(configs[0]!.spec.manager!.hostname).toBeUndefined();
    expect(secrets).toEqual([
      { name: 'gitlab-runner-token', keys: { 'runner-token': 'the token of the runner' } },
    ]);
    expect(said).toContain(
      'decide values.yaml:3:1 hostname: What fills in `${NAME:=runner}`, such as Flux or a script, is not among the inputs: the value is left out. Write it.',
    );
    expect(isDecided).toBe(false);
  });
});

describe('objects beside the chart', () => {
  it('stand in the document, but for Secrets, and keep what the release would take with it', () => {
    const { configs, steps, said } = imported({
      'values.yaml': `${VALUES}extraObjects:
  - {apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {runner-token: glrt-abcdefghijklmnopqrst}}
  - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: cache}, spec: {accessModes: [ReadWriteOnce]}}
  - {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: '{{ .Release.Name }}-jobs'}, value: 1}
`,
    });
    expect(configs[0]!.spec.extraObjects).toMatchObject({
      'persistent-volume-claim-cache': { metadata: { name: 'cache', namespace: 'gitlab-runner' } },
      'priority-class-gitlab-runner-jobs': { metadata: { name: 'gitlab-runner-jobs' } },
    });
    expect(configs[0]!.spec.extraObjects!['priority-class-gitlab-runner-jobs']!.metadata).not.toHaveProperty(
      'namespace',
    );
    expect(steps[0]).toMatch(/Secret\/token, PersistentVolumeClaim\/cache/);
    expect(JSON.stringify([configs, said])).not.toContain('abcdefg');
  });
});

describe('the image', () => {
  const image = (tag: string, options: ImportOptions = {}) => {
    const { configs, said } = imported({ 'values.yaml': `${VALUES}image: {tag: '${tag}'}\n` }, options);
    return {
      version: configs[0]!.spec.version,
      ...configs[0]!.spec.image,
      said: said.filter((line) => /gitlab-runner:\S+: /.test(line)).map((line) => line.split(' ')[0]),
    };
  };
  const digest = `sha256:${'0'.repeat(64)}`;

  it('tells the release, and keeps what is not usual where the release stays', () => {
    expect(image('alpine-v18.11.2')).toEqual({ version: '18.11.2', said: [] });
    expect(image('alpine3.21-v18.11.2')).toEqual({
      version: '18.11.2',
      tag: 'alpine3.21-v18.11.2',
      said: [],
    });
    expect(image(`ubuntu-v18.11.2@${digest}`)).toEqual({
      version: '18.11.2',
      flavor: 'ubuntu',
      digest,
      said: [],
    });
    expect(image('alpine3.21-v17.0.0')).toEqual({ version: '18.10.0', said: ['changed'] });
    expect(image(`alpine-v17.0.0@${digest}`)).toEqual({ version: '18.10.0', said: ['changed'] });
    expect(image('acme-17.0.0')).toEqual({ version: '18.10.0', said: ['decide'] });
    expect(image('alpine-bleeding')).toEqual({ version: '19.3.0', said: ['changed'] });
    expect(image('alpine-v18.11.2', { runnerVersion: '19.1.0' })).toEqual({ version: '19.1.0', said: [] });
  });

  it('is a text before chart 0.41, whose release is too old', () => {
    const values =
      'image: gitlab/gitlab-runner:alpine-v14.1.0\ngitlabUrl: https://gitlab.com\nrunners: {secret: t}\n';
    const { said, isDecided } = imported({ 'values.yaml': values });
    expect(isDecided).toBe(false);
    expect(said.join('\n')).toMatch(/^refused .*14\.1\.0/m);
    const { configs } = imported({ 'values.yaml': values }, { runnerVersion: '19.0.0' });
    expect(configs[0]!.spec).toMatchObject({
      version: '19.0.0',
      image: { repository: 'gitlab/gitlab-runner' },
    });
  });

  it('is that of OpenShift by its name', () => {
    const { configs } = imported({
      'values.yaml': `${VALUES}useTini: true\nimage: {image: gitlab-org/ci-cd/gitlab-runner-ubi-images/gitlab-runner-ocp, tag: v18.11.0}\npodSecurityContext: {runAsUser: 999, fsGroup: 999}\n`,
    });
    expect(configs[0]!.spec.image).toEqual({ flavor: 'ocp' });
    expect(configs[0]!.spec.manager!.command).toBeUndefined();
  });
});

describe('templates in values', () => {
  const config = (...lines: string[]): string =>
    `gitlabUrl: https://gitlab.com\nbuild: {memory: 2Gi}\nrunners:\n  secret: '{{ .Release.Name }}-token'\n  config: |\n${lines.map((line) => `    ${line}\n`).join('')}`;

  it('are worked out as far as they follow from values and release', () => {
    const { toml, configs, said } = imported(
      {
        'values.yaml': config(
          '[[runners]]',
          "  pre_build_script = 'echo {{`{{ raw }}`}}'",
          '  [runners.kubernetes]',
          '    namespace = {{ .Release.Namespace | quote }}',
          '    service_account = "{{ include "gitlab-runner.fullname" . }}-job"',
          '    memory_limit = "{{ .Values.build.memory }}"',
          '    cpu_limit = "{{ default "2" .Values.build.cpu }}"',
          '    image = "{{- /* why */ -}} {{ printf "%s:%d" "ruby" 3 }}"',
        ),
      },
      { name: 'ci', namespace: 'builds' },
    );
    expect(toml()).toContain('namespace = "builds"');
    expect(toml()).toContain('service_account = "ci-gitlab-runner-job"');
    expect(toml()).toContain('memory_limit = "2Gi"');
    expect(toml()).toContain('cpu_limit = "2"');
    expect(toml()).toContain('image = "ruby:3"');
    expect(toml()).toContain('pre_build_script = "echo {{ raw }}"');
    expect(configs[0]!.spec.runners.default!.token).toMatchObject({ secretKeyRef: { name: 'ci-token' } });
    expect(said.filter((line) => /decide|build/.test(line))).toEqual([]);
  });

  it('are told at their line where they do not follow, and the key is left out', () => {
    const { toml, said, isDecided } = imported({
      'values.yaml': config(
        '[[runners]]',
        '  [runners.kubernetes]',
        '    {{- if .Values.x }}',
        '    cpu_limit = "{{ lookup "v1" "x" }}"',
        '    {{- end }}',
        '    memory_limit = "1Gi"',
      ),
    });
    expect(toml()).toContain('memory_limit = "1Gi"');
    expect(toml()).not.toContain('cpu_limit');
    expect(isDecided).toBe(false);
    expect(said.filter((line) => line.startsWith('decide')).map((line) => line.split(': ')[0])).toEqual([
      'decide values.yaml:8:9 runners.config',
      'decide values.yaml:9:22 runners.config',
      'decide values.yaml:10:9 runners.config',
    ]);
  });

  it('keep the place of what follows them', () => {
    const { said } = imported({
      'values.yaml': config(
        '[[runners]]',
        '  [runners.kubernetes]',
        '    image = "{{ .Release.Name }}"',
        '    imgae = "x"',
      ),
    });
    expect(said.join('\n')).toMatch(/dead values\.yaml:9:9 .*imgae/);
  });
});

describe('objects that hand values to the chart', () => {
  const release = (name: string, more: string): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: ci}
spec:
  chart: {spec: {chart: gitlab-runner, version: 0.90.x}}
${more}
`;
  const inline = `  values:\n    gitlabUrl: https://gitlab.com\n    runners: {secret: token}`;

  it('Flux: a HelmRelease, with values from outside told, and a file beside it laid under', () => {
    const { documents, configs, said, isDecided, steps } = imported({
      'release.yaml': release(
        'builds',
        `  targetNamespace: runners\n  valuesFrom: [{kind: Secret, name: more}]\n${inline}`,
      ),
      'values.yaml': 'concurrent: 3\ngitlabUrl: https://other.example.com\n',
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ name: 'runners-builds-gitlab-runner', namespace: 'runners' });
    expect(configs[0]!.spec).toMatchObject({
      version: '19.1.0',
      config: { concurrent: 3 },
      runners: { default: { url: 'https://gitlab.com' } },
    });
    expect(said).toContain(
      'outside release.yaml:7:16 spec.valuesFrom: Secret more holds values that are not among the inputs: give it as well, or what `helm get values` prints.',
    );
    expect(isDecided).toBe(true);
    expect(steps[0]).toMatch(/from Git[\s\S]*kubectl delete helmreleases\.\S+ --namespace \S+ /);
  });

  it('Flux: the ConfigMap that it names, and the variables of its Kustomization', () => {
    const { configs } = imported({
      'all.yaml': `${release('gitlab-runner', `  valuesFrom: [{kind: ConfigMap, name: more}]\n${inline.replace('gitlab.com', '${HOST}')}`)}---
apiVersion: v1
kind: ConfigMap
metadata: {name: more, namespace: ci}
data:
  values.yaml: |
    concurrent: 6
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps}
spec: {postBuild: {substitute: {HOST: git.example.org}}}
`,
    });
    expect(configs).toHaveLength(1);
    expect(configs[0]!.spec).toMatchObject({
      config: { concurrent: 6 },
      runners: { default: { url: 'https://git.example.org' } },
    });
  });

  it('Flux: a document for each HelmRelease', () => {
    const { documents } = imported({
      'all.yaml': `${release('gitlab-runner-a', inline)}---\n${release('gitlab-runner-b', inline)}`,
    });
    expect(documents.map(({ name }) => name)).toEqual(['gitlab-runner-a', 'gitlab-runner-b']);
  });

  it('Argo CD: files, text, object and parameters, in this order, of one of several sources', () => {
    const { documents, configs } = imported({
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: gitlab-runner, namespace: argocd}
spec:
  destination: {namespace: ci}
  sources:
    - {repoURL: https://git.example.com/values, ref: values}
    - chart: gitlab-runner
      repoURL: https://charts.gitlab.io
      targetRevision: 0.90.1
      helm:
        valueFiles: [$values/ci/values.yaml]
        values: |
          gitlabUrl: https://gitlab.com
          concurrent: 2
          checkInterval: 5
        valuesObject: {checkInterval: 6, shutdown_timeout: 5}
        parameters:
          - {name: shutdown_timeout, value: "7"}
          - {name: runners.secret, value: token}
          - {name: 'podAnnotations.example\\.com/a', value: "true", forceString: true}
`,
      'ci/values.yaml': 'concurrent: 1\nlogLevel: debug\nrbac: {create: true}\n',
    });
    expect(documents[0]).toMatchObject({ name: 'gitlab-runner', namespace: 'ci' });
    expect(configs[0]!.spec).toMatchObject({
      version: '19.1.0',
      config: { concurrent: 2, check_interval: 6, shutdown_timeout: 7, log_level: 'debug' },
      manager: { podAnnotations: { 'example.com/a': 'true' } },
    });
  });

  it('Rancher: a HelmChart with its HelmChartConfig, and positions in the text of a text', () => {
    const { documents, configs, said } = imported({
      'chart.yaml': `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: gitlab-runner, namespace: kube-system}
spec:
  chart: https://charts.gitlab.io/gitlab-runner-0.90.0.tgz
  targetNamespace: ci
  set: {concurrent: "12"}
  valuesContent: |-
    gitlabUrl: https://gitlab.com
    runners:
      secret: token
      config: |
        [[runners]]
          [runners.kubernetes]
            imgae = "x"
---
apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata: {name: gitlab-runner, namespace: kube-system}
spec:
  valuesContent: "terminationGracePeriodSeconds: 7200"
`,
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ name: 'gitlab-runner', namespace: 'ci' });
    expect(configs[0]!.spec).toMatchObject({
      version: '19.1.0',
      config: { concurrent: 12 },
      manager: { terminationGracePeriodSeconds: 7200 },
    });
    expect(said.join('\n')).toMatch(/dead chart\.yaml:15:13 .*imgae/);
  });

  it('kustomize: helmCharts with its files', () => {
    const { documents, configs, said } = imported({
      'kustomization.yaml': `namespace: ci
helmCharts:
  - name: gitlab-runner
    version: 0.90.0
    releaseName: builds
    valuesFile: values.yaml
    additionalValuesFiles: [more.yaml, absent.yaml]
    valuesInline: {concurrent: 9}
`,
      'values.yaml': `${VALUES}concurrent: 1\nlogLevel: debug\n`,
      'more.yaml': 'logLevel: error\n',
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ name: 'builds-gitlab-runner', namespace: 'ci' });
    expect(configs[0]!.spec.config).toMatchObject({ concurrent: 9, log_level: 'error' });
    expect(said).toContain(
      'outside kustomization.yaml:3:5 helmCharts: The file absent.yaml is not among the inputs: add it to the command.',
    );
  });

  it('an operator around the chart', () => {
    const { documents, configs, steps } = imported({
      'runner.yaml': `apiVersion: apps.gitlab.com/v1beta2
kind: Runner
metadata: {name: gitlab-runner, namespace: ci}
spec:
  gitlabUrl: https://gitlab.com
  checkInterval: 5
  runners: {secret: token}
`,
    });
    expect(documents[0]).toMatchObject({ name: 'gitlab-runner', namespace: 'ci' });
    expect(configs[0]!.spec.config!.check_interval).toBe(5);
    expect(steps[0]).toMatch(/An operator manages the objects/);
  });

  it('an umbrella chart in a HelmRelease', () => {
    const { documents, configs, said, errors } = imported({
      'release.yaml': release(
        'gitlab',
        `  values:
    global: {hosts: {domain: example.com}}
    gitlab-runner:
      install: false
      gitlabUrl: https://gitlab.com
      certsSecretName: ca
      runners: {secret: token}
`,
      ).replace('chart: gitlab-runner', 'chart: gitlab'),
    });
    expect(errors).toEqual([]);
    expect(documents[0]!.name).toBe('gitlab-gitlab-runner');
    expect(configs[0]!.spec.certificates).toEqual({
      ca: { secretKeyRef: { name: 'ca', key: 'gitlab.com.crt' } },
    });
    expect(said).toContain(
      'outside release.yaml:9:7 gitlab-runner.install: The umbrella chart has the runner turned off.',
    );
  });

  it('an umbrella chart, with the release that its Chart.yaml tells, and a document for each alias', () => {
    const { documents, configs } = imported(
      {
        'values.yaml': `global: {a: b}\nfast:\n  gitlabUrl: https://gitlab.com\n  runners: {secret: a}\nslow:\n  gitlabUrl: https://gitlab.com\n  concurrent: 1\n  runners: {secret: b}\n`,
        'Chart.yaml': `apiVersion: v2\nname: ci\nversion: 1.0.0\ndependencies:\n  - {name: gitlab-runner, alias: fast, version: 0.89.0}\n  - {name: gitlab-runner, alias: slow, version: ~0.90.1}\n`,
      },
      { name: 'ci' },
    );
    expect(documents.map(({ name }) => name)).toEqual(['ci-fast', 'ci-slow']);
    expect(configs.map(({ spec }) => spec.version)).toEqual(['19.0.0', '19.1.0']);
  });
});

describe('permissions', () => {
  const rules = (text: string) => imported({ 'values.yaml': `${VALUES}rbac:\n  create: true\n${text}` });

  it('leave out the star, and tell what it was', () => {
    const { configs, said } = rules('');
    expect(configs[0]!.spec.rbac).toBeUndefined();
    expect(said).toContain(
      'surplus values.yaml:5:3 rbac.rules: The old Role granted * on everything of the core API group. The new one grants only what the document needs.',
    );
  });

  it('take over what goes beyond the need', () => {
    const { configs } = rules(
      '  rules:\n  - resources: [pods, secrets]\n    verbs: [get, create, patch]\n  - apiGroups: [apps]\n    resources: [deployments]\n',
    );
    expect(configs[0]!.spec.rbac).toEqual({
      extraRules: [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['patch'] }],
    });
  });

  it('reach the cluster where they did', () => {
    const { configs } = rules('  clusterWideAccess: true\n  rules: [{resources: [nodes], verbs: [get]}]\n');
    expect(configs[0]!.spec.rbac).toEqual({
      extraClusterRules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }],
    });
  });
});

describe('credentials in variables', () => {
  it('go to a Secret, and those of the cache to where the cache has them', () => {
    const { configs, secrets, documents, said } = imported({
      'values.yaml': `gitlabUrl: https://gitlab.com
extraEnv:
  PASSWORD: hunter2hunter2
  CACHE_TYPE: s3
  CACHE_S3_BUCKET_NAME: b
  CACHE_S3_SERVER_ADDRESS: s3.example.com
  CACHE_S3_ACCESS_KEY: AKIAIOSFODNN7EXAMPLE
extraEnvFrom:
  CACHE_S3_SECRET_KEY: {secretKeyRef: {name: s3, key: k}}
runners: {secret: token}
`,
    });
    expect(configs[0]!.spec.manager!.env).toEqual([
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'gitlab-runner-env', key: 'PASSWORD' } } },
    ]);
    expect(configs[0]!.spec.cacheCredentials!.s3).toEqual({
      accessKeyId: { name: 'gitlab-runner-cache', key: 'accesskey' },
      secretAccessKey: { name: 's3', key: 'k' },
    });
    expect(secrets.map(({ name }) => name)).toEqual(['gitlab-runner-env', 'gitlab-runner-cache']);
    expect(JSON.stringify([documents, said])).not.toMatch(/hunter2|AKIA/);
  });

  it.each([
    [
      's3',
      'ServerAddress = "s3.example.com"\n    BucketName = "b"',
      {
        s3: {
          accessKeyId: { name: 'c', key: 'accesskey' },
          secretAccessKey: { name: 'c', key: 'secretkey' },
        },
      },
    ],
    [
      'gcs',
      'BucketName = "b"',
      { gcs: { credentialsFile: { name: 'c', key: 'gcs-applicaton-credentials-file' } } },
    ],
    [
      'azure',
      'ContainerName = "b"',
      {
        azure: {
          accountName: { name: 'c', key: 'azure-account-name' },
          accountKey: { name: 'c', key: 'azure-account-key' },
        },
      },
    ],
  ])('of the Secret for a cache on %s', (type, keys, expected) => {
    const { configs, isDecided, errors } = imported({
      'values.yaml': `${VALUES}  cache: {secretName: c}
  config: |
    [[runners]]
    [runners.cache]
    Type = "${type}"
    [runners.cache.${type}]
    ${keys}
`,
    });
    expect(errors).toEqual([]);
    expect(isDecided).toBe(true);
    expect(configs[0]!.spec.cacheCredentials).toEqual(expected);
  });
});

describe('another executor', () => {
  it.each([
    ['runners: {secret: token, executor: docker}'],
    ['runners: {secret: token}\nextraEnv: {RUNNER_EXECUTOR: docker}'],
  ])('is refused: %s', (values) => {
    const { said, isDecided } = imported({ 'values.yaml': `gitlabUrl: https://gitlab.com\n${values}\n` });
    expect(isDecided).toBe(false);
    expect(said.join('\n')).toMatch(/^refused .*docker/m);
  });
});

describe('values of a wrong type', () => {
  it.each([null, true, -1, 'text', ['a'], {}, { a: 1 }, [[{}]], [null], '{{ .Values }}', '{{', '${X}'])(
    'end nothing: %j',
    (odd) => {
      for (const value of rows.keys()) {
        const text = JSON.stringify(
          value.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), odd),
        );
        const data = readYamlTexts(fileText('values.yaml', text)).filter(
          (one): one is Located => 'value' in one,
        );
        const inputs = data.map((one): Input => ({ file: 'values.yaml', syntax: 'yaml', data: one }));
        expect(() => readChart(inputs, inputs, {})).not.toThrow();
      }
    },
  );
});

describe('what is no input', () => {
  it.each([
    ['main.tf', 'resource "helm_release" "runner" {\n  name = "x"\n}\n', 'terraform console'],
    ['deployment.yaml', 'kind: Deployment\nmetadata:\n  name: {{ include "a" . }}\n', 'helm get values'],
    ['deployment.yaml', 'kind: Deployment\n{{- if .Values.a }}\nspec: {}\n{{- end }}\n', 'helm get values'],
  ])('is refused with the way out: %s', (name, text, way) => {
    const { documents, said } = imported({ [name]: text });
    expect(documents).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^refused /);
    expect(said[0]).toContain(way);
  });
});

describe('the security context of older charts', () => {
  const of = (text: string) => {
    const { documents, report } = importConfig([
      { name: 'values.yaml', text: `gitlabUrl: https://gitlab.example.com\n${text}` },
    ]);
    return { manager: documents[0]!.config.spec.manager, said: report.documents[0]!.remarks };
  };

  it('is that of the pod', () => {
    const { manager } = of('securityContext: {runAsUser: 999, fsGroup: 999}\n');
    expect(manager?.podSecurityContext).toEqual({ runAsUser: 999, fsGroup: 999 });
    expect(manager?.securityContext).toBeUndefined();
  });

  it('makes no manager root that cannot start as root', () => {
    const { manager, said } = of('securityContext: {runAsUser: 0, fsGroup: 0}\n');
    expect(manager?.podSecurityContext).toBeUndefined();
    expect(said).toContainEqual(
      expect.objectContaining({
        kind: 'changed',
        subject: 'podSecurityContext.runAsUser, podSecurityContext.fsGroup',
      }),
    );
  });
});

describe('what takes a release away', () => {
  const last = (head: string, values: string): unknown =>
    importConfig([{ name: 'release.yaml', text: `${head}${values}` }])
      .report.documents[0]!.steps.flatMap(({ commands = [] }) => commands)
      .find((command) => /uninstall|delete/.test(command));

  it.each([
    [
      'argocd app delete argocd/team --cascade',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: team, namespace: argocd}\nspec:\n  source:\n    chart: gitlab-runner\n    helm:\n      valuesObject: ',
    ],
    [
      'kubectl delete helmreleases.helm.toolkit.fluxcd.io --namespace ci team',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: team, namespace: ci}\nspec:\n  chart: {spec: {chart: gitlab-runner}}\n  values: ',
    ],
    ['helm uninstall gitlab-runner --namespace gitlab-runner', ''],
  ])('is %s', (command, head) => {
    const values =
      head === '' ? 'gitlabUrl: https://gitlab.example.com\n' : '{gitlabUrl: "https://gitlab.example.com"}\n';
    expect(last(head, values)).toBe(command);
  });
});
