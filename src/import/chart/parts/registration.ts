import { pointsElsewhere } from '../../../core/credentials/points-elsewhere.ts';
import { isRegistrationToken } from '../../../core/credentials/tokens.ts';
import { isMapping } from '../../../core/data/is-mapping.ts';
import { own } from '../../../core/data/own.ts';
import type { Path } from '../../../core/data/path.ts';
import { liveConfig } from '../../config-toml/live.ts';
import { registered } from '../../config-toml/registered.ts';
import type { Part } from '../../config-toml/registration.ts';
import type { SecretKey, Surroundings } from '../../config-toml/surroundings.ts';
import type { NeededSecret, Read, Setting } from '../../draft.ts';
import type { Located, Text } from '../../read/located.ts';
import { readToml } from '../../read/toml.ts';
import { type Chart, type Found, RUNNER } from '../chart.ts';
import type { ChartValue } from '../table.ts';
import { holdsToken, isOfRegistration, secretKeyOf, variablesOf } from './environment.ts';

/** The key of the chart's Secret with the token of the runner. */
const TOKEN_KEY = 'runner-token';
/** Address of GitLab where the values name none. */
const GITLAB = 'https://gitlab.com';
/** Directory with the files of the Secret that `certsSecretName` names. */
const CERTIFICATES = '/home/gitlab-runner/.gitlab-runner/certs/';
/** What the chart's own template names. */
const IMAGE = 'alpine';

/** What the runner is registered with: its token, its template and its variables. */
export function registration(
  chart: Chart,
  known: Pick<Surroundings, 'release' | 'account'>,
): { readonly found: readonly Found[]; readonly part: Part } {
  const found: Found[] = [];
  const surroundings: Surroundings = { ...known, name: chart.facts.fullname };
  const override = chart.values.textAt(['runners', 'configOverride']);
  if (chart.own('runners.configOverride') !== undefined && override !== undefined) {
    const config = readTemplate(override, 'runners.configOverride', 'The config.toml', found);
    const part = config === undefined ? NOTHING : liveConfig(config, surroundings);
    return { found: [...found, ...ignored(chart)], part: withCertificates(chart, found, part) };
  }
  const token = tokenOf(chart, found);
  const environment = new Map<string, Read<string>>();
  const secrets = new Map<string, SecretKey>();
  const comments = new Map<string, string | undefined>();
  const give = (name: string, value: unknown, by?: ChartValue | Path): void => {
    const from = by && chart.from(by);
    environment.set(name, { value: String(value), from });
    if (by !== undefined) comments.set(JSON.stringify(from), chart.comment(by));
  };
  const url = chart.own('gitlabUrl');
  give('CI_SERVER_URL', url ?? GITLAB, url === undefined ? undefined : 'gitlabUrl');
  if (url === undefined) {
    found.push(
      chart.remark('outside', 'gitlabUrl', `The values have no URL of GitLab: the document uses ${GITLAB}.`),
    );
  }
  give(
    'RUNNER_EXECUTOR',
    chart.get('runners.executor'),
    chart.own('runners.executor') === undefined ? undefined : 'runners.executor',
  );
  const name = chart.own('runners.name');
  if (name !== undefined) give('RUNNER_NAME', name, 'runners.name');

  const text = chart.values.textAt(['runners', 'config']);
  const isOwn = chart.own('runners.config') !== undefined && text !== undefined;
  const namespace = chart.own('runners.jobNamespace');
  if (isOwn && !/\s*namespace\s*=/.test(text.text))
    give('KUBERNETES_NAMESPACE', chart.facts.release.namespace);
  for (const variable of variablesOf(chart)) {
    if (!isOfRegistration(variable) || holdsToken(variable)) continue;
    const key = secretKeyOf(variable);
    if (key !== undefined) secrets.set(`$${variable.name}`, key);
    if (variable.valueFrom !== undefined && key === undefined) continue;
    give(variable.name, key === undefined ? variable.value : `$${variable.name}`, variable.path);
  }

  const executor = environment.get('RUNNER_EXECUTOR')!.value;
  if (executor !== 'kubernetes') {
    found.push(
      chart.remark(
        'refused',
        'runners.executor',
        `The runner has another executor than kubernetes, ${executor}: a document has only runners whose jobs are pods.`,
      ),
    );
  }
  const template = isOwn ? readTemplate(text, 'runners.config', 'The template', found) : undefined;
  if (!isOwn) {
    give('KUBERNETES_IMAGE', IMAGE);
    give(
      'KUBERNETES_NAMESPACE',
      namespace ?? chart.facts.release.namespace,
      namespace === undefined ? undefined : 'runners.jobNamespace',
    );
    if (chart.own('runners.configPath') !== undefined) {
      found.push(
        chart.remark(
          'outside',
          'runners.configPath',
          'The template is a file inside the image: import its content as a config.toml, or add it to the runner in the document.',
        ),
      );
    }
  }
  found.push(...cacheSecret(chart, template, environment, secrets));
  const part = registered(
    { id: RUNNER, template, environment, token: token.ref, secret: token.secret },
    { ...surroundings, secretOf: (one) => secrets.get(one) },
  );
  const commented: Part = {
    ...part,
    settings: part.settings.map((setting) => {
      const place = JSON.stringify(setting.from);
      const comment = setting.comment ?? comments.get(place);
      comments.delete(place);
      return comment === undefined ? setting : { ...setting, comment };
    }),
  };
  found.push(...ofNamespace(chart, part));
  return { found, part: withCertificates(chart, found, commented) };
}

