import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { importConfig } from '../../../src/import/import-config.ts';
import { objectsIn } from '../../../src/import/manifests/objects.ts';
import type { ImportOptions } from '../../../src/import/options.ts';
import { fileText } from '../../../src/import/read/located.ts';
import { readYamlTexts } from '../../../src/import/read/yaml.ts';
import type { Input } from '../../../src/import/reader.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a document has is what is tried.
type Any = Record<string, any>;

const folder = new URL('fixtures/', import.meta.url);

function fixture(name: string): string {
  return readFileSync(new URL(`${name}/objects.yaml`, folder), 'utf8');
}

function imported(text: string, options: ImportOptions = {}) {
  const { documents, report } = importConfig([{ name: 'objects.yaml', text }], options);
  const remarks = [...report.remarks, ...report.documents.flatMap((document) => document.remarks)];
  return {
    documents,
    report,
    remarks,
    told: remarks.map(({ kind, subject, text: said }) => `${kind} ${subject}: ${said}`),
  };
}

/** The document and what is said of it, as one text. */
function shown(text: string): string {
  const { documents, told } = imported(text);
  return [...documents.map((document) => document.text), told.map((line) => `# ${line}\n`).join('')].join(
    '---\n',
  );
}

describe.each(['copied-by-sed', 'stateful', 'registers', 'helm-release', 'first-tutorial'])('%s', (name) => {
  it('becomes this document', async () => {
    await expect(shown(fixture(name))).toMatchFileSnapshot(new URL(`${name}/document.yaml`, folder).pathname);
  });

  it('says nothing that is secret', () => {
    expect(JSON.stringify(imported(fixture(name)))).not.toContain('glrt-EXAMPLE');
  });
});

describe('a first tutorial', () => {
  const { documents, report, told } = imported(fixture('first-tutorial'));
  const spec = documents[0]!.config.spec as Any;

  it('needs no decision', () => {
    expect(report.isDecided).toBe(true);
  });

  it('takes the token from a Secret that is to be made', () => {
    expect(spec.runners['kubernetes-demo-runner'].token).toEqual({
      secretKeyRef: { name: 'gitlab-runner-token' },
    });
    expect(report.documents[0]!.secrets).toMatchObject([
      { name: 'gitlab-runner-token', inClear: { file: 'objects.yaml' } },
    ]);
  });

  it('keeps the account, and grants no more than it needs', () => {
    expect(spec.serviceAccount).toEqual({ name: 'gitlab-admin' });
    expect(spec.rbac).toBeUndefined();
    expect(told.join('\n')).toMatch(/^surplus Role\/gitlab-admin: .*everything/m);
  });

  it('builds images with the daemon of the node, as before', () => {
    expect(spec.dockerBuilds).toEqual({ mode: 'socket' });
  });
});

