import { existsSync } from 'node:fs';
import path from 'node:path';

/** The first of the names that is there: a path, or a program in the folders that are searched. */
export function findProgram(names: readonly (string | undefined)[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names
    .flatMap((name) =>
      name ? (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))) : []
    )
    .find((file) => existsSync(file));
}
