import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { parse, stringify } from 'yaml';

import { manifest } from '../../../../scripts/release/project.ts';
import { type GitLabRunner, renderRunner, toYaml } from '../../../../src/index.ts';
import { build } from '../../../support/kustomize.ts';
import { directory, root } from '../../../support/project.ts';
import { run } from '../../../support/run.ts';
import { images } from '../../support/images.ts';
import { kubectl, shell } from '../../support/kubectl.ts';
import { newNamespace } from '../../support/namespace.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';
import { BuildKit, exported, type Layout, load } from './buildkit.ts';
import { program } from './program.ts';

const { version } = manifest;
const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-images-'));
const context = join(folder, 'context');
const text = readFileSync(join(root, 'overlays/base/config/runner.yaml'), 'utf8');
const document = parse(text) as GitLabRunner;
const tag = `test-${process.pid}`;
const names = {
  function: `docker.io/library/gitlab-runner-krm:${tag}`,
  cli: `docker.io/library/gitlab-runner-manifests:${tag}`,
};
/** What a pod must be where Pod Security is `restricted`; the rest is the images'. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** As much of a pod as the page shows. */
interface SidecarOf {
  readonly containers: readonly object[];
  readonly volumes: readonly object[];
}

let namespace: string;
let buildkit: BuildKit;
let base: Layout;
const digests = { function: [] as unknown[], cli: [] as unknown[] };

/** The base of the command line: Debian with the Node and the kustomize of this machine. */
async function buildBase(): Promise<Layout> {
  const files = join(folder, 'base');
  for (const part of ['usr/local/bin', 'usr/local/lib', 'app'])
    mkdirSync(join(files, 'rootfs', part), { recursive: true });
  const kustomize = execFileSync('sh', ['-c', 'command -v kustomize'], { encoding: 'utf8' }).trim();
  copyFileSync(process.execPath, join(files, 'rootfs/usr/local/bin/node'));
  copyFileSync(realpathSync(kustomize), join(files, 'rootfs/app/kustomize'));
  // Those of the C library have to be Debian's own.
  const libraries = run('ldd', [process.execPath]).stdout.matchAll(
    /=> (\S*lib(?:stdc\+\+|gcc_s|node|uv)\S*)/g,
  );
  for (const [, library] of libraries)
    copyFileSync(realpathSync(library!), join(files, 'rootfs/usr/local/lib', basename(library!)));
  writeFileSync(join(files, 'Dockerfile'), 'FROM debian\nCOPY rootfs/ /\n');
  const layout = join(folder, 'base-layout');
  const digest = await buildkit.build({
    context: files,
    images: { debian: exported(`docker.io/library/${images.debian}`, join(folder, 'debian')) },
    output: `type=oci,tar=false,dest=${layout}`,
  });
  return { folder: layout, digest: digest! };
}

/** Builds a target of the Dockerfile. */
const buildTarget = (target: string, output: string): Promise<string | undefined> =>
  buildkit.build({
    context,
    target,
    args: { BASE: 'base', KUSTOMIZE: 'base', VERSION: version, SOURCE_DATE_EPOCH: '1700000000' },
    images: { base },
    output,
  });

beforeAll(async () => {
  const script = (file: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), file, ...args], {
      cwd: root,
    });
  const release = join(folder, 'release');
  await script('scripts/release.ts', '--dry-run', '--no-check', release);
  mkdirSync(context);
  for (const file of ['Dockerfile', '.dockerignore']) copyFileSync(join(root, file), join(context, file));
  buildkit = await BuildKit.start(join(folder, 'buildkit'));
  base = await buildBase();
  for (const time of ['first', 'second']) {
    await script('scripts/image-context.ts', release, join(context, 'image'));
    for (const target of ['function', 'cli'] as const) {
      const archive = join(folder, `${target}-${time}.tar`);
      const output = `type=oci,dest=${archive},name=${names[target]},rewrite-timestamp=true`;
      digests[target].push(await buildTarget(target, output));
      if (time === 'second') load(archive);
    }
  }
  namespace = newNamespace();
  await kubectl(['create', 'namespace', namespace]);
  await kubectl(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=restricted']);
});
afterAll(async () => {
  await buildkit?.stop();
  if (namespace !== undefined) await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  for (const name of Object.values(names)) run('images', ['images', 'rm', name]);
  rmSync(folder, { recursive: true, force: true });
});

/** The command that runs an image with the standard input of this one, and prints what it prints. */
const inPod = (name: string, image: string, command: readonly string[] = []): string => {
  const container = {
    name,
    image,
    stdin: true,
    stdinOnce: true,
    securityContext: RESTRICTED,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    ...(command.length > 0 && { command }),
  };
  const spec = { containers: [container], volumes: [{ name: 'tmp', emptyDir: {} }] };
  const overrides = JSON.stringify({ apiVersion: 'v1', spec }).replaceAll("'", "'\\''");
  return `kubectl run ${name} --namespace ${namespace} --stdin --rm --quiet --restart=Never --image=${image} --overrides='${overrides}'`;
};

describe('each image', () => {
  it.for(['function', 'cli'] as const)('has the same digest when %s is built again', (target) => {
    expect(digests[target]).toEqual([expect.stringMatching(/^sha256:/), digests[target][0]]);
  });
});