describe('a manager in a cluster', () => {
  const { documents, told, report } = imported(fixture('copied-by-sed'));
  const [document] = documents;
  const spec = document!.config.spec as Any;

  it('is read without what the API server has written', () => {
    expect(document!.text).not.toMatch(
      /last-applied|restartedAt|revision|ClusterFirst|default-scheduler|termination-log|defaultMode|maxSurge|status|uid/,
    );
    expect(spec.manager.strategy).toBeUndefined();
    expect(spec.manager.terminationGracePeriodSeconds).toBeUndefined();
  });

  it('has the config.toml that an init container makes, with what stands for its placeholders', () => {
    const [runner] = Object.values(spec.runners as Any);
    expect(runner).toMatchObject({
      url: 'https://gitlab.example.com',
      token: { secretKeyRef: { name: 'runner-token' } },
      kubernetes: { cpu_limit: '2' },
    });
    expect(report.documents[0]!.secrets).toEqual([]);
    expect(spec.manager.initContainers).toBeUndefined();
  });

  it('keeps comments beside their keys', () => {
    expect(document!.text).toMatch(/# our mirror\n +image: alpine/);
  });

  it('keeps labels that do something, and tells of those that only find its pods', () => {
    expect(spec.manager.podLabels).toEqual({ 'azure.workload.identity/use': 'true' });
    expect(told.join('\n')).toContain('app=runner');
  });

  it('tells of a config.toml that no manager reads', () => {
    expect(told.join('\n')).toMatch(/^dead ConfigMap\/runner-config-old/m);
  });

  it('keeps what its Role has beyond the need, but nothing of all', () => {
    const kept = JSON.stringify(spec.rbac.extraRules);
    expect(kept).toContain('configmaps');
    expect(kept).not.toContain('*');
    expect(kept).not.toContain('deployments');
  });

  it('is not counted again with its pods', () => {
    expect(documents).toHaveLength(1);
  });
});

describe('a StatefulSet with much around it', () => {
  const { documents, report } = imported(fixture('stateful'));
  const spec = documents[0]!.config.spec as Any;

  it('needs no decision', () => {
    expect(report.isDecided).toBe(true);
  });

  it('has its config.toml from the key of a Secret, under another name', () => {
    expect(Object.keys(spec.runners)).toEqual(['a', 'b']);
  });

  it('takes a certificate and the keys of a cache from their Secrets', () => {
    expect(spec.certificates.ca.secretKeyRef).toEqual({ name: 'gitlab-ca', key: 'gitlab.example.com.crt' });
    expect(spec.cacheCredentials.s3).toEqual({
      accessKeyId: { name: 's3', key: 'id' },
      secretAccessKey: { name: 's3', key: 'secret' },
    });
    expect(spec.manager.env).toBeUndefined();
  });

  it('finds Services, monitors, budgets and policies by what they select', () => {
    expect(spec.metrics.service.enabled).toBe(true);
    expect(spec.metrics.serviceMonitor).toMatchObject({
      enabled: true,
      namespace: 'monitoring',
      labels: { release: 'prom' },
    });
    expect(spec.sessionServer.service).toMatchObject({ port: 443, loadBalancerIP: '192.0.2.7' });
    expect(spec.podDisruptionBudget).toEqual({ enabled: true });
    expect(spec.extraObjects.runner.spec.podSelector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'gitlab-runner',
      'app.kubernetes.io/instance': 'runner',
    });
    expect(spec.jobs.resourceQuota).toEqual({ hard: { pods: '20' } });
  });
});

describe('objects of the chart', () => {
  it('become the document of their values, but for where they stand', () => {
    const values = `
gitlabUrl: https://gitlab.example.com
runnerToken: glrt-EXAMPLEEXAMPLEEXA
replicas: 2
concurrent: 25
image: {tag: alpine-v18.9.0}
certsSecretName: gitlab-ca
metrics: {enabled: true}
rbac: {create: true}
serviceAccount: {create: true, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/r"}}
extraEnv: {HTTPS_PROXY: "http://proxy:3128"}
resources: {limits: {memory: 512Mi}, requests: {memory: 256Mi}}
nodeSelector: {pool: system}
podLabels: {pool: ci}
runners:
  name: ours
  jobNamespace: jobs
  cache: {secretName: s3access}
  config: |
    [[runners]]
      output_limit = 8192
      [runners.kubernetes]
        namespace = "jobs"
        # our mirror
        image = "mirror/alpine:3"
        privileged = true
      [runners.cache]
        Type = "s3"
        Shared = true
        [runners.cache.s3]
          ServerAddress = "s3.example.com"
          BucketName = "cache"
`;
    const { documents } = importConfig([{ name: 'values.yaml', text: values }], {
      name: 'my',
      namespace: 'ci',
    });
    const own = imported(fixture('helm-release'), { name: 'my', namespace: 'ci' }).documents[0]!;
    const text = (document: typeof own): string =>
      document.text.replaceAll('my-gitlab-runner', 'NAME').replace(/name: my$/m, 'name: NAME');
    expect(text(own)).toBe(text(documents[0]!));
  });
});

describe('objects of an operator', () => {
  it('are left to the reader of its resources', () => {
    const { documents, told } = imported(fixture('operator'));
    expect(documents).toEqual([]);
    expect(told.join('\n')).not.toMatch(/dead/);
  });

  it('can be looked up by kind, namespace and name', () => {
    const inputs = readYamlTexts(fileText('objects.yaml', fixture('operator'))).map(
      (data) => ({ file: 'objects.yaml', syntax: 'yaml', data }) as Input,
    );
    const objects = objectsIn(inputs);
    expect(objects.find('ConfigMap', 'ci', 'build-runner-config')).toBeDefined();
    expect(objects.find('ConfigMap', 'other', 'build-runner-config')).toBeUndefined();
    expect(objects.find('ConfigMap', undefined, 'build-runner-config')).toBeDefined();
  });
});

