import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../src/index.ts';
import { build, configLayer, inOrder, objectsOf, project } from '../support/kustomize.ts';
import { root } from '../support/project.ts';
import { run } from '../support/run.ts';

function find<T = Record<string, never>>(
  objects: readonly KubernetesObject[],
  kind: string,
  name: RegExp | string = /./,
): T {
  const found = objects.filter(
    (object) => object.kind === kind && new RegExp(name).test(object.metadata?.name ?? ''),
  );
  expect(found, `${kind} ${name}`).toHaveLength(1);
  return found[0] as T;
}

describe.each(['base', 'docker-builds'])('overlays/%s', (name) => {
  const overlay = join(root, 'overlays', name);

  it('builds the objects that the library renders from the same document', () => {
    const document = parse(run('kustomize', ['build', join(overlay, 'config')]).stdout) as GitLabRunner;
    expect(inOrder(objectsOf(build(overlay)))).toEqual(inOrder(renderRunner(document)));
  });

  it('holds the six objects of the default', () => {
    expect(objectsOf(build(overlay)).map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ServiceAccount',
      'Role',
      'RoleBinding',
      'ConfigMap',
      'Deployment',
    ]);
  });

  it('fails without --enable-exec, naming the guard, and prints nothing', () => {
    const { exitCode, stdout, stderr } = build(overlay, ['--enable-alpha-plugins']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('require-enable-exec');
  });

  it('fails without any flag', () => {
    const { exitCode, stdout } = build(overlay, []);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  });

  describe("under a user's own overlay", () => {
    const installed = `../node_modules/gitlab-runner-manifests/overlays`;

    const resourceLayer = `
resources:
- ${installed}/${name}
namePrefix: blue-
images:
- name: registry.gitlab.com/gitlab-org/gitlab-runner
  newName: registry.example.com/mirror/gitlab-runner
  newTag: alpine-v19.2.1
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: gitlab-runner, namespace: gitlab-runner}
    spec: {template: {spec: {nodeSelector: {pool: ci}}}}
`;

    it('takes patches, images and a name prefix on the rendered objects', () => {
      const objects = objectsOf(build(project({ 'deploy/kustomization.yaml': resourceLayer })));
      const { spec } = find<{ spec: { template: { spec: Record<string, never> } } }>(
        objects,
        'Deployment',
        /^blue-gitlab-runner$/,
      );
      const pod = spec.template.spec as unknown as {
        nodeSelector: object;
        serviceAccountName: string;
        initContainers: { image: string }[];
        containers: { image: string }[];
        volumes: { name: string; configMap?: { name: string } }[];
      };
      expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', pool: 'ci' });
      expect([...pod.initContainers, ...pod.containers].map(({ image }) => image)).toEqual(
        Array(2).fill('registry.example.com/mirror/gitlab-runner:alpine-v19.2.1'),
      );
      expect(pod.serviceAccountName).toBe('blue-gitlab-runner');
      expect(pod.volumes.find((volume) => volume.name === 'config')?.configMap?.name).toBe(
        'blue-gitlab-runner-config',
      );
      expect(find(objects, 'RoleBinding')).toMatchObject({
        roleRef: { name: 'blue-gitlab-runner' },
        subjects: [{ name: 'blue-gitlab-runner' }],
      });
    });

    it('fails there without --enable-exec', () => {
      const { exitCode, stdout } = build(project({ 'deploy/kustomization.yaml': resourceLayer }), [
        '--enable-alpha-plugins',
      ]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    });

    const twoLayers = {
      'deploy/kustomization.yaml': `
generators:
- runner
components:
- ${installed}/components/require-enable-exec
`,
      'deploy/runner/kustomization.yaml': `
resources:
- ../${installed}/${name}/config
namespace: ci
patches:
- patch: |-
    apiVersion: gitlab-runner-manifests.dev/v1alpha1
    kind: GitLabRunner
    metadata:
      name: gitlab-runner
      annotations:
        config.kubernetes.io/function: |
          exec: {path: ../node_modules/.bin/gitlab-runner-krm}
    spec:
      config: {concurrent: 33}
      runners:
        default: {url: https://gitlab.example.com}
      manager: {replicas: 2}
`,
    };

    it('takes a patch on the document, before it is rendered', () => {
      const objects = objectsOf(build(project(twoLayers)));
      const toml = find<{ data: Record<string, string> }>(objects, 'ConfigMap').data['config.toml'];
      expect(toml).toContain('concurrent = 33\n');
      expect(toml).toContain('url = "https://gitlab.example.com"\n');
      expect(toml).toContain('namespace = "ci"\n');
      expect(find(objects, 'Deployment')).toMatchObject({
        metadata: { namespace: 'ci' },
        spec: { replicas: 2 },
      });
      expect(new Set(objects.map(({ metadata }) => metadata?.namespace))).toEqual(new Set([undefined, 'ci']));
    });

    it('fails there without --enable-exec too, naming the guard', () => {
      const { exitCode, stdout, stderr } = build(project(twoLayers), ['--enable-alpha-plugins']);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('require-enable-exec');
    });

    it('says on standard error what is wrong with the document, and prints nothing', () => {
      const wrong = {
        ...twoLayers,
        'deploy/runner/kustomization.yaml': twoLayers['deploy/runner/kustomization.yaml'].replace(
          'concurrent: 33',
          'concurent: 33',
        ),
      };
      const { exitCode, stdout, stderr } = build(project(wrong));
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('GitLabRunner "gitlab-runner"');
      expect(stderr).toContain('spec.config.concurent');
      expect(stderr).toContain('concurrent');
    });
  });
});

describe('overlays/docker-builds', () => {
  it('gives the variant of the tutorial with `dockerBuilds.mode: socket`', () => {
    const files = configLayer('docker-builds', [], '{dockerBuilds: {mode: socket}}');
    const toml = find<{ data: Record<string, string> }>(objectsOf(build(project(files))), 'ConfigMap').data[
      'config.toml'
    ];
    expect(toml).toContain('privileged = true\n');
    expect(toml).toContain(
      'host_path = "/var/run/docker.sock"\nmount_path = "/var/run/docker.sock"\nname = "docker"\n',
    );
  });

  it('gives the fence of the whole document, prefix included', () => {
    const files = configLayer('docker-builds', [], '{jobs: {namespace: ci-jobs, admissionPolicy: {}}}');
    const config = 'deploy/runner/kustomization.yaml';
    const deploy = project({ ...files, [config]: `${files[config]}namePrefix: blue-\n` });
    const document = parse(run('kustomize', ['build', join(deploy, 'runner')]).stdout) as GitLabRunner;
    const objects = objectsOf(build(deploy));
    expect(inOrder(objects)).toEqual(inOrder(renderRunner(document)));
    const text = JSON.stringify(find(objects, 'ValidatingAdmissionPolicy', /\.pods$/));
    expect(text).toContain('system:serviceaccount:gitlab-runner:blue-gitlab-runner');
    expect(text).toContain('makes no container privileged but docker');
  });
});
