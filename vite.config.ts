import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { bundledPackages } from './tests/release/bundled-packages.ts';

/**
 * What the first screen needs, in one file of each kind: a host without HTTP/2 sends six at a time, and there were forty.
 * Named are the roots; what they import statically comes along, what they import later does not.
 */
const SHELL =
  /[\\/]src[\\/]routes[\\/](\+layout|\+page|\+error|AppFrame)\.svelte$|[\\/]kit[\\/]src[\\/]runtime[\\/]client[\\/]/;

export default defineConfig({
  plugins: [sveltekit(), bundledPackages()],
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', test: SHELL }] } } } } }
  },
  worker: { format: 'es', plugins: () => [bundledPackages()] },
  // Without this the dev server reloads the page at the first import of a library, and the import is lost.
  optimizeDeps: { include: ['papaparse', 'comlink', 'dexie', 'workbox-window', '@marcbachmann/cel-js', 're2js'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 30_000,
          include: ['tests/{unit,contract}/**/*.test.ts']
        }
      }
    ]
  }
});
