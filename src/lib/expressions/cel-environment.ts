import { Environment, type RegisteredFunctionHandler } from '@marcbachmann/cel-js';
import { isFound } from './linear-patterns';
import * as text from './text-functions';
import { DEFAULT_UNIQUE_LENGTH } from './unique-names';

/** Methods that CEL has itself and that are harmless here. Everything else it brings is refused by name. */
export const METHODS: ReadonlySet<string> = new Set([
  ...['contains', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'substring', 'split', 'join', 'size'],
  ...['trim', 'lowerAscii', 'upperAscii', 'matches']
]);
export const MACROS: ReadonlySet<string> = new Set(['map', 'filter', 'exists', 'exists_one', 'all']);
export const CONVERSIONS: ReadonlySet<string> = new Set(['string', 'int', 'double', 'size']);

/** The library's own `matches` runs the native engine, which some patterns hold up for minutes; calls go here instead. */
export const LINEAR_MATCHES = 'matchesInLinearTime';

/** Parse-time limits. There is none on time: who evaluates has to be able to end it. */
const LIMITS = { maxAstNodes: 1_000, maxDepth: 48, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 32 };
const MOST_ARGUMENTS = 32;

const textOf = (count: number) => Array.from({ length: count }, () => 'string').join(', ');

/** Gives a name that was not given before. */
export type TakeName = (base: string, length: number) => string;

/** With our functions only; `unique` asks `take`. Making one takes some milliseconds. */
export function celEnvironment(take: TakeName): Environment {
  const environment = new Environment({ limits: LIMITS, homogeneousAggregateLiterals: false });
  environment.registerVariable('account', 'map<string, string>');
  const add = (signature: string, handler: RegisteredFunctionHandler) =>
    environment.registerFunction(signature, handler, { async: false });
  addPlain(add);
  addVariadic(add);
  add('unique(string): string', (base: string) => take(base, DEFAULT_UNIQUE_LENGTH));
  add('unique(string, int): string', (base: string, length: bigint) => take(base, Number(length)));
  return environment;
}

type Add = (signature: string, handler: RegisteredFunctionHandler) => unknown;

function addPlain(add: Add): void {
  add('lower(string): string', (value: string) => value.toLowerCase());
  add('upper(string): string', (value: string) => value.toUpperCase());
  add('trim(string): string', (value: string) => value.trim());
  add('removeSpaces(string): string', text.removeSpaces);
  add('stripAccents(string): string', text.stripAccents);
  add('before(string, string): string', text.before);
  add('after(string, string): string', text.after);
  add('sub(string, int): string', (value: string, start: bigint) => text.sub(value, Number(start), Infinity));
  add('sub(string, int, int): string', (value: string, start: bigint, end: bigint) =>
    text.sub(value, Number(start), Number(end))
  );
  add('replace(string, string, string): string', text.replaceAll);
  add('contains(string, string): bool', (value: string, part: string) => value.includes(part));
  add('startsWith(string, string): bool', (value: string, part: string) => value.startsWith(part));
  add('matches(string, string): bool', isFound);
  add(`string.${LINEAR_MATCHES}(string): bool`, isFound);
  add('len(string): int', (value: string) => BigInt(text.len(value)));
}

/** CEL knows no rest arguments: one overload for each number of them. */
function addVariadic(add: Add): void {
  for (let count = 1; count <= MOST_ARGUMENTS; count++) {
    add(`default(${textOf(count)}): string`, (...values: string[]) => text.firstFilled(values));
    if (count === 1) continue;
    add(`join(${textOf(count)}): string`, (separator: string, ...parts: string[]) => text.join(separator, parts));
    if (count % 2 === 0) {
      add(`switch(${textOf(count)}): string`, (value: string, otherwise: string, ...pairs: string[]) =>
        text.choose(value, otherwise, pairs)
      );
    }
  }
}
