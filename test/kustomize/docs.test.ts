import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { checkRendered, type KubernetesObject } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { objectsOf } from '../support/kustomize.ts';
import { directory, installInto, root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/kustomize.md'), 'utf8');
const VENDOR = 'third-party/runner';
const flags = '--enable-alpha-plugins --enable-exec';

/** A layout that the page shows: the files of one section, and the command that builds them. */
interface Layout {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
}

const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block]) => block!,
  );

const layouts = page
  .split(/^## /m)
  .map((section): Layout => {
    const files = blocksOf(section, 'yaml').map((block) => {
      const [, path] = /^# (deploy\/[\w/-]+\.yaml)/.exec(block) ?? [];
      if (path === undefined) throw new Error(`No path at the top of:\n${block}`);
      return [path, block] as const;
    });
    return {
      title: section.slice(0, section.indexOf('\n')),
      files: Object.fromEntries(files),
      command: blocksOf(section, 'sh')[0] ?? `kustomize build ${flags} deploy`,
    };
  })
  .filter(({ files }) => Object.keys(files).length > 0);

/** Puts files into a project that has the package installed, with a token beside the resource layer. */
function project(files: Readonly<Record<string, string>>): string {
  const path = directory({ 'package.json': '{"private": true}\n', 'deploy/token': 'glrt-EXAMPLE', ...files });
  installInto(path);
  return path;
}

/** A repository with a layout whose paths lead into what vendor has written, and the command for it. */
async function vendored({ files, command }: Layout): Promise<{ path: string; command: string }> {
  const own = (text: string): string =>
    text
      .replaceAll('node_modules/.bin/', `${VENDOR}/kustomize-plugin/`)
      .replaceAll('node_modules/gitlab-runner-manifests', VENDOR);
  const path = directory({
    'deploy/token': 'glrt-EXAMPLE',
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, own(text)])),
  });
  expect(await cli(['vendor', join(path, VENDOR)])).toMatchObject({ exitCode: 0 });
  return {
    path,
    // What npm does for what is installed.
    command: command.replace(/^npm exec -c '(.*)'$/m, `PATH="$PWD/${VENDOR}/kustomize-plugin:$PATH" $1`),
  };
}

function shell(path: string, command: string): Run {
  return run('sh', ['-c', command], { cwd: path });
}

const layout = (title: string): Layout => layouts.find((shown) => shown.title === title)!;
const build = ({ files, command }: Layout): KubernetesObject[] => objectsOf(shell(project(files), command));

