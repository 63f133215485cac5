import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { checkRendered, type GitLabRunner, render } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { expectStrict } from '../support/kubernetes-schema.ts';
import { objectsOf } from '../support/kustomize.ts';
import { root } from '../support/project.ts';
import { run } from '../support/run.ts';

const folder = 'examples/cookbook';
const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = files.filter((file) => /^kind: GitLabRunner$/m.test(read(file)));
const documentOf = (file: string): GitLabRunner => parse(read(file)) as GitLabRunner;

const page = read('docs/cookbook.md');

/** A recipe of the page: the files that it shows, and the command that shows that it works, with what is to be seen. */
interface Recipe {
  readonly title: string;
  readonly files: readonly string[];
  readonly command: string;
  readonly seen: readonly string[];
}

const recipes = page
  .split(/^## /m)
  .slice(1)
  .map((text): Recipe => {
    const [, says = '', command = ''] =
      /\n\n([^\n]+):\n\n```sh\n(npx gitlab-runner-manifests .*)\n```/.exec(text) ?? [];
    return {
      title: text.slice(0, text.indexOf('\n')),
      files: [...text.matchAll(/<!-- file: (\S+) -->/g)].map(([, path]) => path!),
      command,
      seen: [...says.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
    };
  })
  .filter(({ files: shown }) => shown.some((file) => documents.includes(file)));

describe('docs/cookbook.md', () => {
  it('shows every file of examples/cookbook, or links to it', () => {
    const isThere = (file: string): boolean =>
      page.includes(`<!-- file: ${file} -->`) || page.includes(`(../${file})`);
    expect(files.filter((file) => !isThere(file))).toEqual([]);
  });

  it('has a recipe for every document', () => {
    expect(recipes.flatMap((recipe) => recipe.files).filter((file) => documents.includes(file))).toHaveLength(
      documents.length,
    );
  });

  it('links to every recipe at its top', () => {
    const [top = ''] = page.split(/^## /m);
    expect([...top.matchAll(/\]\(#/g)].length).toBeGreaterThanOrEqual(recipes.length);
  });

  it.each(recipes)('shows that it works: $title', async ({ command, seen, files: shown }) => {
    const [npx, program, ...args] = command.split(' ');
    expect([npx, program]).toEqual(['npx', 'gitlab-runner-manifests']);
    expect(shown.some((file) => args.some((arg) => file.startsWith(arg)))).toBe(true);
    const inProject = args.map((arg) => (arg.startsWith(folder) ? join(root, arg) : arg));
    const { exitCode, stdout, stderr } = await cli(inProject);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(seen.length).toBeGreaterThan(0);
    for (const each of seen) expect(stdout).toContain(each);
  });
});

describe.each(documents)('%s', (file) => {
  it('has no finding but those that it accepts', () => {
    const document = documentOf(file);
    expect(render(document).diagnostics).toEqual([]);
    const { accepted, ...spec } = document.spec;
    const found = render({ ...document, spec }).diagnostics;
    expect(found.map(({ code }) => code).sort()).toEqual(Object.keys(accepted ?? {}).sort());
  });

  it('renders objects that Kubernetes accepts, and that fit together', () => {
    const document = documentOf(file);
    const result = render(document);
    if (!result.ok) throw new Error('not rendered');
    const extra = Object.values(document.spec.extraObjects ?? {}).map(({ kind }) => kind);
    expectStrict(result.objects.filter(({ kind }) => !extra.includes(kind)));
    expect(checkRendered(result.objects)).toEqual([]);
  });
});

describe('the fleet', () => {
  const path = join(root, folder, 'fleet');
  const kustomize = (...flags: string[]) =>
    run('kustomize', ['build', ...flags, path], { path: join(root, 'kustomize-plugin') });

  it('is built by kustomize, each team in a namespace of its own', () => {
    const objects = objectsOf(kustomize('--enable-alpha-plugins', '--enable-exec'));
    const managers = objects.filter(({ kind }) => kind === 'Deployment');
    expect(managers.map(({ metadata }) => metadata.namespace).sort()).toEqual(['ci-blue', 'ci-green']);
    expect(checkRendered(objects)).toEqual([]);
  });

  it('has a guard for a build without --enable-exec', async () => {
    expect(kustomize('--enable-alpha-plugins')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await cli(['validate', '-k', path])).toMatchObject({ exitCode: 0 });
  });
});

describe('renovate.json', () => {
  interface Manager {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
    readonly depNameTemplate?: string;
    readonly extractVersionTemplate?: string;
  }
  const { customManagers, packageRules } = JSON.parse(read(`${folder}/renovate.json`)) as {
    readonly customManagers: readonly Manager[];
    readonly packageRules: readonly { readonly versioning?: string }[];
  };
  const text = read(`${folder}/pinned-digests.yaml`);
  const found = customManagers.flatMap((manager) =>
    manager.matchStrings.flatMap((pattern) =>
      [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups = {} }) => ({
        name: groups.depName ?? manager.depNameTemplate,
        value: groups.currentValue!,
        digest: groups.currentDigest,
        extractVersion: manager.extractVersionTemplate,
      })),
    ),
  );

  it('finds the release, and every digest of the document', () => {
    const runner = 'registry.gitlab.com/gitlab-org/gitlab-runner';
    const { version } = documentOf(`${folder}/pinned-digests.yaml`).spec;
    expect(found.map(({ name, value }) => [name, value])).toEqual([
      [runner, version],
      [runner, `alpine-v${version}`],
      ['debian', '13'],
      [`${runner}/gitlab-runner-helper`, `x86_64-v${version}`],
    ]);
    expect(found.filter(({ digest }) => digest !== undefined)).toHaveLength(
      [...text.matchAll(/sha256:/g)].length,
    );
  });

  it('reads the document by its name', () => {
    for (const { managerFilePatterns } of customManagers) {
      for (const pattern of managerFilePatterns)
        expect(`${folder}/pinned-digests.yaml`).toMatch(new RegExp(pattern.slice(1, -1)));
    }
  });

  it('compares tags of one kind alone', () => {
    const [first, image, ...more] = found;
    expect(image!.value).toMatch(new RegExp(first!.extractVersion!));
    const versioning = packageRules.flatMap((rule) => rule.versioning ?? [])[0]!.replace('regex:', '');
    const parts = new RegExp(versioning).exec(more.at(-1)!.value)?.groups;
    expect(parts).toEqual({ compatibility: 'x86_64-', major: '19', minor: '3', patch: '0' });
  });
});
