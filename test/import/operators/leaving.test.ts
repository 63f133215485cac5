import { describe, expect, it } from 'vitest';
import { nested } from '../../support/nested.ts';
import { imported } from './imported.ts';

const official = {
  apiVersion: 'apps.gitlab.com/v1beta2',
  kind: 'Runner',
  metadata: { name: 'mine', namespace: 'ci' },
  spec: { gitlabUrl: 'https://gitlab.example.com', token: 'secret' },
};
const secret = (key: string, value: string): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'secret', namespace: 'ci' },
  stringData: { [key]: value },
});
const alekc = (spec: Readonly<Record<string, unknown>>, version = 'v1beta2'): object => ({
  apiVersion: `gitlab.k8s.alekc.dev/${version}`,
  kind: 'Runner',
  metadata: { name: 'mine', namespace: 'ci' },
  spec: nested({ gitlab_instance_url: 'https://gitlab.example.com', ...spec }),
});

/** The steps as text, a command a line. */
function stepsOf(...objects: readonly object[]): readonly string[] {
  const { own } = imported(objects, { runnerVersion: '19.3.0' });
  return own!.steps.map(({ text, commands = [] }) =>
    [text, ...commands.map((line) => `  ${line}`)].join('\n'),
  );
}

const MAY_UNREGISTER = expect.stringContaining(
  'it unregisters with the token that it got itself, and the runner is deleted in GitLab',
) as unknown;
const DELETES = expect.stringContaining(
  'Deleting the Runner deletes its runner in GitLab, and with it every copy of its token',
) as unknown;

describe('GitLab’s operator', () => {
  it('is left with the token of the runner: beside each other, operator, manager, resource', () => {
    expect(stepsOf(official, secret('runner-token', 'glrt-abcdefghijklmnopqrst'))).toEqual([
      `Apply the new objects beside the old ones. While both run, GitLab shows two managers of the runner, and twice as many jobs may run.
  gitlab-runner-manifests render DOCUMENT | kubectl apply -f -`,
      `Stop the operator, which would start the old manager again. It is needed once more in the end: do not remove it.
  kubectl get deployments --all-namespaces | grep -i -e runner-operator -e runnercontroller
  kubectl scale --namespace OPERATOR_NAMESPACE deployment/OPERATOR --replicas=0`,
      `Stop the old manager. Its pod has only 30 seconds to end, so tell it first to ask for no more jobs, wait until the pods of its jobs are gone, and scale it down at once: a manager that has ended is started again, and registers again.
  kubectl exec --namespace ci deployment/mine-runner -- sh -c 'kill -QUIT $(pgrep gitlab-runner)'
  kubectl get pods --namespace ci --watch
  kubectl scale --namespace ci deployment/mine-runner --replicas=0`,
      `Start the operator again, and delete the resource while it runs: it ends the finalizers. Without it, the resource and its namespace hang in Terminating. Until this step there is a way back: start the operator, and delete what the document renders.
  kubectl scale --namespace OPERATOR_NAMESPACE deployment/OPERATOR --replicas=1
  kubectl delete --namespace ci runners.apps.gitlab.com mine
  kubectl get runners.apps.gitlab.com --all-namespaces`,
      'When no resource of the operator is left, take its Subscription and its ClusterServiceVersion away, then the roles and bindings that nothing else uses. Deleting the CustomResourceDefinition deletes all resources of the kind: last, if ever.',
    ]);
  });

  it('deletes a runner that a registration token made: said first, and the new one is made before all else', () => {
    const [warning, create, make, apply] = stepsOf(
      official,
      secret('runner-registration-token', 'GR1348941abcdefghijklmnop'),
    );
    expect(warning).toEqual(MAY_UNREGISTER);
    expect(create).toMatch(/^Create the new runner in GitLab/);
    expect(make).toMatch(/^Create the Secret mine-token\./);
    expect(apply).toContain('Then pause the old runner in GitLab');
  });

  it('may have registered it with such a token where the Secret is not there to tell', () => {
    expect(stepsOf(official)[0]).toMatch(
      /^If the Secret secret holds a registration token: when the old pod ends/,
    );
  });

  it('does not unregister where the live Deployment has no hook for it', () => {
    const live = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'mine-runner', namespace: 'ci' },
      spec: { template: { spec: { containers: [{ name: 'runner', image: 'runner' }] } } },
    };
    expect(stepsOf(official, live)).not.toContainEqual(MAY_UNREGISTER);
  });

  it('is named where the inputs have its Deployment, and has the time that patches give', () => {
    const operator = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'gitlab-runner-gitlab-runnercontroller-manager', namespace: 'operators' },
      spec: {
        template: {
          spec: { containers: [{ name: 'manager', image: 'registry.example.com/gitlab-runner-operator:1' }] },
        },
      },
    };
    const podSpec = [{ name: 'a', patch: 'terminationGracePeriodSeconds: 3600' }];
    const steps = stepsOf({ ...official, spec: { ...official.spec, podSpec } }, operator).join('\n');
    expect(steps).toContain(
      '  kubectl scale --namespace operators deployment/gitlab-runner-gitlab-runnercontroller-manager --replicas=0',
    );
    expect(steps).not.toContain('kubectl get deployments');
    expect(steps).toContain('Stop the old manager. Tell it first to ask for no more jobs');
  });
});

