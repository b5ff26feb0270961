import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { builtWorkers, writePage } from '../bench-site';

/** The built app with one more page beside it, that drives its workers through a commit. */
export async function commitSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync('build', folder, { recursive: true });
  const script = 'commit/commit-page';
  await writePage(path.join(folder, 'bench'), { script, html: 'commit.html', plugins: [builtWorkers(folder)] });
}

export const COMMIT_PAGE = '/bench/commit.html';
