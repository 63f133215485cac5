import { render } from '../../src/api.ts';

/** A rendered object of any kind. */
interface AnyObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: every kind has its own fields.
  readonly [field: string]: any;
}

/** A document with one runner, named as in the overlays, in the namespace `ci`. */
export function documentWith(spec: object = {}, runner: object = {}): object {
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner', namespace: 'ci' },
    spec: {
      runners: {
        default: {
          url: 'https://gitlab.com',
          token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
          ...runner,
        },
      },
      ...spec,
    },
  };
}

/** Renders that document. Throws where it has errors. */
export function objectsWith(spec: object = {}, runner: object = {}): AnyObject[] {
  const rendered = render(documentWith(spec, runner));
  if (!rendered.ok) throw new Error(rendered.diagnostics.map(({ message }) => message).join('\n'));
  return rendered.objects as unknown as AnyObject[];
}

/** Returns the only object of a kind, in a namespace where one is given. Throws where there is none, or several. */
export function only(objects: readonly AnyObject[], kind: string, namespace?: string): AnyObject {
  const found = objects.filter(
    (object) => object.kind === kind && (namespace === undefined || object.metadata.namespace === namespace),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0] as AnyObject;
}
