import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

const WORKERS = '_app/immutable/workers';
const DUCKDB = 'node_modules/@duckdb/duckdb-wasm/dist';
const FILE_FIELDS = '<input type="file" id="users"><input type="file" id="accounts">';

/** The built app, as it is, with two more pages beside it: one drives its workers, one reads what they stored. */
export async function benchSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync('build', folder, { recursive: true });
  const beside = path.join(folder, 'bench');
  await writePage(beside, { script: 'bench-page', html: 'index.html', plugins: [builtWorkers(folder)] });
  await writePage(beside, { script: 'stored-page', html: 'stored.html', plugins: [] });
}

/**
 * DuckDB-WASM from the local server, so that nothing comes from a network. A site of its own: Muster's content security
 * policy allows no WebAssembly.
 */
export async function duckDbSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const bundle of ['mvp', 'eh']) {
    for (const file of [`duckdb-${bundle}.wasm`, `duckdb-browser-${bundle}.worker.js`])
      cpSync(path.join(DUCKDB, file), path.join(folder, file));
  }
  await writePage(folder, { script: 'duckdb-page', html: 'index.html', plugins: [] });
}

export interface BenchPageFiles {
  readonly script: string;
  readonly html: string;
  readonly plugins: Plugin[];
}

export async function writePage(folder: string, { script, html, plugins }: BenchPageFiles): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: `tests/bench/${script}.ts`, formats: ['es'], fileName: () => `${script}.js` }
    }
  });
  writeFileSync(
    path.join(folder, html),
    `<!doctype html><meta charset="utf-8"><title>Benchmark</title><link rel="icon" href="data:,">${FILE_FIELDS}` +
      `<script type="module" src="./${script}.js"></script>\n`
  );
}

/** Gives the clients the addresses of the chunks that the app itself uses. */
export function builtWorkers(folder: string): Plugin {
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
