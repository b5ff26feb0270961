import { accountsCsv, usersCsv } from './fault-lists';
import type { FaultStep } from './fault-step';

export interface KillScenario {
  readonly name: string;
  /** What was done before, undisturbed; scenarios that share it share its profile. */
  readonly before: readonly FaultStep[];
  /** What is killed. */
  readonly steps: readonly FaultStep[];
  /** Of the workspace, before or after it. */
  readonly passphrase?: string;
  /** What the backup holds that a step restores. */
  readonly restores?: readonly FaultStep[];
}

export const USERS: FaultStep = { do: 'import', which: 'users', csv: usersCsv(), fileName: 'users.csv' };
export const ACCOUNTS: FaultStep = { do: 'import', which: 'accounts', csv: accountsCsv(), fileName: 'accounts.csv' };
const nextMonth: FaultStep = { do: 'import', which: 'accounts', csv: accountsCsv(1), fileName: 'accounts-2.csv' };
export const CONFIRM_ALL: FaultStep = { do: 'decide', what: 'confirm', situation: 'exact' };
const PASSPHRASE = 'three grey herons wading';
export const BOTH: readonly FaultStep[] = [USERS, ACCOUNTS];
export const DECIDED: readonly FaultStep[] = [...BOTH, CONFIRM_ALL, { do: 'ignore-row', row: 4 }];

/** Names are those of the journal in the report. */
export const KILL_SCENARIOS: readonly KillScenario[] = [
  { name: 'import of users', before: [], steps: [USERS] },
  { name: 'import of accounts with match', before: [USERS], steps: [ACCOUNTS] },
  { name: 'import over decisions', before: DECIDED, steps: [nextMonth] },
  {
    name: 'match again',
    before: BOTH,
    steps: [
      { do: 'match', isCaseSensitive: true },
      { do: 'match', isCaseSensitive: false }
    ]
  },
  {
    name: 'decisions',
    before: BOTH,
    steps: [
      CONFIRM_ALL,
      { do: 'ignore-row', row: 4 },
      { do: 'ignore-row', row: 8 },
      { do: 'decide', what: 'ignore', situation: 'no-match' }
    ]
  },
  { name: 'clear', before: BOTH, steps: [{ do: 'clear-unconfirmed' }, { do: 'restore-cleared' }] },
  {
    name: 'undo and redo',
    before: DECIDED,
    steps: [{ do: 'undo' }, { do: 'undo' }, { do: 'undo' }, { do: 'redo' }, { do: 'redo' }]
  },
  { name: 'upgrade', before: [...DECIDED, { do: 'make-format-2' }], steps: [{ do: 'open' }] },
  {
    name: 'passphrase set and removed',
    before: DECIDED,
    steps: [
      { do: 'protect', passphrase: PASSPHRASE },
      { do: 'unprotect', passphrase: PASSPHRASE }
    ],
    passphrase: PASSPHRASE
  },
  {
    name: 'decisions under a passphrase',
    before: [...DECIDED, { do: 'protect', passphrase: PASSPHRASE }],
    steps: [{ do: 'clear-unconfirmed' }, { do: 'undo' }, { do: 'redo' }],
    passphrase: PASSPHRASE
  },
  {
    name: 'restore over a workspace',
    before: DECIDED,
    steps: [{ do: 'clear-unconfirmed' }, { do: 'restore-over', backup: '' }, { do: 'undo' }],
    restores: DECIDED
  }
];
