import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

/** The built app, as it is, with one more page beside it that drives its workers. */
const WORKERS = '_app/immutable/workers';

export async function benchSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync('build', folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [builtWorkers(folder)],
    build: {
      outDir: path.join(folder, 'bench'),
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: 'tests/bench/bench-page.ts', formats: ['es'], fileName: () => 'bench-page.js' }
    }
  });
  writeFileSync(
    path.join(folder, 'bench', 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>Benchmark</title><link rel="icon" href="/icon.svg"><input type="file" id="users"><input type="file" id="accounts">' +
      '<script type="module" src="/bench/bench-page.js"></script>\n'
  );
}

/** Gives the clients the addresses of the chunks that the app itself uses. */
function builtWorkers(folder: string): Plugin {
  const chunks = readdirSync(path.join(folder, WORKERS));
  const prefix = '\0built-worker:';
  return {
    name: 'built-workers',
    enforce: 'pre',
    resolveId(id) {
      const match = /([a-z-]+\.worker)\.ts\?worker&url$/.exec(id);
      return match ? prefix + match[1] : undefined;
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const chunk = chunks.find((name) => name.startsWith(`${id.slice(prefix.length)}-`) && name.endsWith('.js'));
      if (!chunk) throw new Error(`The build has no ${id.slice(prefix.length)}.`);
      return `export default ${JSON.stringify(`/${WORKERS}/${chunk}`)}`;
    }
  };
}
