import { describe, expect, it } from 'vitest';
import type { SchemaNode } from '../../src/core/schema/node.ts';
import { newerThan } from '../cluster/objects/newer.ts';
import { schema } from '../support/schema-places.ts';

/** The oldest release with which everything is tried. */
const OLDEST = 30;

describe('what the schema says needs a newer release of Kubernetes', () => {
  it('is what older API servers are seen to refuse', () => {
    const said = Object.entries(schema.definitions!)
      .filter(([name]) => name.startsWith('io.k8s.'))
      .flatMap(([name, { properties = {} }]) =>
        Object.entries<SchemaNode>(properties).flatMap(([key, { description = '' }]) => {
          const minor = /[Nn]eeds Kubernetes 1\.(\d+)/.exec(description)?.[1];
          return Number(minor) > OLDEST ? [`${name}.${key}: 1.${minor}`] : [];
        }),
      );
    const seen = newerThan(OLDEST).flatMap(({ since, places }) =>
      places.map((place) => `${place}: ${since}`),
    );
    expect(said.sort()).toEqual(seen.sort());
  });
});
