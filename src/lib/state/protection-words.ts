import type { Protects } from '../protocol/protection-api';

interface ProtectionWords {
  readonly title: string;
  readonly explanation: string;
}

/** What is so now, at the head of the page. */
export const PROTECTS_WORDS: Record<Protects, ProtectionWords> = {
  nothing: {
    title: 'Nothing but this device’s own log-in protects this workspace',
    explanation:
      'Its users, accounts and decisions lie open in this browser’s profile. Whoever can read the disk, or uses this profile, can read them.'
  },
  tokens: {
    title: 'Only remembered tokens are protected',
    explanation:
      'A passphrase was set for the tokens of systems. Users, accounts and decisions lie open; the same passphrase can protect them too.'
  },
  workspace: {
    title: 'This workspace is protected by its passphrase',
    explanation:
      'Users, accounts, decisions, history and remembered tokens are stored sealed. They can be read here while the workspace is unlocked, and by nobody while it is locked.'
  }
};

/** Of a workspace with a passphrase. */
export const PROTECTED_AGAINST: readonly string[] = [
  'Somebody who steals or borrows this laptop, or copies its disk',
  'Other people who use this browser profile, while the workspace is locked',
  'Programs that look through the browser’s files, while Muster is closed'
];

export const NOT_PROTECTED_AGAINST: readonly string[] = [
  'Somebody who sits at this desk while the workspace is unlocked',
  'A program that spies on this device while you type the passphrase',
  'Reading the names of workspaces, of files that lists are read from again and of the folder for backups, and how much there is',
  'The browser’s own history and downloads: names from before the passphrase was set, and of files that were saved',
  'Exported files, and backups that were made without a passphrase',
  'Traces that an unprotected copy from before may have left on the disk until the device writes over them'
];

export const NO_RECOVERY =
  'A forgotten passphrase cannot be recovered by anybody. Keep it in a password manager, and a backup in another place.';
