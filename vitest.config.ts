import { defineConfig } from 'vitest/config';

/**
 * Tests that start programs or build; that make up documents by the hundred; that read texts as long as the limits; that
 * put another module in the place of one, which others would then get too.
 */
const system = [
  'test/{kustomize,native}/**/*.test.ts',
  'test/wrong/kustomize.test.ts',
  'test/{cli/main,docs/migrate,docs/readme,drift,examples/rendered-manifests,krm/bin,krm/launcher,node-streams,package,size,upstream/refresh-config-keys}.test.ts',
  'test/import/{chart/helm,chart/values,round-trip}.test.ts',
  'test/**/{accepted,everything,fuzz,properties,suggestions,unchecked,unknown-keys,validator,fixes}.test.ts',
  'test/resolve/manager/{fill-config,link-config}.test.ts',
  'test/{schema/published-schema,source/source}.test.ts',
];

export default defineConfig({
  test: {
    // Where .ci/run counts from.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: 'test/support/same-seed.ts',
          include: ['test/**/*.test.ts'],
          exclude: system,
          globalSetup: 'scripts/build-sources.ts',
          // They leave nothing behind, so that the modules are read once, not once for each file.
          isolate: false,
          testTimeout: 5_000,
        },
      },
      {
        test: {
          name: 'system',
          setupFiles: 'test/support/same-seed.ts',
          include: system,
          globalSetup: 'scripts/build.ts',
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
    ],
  },
});