/** Where the token is from now on, and the Secret that has to be made for it. */
function tokenOf(
  chart: Chart,
  found: Found[],
): { readonly ref: SecretKey; readonly secret: NeededSecret | undefined } {
  const old = chart.own('runnerRegistrationToken');
  const by: ChartValue =
    typeof old === 'string' && old.startsWith('glrt-') ? 'runnerRegistrationToken' : 'runnerToken';
  const token = chart.own(by);
  if (old !== undefined && by === 'runnerToken') {
    found.push(
      chart.remark(
        'decide',
        'runnerRegistrationToken',
        'A registration token creates a new runner at each start, and GitLab will stop accepting such tokens. Create the runner in GitLab, under Settings, CI/CD, Runners, with the same tags, and put its token, which begins with glrt-, into the Secret.',
      ),
    );
  }
  if (typeof token === 'string' && isRegistrationToken(token)) {
    found.push(
      chart.remark(
        'decide',
        'runnerToken',
        'This is a registration token, which a manager cannot use to get jobs. Create the runner in GitLab, and put its token, which begins with glrt-, into the Secret.',
      ),
    );
  }
  const secret = chart.own('runners.secret');
  if (secret !== undefined) {
    if (token !== undefined) {
      found.push(
        chart.remark(
          'dead',
          by,
          'The chart does not use this token: it reads the one in the Secret that `runners.secret` names. This one is in plain text: rotate it if it is still valid.',
        ),
      );
    }
    return { ref: { name: String(secret), key: TOKEN_KEY }, secret: undefined };
  }
  const variable = variablesOf(chart).find((one) => holdsToken(one));
  const key = variable && secretKeyOf(variable);
  if (token === undefined && key !== undefined) return { ref: key, secret: undefined };
  const name = `${chart.facts.fullname}-token`;
  const isElsewhere = typeof token === 'string' && pointsElsewhere(token);
  const clear =
    token === undefined ? variable && chart.from(variable.path) : isElsewhere ? undefined : chart.from(by);
  if (token === undefined && clear === undefined && old === undefined) {
    found.push(
      chart.remark(
        'outside',
        'runnerToken',
        `The values have no token: it was set with \`--set\`, or is in the Secret ${chart.facts.fullname}, which is deleted with the release. The document reads it from another Secret.`,
      ),
    );
  }
  return {
    ref: { name, key: TOKEN_KEY },
    secret: {
      name,
      keys: { [TOKEN_KEY]: 'the token of the runner' },
      ...(clear !== undefined && { inClear: clear }),
    },
  };
}

const NOTHING: Part = { settings: [], remarks: [], secrets: [] };

function readTemplate(text: Text, subject: ChartValue, what: string, found: Found[]): Located | undefined {
  const read = readToml(text);
  if (!('message' in read)) return read;
  found.push({
    remark: { kind: 'decide', from: read.from, subject, text: `${what} cannot be read: ${read.message}.` },
  });
  return undefined;
}

/** Values that say nothing beside a whole config.toml. */
function ignored(chart: Chart): readonly Found[] {
  const values: readonly ChartValue[] = [
    'gitlabUrl',
    'runnerToken',
    'runners.config',
    'runners.secret',
    'runners.name',
    'runners.cache.secretName',
  ];
  return values
    .filter((value) => chart.own(value) !== undefined)
    .map((value) => chart.remark('dead', value, '`runners.configOverride` is the whole config.toml.'));
}

