import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { read } from '../../../support/shown-documents.ts';
import { images } from '../../support/images.ts';
import { signal } from '../../support/signal.ts';
import { until } from '../../support/until.ts';
import type { Stage } from './stage.ts';

/** Runs the command, with words in place of those in capitals, and returns what it prints. Throws unless it ends with 0. */
type Run = (words?: Readonly<Record<string, string>>) => Promise<string>;

/** How a command of a page is run, and what it has to do. */
type Step = (run: Run, stage: Stage) => Promise<unknown>;

/** How a page is played. */
export interface Play {
  /** Makes what the page takes for granted. */
  readonly begin?: (stage: Stage) => Promise<void>;
  /** Commands that need no cluster, and write what others read: by how they begin. */
  readonly makes?: readonly string[];
  /** Commands that have to do more than to end with 0: by how they begin. */
  readonly steps: Readonly<Record<string, Step>>;
}

const start = (stage: Stage): Promise<void> => stage.start();

const shows =
  (words: RegExp): Step =>
  async (run) =>
    expect(await run()).toMatch(words);

/** `doctor`, which finds nothing once the managers have started. */
const healthy: Step = (run) => until('doctor finds nothing', () => run().then(() => true));

/** The name of a pod of the job that runs on a stage. */
async function podOfJob({ runner }: Stage): Promise<string> {
  const job = runner.jobs[0] ?? (await runner.hold({ image: images.alpine }));
  const [pod] = await runner.podsOf(job);
  return pod!.metadata.name;
}

const nameOfManager = async (stage: Stage): Promise<string> => (await stage.manager()).metadata.name;

/** Who has written fields of the Deployment. */
const writersOf = (stage: Stage): Promise<string> =>
  stage.valueOf('deployment/gitlab-runner', '.metadata.managedFields[*].manager');

/** A ConfigMap of the runner that its document does not render. */
const oldConfig = (stage: Stage): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'old',
      namespace: stage.runner.namespace,
      labels: {
        'app.kubernetes.io/instance': 'gitlab-runner',
        'app.kubernetes.io/managed-by': 'gitlab-runner-manifests',
      },
    },
  });

const RENDER = 'npx gitlab-runner-manifests render runner.yaml';

