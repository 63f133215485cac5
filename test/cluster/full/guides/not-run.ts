import type { NotRun } from '../../../docs/guides/not-run.ts';

const BUILDS = 'needs the images of the builders: test/cluster/full/image-builds/checks.test.ts runs it';
const OPERATORS = 'needs the kinds of an operator: test/import has what it prints';

/** A command that needs a cluster, and is not run on that of the tests: by how it begins. */
export const NOT_RUN: readonly NotRun[] = [
  { start: 'kubectl get runners.', reason: OPERATORS },
  { start: 'kubectl create --namespace NAMESPACE-OF-JOBS ', reason: BUILDS },
  { start: 'kubectl create -f examples/checks/', reason: BUILDS },
  { start: 'kubectl logs --namespace NAMESPACE-OF-JOBS ', reason: BUILDS },
  { start: 'kubectl logs -f check-', reason: BUILDS },
  { start: 'kubectl logs check-', reason: BUILDS },
  { start: 'kubectl delete pod check-', reason: BUILDS },
  { start: 'kubectl drain NODE ', reason: 'would empty the node on which all tests run' },
  {
    start: 'kubectl exec deployment/gitlab-runner --namespace gitlab-runner -- wget ',
    reason: "the image of the tests' manager has no wget",
  },
];
