import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { imported, importedText } from './imported.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8');

describe('resources as people have them', () => {
  it.each([
    ['minimal', {}],
    ['full', {}],
    ['v1beta1', {}],
    ['multi-runner', {}],
  ])('%s: a document without a decision open, as a person would have written it', async (name, options) => {
    const { document, own, report } = importedText(fixture(name), options);
    await expect(document?.text).toMatchFileSnapshot(`expected/${name}.yaml`);
    expect(own?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(own?.remarks.filter(({ kind }) => kind === 'decide')).toEqual([]);
    expect(report.isDecided).toBe(true);
  });

  it('alekc-v1beta1: the new runner alone is left to decide', async () => {
    const { document, documents, own } = importedText(fixture('alekc-v1beta1'), { runnerVersion: '19.3.0' });
    await expect(document?.text).toMatchFileSnapshot('expected/alekc-v1beta1.yaml');
    expect(documents).toHaveLength(1);
    expect(own?.remarks.filter(({ kind }) => kind === 'decide').map(({ subject }) => subject)).toEqual([
      'spec.registration_config',
    ]);
  });
});

function official(name: string, more: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'apps.gitlab.com/v1beta2',
    kind: 'Runner',
    metadata: { name, namespace: 'ci', ...metadata },
    spec: { gitlabUrl: 'https://gitlab.example.com', token: 'secret', ...more },
  };
}

function alekc(name: string, kind = 'Runner', metadata: object = {}): object {
  const authentication = { token: { secret_key_ref: { name: 'secret' } } };
  return {
    apiVersion: 'gitlab.k8s.alekc.dev/v1beta2',
    kind,
    metadata: { name, namespace: 'ci', ...metadata },
    spec: kind === 'Runner' ? { authentication } : { entries: [{ name: 'a', authentication }] },
  };
}

const namesOf = (...objects: readonly object[]): readonly string[] =>
  imported(objects).documents.map(({ name }) => name);

describe('the name of a document', () => {
  it('is that of the resource', () => {
    expect(namesOf(official('a'), alekc('b'), alekc('c', 'MultiRunner'))).toEqual(['a', 'b', 'c']);
  });

  it('is another where it is taken, by a document or by what the operators made', () => {
    expect(namesOf(official('a'), alekc('a'), alekc('a', 'MultiRunner'))).toEqual(['a', 'a-2', 'a-3']);
    expect(namesOf(official('a'), official('a-runner'))).toEqual(['a', 'a-runner-2']);
    expect(namesOf(alekc('x'), alekc('gitlab-runner-x'))).toEqual(['x', 'gitlab-runner-x-2']);
    expect(
      imported([official('a'), official('a', {}, { namespace: 'other' })]).report.documents[1]?.remarks[0]
        ?.text,
    ).toBe(
      'Another document is called a: this one is a-2. If they are for two clusters, import them one by one.',
    );
  });

  it('is the one that people ask for where there is one manager', () => {
    expect(imported([official('a')], { name: 'mine' }).documents[0]?.name).toBe('mine');
    expect(
      imported([official('a'), official('b')], { name: 'mine' }).documents.map(({ name }) => name),
    ).toEqual(['a', 'b']);
  });

  it('is asked for where something else fills it in', () => {
    const { document, said } = imported([official('${NAME}')]);
    expect(document?.name).toBe('gitlab-runner');
    expect(said).toContainEqual(expect.stringContaining('outside metadata.name: The inputs have no name'));
  });

  it('stands in the namespace of the resource, or in the one that people ask for', () => {
    expect(imported([official('a')]).document?.namespace).toBe('ci');
    const moved = imported([official('a', {}, { namespace: undefined })], { namespace: 'here' });
    expect(moved.document?.namespace).toBe('here');
    expect(moved.document?.config.spec.jobs).toBeUndefined();
  });
});