describe('the image of the function', () => {
  const files = join(folder, 'files');
  beforeAll(async () => {
    await buildTarget('function', `type=local,dest=${files}`);
    // The folder itself is not in the image.
    chmodSync(files, 0o755);
  });

  it('holds the function and a user, and nothing else', () => {
    expect(readdirSync(files, { recursive: true }).sort()).toEqual([
      'etc',
      'etc/passwd',
      'gitlab-runner-krm',
    ]);
    expect(readFileSync(join(files, 'etc/passwd'), 'utf8')).toMatch(/^nobody:x:65534:65534:.*\n$/);
  });

  it('is what kustomize can start as a container, by the name of the user', () => {
    const image = 'registry.example.com/gitlab-runner-krm:1';
    const path = directory({
      'layer/kustomization.yaml': 'generators:\n- runner.yaml\n',
      'layer/runner.yaml': text.replace(/exec: \{path: .*\}/, `container: {image: "${image}"}`),
      // Does what Docker does with these options of `docker run`: the last word is the image.
      'bin/docker': `#!/bin/sh
while [ $# -gt 1 ]; do
  if [ "$1" = --user ]; then user=$2; fi
  shift
done
[ "$1" = ${image} ] || exit 64
id=$(sed -n "s/^$user:x:\\([0-9]*:[0-9]*\\):.*/\\1/p" ${files}/etc/passwd)
exec chroot --userspec="$id" ${files} /gitlab-runner-krm
`,
    });
    chmodSync(join(path, 'bin/docker'), 0o755);
    const built = run('kustomize', ['build', '--enable-alpha-plugins', join(path, 'layer')], {
      path: join(path, 'bin'),
    });
    expect(built).toMatchObject({ exitCode: 0, stdout: build(join(root, 'overlays/base')).stdout });
  });

  it('answers as the Node function does', async () => {
    const input = stringify({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: [],
      functionConfig: document,
    });
    const here = run(join(root, 'kustomize-plugin/gitlab-runner-krm'), [], { input });
    expect(here.exitCode).toBe(0);
    expect(await shell(inPod('function', names.function), { input })).toBe(here.stdout);
  });

  it('ends with the diagnostics where the document is wrong', async () => {
    const input = stringify({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: [],
      functionConfig: { ...document, spec: { ...document.spec, runers: {} } },
    });
    await expect(shell(inPod('function-wrong', names.function), { input })).rejects.toThrow(/runers/);
  });
});

describe('the image of the command line', () => {
  it('renders as user 999, with nothing to write to but /tmp', async () => {
    const command = ['sh', '-c', 'test "$(id -u)" = 999 && gitlab-runner-manifests render -'];
    expect(await shell(inPod('render', names.cli, command), { input: text })).toBe(
      toYaml(renderRunner(document)),
    );
  });

  it('builds a layer with kustomize, whose function is the native one on the PATH', async () => {
    const layer = directory({
      'kustomization.yaml': 'generators:\n- runner.yaml\n',
      'runner.yaml': text.replace(/exec: \{path: .*\}/, 'exec: {path: gitlab-runner-krm}'),
    });
    const command = [
      'sh',
      '-ec',
      'gitlab-runner-krm --version | grep -q native; tar -x; kustomize build --enable-alpha-plugins --enable-exec .',
    ];
    const built = await shell(
      `tar -C "$LAYER" -c kustomization.yaml runner.yaml | ${inPod('kustomize', names.cli, command)}`,
      {
        env: { LAYER: layer },
      },
    );
    expect(built).toBe(build(join(root, 'overlays/base')).stdout);
  });

  it('is a sidecar in which the server that Argo CD brings waits for work', async () => {
    const argocd = join(folder, 'argocd');
    mkdirSync(argocd);
    copyFileSync(program('gitops/argocd', argocd), join(argocd, 'argocd-cmp-server'));
    writeFileSync(join(argocd, 'Dockerfile'), 'FROM base\nCOPY argocd-cmp-server /usr/local/bin/\n');
    const image = `docker.io/library/argocd:${tag}`;
    const archive = join(folder, 'argocd.tar');
    await buildkit.build({
      context: argocd,
      images: { base },
      output: `type=oci,dest=${archive},name=${image}`,
    });
    load(archive);

    const [, shown] = /As a plugin,[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
      readFileSync(join(root, 'docs/native.md'), 'utf8'),
    )!;
    const { containers, volumes } = (parse(shown!) as { spec: { template: { spec: SidecarOf } } }).spec
      .template.spec;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'sidecar', namespace },
      spec: {
        securityContext: { runAsUser: 999 },
        // As Argo CD's own Deployment has it.
        initContainers: [
          {
            name: 'copyutil',
            image,
            command: ['cp', '/usr/local/bin/argocd-cmp-server', '/var/run/argocd/'],
            securityContext: RESTRICTED,
            volumeMounts: [{ name: 'var-files', mountPath: '/var/run/argocd' }],
          },
        ],
        containers: containers.map((container) => ({ ...container, image: names.cli })),
        volumes: [...volumes, { name: 'var-files', emptyDir: {} }, { name: 'plugins', emptyDir: {} }],
      },
    };
    const plugin = readFileSync(join(root, 'examples/argocd/plugin.yaml'), 'utf8');
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'gitlab-runner-manifests-plugin', namespace },
      data: { 'plugin.yaml': plugin },
    };
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [config, pod] }),
    );
    await until('the plugin serves', async () =>
      (await kubectl(['logs', 'sidecar', '--namespace', namespace])).includes('serving on'),
    );
    run('images', ['images', 'rm', image]);
  });
});
