import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Written by the build, read by what says what ships (write-release.ts). */
export const BUNDLED_PACKAGES = '.svelte-kit/bundled-packages.json';

const found = new Set<string>();

/**
 * Notes every package of which something is in a script of the browser. Workers are bundled apart: it is in their list of
 * plugins too. What only builds is not in there, and neither is what was imported but left out as unused.
 */
export function bundledPackages(): Plugin {
  return {
    name: 'muster-bundled-packages',
    generateBundle(_options, bundle) {
      if (this.environment.config.consumer === 'server') return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const name = renderedLength > 0 ? packageOf(id) : undefined;
          if (name !== undefined) found.add(name);
        }
      }
      mkdirSync(path.dirname(BUNDLED_PACKAGES), { recursive: true });
      writeFileSync(BUNDLED_PACKAGES, JSON.stringify([...found].sort()));
    }
  };
}

/** As the lock file names it, `node_modules/…`: one package may be there twice. */
function packageOf(id: string): string | undefined {
  const file = id.replaceAll('\\', '/').split('?')[0] ?? '';
  return /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}
