import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { builtWorkers } from '../bench/bench-site';

export const DRIVER_PAGE = '/faults/driver.html';

/** The built app, as it is, with one more page beside it that drives its workers. */
export async function faultSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync('build', folder, { recursive: true });
  const beside = path.join(folder, 'faults');
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [builtWorkers(folder)],
    build: {
      outDir: beside,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: 'tests/faults/driver-page.ts', formats: ['es'], fileName: () => 'driver.js' }
    }
  });
  // A page of the origin without anything that opens a database.
  writeFileSync(path.join(beside, 'blank.html'), '<!doctype html><meta charset="utf-8"><title>Blank</title>\n');
  writeFileSync(
    path.join(beside, 'driver.html'),
    '<!doctype html><meta charset="utf-8"><title>Driver</title><link rel="icon" href="data:,">' +
      '<script type="module" src="./driver.js"></script>\n'
  );
}
