import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { certificateFor } from '../../../support/certificate.ts';
import type { Tools } from './case.ts';

/**
 * Starts a webhook that changes what managers make, as those of service meshes do, and returns what asks it in a
 * namespace. It ends with the test.
 *
 * @param resource As `pods` or `apps/deployments`.
 * @param operations What it does to each, as a JSON patch.
 */
export async function meddler(
  { host, atEnd }: Pick<Tools, 'host' | 'atEnd'>,
  resource: string,
  operations: readonly object[],
): Promise<(namespace: string) => object> {
  const { key, certificate, authority } = certificateFor(host);
  const patch = Buffer.from(JSON.stringify(operations)).toString('base64');
  const server = createServer({ key, cert: certificate }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { uid } = JSON.parse(Buffer.concat(chunks).toString()).request;
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: { uid, allowed: true, patchType: 'JSONPatch', patch },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const [name, group = ''] = resource.split('/').reverse();
  return (namespace) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: namespace },
    webhooks: [
      {
        name: 'meddler.gitlab-runner-manifests.dev',
        clientConfig: {
          url: `https://${host}:${port}/`,
          caBundle: Buffer.from(authority).toString('base64'),
        },
        rules: [{ operations: ['CREATE'], apiGroups: [group], apiVersions: ['v1'], resources: [name] }],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        matchConditions: [
          {
            name: 'manager',
            expression: `request.userInfo.username.startsWith('system:serviceaccount:${namespace}:')`,
          },
        ],
        failurePolicy: 'Ignore',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  });
}
