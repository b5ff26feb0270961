import { attributeLabel, customAttribute, isStandardAttribute, STANDARD_ATTRIBUTES } from '../model/attribute';
import type { Attribute, StandardAttribute } from '../model/attribute';
import type { KnownAttributes } from '../protocol/expression-api';

/** What stands before an attribute. In Okta's forms the profile of the app goes by other names. */
export const ACCOUNT_NAMES: ReadonlySet<string> = new Set(['account', 'source', 'appuser', 'user']);

/** Names of Okta's base profile, and of directories, for attributes of ours. */
const OTHER_NAMES: ReadonlyMap<string, StandardAttribute> = new Map([
  ['login', 'userName'],
  ['username', 'userName'],
  ['samAccountName', 'userName'],
  ['firstName', 'givenName'],
  ['lastName', 'familyName'],
  ['secondEmail', 'otherEmail'],
  ['mail', 'email'],
  ['employeeID', 'employeeNumber'],
  ['employeeId', 'employeeNumber'],
  ['mobilePhone', 'phone'],
  ['primaryPhone', 'phone']
]);

/** The attribute of that name; a column of the source goes by its header and comes before names that are only other words. */
export function namedAttribute(name: string, known: KnownAttributes): Attribute | undefined {
  if (isStandardAttribute(name)) return name;
  const custom = customAttribute(name);
  if (known === 'any' || known.includes(custom)) return custom;
  return OTHER_NAMES.get(name);
}

/** The key under which `account` holds it. */
export function attributeKey(attribute: Attribute): string {
  return isStandardAttribute(attribute) ? attribute : attribute.slice('custom:'.length);
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** As it is written in an expression. */
export function writtenAttribute(attribute: Attribute): string {
  const key = attributeKey(attribute);
  return IDENTIFIER.test(key) ? `account.${key}` : `account[${quoted(key)}]`;
}

/** A text as an expression has it. */
export function quoted(text: string): string {
  const inner = text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char]);
  return `"${inner}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The known attribute whose name, header or label is nearest to what was written, if one is near enough. */
export function nearestAttribute(name: string, known: KnownAttributes): Attribute | undefined {
  const choices: [string, Attribute][] = [];
  const add = (attribute: Attribute) =>
    choices.push([attributeKey(attribute), attribute], [attributeLabel(attribute), attribute]);
  STANDARD_ATTRIBUTES.forEach(add);
  if (known !== 'any') known.forEach(add);
  for (const [other, attribute] of OTHER_NAMES) choices.push([other, attribute]);
  return nearest(name, choices);
}

/** The value whose word differs least from `name`; else one that begins like it. Letter case does not count. */
export function nearest<Value>(name: string, choices: readonly (readonly [string, Value])[]): Value | undefined {
  const wanted = name.toLowerCase();
  let best = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let found: Value | undefined;
  for (const [word, value] of choices) {
    if (Math.abs(word.length - wanted.length) >= best) continue;
    const distance = editDistance(wanted, word.toLowerCase());
    if (distance >= best) continue;
    best = distance;
    found = value;
  }
  return found ?? choices.find(([word]) => isBeginning(word.toLowerCase(), wanted))?.[1];
}

/** One of two words of some length begins with the other. */
function isBeginning(one: string, other: string): boolean {
  return Math.min(one.length, other.length) > 3 && (one.startsWith(other) || other.startsWith(one));
}

/** Insertions, deletions, replacements and swapped neighbours that turn one word into another. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced, isSwap ? before[j - 2] + 1 : Infinity);
    }
    before = row;
    row = next;
  }
  return row[other.length];
}
