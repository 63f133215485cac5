import { expect } from 'vitest';
import { EXPANDS_TOKEN, isAtLeast } from '../../src/core/runner-release.ts';
import { importConfig } from '../../src/import/import-config.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner, toYaml } from '../../src/index.ts';

/** A document, as far as the list below looks at it. */
interface Document {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version?: string;
    readonly accepted?: object;
    readonly runners: Readonly<Record<string, { readonly token?: { readonly value?: string } }>>;
  };
}

/** What no import of rendered objects gives back, and why: each makes of a document the one that comes back. */
const NOT_GIVEN_BACK: readonly {
  readonly why: string;
  readonly change: (document: Document) => object;
}[] = [
  {
    why: 'a token by value goes into a Secret that people make, under the name that ours had; where config.toml held a single one, its key is the usual one',
    change: (document) => {
      const { runners, version } = document.spec;
      const isInFile = version !== undefined && !isAtLeast(version, EXPANDS_TOKEN);
      const secretKeyRef = (id: string) => ({
        name: `${document.metadata.name}-token`,
        key: isInFile && Object.keys(runners).length === 1 ? 'token' : id,
      });
      const changed = Object.entries(runners).map(([id, runner]) => [
        id,
        runner.token?.value === undefined ? runner : { ...runner, token: { secretKeyRef: secretKeyRef(id) } },
      ]);
      return { ...document, spec: { ...document.spec, runners: Object.fromEntries(changed) } };
    },
  },
  {
    why: 'a release that cannot take its token from a Secret gives way to the first that can',
    change: (document) => {
      const { version } = document.spec;
      if (version === undefined || isAtLeast(version, EXPANDS_TOKEN)) return document;
      return { ...document, spec: { ...document.spec, version: `${EXPANDS_TOKEN}.0` } };
    },
  },
  {
    why: 'no object holds why a warning is accepted',
    change: ({ spec: { accepted: _, ...spec }, ...document }) => ({ ...document, spec }),
  },
];

/** The objects of the document that an import of a document's objects gives back. */
export function expected(document: GitLabRunner): readonly KubernetesObject[] {
  const changed = NOT_GIVEN_BACK.reduce<object>((before, { change }) => change(before as Document), document);
  return renderRunner(changed as GitLabRunner);
}

/** What an import of objects gives back. */
export function imported(objects: readonly KubernetesObject[]) {
  const { documents, report } = importConfig([{ name: 'objects.yaml', text: toYaml([...objects]) }]);
  expect(documents).toHaveLength(1);
  return { document: documents[0]!, report };
}
