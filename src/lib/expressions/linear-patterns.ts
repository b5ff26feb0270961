import { RE2JS } from 're2js';

const KEPT_PATTERNS = 64;

/** Compiled so far: a pattern is nearly always the same for every row. */
const patterns = new Map<string, RE2JS>();

/** Whether the pattern is found in the text, in time proportional to both: no look-around, no back-references. */
export function isFound(text: string, pattern: string): boolean {
  return compiled(pattern).matcher(text).find();
}

/** Why a pattern cannot be read. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    return patternMessage(error);
  }
}

function compiled(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known) return known;
  if (patterns.size >= KEPT_PATTERNS) patterns.clear();
  const made = RE2JS.compile(pattern);
  patterns.set(pattern, made);
  return made;
}

const UNSUPPORTED = /\(\?(?:=|!|<=|<!|>)|\\[1-9]/;

function patternMessage(error: unknown): string {
  const detail = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  if (UNSUPPORTED.test(detail)) return 'Patterns here have no look-around and no back-references.';
  return `The pattern cannot be read: ${detail}.`;
}