/** How each page is played of which more is known than that its commands end with 0. */
export const plays: Readonly<Record<string, Play>> = {
  'README.md': {
    steps: {
      [RENDER]: shows(/^deployment\.apps\/gitlab-runner created$/m),
      'npx gitlab-runner-manifests register ': async (run, stage) => {
        await run();
        await stage.asked(stage.runner.gitlab.tokens[1]!);
      },
      'printf %s "$RUNNER_TOKEN" | kubectl create secret': async (run, stage) => {
        await stage.kubectl('delete', 'secret', 'gitlab-runner-token');
        await run();
        expect(await stage.tokenIn('gitlab-runner-token')).toBe(stage.runner.token);
      },
      'kustomize build ': async (run, stage) => {
        await run();
        expect(await stage.valueOf('configmap/gitlab-runner-config', '.data')).toContain('concurrent = 20');
      },
    },
  },
  'docs/cookbook.md': {
    steps: {
      'npx gitlab-runner-manifests register examples/cookbook/two-runners-with-tags.yaml --runner small':
        async (run, stage) => {
          await run();
          const [, large, small] = stage.runner.gitlab.tokens;
          expect(await stage.tokenIn('runner-tokens', 'large')).toBe(large);
          expect(await stage.tokenIn('runner-tokens', 'small')).toBe(small);
        },
    },
  },
  'docs/diagnostics.md': {
    steps: {
      [RENDER]: shows(/^deployment\.apps\/gitlab-runner created \(server dry run\)$/m),
      'kustomize build ': shows(/^deployment\.apps\/gitlab-runner created \(server dry run\)$/m),
    },
  },
  'docs/doctor.md': {
    begin: start,
    steps: { 'npx gitlab-runner-manifests doctor ': healthy },
  },
  'docs/gitops.md': {
    begin: start,
    makes: ['rm -rf manifests', 'kustomize build --enable-alpha-plugins --enable-exec deploy > manifests/'],
    steps: {
      'kubectl wait ': async (run, stage) => {
        await stage.kubectl('scale', 'deployment/gitlab-runner', '--replicas=0');
        await run();
        expect(await stage.runner.managers()).toEqual([]);
      },
      'kubectl rollout restart ': async (run, stage) => {
        await run();
        expect(await writersOf(stage)).toContain('flux-client-side-apply');
      },
      'kubectl apply --server-side --dry-run=server ': async (run, stage) => {
        // Whoever applies in CI has done so from the start.
        const kinds = 'deployment,configmap,serviceaccount,role,rolebinding';
        await stage.kubectl('delete', kinds, '--selector=app.kubernetes.io/instance=gitlab-runner');
        expect(await run()).toMatch(
          /^deployment\.apps\/gitlab-runner serverside-applied \(server dry run\)$/m,
        );
      },
      'kubectl apply --server-side -f ': async (run, stage) => {
        const asked = stage.runner.gitlab.requestsForJobs(stage.runner.token).length;
        await run();
        await until(
          'a manager asks for jobs',
          () => stage.runner.gitlab.requestsForJobs(stage.runner.token).length > asked,
          300,
        );
      },
    },
  },
  'docs/migrate.md': {
    begin: async (stage) => {
      const image = 'registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.3.0';
      const namespace = stage.runner.namespace;
      const own = parseAllDocuments(read('test/docs/guides/migrate/manifests/runner.yaml')).map((one) =>
        one.toJS(),
      );
      const path = '/home/gitlab-runner/.gitlab-runner';
      for (const object of own) {
        object.metadata.namespace = namespace;
        if (object.kind !== 'Deployment') continue;
        const { spec } = object.spec.template;
        Object.assign(spec.containers[0], { image, command: ['sleep', 'infinity'], env: [] });
        spec.containers[0].volumeMounts[0].mountPath = path;
      }
      await stage.kubectl('create', 'serviceaccount', 'gitlab-runner');
      await stage.runner.make(...own);
      await stage.kubectl('create', 'deployment', 'gitlab-runner-new', `--image=${images.alpine}`);
      await stage.kubectl('rollout', 'status', 'deployment/gitlab-runner');
    },
    steps: {
      'kubectl exec ': shows(/^ *token = "…"$/m),
      'kubectl scale deployment/gitlab-runner-new ': async (run, stage) => {
        await run();
        expect(await stage.valueOf('deployment/gitlab-runner-new', '.spec.replicas')).toBe('0');
      },
      'kubectl scale deployment/gitlab-runner ': async (run, stage) => {
        await stage.kubectl('scale', 'deployment/gitlab-runner', '--replicas=0');
        await run();
        expect(await stage.valueOf('deployment/gitlab-runner', '.spec.replicas')).toBe('1');
      },
    },
  },
  'docs/operations.md': {
    begin: start,
    makes: [`${RENDER} -o rendered`],
    steps: {
      'kubectl get deployment,configmap,': shows(/\nChanged objects\n {2}\+ Namespace \S+\s*$/),
      'printf %s "$RUNNER_TOKEN" | kubectl create secret': async (run, stage) => {
        stage.project.setToken(stage.runner.gitlab.resetToken(stage.runner.token));
        await run();
        expect(await stage.tokenIn('gitlab-runner-token')).toBe(stage.runner.gitlab.tokens[0]);
      },
      'npx gitlab-runner-manifests register ': async (run, stage) => {
        await run();
        expect(await stage.tokenIn('gitlab-runner-token')).toBe(stage.runner.gitlab.tokens[0]);
      },
      'kubectl rollout restart ': async (run, stage) => {
        await run();
        await stage.asked(stage.runner.gitlab.tokens[0]!);
      },
      'kubectl apply --server-side --field-manager=handover ': async (run, stage) => {
        await stage.kubectl('scale', 'deployment/gitlab-runner', '--replicas=3');
        await run();
        expect(await writersOf(stage)).toContain('handover');
      },
    },
  },
  'docs/troubleshooting.md': {
    begin: start,
    steps: {
      'npx gitlab-runner-manifests doctor ': healthy,
      'kubectl get pods --namespace gitlab-runner': async (run, stage) =>
        expect(await run()).toContain(await nameOfManager(stage)),
      'kubectl logs deployment/gitlab-runner ': shows(/Configuration loaded/),
      'kubectl get events ': shows(/deployment\/gitlab-runner +Scaled up replica set/),
      'kubectl describe deployment ': shows(/^ *Available +True/m),
      'curl ': shows(/"id":42\b/),
      'kubectl get pods --all-namespaces --selector job.runner.gitlab.com/pod': async (run, stage) => {
        const name = await podOfJob(stage);
        expect(await run()).toContain(name);
      },
      'kubectl describe pod POD --namespace NAMESPACE': async (run, stage) => {
        const words = { POD: await podOfJob(stage), NAMESPACE: stage.runner.namespace };
        expect(await run(words)).toMatch(/^Events:[\s\S]*Successfully assigned/m);
      },
      'kubectl auth can-i ': shows(/^yes$/m),
      'kubectl describe resourcequota ': async (run, stage) => {
        await stage.kubectl('create', 'quota', 'own', '--hard=pods=50');
        expect(await run()).toMatch(/^Name: +own$/m);
      },
      'kubectl logs POD --namespace gitlab-runner --previous': async (run, stage) => {
        await stage.runner.release(stage.runner.jobs[0]!);
        await signal(stage.runner, await stage.manager(), 'KILL');
        await until('the container has started again', async () =>
          (await stage.manager()).status.containerStatuses?.some(({ restartCount }) => restartCount > 0),
        );
        expect(await run({ POD: await nameOfManager(stage) })).toMatch(/Configuration loaded/);
      },
      'kubectl describe pod POD --namespace gitlab-runner': async (run, stage) =>
        expect(await run({ POD: await nameOfManager(stage) })).toMatch(/^ *Last State: +Terminated/m),
      'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE': async (run, stage) => {
        const name = await nameOfManager(stage);
        const node = await stage.valueOf(`pod/${name}`, '.spec.nodeName');
        expect(await run({ NODE: node })).toContain(name);
      },
      'kubectl describe hpa ': async (run, stage) => {
        await stage.kubectl('autoscale', 'deployment', 'gitlab-runner', '--min=1', '--max=2');
        expect(await run()).toMatch(/^Reference: +Deployment\/gitlab-runner$/m);
      },
      'kubectl apply --prune --prune-allowlist': async (run, stage) => {
        await stage.run(`${RENDER} > rendered.yaml\nkubectl apply -f - <<'END'\n${oldConfig(stage)}\nEND`);
        expect(await run()).toMatch(/^configmap\/old pruned$/m);
      },
      'kubectl apply --prune --applyset': async (run, stage) => {
        const render = `${RENDER} > rendered.yaml`;
        await stage.run(
          `sed -i 's/^spec:$/spec:\\n  namespace: {create: false}/' runner.yaml\n${render}\nprintf -- '---\\n%s\\n' '${oldConfig(stage)}' >> rendered.yaml`,
        );
        await run();
        await stage.run(render);
        expect(await run()).toMatch(/^configmap\/old pruned$/m);
      },
    },
  },
};
