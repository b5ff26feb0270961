import type { RecordSet } from '../engine/record-set';
import { rowTexts } from '../engine/column-texts';
import type { ComparisonId } from '../model/agreement';
import type { Attribute, CustomAttribute } from '../model/attribute';
import { dateOrder, isPlausibleDate, type DateOrder } from './text/fold-date';

/** How the values of a field are folded and compared. */
export type FieldKind = 'identifier' | 'phone' | 'date' | 'text';

/** A value that a record has at most one of, in both lists. Names, handles and addresses are not among them. */
export interface ValueField {
  readonly id: ComparisonId;
  readonly attribute: Attribute;
  readonly kind: FieldKind;
  /** Where accounts have it: the same column, or inside the username, if that is a number that a user has. */
  readonly accountAttribute: Attribute;
  /** How each list writes its dates. */
  readonly usersOrder: DateOrder;
  readonly accountsOrder: DateOrder;
}

/** What is compared between two lists besides names, handles and addresses. */
export interface LinkageFields {
  readonly values: readonly ValueField[];
}

const STANDARD_FIELDS: readonly Pick<ValueField, 'id' | 'attribute' | 'kind'>[] = [
  { id: 'employee-number', attribute: 'employeeNumber', kind: 'identifier' },
  { id: 'external-id', attribute: 'externalId', kind: 'identifier' },
  { id: 'phone', attribute: 'phone', kind: 'phone' },
  { id: 'department', attribute: 'department', kind: 'text' },
  { id: 'title', attribute: 'title', kind: 'text' },
  { id: 'manager', attribute: 'manager', kind: 'text' }
];

const SAMPLED_ROWS = 1000;
/** Share of the sample that must look alike for its column to be taken for what it looks like. */
const MOST = 0.9;
/** Digits or a sign-less word with digits: what people copy, and mistype, sign by sign. */
const CODE = /^(?=\S*\d)[\p{L}\d._/#-]{1,40}$/u;

/**
 * The fields that both lists have: those with a name of their own, and columns under the same header. Employee numbers of
 * users are looked for in usernames where accounts have no column for them.
 */
export function linkageFields(users: RecordSet, accounts: RecordSet): LinkageFields {
  const isInBoth = (attribute: Attribute) =>
    users.attributes.includes(attribute) && accounts.attributes.includes(attribute);
  const order: DateOrder = 'day-first';
  const standard = STANDARD_FIELDS.filter(({ attribute }) => isInBoth(attribute)).map((field) => ({
    ...field,
    accountAttribute: field.attribute,
    usersOrder: order,
    accountsOrder: order
  }));
  const [number] = STANDARD_FIELDS;
  const isOnlyOfUsers = users.attributes.includes(number.attribute) && !isInBoth(number.attribute);
  if (isOnlyOfUsers && accounts.attributes.includes('userName'))
    standard.unshift({ ...number, accountAttribute: 'userName', usersOrder: order, accountsOrder: order });
  const custom = users.attributes
    .filter((attribute) => isCustom(attribute) && isInBoth(attribute))
    .map((attribute) => customField(attribute, sample(users, attribute), sample(accounts, attribute)));
  return { values: [...standard, ...custom.filter((field) => field !== undefined)] };
}

function isCustom(attribute: Attribute): attribute is CustomAttribute {
  return attribute.startsWith('custom:');
}

/** Undefined where one of the lists has nothing there. */
function customField(
  attribute: Attribute,
  users: readonly string[],
  accounts: readonly string[]
): ValueField | undefined {
  if (!isCustom(attribute) || users.length === 0 || accounts.length === 0) return undefined;
  const areMost = (looksLikeIt: (text: string) => boolean) =>
    [users, accounts].every((texts) => texts.filter(looksLikeIt).length >= texts.length * MOST);
  const kind = areMost(isPlausibleDate) ? 'date' : areMost((text) => CODE.test(text)) ? 'identifier' : 'text';
  return {
    id: attribute,
    attribute,
    accountAttribute: attribute,
    kind,
    usersOrder: dateOrder(users),
    accountsOrder: dateOrder(accounts)
  };
}

/** Cells that are filled, of rows spread over the whole list. */
function sample(records: RecordSet, attribute: Attribute): readonly string[] {
  const step = Math.max(1, records.rowCount / SAMPLED_ROWS);
  const count = Math.min(SAMPLED_ROWS, records.rowCount);
  const rows = Uint32Array.from({ length: count }, (_, i) => Math.floor(i * step));
  return rowTexts(records, attribute, rows)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
