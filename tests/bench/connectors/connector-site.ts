import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { builtWorkers, writePage } from '../bench-site';

/** The built app with one more page beside it, that drives its connector, import and engine workers. */
export async function connectorSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync('build', folder, { recursive: true });
  const script = 'connectors/connector-page';
  await writePage(path.join(folder, 'bench'), { script, html: 'connectors.html', plugins: [builtWorkers(folder)] });
}

export const CONNECTOR_PAGE = '/bench/connectors.html';
