import type { Attribute } from '../../../src/lib/model/attribute';

/** What an app lists of its accounts, and how it names them. */
export interface AppProfile {
  readonly name: string;
  readonly columns: readonly Attribute[];
  /** Of the directory's people, who has an account. */
  readonly ownedShare: number;
  /** Which of the username patterns the app began with. */
  readonly usernamePattern: number;
  readonly displayStyle: DisplayStyle;
  /** How names of other scripts and with marks stand in it. */
  readonly spelling: Spelling;
}

export type DisplayStyle = 'given-family' | 'family-comma-given' | 'capital-family';
export type Spelling = 'native' | 'latin' | 'ascii' | 'spelled-out';

export const APP_PROFILES: readonly AppProfile[] = [
  {
    name: 'rich export',
    columns: [
      'userName',
      'email',
      'givenName',
      'familyName',
      'displayName',
      'employeeNumber',
      'department',
      'title',
      'phone',
      'custom:Office',
      'custom:Start date'
    ],
    ownedShare: 0.22,
    usernamePattern: 1,
    displayStyle: 'given-family',
    spelling: 'latin'
  },
  {
    name: 'username and mail',
    columns: ['userName', 'email'],
    ownedShare: 0.24,
    usernamePattern: 7,
    displayStyle: 'given-family',
    spelling: 'ascii'
  },
  {
    name: 'display name, username, mail',
    columns: ['userName', 'displayName', 'email', 'phone'],
    ownedShare: 0.12,
    usernamePattern: 12,
    displayStyle: 'family-comma-given',
    spelling: 'spelled-out'
  },
  {
    name: 'display name only',
    columns: ['displayName'],
    ownedShare: 0.07,
    usernamePattern: 0,
    displayStyle: 'given-family',
    spelling: 'latin'
  },
  {
    name: 'name and department',
    columns: ['givenName', 'familyName', 'department', 'custom:Office'],
    ownedShare: 0.1,
    usernamePattern: 0,
    displayStyle: 'capital-family',
    spelling: 'latin'
  }
];

/** Share of an app's accounts that nobody in the directory owns. */
export const LEAST_ORPHANS = 0.05;
export const MOST_ORPHANS = 0.3;