describe('what belongs to a resource', () => {
  const owned = (apiVersion: string, kind: string, name: string) => ({
    ownerReferences: [{ apiVersion, kind, name, uid: '0', controller: true }],
  });
  const deployment = (name: string, metadata: object): object => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'ci', ...metadata },
    spec: {
      template: { spec: { containers: [{ name: 'runner', image: 'gitlab/gitlab-runner:alpine-v19.2.0' }] } },
    },
  });

  it('is no manager of its own', () => {
    const { documents, said } = imported([
      official('a', { config: 'template' }),
      deployment('a-runner', owned('apps.gitlab.com/v1beta2', 'Runner', 'a')),
      alekc('b'),
      deployment('gitlab-runner-b', {}),
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'template', namespace: 'ci' },
        data: { 'config.toml': '[[runners]]\n[runners.kubernetes]\n' },
      },
    ]);
    expect(documents.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(said.some((line) => line.includes('no manager among the inputs reads it'))).toBe(false);
  });

  it('is asked for its resource where that is missing', () => {
    const { documents, said } = imported([
      deployment('a-runner', owned('apps.gitlab.com/v1beta2', 'Runner', 'a')),
    ]);
    expect(documents).toEqual([]);
    expect(said).toEqual([
      'refused Deployment/a-runner: An operator has made it of the Runner a, which says how it runs and is not among the inputs: give it to import as well, `kubectl get runners.apps.gitlab.com a --namespace ci -o yaml`.',
    ]);
  });

  it('is found in its namespace alone', () => {
    const template = (namespace: string, image: string): object => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'template', namespace },
      data: { 'config.toml': `[[runners]]\n[runners.kubernetes]\nimage = "${image}"\n` },
    });
    const { document } = imported([
      official('a', { config: 'template' }),
      template('other', 'no:1'),
      template('ci', 'yes:1'),
    ]);
    expect(document?.config).toMatchObject({
      spec: { runners: { default: { kubernetes: { image: 'yes:1' } } } },
    });
  });
});

describe('others', () => {
  const of = (apiVersion: string, kind: string): object => ({
    apiVersion,
    kind,
    metadata: { name: 'a' },
    spec: {},
  });

  it.each([
    ['apps.gitlab.com/v1beta1', 'GitLab', 'It is GitLab itself'],
    ['apps.gitlab.com/v1beta1', 'GLBackup', 'It is GitLab itself'],
    ['gitlab-pipelines.svcs.puzl.cloud/v1', 'GitLabRunnerClaim', 'Puzl runs these runners on its own side'],
    ['glasskube.eu/v1alpha1', 'GitlabRunner', 'Glasskube’s package of GitLab'],
    ['runner.gscout.xyz/v1alpha1', 'Runner', 'gcp-gitlab-runner-operator'],
    ['actions.summerwind.dev/v1alpha1', 'Runner', 'a runner of GitHub Actions'],
    ['actions.summerwind.dev/v1alpha1', 'RunnerDeployment', 'a runner of GitHub Actions'],
    ['actions.github.com/v1alpha1', 'AutoscalingRunnerSet', 'a runner of GitHub Actions'],
    ['example.com/v1', 'Runner', 'the one of this group is not known'],
  ])('%s %s is refused by name', (apiVersion, kind, text) => {
    const { documents, said } = imported([of(apiVersion, kind)]);
    expect(documents).toEqual([]);
    expect(said).toEqual([expect.stringMatching(new RegExp(`^refused ${kind} of [\\w.-]+: .*${text}`))]);
  });

  it('GitLab stands beside its runners without a decision', () => {
    expect(imported([official('a'), of('apps.gitlab.com/v1beta1', 'GitLab')]).report.isDecided).toBe(true);
  });

  it('a Runner that holds values of the chart is left to what reads those', () => {
    const { documents } = imported([
      {
        apiVersion: 'apps.gitlab.com/v1beta2',
        kind: 'Runner',
        metadata: { name: 'a', namespace: 'ci' },
        spec: {
          gitlabUrl: 'https://gitlab.example.com',
          image: { registry: 'registry.example.com' },
          checkInterval: 5,
          runners: { secret: 'mine' },
        },
      },
    ]);
    expect(documents).toHaveLength(1);
    expect(documents[0]?.config).toMatchObject({
      spec: {
        config: { check_interval: 5 },
        image: { repository: 'registry.example.com/gitlab-org/gitlab-runner' },
      },
    });
  });
});

it('leaves out what something has yet to fill in', () => {
  const { document, said } = imported([
    official('a', { buildImage: '${REGISTRY}/base', cloneURL: '{{ .Values.url }}' }),
  ]);
  expect(JSON.stringify(document?.config)).not.toMatch(/REGISTRY|Values/);
  expect(said).toContainEqual(
    expect.stringContaining('decide spec.buildImage: Something fills in `${REGISTRY}`'),
  );
  expect(said).toContainEqual(
    expect.stringContaining('decide spec.cloneURL: Something fills in `{{ .Values.url }}`'),
  );
});
