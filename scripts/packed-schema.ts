import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

/**
 * Has the text of the schema deflated in a program for Node, where it is a fifth of all that is read at each start: only
 * what words a finding asks for it.
 */
export const packedSchema: Plugin = {
  name: 'packed schema',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/]core[\\/]generated[\\/]schema\.ts$/ }, async ({ path }) => {
      const { schemaText } = (await import(path)) as typeof import('../src/core/generated/schema.ts');
      const packed = deflateRawSync(schemaText(), { level: 9 }).toString('base64');
      return {
        contents: `export const schemaText = () =>
          process.getBuiltinModule('node:zlib').inflateRawSync(Buffer.from('${packed}', 'base64')).toString();`,
      };
    });
  },
};