describe('alekc’s operator', () => {
  const TOKEN = 'authentication.token.secret_key_ref.name';

  it('leaves GitLab alone where the token is the user’s', () => {
    const steps = stepsOf(alekc({ [TOKEN]: 'secret' }));
    expect(steps).not.toContainEqual(DELETES);
    expect(steps[0]).toMatch(/^Apply the new objects beside the old ones. While both run/);
    expect(steps.join('\n')).toContain(
      '  kubectl exec --namespace ci deployment/gitlab-runner-mine -- kill -QUIT 1\n',
    );
    expect(steps.join('\n')).toContain('  kubectl delete --namespace ci runners.gitlab.k8s.alekc.dev mine\n');
    expect(steps.join('\n')).not.toContain('"finalizers":null');
  });

  it('has the Secret made first where the token stands in the resource', () => {
    const [make, apply] = stepsOf(alekc({ 'authentication.token.value': 'glrt-abcdefghijklmnopqrst' }));
    expect(make).toMatch(
      /^Create the Secret mine-token, with a new credential: the old one is in plain text in the inputs\./,
    );
    expect(apply).toContain('While both run');
  });

  it.each([
    [
      'made by an access token',
      alekc({ 'authentication.access_token.secret_key_ref.name': 'access' }),
      `kubectl get secret gitlab-runner-mine --namespace ci -o jsonpath='{.data.authentication-token-mine}' | base64 -d`,
    ],
    [
      'made by a registration token',
      alekc({ 'registration_config.token_secret': 'registration' }, 'v1beta1'),
      `kubectl get runners.gitlab.k8s.alekc.dev mine --namespace ci -o jsonpath='{.status.authentication_token}'`,
    ],
  ])('deletes a runner in GitLab that is %s: said first, with the way to keep it', (_, resource, token) => {
    const steps = stepsOf(resource);
    expect(steps[0]).toEqual(DELETES);
    expect(steps[1]).toMatch(/^Create the new runner in GitLab/);
    const at = (start: string): number => steps.findIndex((step) => step.startsWith(start));
    const order = [
      'Create the Secret mine-token',
      'Apply',
      'Stop the operator',
      'Stop the old manager',
      'Only where the old runner has to stay in GitLab',
      'Start the operator again',
      'When no resource',
    ].map(at);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(steps[at('Only where')]).toBe(
      `Only where the old runner has to stay in GitLab, with its id and its projects, in place of a new one: while the operator is stopped, copy its token into the Secret of the document, and take the finalizer gitlab.k8s.alekc.dev/finalizer away. GitLab is then told nothing, and the deletion below has nothing left to do.
  ${token} | kubectl create secret generic mine-token --namespace ci --from-file=token=/dev/stdin
  kubectl patch --namespace ci runners.gitlab.k8s.alekc.dev mine --type=merge -p '{"metadata":{"finalizers":null}}'
  kubectl delete --namespace ci runners.gitlab.k8s.alekc.dev mine`,
    );
    expect(steps[at('Start the operator')]).toContain('and deletes the old runner in GitLab');
  });

  it('has another finalizer and other names for a MultiRunner', () => {
    const steps = stepsOf({
      apiVersion: 'gitlab.k8s.alekc.dev/v1beta2',
      kind: 'MultiRunner',
      metadata: { name: 'mine', namespace: 'ci' },
      spec: {
        entries: [nested({ name: 'a', 'authentication.access_token.value': 'glpat-abcdefghijklmnopqrst' })],
      },
    }).join('\n');
    expect(steps).toContain('gitlab.k8s.alekc.dev/mr-finalizer');
    expect(steps).toContain(
      `kubectl get secret gitlab-mrunner-mine --namespace ci -o jsonpath='{.data.authentication-token-a}'`,
    );
    expect(steps).toContain('kubectl delete --namespace ci multirunners.gitlab.k8s.alekc.dev mine');
  });
});
