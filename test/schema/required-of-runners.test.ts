import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';

import { options } from '../../scripts/validator.ts';
import { requiredOfRunner } from '../../src/core/generated/annotations.ts';
import { render } from '../../src/index.ts';
import { root } from '../support/project.ts';

const schema = JSON.parse(
  readFileSync(join(root, 'src/core/schema/gitlab-runner.schema.json'), 'utf8'),
) as AnySchemaObject;
const editor = new Ajv({ ...options, strict: false, useDefaults: false }).compile(schema);

/** A schema of a value that has a key at the end of a path, and all that leads to it where `isWhole`. */
function having(path: readonly string[], key: string, isWhole: boolean): object {
  return path.reduceRight<object>(
    (below, part) => ({
      type: 'object',
      ...(isWhole && { required: [part] }),
      properties: { [part]: below },
    }),
    { type: 'object', required: [key] },
  );
}

it('is what the schema asks of each entry where the shared block lacks it', () => {
  expect(schema.definitions.Spec.allOf).toEqual(
    requiredOfRunner.map(([path, key]) => ({
      if: having(['runnerDefaults', ...path], key, true),
      else: {
        type: 'object',
        properties: {
          runners: { type: 'object', additionalProperties: having(path, key, false) },
        },
      },
    })),
  );
});

const url = 'https://gitlab.com';
const token = { secretKeyRef: { name: 'tokens' } };
const s3 = (keys: object): object => ({ cache: { Type: 's3', s3: keys } });

describe('an editor and the command line', () => {
  it.each<readonly [boolean, object | undefined, object]>([
    [true, undefined, { url, token }],
    [false, undefined, { url }],
    [false, undefined, { token }],
    [false, undefined, { url, token: { secretKeyRef: { key: 'a' } } }],
    [false, undefined, { url, token, ...s3({ ServerAddress: 's3.example.com' }) }],
    [true, { url, token }, {}],
    [true, { url }, { token }],
    [false, { url }, {}],
    [true, { url, token }, { token: { secretKeyRef: { key: 'a' } } }],
    [true, { url, token, ...s3({ ServerAddress: 's3.example.com' }) }, s3({ BucketName: 'b' })],
    [true, { url, token, ...s3({ BucketName: 'b' }) }, s3({ ServerAddress: 's3.example.com' })],
    [false, { url, token }, s3({ ServerAddress: 's3.example.com' })],
  ])('agree: %s for %j and %j', (isRight, runnerDefaults, entry) => {
    const document = {
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name: 'gitlab-runner' },
      spec: { ...(runnerDefaults && { runnerDefaults }), runners: { one: entry } },
    };
    expect([editor(document), render(document).ok]).toEqual([isRight, isRight]);
  });
});
