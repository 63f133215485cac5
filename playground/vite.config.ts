import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

import { examples } from './build/examples.ts';

/**
 * The page connects to nothing, its own server included: what it loads are its scripts and its style. Styles are also set by the
 * editor and within pictures, so they may be in the page; pictures are in its files, and so are not asked for.
 */
const POLICY = [
  "default-src 'none'",
  "connect-src 'none'",
  "script-src 'self'",
  // What the script that starts the worker imports counts as a worker too.
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Holds the built page to the policy; the development server has to tell it of changes. */
function policy(): Plugin {
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  // The folder works below any path.
  base: './',
  plugins: [policy(), examples(fileURLToPath(new URL('..', import.meta.url)))],
  build: {
    target: 'es2023',
    // It would connect.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: { fs: { allow: ['..'] } },
});
