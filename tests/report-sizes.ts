import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Prints how long the files of each folder are. Lines without blanks; comments count. A report, never a failure. */
const SOURCES = /\.(ts|svelte)$/;

function sourceFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCES.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.join(root, name));
}

function lineCount(file: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

/** `src/lib/engine/operations/x.ts` belongs to `src/lib/engine`, `src/routes/a/b.svelte` to `src/routes`. */
function folderOf(file: string): string {
  const parts = path.dirname(file).split(path.sep);
  return parts.slice(0, parts[1] === 'lib' ? 3 : 2).join('/');
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const byFolder = new Map<string, number[]>();
for (const file of ['src', 'workers', 'tests'].flatMap(sourceFiles)) {
  const folder = folderOf(file);
  byFolder.set(folder, [...(byFolder.get(folder) ?? []), lineCount(file)]);
}

console.log('Lines per file        files  median  p90  max');
for (const [folder, lines] of [...byFolder].sort()) {
  const sorted = lines.sort((a, b) => a - b);
  const figures = [sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.9), sorted.at(-1) ?? 0];
  console.log(
    folder.padEnd(22) + figures.map((figure, column) => String(figure).padStart([5, 8, 5, 5][column] ?? 5)).join('')
  );
}
