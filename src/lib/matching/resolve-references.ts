import type { RecordSet } from '../engine/record-set';
import type { StandardAttribute } from '../model/attribute';
import { isDistinguishedName, nameSteps } from '../model/distinguished-name';
import { lookForNamePaths, namePathAttribute } from './name-paths';
import { normalizeKey } from './normalize-key';
import { lookForSeveralInOne } from './several-in-one';
import { lookForValues, NOBODY, SEVERAL, type SoughtForm } from './sought-values';

/** In place of a row, beside NOBODY and SEVERAL: the value says that there is no such person. */
export const NOT_GIVEN = -3;

/** What exports write instead of leaving the cell empty. They count only if nobody is called so. */
const NOT_GIVEN_WORDS = new Set(['', 'no_manager', 'no_hr', 'no_mgr', 'none', 'null', 'n/a', '-']);

const IDENTIFIERS = [
  'externalId',
  'userName',
  'email',
  'otherEmail',
  'employeeNumber'
] as const satisfies readonly StandardAttribute[];

/**
 * Whom each text means among the records: a row, NOBODY, SEVERAL or NOT_GIVEN.
 *
 * A column of references is of one kind, mostly: of the identifiers the one that finds most of the values is asked
 * first, so that employee 7 is not taken for the record whose external ID is 7. Then distinguished names, then names.
 * Compared as keys are: see normalizeKey.
 *
 * Cost: linear in the records, 45 to 85 ns each for every identifier that they have, 170 ns more where names have to
 * be looked at; all of them are asked unless one finds every value.
 */
export function* resolveReferences(texts: readonly string[], records: RecordSet): Generator<void, Int32Array> {
  const answers = new Int32Array(texts.length).fill(NOBODY);
  yield* byIdentifier(texts, records, answers);
  yield* byNamePath(texts, records, answers);
  yield* byName(texts, records, answers);
  answers.forEach((answer, value) => {
    if (answer === NOBODY && NOT_GIVEN_WORDS.has(normalizeKey(texts[value], false))) answers[value] = NOT_GIVEN;
  });
  return answers;
}

function* byIdentifier(texts: readonly string[], records: RecordSet, answers: Int32Array): Generator<void, void> {
  const hasNamePaths = namePathAttribute(records) !== undefined;
  const sought = texts.flatMap((text, value) =>
    identifierForms(text, hasNamePaths).map((form) => ({ value, cells: [form] }))
  );
  const found: { readonly rows: Int32Array; readonly unique: number }[] = [];
  for (const attribute of IDENTIFIERS) {
    const rows = new Int32Array(texts.length).fill(NOBODY);
    yield* lookForValues(records, [attribute], sought, rows);
    if (attribute === 'otherEmail') yield* lookForSeveralInOne(records, attribute, sought, rows);
    const unique = rows.reduce((count, row) => (row >= 0 ? count + 1 : count), 0);
    found.push({ rows, unique });
    if (unique === texts.length) break;
  }
  for (const { rows } of found.toSorted((one, other) => other.unique - one.unique)) take(rows, answers);
}

/** The text; what stands in brackets at its end; the first step of a distinguished name where records have none. */
function identifierForms(text: string, hasNamePaths: boolean): readonly string[] {
  const { inside } = brackets(text);
  const first = hasNamePaths || !isDistinguishedName(text) ? undefined : nameSteps(text)?.[0].value;
  return [text, inside, first].filter((form) => form !== undefined);
}

/** As it stands there, which is nearly always so within one file; then however it is written. */
function* byNamePath(texts: readonly string[], records: RecordSet, answers: Int32Array): Generator<void, void> {
  const attribute = namePathAttribute(records);
  if (attribute === undefined) return;
  const open = () => openValues(texts, answers).filter(([text]) => isDistinguishedName(text));
  const rows = new Int32Array(texts.length).fill(NOBODY);
  const sought = open().map(([text, value]): SoughtForm => ({ value, cells: [text] }));
  yield* lookForValues(records, [attribute], sought, rows);
  take(rows, answers);
  yield* lookForNamePaths(records, attribute, new Map(open()), rows);
  take(rows, answers);
}

/** As displayed, or as first and last name: somebody found both ways is one person. */
function* byName(texts: readonly string[], records: RecordSet, answers: Int32Array): Generator<void, void> {
  const hasNamePaths = namePathAttribute(records) !== undefined;
  const named = openValues(texts, answers).flatMap(([text, value]) =>
    personNames(text, hasNamePaths).map((name) => ({ name, value }))
  );
  const rows = new Int32Array(texts.length).fill(NOBODY);
  const displayed = named.map(({ name, value }): SoughtForm => ({ value, cells: [name] }));
  yield* lookForValues(records, ['displayName'], displayed, rows);
  const split = named.flatMap(({ name, value }) => namePairs(name).map((cells): SoughtForm => ({ value, cells })));
  yield* lookForValues(records, ['givenName', 'familyName'], split, rows);
  take(rows, answers);
}

function openValues(texts: readonly string[], answers: Int32Array): [string, number][] {
  return texts.map((text, value): [string, number] => [text, value]).filter(([, value]) => answers[value] === NOBODY);
}

function take(rows: Int32Array, answers: Int32Array): void {
  rows.forEach((row, value) => {
    if (answers[value] === NOBODY && (row >= 0 || row === SEVERAL)) answers[value] = row;
  });
}

/** The text as a name, without brackets at its end; `Rao, Asha` the other way round too. */
function personNames(text: string, hasNamePaths: boolean): readonly string[] {
  const steps = isDistinguishedName(text) ? nameSteps(text) : undefined;
  if (steps) return hasNamePaths ? [] : [steps[0].value];
  const { before } = brackets(text);
  return (before === undefined ? [text] : [text, before]).flatMap((name) => {
    const parts = name.split(',');
    return parts.length === 2 && parts.every((part) => part.trim() !== '')
      ? [name, `${parts[1].trim()} ${parts[0].trim()}`]
      : [name];
  });
}

const MOST_WORDS = 8;

/** Wherever the first name may end: `Ana Maria`, `Sousa` and `Ana`, `Maria Sousa`. */
function namePairs(name: string): readonly (readonly [string, string])[] {
  const words = name.trim().split(/\s+/);
  if (words.length > MOST_WORDS) return [];
  return words
    .slice(1)
    .map((_, before) => [words.slice(0, before + 1).join(' '), words.slice(before + 1).join(' ')] as const);
}

/** `Asha Rao (1001)`, as Workday shows people. */
function brackets(text: string): { readonly before: string | undefined; readonly inside: string | undefined } {
  const whole = text.trim();
  const start = whole.lastIndexOf('(');
  const before = whole.slice(0, Math.max(start, 0)).trim();
  const inside = whole.slice(start + 1, -1).trim();
  const isNone = !whole.endsWith(')') || start === -1 || before === '' || inside === '';
  return isNone ? { before: undefined, inside: undefined } : { before, inside };
}
