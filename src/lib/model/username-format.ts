import { FORMATTED_USER_NAME, type Attribute } from './attribute';

/** How the username of a user is made from an account. */
export const USERNAME_PRESETS = [
  'user-name',
  'user-name-prefix',
  'email',
  'email-lowercase',
  'email-prefix',
  'first.last',
  'flast',
  'firstl',
  'employee-number'
] as const;
export type UsernamePreset = (typeof USERNAME_PRESETS)[number];

export type UsernameFormat =
  | { readonly kind: 'preset'; readonly preset: UsernamePreset }
  | { readonly kind: 'expression'; readonly expression: string };

export const USERNAME_PRESET_LABEL: Record<UsernamePreset, string> = {
  'user-name': 'Username of the account',
  'user-name-prefix': 'Username prefix (before @)',
  email: 'E-mail',
  'email-lowercase': 'E-mail in lower case',
  'email-prefix': 'E-mail prefix (before @)',
  'first.last': 'first.last',
  flast: 'flast',
  firstl: 'firstl',
  'employee-number': 'Employee number'
};

const FIRST = 'removeSpaces(account.givenName)';
const LAST = 'removeSpaces(account.familyName)';

const PRESET_EXPRESSION: Record<UsernamePreset, string> = {
  'user-name': 'default(account.userName, account.email)',
  'user-name-prefix': 'before(account.userName, "@")',
  email: 'account.email',
  'email-lowercase': 'lower(account.email)',
  'email-prefix': 'before(account.email, "@")',
  'first.last': `lower(stripAccents(join(".", ${FIRST}, ${LAST})))`,
  flast: `lower(stripAccents(sub(${FIRST}, 0, 1) + ${LAST}))`,
  firstl: `lower(stripAccents(${FIRST} + sub(${LAST}, 0, 1)))`,
  'employee-number': 'account.employeeNumber'
};

/** What a preset stands for. Presets are worked out without it, a million times as fast as is needed. */
export function presetExpression(preset: UsernamePreset): string {
  return PRESET_EXPRESSION[preset];
}

/** The attribute of an account that holds the username which the format gives. */
export function derivedUserName(format: UsernameFormat): Attribute {
  if (format.kind === 'preset') {
    if (format.preset === 'user-name') return 'userName';
    if (format.preset === 'email') return 'email';
    if (format.preset === 'employee-number') return 'employeeNumber';
  }
  return FORMATTED_USER_NAME;
}
