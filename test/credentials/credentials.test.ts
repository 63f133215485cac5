import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { REPORT_FORMATS } from '../../src/doors/cli/report/options.ts';
import { runFunction } from '../../src/doors/krm/function.ts';
import { cli } from '../support/cli.ts';

/** Looks like no token of any kind, so that only its place tells what it is. */
const WORD = 'Zq7Example_Credential';
const NUMBER = '1234567890123';

/** A document with a part put at the end of one of its levels. */
function document(level: 'spec' | 'runner' | 'config', part: string, token = true): string {
  const put = (at: string, indent: string): string =>
    at === level ? part.replaceAll(/^/gm, indent).concat('\n') : '';
  return `apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: x
spec:
${put('spec', '  ')}  config:
    concurrent: 1
${put('config', '    ')}  runners:
    default:
${token ? '      token: {secretKeyRef: {name: gitlab-runner-token}}\n' : ''}${put('runner', '      ')}`;
}

const url = 'url: https://gitlab.com\n';
const cases: Readonly<Record<string, string>> = {
  'a text for a reference': document(
    'spec',
    `cacheCredentials: {s3: {accessKeyId: ${WORD}, secretAccessKey: ${WORD}}}`,
  ),
  'a text for another reference': document('spec', `cacheCredentials: {azure: {clientSecret: ${WORD}}}`),
  'a text for all references': document('spec', `cacheCredentials: ${WORD}`),
  'a number for a token': document('runner', `${url}token: {value: ${NUMBER}}`, false),
  'a long number for a token': document('runner', `${url}token: {value: ${NUMBER}4567890}`, false),
  'digits in groups for a token': document('runner', `${url}token: {value: 1234567890_123}`, false),
  'a number for a key': document('runner', `${url}cache: {s3: {SecretKey: ${NUMBER}}}`),
  'no blank between a key and a value': document('runner', `${url}cache: {s3: {SeretKey:${WORD}}}`),
  'a tag before a value': document('runner', `${url}cache: {s3: {SeretKey: !!binary ${WORD}}}`),
  'a tag before a value in quotes': document('runner', `${url}cache: {s3: {SeretKey: !!int "x ${WORD}"}}`),
  'braces around a value': document('runner', `${url}cache: {s3: {SecretKey: {${WORD}}}}`),
  'a password in a URL with one slash': document(
    'runner',
    `${url}kubernetes: {cpu_limit: "https:/user:${WORD}@gitlab.example.com"}`,
  ),
  'a password in a URL without its scheme': document('runner', `url: "user:${WORD}@gitlab.example.com"`),
  'a mapping for a key': document('runner', `${url}kubernetes: {bearer_token: {a: ${WORD}}}`),
  'a password in a URL': document('runner', `url: "https://user:${WORD}@gitlab.example.com:x"`),
  'a password with signs in a URL': document(
    'runner',
    `url: "https://user:a/b?#@${WORD}@gitlab.example.com"`,
  ),
  'a password in a URL to clone': document(
    'runner',
    `${url}clone_url: https://user:${WORD}@gitlab.example.com`,
  ),
  'a password in a mirror': document(
    'spec',
    `dockerBuilds: {mode: dind, docker: {registryMirrors: ["https://user:${WORD}@mirror.example.com"]}}`,
  ),
  'a password in one mirror': document(
    'spec',
    `dockerBuilds: {mode: dind, docker: {registryMirrors: "https://user:${WORD}@mirror.example.com"}}`,
  ),
  'a password in an address': document(
    'runner',
    `${url}cache: {s3: {ServerAddress: "https://${WORD}@minio.example.com"}}`,
  ),
  'a variable for a list': document('runner', `${url}environment: "DB_PASSWORD=${WORD}"`),
  'a word for a list of variables': document('runner', `${url}environment: ${WORD}`),
  'a word for a variable': document('runner', `${url}environment: ["${WORD}"]`),
  'variables in a line': document(
    'runner',
    `${url}environment: ["DOCKER_AUTH_CONFIG=${WORD}", "MYSQL_PWD=${WORD}", 1]`,
  ),
  'a mapping for a list of variables': document('runner', `${url}environment: {DB_PASSWORD: ${WORD}}`),
  'variables of the manager': document(
    'spec',
    `manager: {env: [{name: DB_PASSWORD, value: ${WORD}, foo: x}]}`,
  ),
  'a number for a variable': document('spec', `manager: {env: [{name: DB_PASSWORD, value: ${NUMBER}}]}`),
  'a variable of the manager for a list': document(
    'spec',
    `manager: {env: {name: DB_PASSWORD, value: ${WORD}}}`,
  ),
  'a text for a variable of the manager': document('spec', `manager: {env: ["DB_PASSWORD=${WORD}"]}`),
  'a text for the key of a Secret': document('runner', `${url}token: {secretKeyRef: ${WORD}}`, false),
  'a token for the name of a Secret': document(
    'runner',
    `${url}token: {secretKeyRef: {name: ${WORD}}}`,
    false,
  ),
  'a token for a key': document('runner', `${url}token: {name: ${WORD}}`, false),
  'a misspelt key': document('runner', `${url}token: {valeu: ${WORD}}`, false),
  'a misspelt key of the cache': document(
    'runner',
    `${url}cache: {s3: {SeretKey: ${WORD}, AcessKey: ${WORD}}}`,
  ),
  'a misspelt key of config.toml': document('config', `sentry_dns: ${WORD}`),
  'a misspelt key for a token': document('runner', `${url}tokn: {value: ${WORD}}`, false),
  'a misspelt key above a key': document('runner', `${url}cahce: {s3: {SecretKey: ${WORD}}}`),
  'a key in another case': document('runner', `${url}cache: {s3: {secret-key: ${WORD}}}`),
  'a key at the wrong level': document('spec', `bearer_token: ${WORD}`),
  'a misspelt list of variables': document('spec', `manager: {evn: [{name: DB_PASSWORD, value: ${WORD}}]}`),
  'a word for a password': document('runner', `${url}kubernetes: {new_pasword: ${WORD}}`),
  'a password in a label': document(
    'runner',
    `${url}kubernetes: {node_selector: {a: "https://u:${WORD}@h.example.com"}}`,
  ),
  'a password in a label for a list': document(
    'runner',
    `${url}kubernetes: {node_selector: ["a=https://u:${WORD}@h.example.com"]}`,
  ),
  'a password with quotes': document(
    'runner',
    `${url}kubernetes: {image: "https://u:'\`${WORD}@h.example.com"}`,
  ),
  'a password in a key': document(
    'runner',
    `${url}kubernetes: {node_selector: {"https://u:${WORD}@h.example.com": a}}`,
  ),
  'a text for a token': document('runner', `${url}token: ${WORD}`, false),
  'a second value': document('runner', `${url}token:\n  value: x\n  value: ${WORD}`, false),
  'a second token': document('runner', `${url}token: {value: x}\ntoken: {value: ${WORD}}`, false),
  'a second runner': `${document('runner', url)}    default: {token: {value: ${WORD}}}\n`,
  'a tag': document('runner', `${url}token: {value: !${WORD}}`, false),
  'a tag with a name for itself': document('runner', `${url}token:\n  value: !${WORD}`, false),
  'an alias': document('runner', `${url}token: {value: *${WORD}}`, false),
  'an alias for a password': document('runner', `${url}password: *${WORD}`),
  'a token for an alias': document('runner', `${url}x: *${['glrt', WORD].join('-')}`),
  'a value after a second colon': document('runner', `${url}password: ${WORD}: ${WORD}`),
  'words in a text that cannot be read': document('runner', `${url}password: a few ${WORD} words\n x: : 1`),
  'a list that is not closed': document('runner', `${url}password: [${WORD}`),
  'a percent sign': document('runner', `${url}token: {value: %${WORD}}`, false),
  'a directive': `%${WORD}\n---\n${document('runner', url)}`,
  'a word after a quote': document('runner', `${url}token: {value: "x" ${WORD}}`, false),
  'data of a Secret': document(
    'spec',
    `extraObjects: {a: {apiVersion: v1, kind: Secret, metadata: {nmae: a}, stringData: {pin: ${WORD}}}}`,
  ),
  'a credential of config.toml': document('config', `sentry_dsn: [${WORD}]`),
};

