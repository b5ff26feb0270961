import type { SafetyError } from '../model/safety-error';
import type { ErrorMessage } from './error-words';
import { formatBytes } from './format';

/** The words for what keeps a workspace from being opened, kept safe or brought back. */
export function safetyErrorMessage(error: SafetyError): ErrorMessage {
  switch (error.kind) {
    case 'safety-locked':
      return {
        title: 'This workspace is locked.',
        cause: 'Its contents open only by its passphrase.',
        remedy: 'Give the passphrase.'
      };
    case 'safety-damaged':
      return {
        title: 'A part of this workspace does not open.',
        cause: `${error.what} was changed or damaged outside Muster.`,
        remedy: 'Open a backup, or save what is left on the recovery page.'
      };
    case 'safety-missing':
      return {
        title: 'A part of this workspace is missing.',
        cause: `${error.what} is not stored any more: it was removed outside Muster, or another tab took over and replaced it.`,
        remedy: 'Open the workspace again. If it is still missing, restore a backup.'
      };
    case 'safety-already-protected':
      return {
        title: 'This workspace has a passphrase already.',
        cause: 'Another tab may have set it.',
        remedy: 'Open the workspace again.'
      };
    case 'safety-upgrade-blocked':
      return {
        title: 'Another tab keeps this workspace open with an earlier Muster.',
        cause: 'It has to be closed before the workspace can be brought up to date.',
        remedy: 'Close the other tabs with Muster. It goes on by itself then.'
      };
    case 'safety-blocked':
      return {
        title: 'Another tab keeps this workspace from being reached.',
        cause: 'It has the workspace open, sleeps or no longer answers, and the browser waits for it.',
        remedy: 'Close the other tabs with Muster, then try again.'
      };
    case 'safety-upgrade-failed':
      return {
        title: 'This workspace could not be brought up to date.',
        cause: `${error.cause} The copy from before was not touched.`,
        remedy: 'Reload to try again, or save what is stored on the recovery page.'
      };
    case 'safety-data-removed':
      return {
        title: 'The stored data of this workspace are gone.',
        cause: 'The browser, or somebody, removed them: by clearing site data, or to make room.',
        remedy: 'Open a backup. Nothing is written until then.'
      };
    case 'safety-connection-lost':
      return {
        title: 'The browser lost the connection to its own storage.',
        cause: `Opening it again did not succeed: ${error.cause}`,
        remedy:
          'Nothing more can be saved in this tab. Close all windows of the browser and start it again; what was saved is there.'
      };
    case 'backup-foreign':
      return {
        title: 'This is not a backup of Muster.',
        cause: 'It does not begin as every .muster file does.',
        remedy: 'Choose a file that Muster wrote under “Back up”.'
      };
    case 'backup-newer':
      return {
        title: 'This backup was made by a newer Muster.',
        cause: `It has format ${error.found}; this version reads up to ${error.known}.`,
        remedy: 'Reload while online to get the newest Muster, then open it again.'
      };
    case 'backup-cut':
      return {
        title: 'This backup is not whole.',
        cause: `It ends after ${formatBytes(error.bytes)}, before its end mark. A download or copy was cut off.`,
        remedy: 'Copy the file again, or use another backup. Nothing was changed.'
      };
    case 'backup-damaged':
      return {
        title: 'This backup is damaged.',
        cause: `At byte ${error.atByte.toLocaleString()}: ${error.cause}`,
        remedy: 'Copy the file again, or use another backup. Nothing was changed.'
      };
    case 'backup-not-verified':
      return {
        title: 'The backup was written, but does not read back.',
        cause: error.cause,
        remedy: 'Do not rely on that file. Back up again, to another place.'
      };
    case 'backup-folder-gone':
      return {
        title: `The backup folder “${error.name}” cannot be reached.`,
        cause: 'It was moved, renamed or removed, or its disk is full or not connected.',
        remedy: 'Choose the folder again, or back up to a file.'
      };
    case 'backup-folder-permission':
      return {
        title: `The browser asks again before Muster may write into “${error.name}”.`,
        cause: 'It gives this permission for a visit at a time.',
        remedy: 'Allow it, and backups go on by themselves.'
      };
    case 'backup-sample':
      return {
        title: 'Sample data and real data are kept apart.',
        cause: 'A backup of the sample workspace cannot take the place of a real one, nor the other way round.',
        remedy: 'Restore it into a new workspace.'
      };
    case 'merge-foreign':
      return {
        title: 'The two workspaces have no list in common.',
        cause: `No app of “${error.name}” has accounts that are in this workspace.`,
        remedy: 'Merge workspaces that began from the same backup or the same files.'
      };
    case 'merge-in-part':
      return {
        title: 'Not all decisions were taken over.',
        cause: `${error.taken.toLocaleString()} are taken over, ${error.left.toLocaleString()} are not. Something kept the rest from being saved.`,
        remedy: 'Undo what was taken over, or read the same backup again: what is here already is left out.'
      };
  }
}
