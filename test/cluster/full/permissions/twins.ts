import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { KubernetesObject } from '../../../../src/index.ts';
import { certificateFor } from '../../../support/certificate.ts';
import type { Api } from '../../support/api.ts';

interface Review {
  readonly request: { readonly uid: string; readonly object: KubernetesObject };
}

/**
 * Makes what managers are about to make a moment before them, so that their own request finds it there: what a manager
 * meets that did not hear the answer to its first request, and asks again.
 */
export class Twins {
  readonly #server: Server;
  readonly #url: string;
  readonly #authority: string;

  private constructor(server: Server, url: string, authority: string) {
    this.#server = server;
    this.#url = url;
    this.#authority = authority;
  }

  /** @param host the address at which the API server reaches this machine. */
  static async start(api: Api, host: string): Promise<Twins> {
    const { key, certificate, authority } = certificateFor(host);
    const server = createServer({ key, cert: certificate }, async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { uid, object } = (JSON.parse(Buffer.concat(chunks).toString()) as Review).request;
      const answer = await api.ask('POST', await api.pathOf(object), twinOf(object)).then(
        () => ({ uid, allowed: true }),
        (error: Error) => ({ uid, allowed: false, status: { message: error.message } }),
      );
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response: answer,
        }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    return new Twins(server, `https://${host}:${port}/`, authority);
  }

  /** What asks for twins of resources that the manager of a namespace makes: `policy/poddisruptionbudgets`. */
  of(namespace: string, ...resources: readonly string[]): object {
    return {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: namespace },
      webhooks: [
        {
          name: 'twins.gitlab-runner-manifests.dev',
          clientConfig: { url: this.#url, caBundle: Buffer.from(this.#authority).toString('base64') },
          rules: resources.map((resource) => {
            const [name, group = ''] = resource.split('/').reverse();
            return { operations: ['CREATE'], apiGroups: [group], apiVersions: ['v1'], resources: [name] };
          }),
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          matchConditions: [
            {
              name: 'manager',
              expression: `request.userInfo.username.startsWith('system:serviceaccount:${namespace}:')`,
            },
          ],
          sideEffects: 'NoneOnDryRun',
          admissionReviewVersions: ['v1'],
        },
      ],
    };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** The object as it was asked for: without what the API server has filled in and gives out once. */
function twinOf(object: KubernetesObject & { readonly spec?: object }): object {
  const { name, namespace, labels, annotations } = object.metadata;
  const { spec } = object;
  return {
    ...object,
    metadata: { name, namespace, labels, annotations },
    ...(spec !== undefined && { spec: { ...spec, clusterIP: undefined, clusterIPs: undefined } }),
  };
}