describe('what a manager reads', () => {
  const deployment = (pod: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: runner, namespace: ci}
spec: {template: {metadata: {labels: {app: runner}}, spec: ${pod}}}
`;

  it.each([
    [
      'a ConfigMap that is not given',
      '{name: config, configMap: {name: elsewhere}}',
      /elsewhere, key config.toml: .*not among the inputs/,
    ],
    [
      'a claim',
      '{name: config, persistentVolumeClaim: {claimName: data}}',
      /kubectl exec .* cat \/etc\/gitlab-runner\/config.toml/,
    ],
  ])('is asked for where it is %s', (_, volume, said) => {
    const text = deployment(
      `{containers: [{name: r, image: "gitlab/gitlab-runner:v18.11.0", volumeMounts: [{name: config, mountPath: /etc/gitlab-runner}]}], volumes: [${volume}]}`,
    );
    const { report, told } = imported(text);
    expect(report.isDecided).toBe(false);
    expect(told.filter((line) => line.startsWith('decide')).join('\n')).toMatch(said);
  });

  it('may be given as a file along with its objects', () => {
    const { documents } = importConfig([
      {
        name: 'objects.yaml',
        text: deployment('{containers: [{name: r, image: "gitlab/gitlab-runner:v18.11.0"}]}'),
      },
      {
        name: 'config.toml',
        text: 'concurrent = 3\n[[runners]]\nname = "x"\nurl = "https://gitlab.com"\ntoken = "glrt-EXAMPLE"\nexecutor = "kubernetes"\n',
      },
    ]);
    expect(documents).toHaveLength(1);
    expect(documents[0]!.config).toMatchObject({
      metadata: { name: 'runner' },
      spec: { config: { concurrent: 3 } },
    });
  });

  it('takes a variable of its container from the Secret behind it', () => {
    const config = `
apiVersion: v1
kind: ConfigMap
metadata: {name: config, namespace: ci}
data:
  config.toml: |
    [[runners]]
    name = "x"
    url = "$GITLAB"
    token = "\${TOKEN}"
    executor = "kubernetes"
---`;
    const { documents, report } = imported(
      config +
        deployment(
          `{containers: [{name: r, image: "gitlab/gitlab-runner:alpine-v18.11.0", env: [{name: GITLAB, value: "https://gitlab.example.com"}, {name: TOKEN, valueFrom: {secretKeyRef: {name: mine, key: it}}}], volumeMounts: [{name: config, mountPath: /etc/gitlab-runner}]}], volumes: [{name: config, configMap: {name: config}}]}`,
        ),
    );
    expect(documents[0]!.config.spec.runners).toMatchObject({
      x: { url: 'https://gitlab.example.com', token: { secretKeyRef: { name: 'mine', key: 'it' } } },
    });
    expect(documents[0]!.config.spec.manager?.env).toBeUndefined();
    expect(report.documents[0]!.secrets).toEqual([]);
  });

  it('is a document of its own where it stands in a ConfigMap alone', () => {
    const { documents } = imported(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: ci}\ndata:\n  config.toml: |\n    [[runners]]\n    name = "x"\n    url = "https://gitlab.com"\n    executor = "kubernetes"\n',
    );
    expect(documents[0]!.config.metadata.namespace).toBe('ci');
  });
});

it('reads a hundred runners in seconds', { timeout: 60_000 }, () => {
  const runners = Array.from(
    { length: 100 },
    (_, index) => `[[runners]]
name = "r${index}"
url = "https://gitlab.com"
token = "glrt-EXAMPLE-${index}"
limit = ${index + 1}
executor = "kubernetes"
[runners.kubernetes]
image = "alpine:3"
poll_timeout = ${200 + index}
`,
  );
  const started = performance.now();
  const { documents } = importConfig([{ name: 'config.toml', text: runners.join('') }]);
  expect(Object.keys(documents[0]!.config.spec.runners)).toHaveLength(100);
  expect(performance.now() - started).toBeLessThan(30_000);
});
