import { type CauseCode, causes } from '../src/operate/doctor/causes.ts';
import { anchorOf } from './anchor.ts';

/** The heading in docs/troubleshooting.md that says what to do about a cause. */
const TROUBLES: Readonly<Record<CauseCode, string>> = {
  NAMESPACE_ABSENT: 'Apply fails or objects are missing',
  KIND_NOT_SERVED: 'Apply fails or objects are missing',
  SECRET_ABSENT: 'Secret is missing',
  SECRET_KEY_ABSENT: 'Secret is missing',
  TOKEN_BLANK: 'Token has a line break',
  TOKEN_KIND: 'GitLab refuses the token',
  TOKEN_REFUSED: 'GitLab refuses the token',
  GITLAB_NAME: 'GitLab is not reached',
  GITLAB_UNREACHABLE: 'GitLab is not reached',
  GITLAB_AUTHORITY: 'Certificate is not trusted',
  GITLAB_CERTIFICATE: 'Certificate is not trusted',
  GITLAB_URL: 'GitLab is not reached',
  GITLAB_FAILS: 'GitLab is not reached',
  DEPLOYMENT_STOPPED: 'No manager runs',
  QUOTA: 'Quota exceeded',
  POD_SECURITY: 'Cluster refuses the pod',
  ADMISSION: 'Cluster refuses the pod',
  POD_FENCED: 'Cluster refuses the pod',
  IMAGE: 'Image is not pulled',
  UNSCHEDULABLE: 'Pod is pending',
  OUT_OF_MEMORY: 'Manager restarts',
  MANAGER_CRASHES: 'Manager restarts',
  MANAGER_NOT_READY: 'Manager restarts',
  CONFIG_BROKEN: 'Config change has no effect',
  OBJECT_ABSENT: 'Apply fails or objects are missing',
  FENCE_BROKEN: 'Apply fails or objects are missing',
  PERMISSION_ABSENT: 'Manager lacks a permission',
  OBJECT_DIFFERS: 'Config change has no effect',
  CONFIG_NOT_READ: 'Config change has no effect',
  VERSION_DIFFERS: 'Rollout does not finish',
  API_SERVER: 'Job is stuck in prepare',
  JOBS_FAIL: 'Cluster refuses the pod',
  ROLLOUT_STUCK: 'Rollout does not finish',
  DRAIN_STUCK: 'Node drain hangs',
  JOB_PODS_LEFT: 'Something is left over',
  OLD_MANAGER: 'Something is left over',
  OBJECTS_LEFT: 'Something is left over',
  TOO_MANY_MANAGERS: 'Something is left over',
  AUTOSCALER: 'Autoscaler does nothing',
};

/** Returns docs/doctor.md. */
export function doctorPage(): string {
  const rows = Object.entries(causes).map(([code, { meaning }]) => {
    const trouble = TROUBLES[code as CauseCode];
    return `| \`${code}\` | ${meaning} | [${trouble}](troubleshooting.md${anchorOf(trouble)}) |\n`;
  });
  return `<!-- Written by scripts/generate.ts from src/operate/doctor/causes.ts. Do not edit. -->

# What is wrong with what runs

For whoever runs a runner, and for programs that watch one. [troubleshooting.md](troubleshooting.md) goes from a symptom to the change.

\`\`\`sh
npx gitlab-runner-manifests doctor runner.yaml
\`\`\`

asks the cluster about the document and says what is wrong, the likeliest cause first: what happens, what was seen (words of a log, an event or a
status), and what fixes it, as a command or a place in the document. What follows from another finding is left out.
It exits with 0 where all is well, with 1 where something is wrong, and with 2 where the cluster does not answer.

## What it asks

It calls \`kubectl\` with the current context or the one in \`--context\`, and with your own rights. It changes nothing.
What you may not read is listed as not checked, and does not count as a problem. With the \`view\` role of Kubernetes these are Secrets, Roles, admission
policies, the metrics of the manager, and what its account may do: for that \`doctor\` asks as the account, which needs the right to impersonate it.

It cannot look into GitLab: a runner that is paused there, or tags and protection that keep a job from it, are not found.
Nor does it know of failures that are older than what the manager has logged: a request for jobs that failed counts for five minutes, a job
for ten. What admission policies note for the audit log alone is not seen: with \`Warn\` managers log it as well.

## Without kubectl

Somebody who has it runs the first line and hands you the file; the second needs no cluster.

\`\`\`sh
npx gitlab-runner-manifests doctor runner.yaml --format dump > dump.json
npx gitlab-runner-manifests doctor runner.yaml --from dump.json
\`\`\`

A dump holds no credential: of Secrets it has names, keys and facts about values (the length, whether there is a line break, whether it begins as
tokens of runners do), of pods of jobs no variables, and in logs and settings what looks like a credential is masked. Names of hosts, projects and jobs are in it.

In a program, \`diagnose(config, state)\` accepts such a dump; \`--format json\` prints what it returns.

## Causes

In the order in which they are reported. Codes that \`validate\` and \`render\` print are in [diagnostics.md](diagnostics.md); \`npx gitlab-runner-manifests explain CODE\` knows both.

| code | meaning | what to do |
|---|---|---|
${rows.join('')}`;
}
