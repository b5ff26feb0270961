import type { BackupNote, BackupSummary } from '../model/backup';
import type { BackupStatus } from '../protocol/backup-api';
import { formatBytes, formatCount, formatCountOf, formatMoment } from './format';
import type { Fact } from './run-words';
import { shortTimeAgo, timeAgo } from './time-ago';

/** How the last backup stands, in a sentence, and what came after it. */
export function lastBackupWords({ last }: BackupStatus, now: number): string {
  if (!last) return 'There is no backup of this workspace yet';
  return `Last backup ${timeAgo(last.at, now)}, ${placeWords(last)}${readBackWords(last)}`;
}

/** For the chip of the top bar. */
export function shortBackupWords({ last }: BackupStatus, now: number): string {
  return last ? `last backup ${shortTimeAgo(last.at, now)}` : 'no backup yet';
}

export function changesWords({ last, changes }: BackupStatus): string {
  const count = changes === 0 ? 'no changes' : formatCountOf(changes, 'change', 'changes');
  return last ? `${count} since` : `${count} so far`;
}

/** "142 changes since the last backup, 3 days ago". */
export function reminderWords({ last, changes }: BackupStatus, now: number): string {
  const count = formatCountOf(changes, 'change', 'changes');
  return last ? `${count} since the last backup, ${timeAgo(last.at, now)}.` : `${count}, and no backup yet.`;
}

/** Where it was written to, which need not be the folder of now. */
function placeWords({ to, fileName, folderName }: BackupNote): string {
  if (to === 'folder') return folderName === undefined ? 'to a folder' : `to the folder “${folderName}”`;
  return to === 'file' ? `to the file “${fileName}”` : `downloaded as “${fileName}”`;
}

function readBackWords({ to, wasReadBack }: BackupNote): string {
  if (!wasReadBack) return ', not read back';
  return to === 'download' ? ', checked before it was handed over' : ', read back';
}

/** What the last backup is, one line each. */
export function backupFacts(last: BackupNote): readonly Fact[] {
  return [
    { term: 'File', text: last.fileName, isForeign: true },
    { term: 'Written', text: formatMoment(last.at) },
    { term: 'Size', text: formatBytes(last.bytes) },
    { term: 'Contents (SHA-256)', text: last.contentHash }
  ];
}

/** What a backup file says of itself, before anything is made of it. */
export function summaryFacts(summary: BackupSummary): readonly Fact[] {
  return [
    { term: 'Workspace', text: summary.workspaceName },
    { term: 'Made', text: `${formatMoment(summary.madeAt)}, by Muster ${summary.musterVersion}` },
    { term: 'Size', text: formatBytes(summary.bytes) },
    { term: 'Passphrase', text: summary.isSealed ? 'Needed to open it' : 'None: whoever has the file can read it' },
    {
      term: 'History',
      text: `${formatCountOf(summary.steps, 'step', 'steps')}, ${formatCountOf(summary.runs, 'import run', 'import runs')}; undo comes along`
    },
    ...leftOutFacts(summary)
  ];
}

function leftOutFacts({ leftOut: { sources, tokens } }: BackupSummary): readonly Fact[] {
  const parts = [
    ...(sources > 0 ? [`${formatCountOf(sources, 'file', 'files')} that apps are imported from: choose again`] : []),
    ...(tokens > 0 ? [`${formatCountOf(tokens, 'token', 'tokens')} for other systems: give again`] : [])
  ];
  return parts.length > 0 ? [{ term: 'Not in it', text: parts.join('; ') }] : [];
}

/** "8 accounts, 3 unconfirmed". */
export function appWords(app: BackupSummary['apps'][number]): string {
  const accounts = formatCountOf(app.accounts, 'account', 'accounts');
  return app.unconfirmed === 0 ? accounts : `${accounts}, ${formatCount(app.unconfirmed)} unconfirmed`;
}
