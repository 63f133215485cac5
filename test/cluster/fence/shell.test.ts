import { expect } from 'vitest';
import { askAll } from '../../support/ask-all.ts';
import { fenced } from '../support/fence.ts';
import { images } from '../support/images.ts';
import type { Pod, Runner } from '../support/runner.ts';
import { it } from '../support/test.ts';
import { changed } from './job-pod.ts';
import { type Try, tries } from './tries.ts';

/** Asks the API server from within a pod, with the token of its account. Upstream's images have the one or the other program. */
const ASK = `
account=/var/run/secrets/kubernetes.io/serviceaccount server=$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT
set -- "$1" "$2" "$3" "\${4:-application/json}" "$5"
if command -v curl >/dev/null; then
  curl --silent --http1.1 --include --cacert "$account/ca.crt" --request "$1" --header "Authorization: Bearer $(cat "$account/token")" \\
    --header "Content-Type: $4" \${5:+--header "Impersonate-User: $5"} \${3:+--data-binary "$3"} "https://$server$2"
else
  {
    printf '%s\\r\\n' "$1 $2 HTTP/1.0" "Host: $server" "Authorization: Bearer $(cat "$account/token")" "Content-Type: $4" \\
      \${5:+"Impersonate-User: $5"} "Content-Length: $(printf %s "$3" | wc -c)" '' && printf %s "$3"
  } | openssl s_client -quiet -verify_return_error -CAfile "$account/ca.crt" -connect "$server" 2>/dev/null
fi`;

/** How many requests are tried at once. */
const AT_ONCE = 3;

interface Answer {
  readonly status: number;
  readonly message: string | undefined;
}

async function askFrom(
  runner: Runner,
  manager: Pod,
  { method, path, value, type = '' }: Try,
): Promise<Answer> {
  const [place = '', user = ''] = path.split('#');
  const body = value === undefined ? '' : JSON.stringify(value);
  const answer = await runner.exec(
    manager,
    'gitlab-runner',
    'sh',
    '-c',
    ASK,
    'sh',
    method,
    place,
    body,
    type,
    user,
  );
  const [, status, text] = /^HTTP\/1\.\d (\d+)[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(answer) ?? [];
  if (status === undefined) throw new Error(`${method} ${path} was answered with ${JSON.stringify(answer)}`);
  const { message } = (text?.startsWith('{') ? JSON.parse(text) : { message: text }) as { message?: string };
  return { status: Number(status), message };
}

it('a shell in the pod of the manager gets pods as the document makes them, and nothing else', async ({
  gitlab,
  start,
}) => {
  const token = gitlab.newRunner();
  // What gives the account the most: nothing but the fence keeps pods from the node, in every namespace.
  const runner = await start(
    fenced({
      objects: (namespace) => [
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'strong', namespace } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'second', namespace }, stringData: { token } },
      ],
      spec: {
        namespace: { podSecurity: { enforce: 'privileged' } },
        runners: {
          apart: {
            url: gitlab.url,
            token: { secretKeyRef: { name: 'second', key: 'token' } },
            kubernetes: { image: images.alpine, namespace_per_job: true },
          },
        },
      },
      runner: {
        feature_flags: { FF_SUSPENDABLE_ENVIRONMENTS: false },
        kubernetes: { autoscaler: { policy: [{ idle_count: 0 }] }, pod_disruption_budget: true },
      },
    }),
  );
  const held = await runner.hold();
  const [manager] = await runner.managers();
  const [job] = await runner.podsOf(held);
  const { namespace } = runner;
  const scene = {
    namespace,
    manager: manager!.metadata.name,
    job: job!.metadata.name,
    deployment: await runner.deployment(),
  };
  const names = async (): Promise<string[]> =>
    (await runner.pods())
      .map(({ metadata, spec }) => JSON.stringify([metadata.name, metadata.labels, spec]))
      .sort();
  const before = await names();

  const own = changed(namespace, () => ({}));
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const made = { method: 'POST', path, value: own, by: 'fence' } as const;
  expect(await askFrom(runner, manager!, made)).toMatchObject({ status: 201 });
  const gone = `${path}/${own.metadata.name}?gracePeriodSeconds=1`;
  expect(await askFrom(runner, manager!, { method: 'DELETE', path: gone, by: 'fence' })).toMatchObject({
    status: 200,
  });

  const found: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  await askAll(Object.entries(tries(scene)), AT_ONCE, async ([name, one]) => {
    const { status, message = '' } = await askFrom(runner, manager!, one);
    const by = / denied request: GitLabRunner /.test(message)
      ? 'fence'
      : / cannot /.test(message)
        ? 'rights'
        : message;
    found[name] = { status, by };
    expected[name] = { status: 403, by: one.by };
  });
  expect(found).toEqual(expected);
  expect(Object.keys(found).length).toBeGreaterThanOrEqual(20);
  expect((await names()).filter((one) => !one.includes(own.metadata.name))).toEqual(before);
  expect(await runner.release(held)).toMatchObject({ status: 'success' });
});
