import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces what stands between the comments `<!-- name -->` and `<!-- /name -->`. */
export function writeReadmePart(file: string, name: string, text: string): void {
  const readme = readFileSync(file, 'utf8');
  const first = `<!-- ${name} -->`;
  const start = readme.indexOf(first);
  const end = readme.indexOf(`<!-- /${name} -->`);
  if (start < 0 || end < start) throw new Error(`${file} lacks the comments around its part "${name}".`);
  writeFileSync(file, `${readme.slice(0, start + first.length)}\n\n${text}\n\n${readme.slice(end)}`);
}
