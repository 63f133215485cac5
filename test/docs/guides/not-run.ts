/** A step of a command that is not run from an empty folder: by how it begins. */
export interface NotRun {
  readonly start: string;
  readonly reason: string;
  /** What prints the like here, where the next step of a pipe reads it. */
  readonly instead?: string;
}

/** The reason for what is run where there is a cluster, and a GitLab. */
export const ON_CLUSTER = 'test/cluster/full/guides runs it';
const INSTALLED = 'the tests pack and install the package once, for all pages';
const TOOLS = 'installs or builds tools, or runs all the tests';

export const NOT_RUN: readonly NotRun[] = [
  {
    start: 'kubectl get deployments,statefulsets,',
    reason: ON_CLUSTER,
    instead: 'cat manifests/runner.yaml',
  },
  {
    start: 'kubectl get deployment,configmap,',
    reason: ON_CLUSTER,
    instead: 'gitlab-runner-manifests render runner.yaml',
  },
  { start: 'kubectl ', reason: ON_CLUSTER },
  { start: 'helm ', reason: 'needs Helm, and a release in a cluster' },
  { start: 'kubeseal ', reason: 'needs the controller of sealed secrets' },
  { start: 'docker ', reason: 'needs a Docker daemon' },
  { start: 'curl ', reason: ON_CLUSTER },
  { start: 'id; ', reason: 'for the script of a job' },
  { start: 'npx gitlab-runner-manifests doctor ', reason: ON_CLUSTER },
  { start: 'npx gitlab-runner-manifests register ', reason: ON_CLUSTER },
  {
    start: 'npx gitlab-runner-manifests vendor vendor/gitlab-runner-manifests --native https:',
    reason: 'fetches an executable of a release: test/cli/vendor.test.ts does so',
    instead: 'gitlab-runner-manifests vendor vendor/gitlab-runner-manifests',
  },
  { start: 'npm ci', reason: INSTALLED },
  { start: 'npm pack', reason: INSTALLED },
  { start: 'npm install ', reason: INSTALLED },
  { start: 'cd ../my-project', reason: INSTALLED },
  { start: 'npm run ', reason: TOOLS },
  { start: 'sh scripts/release/install-tools.sh', reason: TOOLS },
  { start: 'apt-get ', reason: TOOLS },
  { start: '$(command -v sudo) apt-get ', reason: TOOLS },
];

/** The entry of the list that a step is about. */
export const notRun = (step: string): NotRun | undefined =>
  NOT_RUN.find(({ start }) => step.startsWith(start));

/** Output that a page shows of other fixtures than those of a played guide. */
export const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/troubleshooting.md': 'of managers on a cluster, held by test/docs/troubleshooting.test.ts',
};