const formats = REPORT_FORMATS;

async function validate(text: string, format: string): Promise<{ exitCode: number; output: string }> {
  const { exitCode, stdout, stderr } = await cli(['validate', '-', '--format', format], text);
  return { exitCode, output: `${stdout}${stderr}` };
}

function expectHidden(output: string): void {
  expect(output).toContain('error');
  expect(output).not.toContain(WORD);
  expect(output).not.toContain(NUMBER);
  expect(output).not.toContain('1234567890_123');
}

/** What YAML reads, where it reads it. */
function dataOf(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

describe.each(Object.entries(cases))('a credential out of place stays hidden: %s', (_, text) => {
  it.each(formats)('in the report as %s', async (format) => {
    const { output } = await validate(text, format);
    if (format === 'text') expect(output).not.toBe('');
    expect(output).not.toContain(WORD);
    expect(output).not.toContain(NUMBER);
    expect(output).not.toContain('1234567890_123');
  });

  const data = dataOf(text);
  it.runIf(data !== undefined)('in JSON, and in what kustomize prints', async () => {
    for (const format of formats)
      expect((await validate(JSON.stringify(data), format)).output).not.toContain(WORD);
    const list = {
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: [],
      functionConfig: data,
    };
    const { stderr } = runFunction(stringify(list));
    expect(stderr).not.toContain(WORD);
    expect(stderr).not.toContain(NUMBER);
  });
});

it.each(Object.entries(cases))('nor does the function show one that it cannot read: %s', (_, text) => {
  const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n';
  const { stderr } = runFunction(head + text.replaceAll(/^(?=.)/gm, '  '));
  expect(stderr).not.toContain(WORD);
  expect(stderr).not.toContain(NUMBER);
});

describe('a word without quotes', () => {
  it.each([
    ['JSON', `{"spec": {"runners": {"a": {"token": {"value": ${WORD}}}}}}`],
    ['JSON with a second one', `{"spec": {"runners": {"a": {"token": {"value": "x", "value": "${WORD}"}}}}}`],
    ['a table of TOML', `[spec.runners.a.token]\nvalue = ${WORD}\n`],
    ['lines of TOML', `spec.runners.a.token.value = "${WORD}"\n`],
    ['a line of variables', `DB_PASSWORD=${WORD}\n`],
  ])('stays hidden in %s', async (_, text) => {
    for (const format of formats) {
      const { exitCode, output } = await validate(text, format);
      expect(exitCode).toBe(1);
      expectHidden(format === 'text' || format === 'github' ? output : `error${output}`);
    }
  });
});

it('leaves what a reference names to be read', async () => {
  const text = document('runner', 'url: https://gitlab.com\nlimitt: 1');
  const line = text.replace('name: gitlab-runner-token', 'name: gitlab-runner-token, kye: x');
  expect((await validate(line, 'text')).output).toContain('name: gitlab-runner-token, kye: *');
});

it.each([
  ['token: {secretName: gitlab-runner-token}', 'secretName: gitlab-runner-token'],
  ['token: {valueFrom: {secretKeyRef: {name: gitlab-runner-token}}}', '{name: gitlab-runner-token}'],
  ['tokn: {secretKeyRef: {name: gitlab-runner-token}}', '{name: gitlab-runner-token}'],
  [
    'token: {secretKeyRef: {name: glrt-shared-runners-production, kye: x}}',
    'name: glrt-shared-runners-production',
  ],
])('shows the name of a Secret: %s', async (part, shown) => {
  const { output } = await validate(document('runner', `${url}${part}`, false), 'text');
  expect(output).toContain(shown);
});

it('shows a variable by its name in the sentence as in the line', async () => {
  const socket = async (name: string, value: string): Promise<string> =>
    (
      await validate(
        document('spec', 'dockerBuilds: {mode: socket}').replace(
          'default:\n',
          `default:\n      ${url}      environment: ["${name}=${value}"]\n`,
        ),
        'text',
      )
    ).output;
  const open = await socket('DOCKER_HOST', 'tcp://docker:2375');
  expect(open.split('DOCKER_HOST "tcp://docker:2375"').length).toBe(2);
  expect(open).toContain('DOCKER_HOST=tcp://docker:2375');
  const hidden = await socket('DOCKER_HOST', `tcp://u:${WORD}@docker:2375`);
  expect(hidden).toContain('DOCKER_HOST');
  expect(hidden).not.toContain(WORD);
});