/** All objects of a kind, as `namespace/name`. */
const names = (objects: readonly KubernetesObject[], kind: string): string[] =>
  objects
    .filter((object) => object.kind === kind)
    .map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name}`);
const text = (objects: readonly KubernetesObject[], kind: string): string =>
  JSON.stringify(objects.filter((object) => object.kind === kind));

/** The layout of the first section with something added to one of its files. */
function changed(file: 'deploy' | 'deploy/runner', added: string): Run {
  const { files, command } = layout('Two layers');
  const path = `${file}/kustomization.yaml`;
  return shell(project({ ...files, [path]: `${files[path]}${added}` }), command);
}

describe('a layout of docs/kustomize.md', () => {
  it.each(layouts)('builds, and with what vendor writes to the same objects: $title', async (shown) => {
    const objects = build(shown);
    expect(names(objects, 'Deployment')).not.toEqual([]);
    expect(checkRendered(objects)).toEqual([]);
    const { path, command } = await vendored(shown);
    expect(objectsOf(shell(path, command))).toEqual(objects);
    expect(await cli(['vendor', join(path, VENDOR), '--check'])).toMatchObject({ exitCode: 0 });
  });

  it.each(layouts)('fails without --enable-exec: $title', ({ files, command }) => {
    const { exitCode, stdout } = shell(project(files), command.replace(' --enable-exec', ''));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  });

  it('builds with the config layer of docs/image-builds', () => {
    const other = readFileSync(join(root, 'docs/image-builds/README.md'), 'utf8');
    const block = blocksOf(other, 'yaml').find((shown) => shown.startsWith('# deploy/runner/'))!;
    const { files, command } = layout('Two layers');
    const objects = build({
      title: '',
      files: { ...files, 'deploy/runner/kustomization.yaml': block },
      command,
    });
    expect(text(objects, 'ConfigMap')).toContain('BUILDKIT');
  });

  it('moves the manager and config.toml, and lays components and patches over the base', () => {
    const objects = build(layout('Two layers'));
    expect(names(objects, 'Deployment')).toEqual(['ci/gitlab-runner']);
    expect(names(objects, 'Role')).toEqual(['gitlab-runner-jobs/ci:gitlab-runner']);
    expect(text(objects, 'ConfigMap')).toContain('concurrent = 20');
    expect(text(objects, 'ConfigMap')).toContain('https://gitlab.example.com');
  });

  it('renames everything by a suffix of the config layer', () => {
    const objects = build(layout('The guard'));
    expect(names(objects, 'Deployment')).toEqual(['gitlab-runner/gitlab-runner-blue']);
    expect(text(objects, 'Deployment')).toContain('"app.kubernetes.io/instance":"gitlab-runner-blue"');
    expect(text(objects, 'Deployment')).toContain('"team":"blue"');
  });

  it('makes a Secret whose hashed name the Deployment follows', () => {
    const objects = build(layout('The token in a Secret'));
    const [secret = ''] = names(objects, 'Secret');
    expect(secret).toMatch(/^ci\/gitlab-runner-token-[a-z0-9]{10}$/);
    expect(text(objects, 'Deployment')).toContain(`"name":"${secret.slice('ci/'.length)}"`);
  });

  it('renders two managers in one namespace', () => {
    const objects = build(layout('Several runners'));
    expect(names(objects, 'Deployment').sort()).toEqual(['ci/general', 'ci/images']);
    expect(names(objects, 'Namespace')).toEqual(['/ci']);
    expect(names(objects, 'PodMonitor')).toEqual(['ci/general']);
    expect(text(objects, 'Namespace')).toContain('"pod-security.kubernetes.io/enforce":"privileged"');
  });

  it('takes images and patches on rendered objects', () => {
    const deployment = text(build(layout('Changes of rendered objects')), 'Deployment');
    expect(deployment).toContain('"image":"registry.example.com/mirror/gitlab-runner:alpine-v19.3.0"');
    expect(deployment).toContain('"limits":{"memory":"512Mi"}');
  });
});

describe('what the table of docs/kustomize.md says of the resource layer', () => {
  const runner = 'deploy/runner/kustomization.yaml';
  const { [runner]: config = '' } = layout('The token in a Secret').files;
  const resources = (added: string, spec = '{}'): Run =>
    shell(
      project({
        'deploy/kustomization.yaml': `generators: [runner]\n${added}`,
        [runner]: `${config}    spec: ${spec}\n`,
      }),
      `kustomize build ${flags} deploy`,
    );

  it('namespace: config.toml keeps the old one', () => {
    const objects = objectsOf(resources('namespace: other\n'));
    expect(names(objects, 'Role')).toEqual(['other/gitlab-runner']);
    expect(text(objects, 'ConfigMap')).toContain('namespace = \\"ci\\"');
    expect(checkRendered(objects).map(({ code }) => code)).toEqual(['PERMISSION_MISSING']);
  });

  it('namePrefix: config.toml and alerts keep the old name, and labels do not tell copies apart', () => {
    const spec = '{jobs: {serviceAccount: {create: true}}, metrics: {prometheusRule: {enabled: true}}}';
    const objects = objectsOf(resources('namePrefix: blue-\n', spec));
    expect(names(objects, 'ServiceAccount')).toContain('ci/blue-gitlab-runner-job');
    expect(text(objects, 'ConfigMap')).toContain('service_account = \\"gitlab-runner-job\\"');
    expect(text(objects, 'PrometheusRule')).toContain('pod=~\\"gitlab-runner-');
    expect(text(objects, 'Deployment')).toContain('"app.kubernetes.io/instance":"gitlab-runner"');
  });

  it('labels, replicas and images work', () => {
    const deployment = text(
      objectsOf(
        resources(
          'labels: [{pairs: {team: ci}}]\nreplicas: [{name: gitlab-runner, count: 2}]\nimages: [{name: registry.gitlab.com/gitlab-org/gitlab-runner, newTag: mine}]\n',
        ),
      ),
      'Deployment',
    );
    expect(deployment).toContain('"team":"ci"');
    expect(deployment).toContain('"replicas":2');
    expect(deployment).toContain('gitlab-runner:mine');
  });

  it('secretGenerator: without the namespace the Deployment does not follow', () => {
    const objects = objectsOf(resources('secretGenerator: [{name: gitlab-runner-token, files: [token]}]\n'));
    expect(text(objects, 'Deployment')).toContain('"name":"gitlab-runner-token"');
  });

  it('configMapGenerator: merges from a layer above alone', () => {
    const merge =
      'configMapGenerator: [{name: gitlab-runner-config, namespace: ci, behavior: merge, literals: [extra=1]}]\n';
    expect(resources(merge).stderr).toContain('does not exist; cannot merge or replace');
    const { files } = layout('The token in a Secret');
    const path = project(files);
    writeFileSync(join(path, 'kustomization.yaml'), `resources: [deploy]\n${merge}`);
    const objects = objectsOf(shell(path, `kustomize build ${flags} .`));
    expect(text(objects, 'ConfigMap')).toContain('"extra":"1"');
  });
});

describe('what the table of docs/kustomize.md says of the config layer', () => {
  it('images find nothing', () => {
    const added = 'images: [{name: registry.gitlab.com/gitlab-org/gitlab-runner, newTag: mine}]\n';
    expect(text(objectsOf(changed('deploy/runner', added)), 'Deployment')).not.toContain('mine');
  });

  it.each([
    ['replicas: [{name: gitlab-runner, count: 2}]', 'does not match a config'],
    ['secretGenerator: [{name: token, literals: [a=b]}]', 'unable to find plugin root'],
    ['configMapGenerator: [{name: own, literals: [a=b]}]', 'unable to find plugin root'],
  ])('%s is an error', (added, message) => {
    const { exitCode, stderr } = changed('deploy/runner', `${added}\n`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('what kustomize says', () => {
  const [, list = ''] = page.split('## What kustomize says, and why');
  const messages = [...list.matchAll(/^\| `([^`]+)`/gm)].map(([, message]) => message!);
  const own = layout('A document of your own');
  const two = layout('Several runners');
  const component = 'components: [../../node_modules/gitlab-runner-manifests/overlays/components/metrics]\n';
  const built = (
    shown: Layout,
    change: (files: Record<string, string>) => void,
    command = shown.command,
  ): Run => {
    const files = { ...shown.files };
    change(files);
    return shell(project(files), command);
  };
  const replaced = (file: string, from: string, to: string) => (files: Record<string, string>) => {
    expect(files[file]).toContain(from);
    files[file] = files[file]!.replace(from, to);
  };
  const document = 'deploy/runner/runner.yaml';

  const causes: Readonly<Record<string, () => Run>> = {
    'nothing selected by Deployment': () =>
      built(own, () => {}, 'kustomize build --enable-alpha-plugins deploy'),
    'external plugins disabled': () => built(own, () => {}, 'kustomize build deploy'),
    'fork/exec …: no such file or directory': () =>
      built(own, replaced(document, '../node_modules', '../../node_modules')),
    'executable file not found in $PATH': () =>
      built(own, replaced(document, '../node_modules/.bin/gitlab-runner-krm', 'not-on-the-path')),
    'unable to find plugin root': () =>
      built(own, replaced(document, 'config.kubernetes.io/function', 'example.com/function')),
    'multiple matches for selector': () =>
      built(own, (files) => {
        files['deploy/runner/other.yaml'] = files[document]!.replace('name: gitlab-runner', 'name: other');
        files['deploy/runner/kustomization.yaml'] = `resources: [runner.yaml, other.yaml]\n${component}`;
      }),
    'nothing selected by GitLabRunner': () =>
      built(own, (files) => {
        files['deploy/kustomization.yaml'] = `generators: [runner]\n${component.replace('../../', '../')}`;
      }),
    'exists; behavior must be merge or replace': () =>
      built(two, replaced('deploy/images/runner.yaml', '  namespace: {create: false}\n', '')),
    'no resource matches strategic merge patch': () =>
      built(own, (files) => {
        files['deploy/kustomization.yaml'] +=
          'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: gitlab-runner}}"}]\n';
      }),
  };

  it('is explained in full', () => {
    expect(messages).toEqual(Object.keys(causes));
  });

  it.each(messages)('%s', (message) => {
    const { exitCode, stdout, stderr } = causes[message]!();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    for (const part of message.split('…')) expect(stderr).toContain(part);
  });
});
