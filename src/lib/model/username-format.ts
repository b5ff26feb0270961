import { FORMATTED_USER_NAME, type Attribute } from './attribute';

/** How the username of a user is made from an account. Presets stand for the expressions beside them. */
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

/** The attribute of an account that holds the username which the format gives. */
export function derivedUserName(format: UsernameFormat): Attribute {
  if (format.kind === 'preset') {
    if (format.preset === 'user-name') return 'userName';
    if (format.preset === 'email') return 'email';
    if (format.preset === 'employee-number') return 'employeeNumber';
  }
  return FORMATTED_USER_NAME;
}
