import { readFileSync, writeFileSync } from 'node:fs';

const START = '<!-- benchmark -->';
const END = '<!-- /benchmark -->';

/** Replaces what stands between the two comments. */
export function writeReadmePart(file: string, text: string): void {
  const readme = readFileSync(file, 'utf8');
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${file} lacks the comments that the benchmark writes between.`);
  writeFileSync(file, `${readme.slice(0, start + START.length)}\n\n${text}\n\n${readme.slice(end)}`);
}
