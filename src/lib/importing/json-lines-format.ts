import type { Encoding } from '../model/import-recipe';
import { isObject } from '../model/json';
import { MAX_LINE_BYTES } from './json-line-reader';

const FIRST_BYTES = 1 << 18;

/**
 * Whether a file has an object per line: the first line that is not blank is a whole object, and there is a second one
 * that begins like an object. Told by its beginning; a first line that is longer is read on to its end.
 */
export async function isJsonLines(file: Blob, encoding: Encoding): Promise<boolean> {
  for (let bytes = FIRST_BYTES; ; bytes *= 8) {
    const head = await file.slice(0, bytes).arrayBuffer();
    const verdict = verdictOn(new TextDecoder(encoding).decode(head));
    if (verdict !== undefined || bytes >= file.size || bytes >= MAX_LINE_BYTES) return verdict ?? false;
  }
}

/** Undefined: the text ends before it can be told. */
function verdictOn(text: string): boolean | undefined {
  const lines = /^\s*(\{[^\n]*)\n\s*(\S?)/.exec(text);
  if (!lines) return /^\s*\{/.test(text) ? undefined : false;
  const [, first, second] = lines;
  if (!isWholeObject(first)) return false;
  return second === '' ? undefined : second === '{';
}

function isWholeObject(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}
