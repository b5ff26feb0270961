import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  worker: { format: 'es' },
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