/** Keys that the chart knows of a Secret for the cache, as the variables that its entrypoint makes of them. */
const CACHE_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s3: { CACHE_S3_ACCESS_KEY: 'accesskey', CACHE_S3_SECRET_KEY: 'secretkey' },
  gcs: { CACHE_GCS_ACCESS_ID: 'gcs-access-id', CACHE_GCS_PRIVATE_KEY: 'gcs-private-key' },
  azure: { CACHE_AZURE_ACCOUNT_NAME: 'azure-account-name', CACHE_AZURE_ACCOUNT_KEY: 'azure-account-key' },
};
/** The key of a Google key file, which is misspelt. */
const GOOGLE_FILE = 'gcs-applicaton-credentials-file';

/** What the Secret of the cache gives to the runner. */
function* cacheSecret(
  chart: Chart,
  template: Located | undefined,
  environment: Map<string, Read<string>>,
  secrets: Map<string, SecretKey>,
): Iterable<Found> {
  const value = chart.own('runners.cache.secretName');
  if (value === undefined) return;
  if (chart.get('runners.cache.disableGlobalCredentialsExport') === true) {
    yield chart.remark(
      'dead',
      'runners.cache.secretName',
      '`runners.cache.disableGlobalCredentialsExport` keeps it from the runner.',
    );
    return;
  }
  const name = String(value);
  const inTemplate = childOf(childOf(firstOf(childOf(template?.value, 'runners')), 'cache'), 'type');
  const type = String(environment.get('CACHE_TYPE')?.value ?? inTemplate ?? '').toLowerCase();
  const keys = own(CACHE_KEYS, type);
  if (keys === undefined) {
    yield chart.remark(
      'dead',
      'runners.cache.secretName',
      'The runner has no cache in an object store: its template has no `[runners.cache]` with a Type.',
    );
    return;
  }
  if (type === 'gcs' && !/^gcs-?access$/.test(name)) {
    yield chart.setting(
      'spec.cacheCredentials.gcs.credentialsFile',
      { name, key: GOOGLE_FILE },
      'runners.cache.secretName',
    );
    yield chart.remark(
      'outside',
      'runners.cache.secretName',
      `The values do not show which keys the Secret ${name} has. The document uses the key file ${GOOGLE_FILE}; if it has gcs-access-id and gcs-private-key, write spec.cacheCredentials.gcs.accessId and privateKey.`,
    );
    return;
  }
  for (const [variable, key] of Object.entries(keys)) {
    environment.set(variable, { value: `$${variable}`, from: chart.from('runners.cache.secretName') });
    secrets.set(`$${variable}`, { name, key });
  }
}

/** A key of a table, in capitals or small letters, as the runner reads it. */
function childOf(table: unknown, key: string): unknown {
  if (!isMapping(table)) return undefined;
  return Object.entries(table).find(([name]) => name.toLowerCase() === key)?.[1];
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

/** Takes the certificates from the Secret of the chart: the key of GitLab's host, or the file that the runner is pointed to. */
function withCertificates(chart: Chart, found: Found[], part: Part): Part {
  const value = chart.own('certsSecretName');
  if (value === undefined) return part;
  const isFile = ({ path, value: file }: Setting): boolean =>
    path.length === 4 && path[3] === 'tls-ca-file' && String(file).startsWith(CERTIFICATES);
  const named = part.settings.find(isFile);
  const url = part.settings.find(({ path }) => path.length === 4 && path[3] === 'url');
  const host = /^https?:\/\/(?:[^@/]*@)?([^/:]+)/.exec(String(url?.value ?? ''))?.[1];
  const key =
    named === undefined ? `${host ?? 'gitlab'}.crt` : String(named.value).slice(CERTIFICATES.length);
  found.push(
    chart.setting('spec.certificates.ca.secretKeyRef', { name: String(value), key }, 'certsSecretName'),
    chart.remark(
      'changed',
      'certsSecretName',
      `The key ${key} of the Secret ${value} is mounted, where the whole Secret was. If it has a client certificate too, put it into a Secret of its own for spec.certificates.client.`,
    ),
  );
  return { ...part, settings: part.settings.filter((setting) => !isFile(setting)) };
}

/** Says where the template does not take `runners.jobNamespace`. */
function* ofNamespace(chart: Chart, { settings }: Part): Iterable<Found> {
  const namespace = chart.own('runners.jobNamespace');
  const own = settings.find(({ path }) => path.join('.') === 'spec.jobs.namespace');
  if (namespace === undefined || own === undefined || own.value === namespace) return;
  yield chart.remark(
    'changed',
    'runners.jobNamespace',
    `The template does not use it: jobs ran in ${own.value}, and the Role of the manager was in ${namespace}. Here the Role is where the jobs run.`,
  );
}
