import type { RunnerSection } from '../src/core/config-toml/sections.ts';
import { clusterGrants, type Grant, namespacedGrants } from '../src/core/rbac/grants.ts';
import type { Verb } from '../test/cluster/full/permissions/verb.ts';
import type { GroupResult, TestResult } from '../test/cluster/full/result.ts';

/** Runs of the runner that took a verb away, by what they have shown of it. */
type Shown = TestResult & { readonly meta: { readonly verb: NonNullable<TestResult['meta']['verb']> } };

/** The grants of a page, each with the scope of its Role. */
export const granted: readonly (Grant & { readonly scope: Verb['scope'] })[] = [
  ...namespacedGrants.map((grant) => ({ ...grant, scope: 'namespace' as const })),
  ...clusterGrants.map((grant) => ({ ...grant, scope: 'cluster' as const })),
];

/** The tests that failed without a verb, of a run. */
export function testsOf({ scope, apiGroup, resource, verb }: Verb, { tests }: GroupResult): readonly Shown[] {
  return tests.filter((test): test is Shown => {
    const shown = test.meta.verb;
    return (
      shown?.scope === scope &&
      shown.apiGroup === apiGroup &&
      shown.resource === resource &&
      shown.verb === verb
    );
  });
}

/** Returns docs/permissions.md. */
export function permissionsPage(result: GroupResult): string {
  const { date, versions, tests } = result;
  const limits = tests.filter(({ file }) => file === 'permissions/limits.test.ts');
  return `<!-- Written by scripts/generate.ts from src/core/rbac/grants.ts and test/cluster/full/result.json. Do not edit. -->

# Permissions, each with its test

Every verb that a rendered Role can grant was removed from it, alone, and a real manager did again what needs it: on ${date}, with
GitLab Runner ${versions.runner.join(' and ')}, on Kubernetes ${versions.kubernetes}. What is seen then, and only then, is beside the verb; after "no", what is
seen with the whole Role alone. With the whole Role nothing was refused.

\`gitlab-runner-manifests permissions\` prints which of these your document grants; [security.md](security.md#what-the-manager-may-do) says what they mean.
The tests are in \`test/cluster/full/permissions\`, each called after what is done and the verb: \`a plain job: needs create on pods\`.
What is there already is what a manager meets that did not hear the answer to its first request, and asks again.

## In the namespaces of jobs

A Role in each of them; with \`namespace_per_job\` the ClusterRole.

${sections('namespace', result)}
## On the whole cluster

A ClusterRole, which no other setting needs.

${sections('cluster', result)}
## What no manager may do

The API server was asked about the account of a manager: it may do all that its document lists, and none of a list of what would
make it more than a manager.

${limits.map(({ name }) => `- ${name[0]!.toUpperCase()}${name.slice(1)}.`).join('\n')}
`;
}

function sections(scope: Verb['scope'], result: GroupResult): string {
  return granted
    .filter((grant) => grant.scope === scope)
    .map((grant) => {
      const { apiGroup, resource, verbs, because } = grant;
      const rows = verbs.flatMap((verb) => rowsOf({ scope, apiGroup, resource, verb }, result));
      const title = `### \`${[apiGroup, resource].filter(Boolean).join('/')}\`: ${verbs.join(', ')}`;
      const when = isDefault(grant) ? 'By default' : 'By a setting';
      return `${title}\n\n${when}: ${because}.\n\n| without | in | is seen |\n|---|---|---|\n${rows.join('')}`;
    })
    .join('\n');
}

/** Whether a document without any setting leads to it. */
function isDefault({ isNeeded }: Grant): boolean {
  const section = { name: 'default', token: '', kubernetes: {} } as RunnerSection;
  return isNeeded(section, { version: '99.0.0', servesSessions: false });
}

function rowsOf(verb: Verb, result: GroupResult): readonly string[] {
  const tests = testsOf(verb, result);
  if (tests.length === 0) {
    throw new Error(`No test of the last run shows what ${verb.verb} on ${verb.resource} is for.`);
  }
  return tests.map(({ name, meta: { verb: shown } }) => {
    const seen = [...shown.seen.map(coded), ...shown.unseen.map((text) => `no ${coded(text)}`)];
    return `| \`${verb.verb}\` | ${name.split(':')[0]} | ${seen.join('<br>')} |\n`;
  });
}

function coded(text: string): string {
  return `\`${text}\``;
}
