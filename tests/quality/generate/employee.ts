import type { SampleName } from '../../../src/lib/sample/culture';
import { nickname } from '../../../src/lib/sample/nicknames';
import type { FullName } from './name-pool';
import { letters, type NameParts, nameParts } from './username-patterns';

/** Somebody who works for the firm, or did: everything that a system may know about the person. */
export interface Employee {
  readonly name: FullName;
  /** What colleagues say, the first name where there is no short form. */
  readonly calledBy: string;
  readonly userName: string;
  readonly email: string;
  /** From before a marriage; nobody else has it since. Empty for none. */
  readonly formerEmail: string;
  readonly employeeNumber: string;
  readonly phone: string;
  readonly department: string;
  readonly title: string;
  readonly office: string;
  readonly startDate: string;
  readonly digits: string;
}

export const FIRM_DOMAIN = 'harbour.example';
export const FORMER_FIRM_DOMAIN = 'harbour-lines.example';
export const PRIVATE_DOMAINS: readonly string[] = ['freemail.example', 'postbox.example', 'inbox.example'];

export function shortForm({ given }: FullName): string {
  const [first] = given;
  if (!first) return '';
  return nickname(first.latin) ?? nickname(first.native) ?? first.latin;
}

/** Letters that usernames and mailboxes of this person are made of, under a family name of choice. */
export function partsOf(employee: Pick<Employee, 'name' | 'employeeNumber' | 'digits'>, family: readonly SampleName[]) {
  const { name, employeeNumber, digits } = employee;
  const latin = (names: readonly SampleName[]) => names.map((one) => one.latin);
  const parts: NameParts = {
    ...nameParts(latin(name.given), latin(family)),
    short: letters(shortForm(name)),
    employeeNumber,
    digits
  };
  return parts;
}
