import type { AppError } from '../model/app-error';
import { isApplyError } from '../model/apply-error';
import { isCommitError } from '../model/commit-error';
import { isSafetyError } from '../model/safety-error';
import { applyErrorMessage } from './apply-error-message';
import { commitErrorMessage } from './commit-error-message';
import type { ErrorMessage } from './error-words';
import { safetyErrorMessage } from './safety-error-message';
import { systemErrorMessage } from './system-error-message';

const GATE_WORD = {
  activate: 'activated',
  provisioning: 'enabled for provisioning',
  synchronization: 'enabled for synchronization'
};

/** One table for every failure that is expected. */
export function errorMessage(error: AppError): ErrorMessage {
  if (isApplyError(error)) return applyErrorMessage(error);
  if (isCommitError(error)) return commitErrorMessage(error);
  if (isSafetyError(error)) return safetyErrorMessage(error);
  switch (error.kind) {
    case 'file-empty':
      return {
        title: 'This file is empty.',
        cause: 'It has nothing to read.',
        remedy: 'Export it again and choose the new file.'
      };
    case 'answers-in-part':
      return {
        title: `${error.taken.toLocaleString()} of ${(error.taken + error.left).toLocaleString()} answers are taken over.`,
        cause: 'What the others rest on has changed meanwhile.',
        remedy: 'Read the file again for what is left, or undo the steps that were made.'
      };
    case 'file-unreadable':
      return {
        title: 'This file could not be read.',
        cause: error.cause,
        remedy: 'Check that it is still there and not open elsewhere, then choose it again.'
      };
    case 'file-wrong-encoding':
      return {
        title: `This file is not ${error.encoding}.`,
        cause: `Byte ${error.byteOffset.toLocaleString()} does not exist in that encoding.`,
        remedy: 'Choose another encoding in the preview; windows-1252 is the usual one for older Excel files.'
      };
    case 'file-no-usable-column':
      return {
        title: 'No column can tell one row from another.',
        cause: 'None is mapped to External ID, Username, E-mail or Employee number.',
        remedy: 'Map at least one of them in the preview.'
      };
    case 'file-no-rows':
      return {
        title: 'This file has headers but no rows.',
        cause: 'Nothing stands below the header row.',
        remedy: 'Check the header row in the preview, or export the list again.'
      };
    case 'file-too-many-columns':
      return {
        title: `This file has ${error.columns.toLocaleString()} columns.`,
        cause: `At most ${error.limit.toLocaleString()} can be read. Often the delimiter was taken wrongly.`,
        remedy: 'Choose another delimiter in the preview.'
      };
    case 'file-not-supported':
      return {
        title: `“${error.name}” cannot be read yet.`,
        cause:
          'Muster reads separated text (.csv, .tsv, .txt), workbooks (.xlsx), LDIF (.ldif) and SCIM JSON (.json, .jsonl), and one of them in a .zip.',
        remedy: 'Save the list as CSV or .xlsx and choose that file.'
      };
    case 'file-too-large':
      return {
        title: 'This file is too large for its format.',
        cause: `It has ${megabytes(error.bytes)}; files of this kind are read up to ${megabytes(error.limit)}, CSV at any size.`,
        remedy: 'Export the list in parts, or as CSV.'
      };
    case 'file-malformed':
      return {
        title: 'This file is damaged or was cut off.',
        cause: error.cause,
        remedy: 'Export it again and choose the new file.'
      };
    case 'file-encrypted':
      return {
        title: error.what === 'workbook' ? 'This workbook has a password.' : 'This archive has a password.',
        cause: 'What it holds is encrypted, so that Muster cannot look into it.',
        remedy:
          error.what === 'workbook'
            ? 'Open it in your spreadsheet, remove the password, save it as .xlsx and choose that file.'
            : 'Unpack it with its password and choose the file inside.'
      };
    case 'workbook-old':
      return {
        title: 'This workbook is in an older or binary format of Excel.',
        cause: 'Muster reads workbooks as .xlsx; this one is an .xls or .xlsb, whatever its name says.',
        remedy: 'Open it in your spreadsheet, save it as .xlsx and choose that file.'
      };
    case 'archive-empty':
      return {
        title: 'This archive holds no file.',
        cause: 'There is nothing in it but folders or hidden files.',
        remedy: 'Pack the list again, or choose the list itself.'
      };
    case 'archive-nested':
      return {
        title: 'This archive holds another archive.',
        cause: 'Only one level is opened.',
        remedy: 'Unpack it and choose the list inside.'
      };
    case 'archive-too-large':
      return {
        title: 'This file unpacks to more than can be held.',
        cause: `Unpacked it has ${megabytes(error.bytes)} or more; up to ${megabytes(error.limit)} are read.`,
        remedy: 'Unpack it and choose the file inside as CSV, which is read at any size, or export the list in parts.'
      };
    case 'archive-suspicious':
      return {
        title: 'This file was not opened, to be on the safe side.',
        cause: `It is ${megabytes(error.packedBytes)} and would unpack to ${megabytes(error.bytes)} or more. Lists do not pack that well; files made to block a computer do.`,
        remedy: 'If you trust where it comes from, unpack it and choose the file inside.'
      };
    case 'import-stopped':
      return { title: 'The import stopped.', cause: error.cause, remedy: 'Nothing was changed. Start it again.' };
    case 'import-gate':
      return {
        title: 'Import is not available yet.',
        cause: `The app is not ${GATE_WORD[error.gate]}.`,
        remedy: 'Open Provisioning and switch it on.'
      };
    case 'import-busy':
      return {
        title: 'An import of this list is running.',
        cause: 'Only one can write at a time.',
        remedy: 'Wait until it ends or cancel it.'
      };
    case 'storage-full':
      return {
        title: 'There is no room left on this device.',
        cause: `The browser refused to store more for Muster${error.neededBytes === undefined ? '' : `: ${megabytes(error.neededBytes)} more are needed`}.`,
        remedy:
          'What was there before is untouched. Free disk space, or back up a workspace that is not needed now and wipe it here; then try again.'
      };
    case 'storage-blocked':
      return {
        title: 'The browser does not let Muster store anything.',
        cause: error.cause,
        remedy: 'Allow site data for this address, leave private browsing, and reload.'
      };
    case 'storage-failed':
      return {
        title: 'Saving did not succeed.',
        cause: error.cause,
        remedy: 'What was there before is untouched. Try again; if it happens again, reload this tab.'
      };
    case 'storage-newer':
      return {
        title: 'This workspace was made by a newer Muster.',
        cause: `It has format ${error.found}; this version knows ${error.known}.`,
        remedy: 'Reload to get the newest version. The data are untouched.'
      };
    case 'workspace-missing':
      return {
        title: 'This workspace is not on this device.',
        cause: 'It was removed here, or the browser cleared its data.',
        remedy: 'Go to the start page and open another one.'
      };
    case 'workspace-read-only':
      return {
        title: 'This workspace is open in another tab.',
        cause: 'Only one tab can change it.',
        remedy: 'Take over here, or go on in the other tab.'
      };
    case 'writer-lost':
      return {
        title: 'Another tab took this workspace over.',
        cause: 'This change was not made.',
        remedy: 'Take over here to go on.'
      };
    case 'not-found':
      return {
        title: `${error.what} was not found.`,
        cause: 'It may have been removed in another tab.',
        remedy: 'Go back and choose again.'
      };
    case 'held-run-missing':
      return {
        title: 'This run is no longer held.',
        cause: 'It was allowed or rejected already, perhaps in another tab.',
        remedy: 'Look at the list of runs.'
      };
    case 'reason-missing':
      return {
        title: 'A reason is missing.',
        cause: 'Whoever looks at it later wants to know why: what was overruled, rejected or left out.',
        remedy: 'Type a sentence.'
      };
    case 'preview-outdated':
      return {
        title: 'This preview is out of date.',
        cause: 'Accounts, users, rules or decisions have changed since it was made.',
        remedy: 'Make it again.'
      };
    case 'expression-invalid':
      return {
        title: `The expression of ${error.where} cannot be read.`,
        cause: error.problem.message,
        remedy: 'Mend the marked place, then save again.'
      };
    case 'expression-too-slow':
      return {
        title: `The expression of ${error.where} takes too long.`,
        cause: 'It was stopped so that nothing else has to wait. Nothing was changed.',
        remedy: 'Make it simpler, most of all nested loops and patterns.'
      };
    case 'schedule-invalid':
      return {
        title: `The schedule for ${error.which} imports cannot be read.`,
        cause: error.cause,
        remedy: 'Use five fields (minute, hour, day, month, weekday) and a time zone from the list.'
      };
    case 'source-missing':
      return {
        title: 'The file of this app is not there any more.',
        cause: 'It was moved, renamed or deleted since it was last read.',
        remedy: 'Choose the file again.'
      };
    case 'source-permission':
      return {
        title: 'The browser needs your permission to read the file again.',
        cause: 'It keeps the place of the file, but asks in every session.',
        remedy: 'Press Import and allow it.'
      };
    case 'not-kept-offline':
      return {
        title: 'Muster cannot be opened again without a network.',
        cause: `It works while this page is open, but could not be kept on this device: ${error.cause}`,
        remedy: 'Open it over https, allow site data for this address, then reload.'
      };
    case 'name-taken':
      return {
        title: `“${error.name}” exists already.`,
        cause: 'Names have to differ, so that nobody mistakes one for the other.',
        remedy: 'Choose another name.'
      };
    case 'name-empty':
      return { title: 'A name is missing.', cause: 'It is how you find it again.', remedy: 'Type a name.' };
    case 'user-invalid':
      return {
        title: 'This user cannot be created yet.',
        cause: 'Some fields need attention.',
        remedy: 'Mend the marked fields.'
      };
    case 'nothing-to-do':
      return {
        title: 'Nothing to change.',
        cause: 'No selected row can take this decision.',
        remedy: 'Select other rows.'
      };
    case 'too-many-exclusions':
      return {
        title: `${error.count.toLocaleString()} operations are too many to exclude at once.`,
        cause: `Each is kept with its reason: at most ${error.limit.toLocaleString()} at a time.`,
        remedy: 'Exclude fewer, or change the decisions or settings that they come from.'
      };
    case 'archive-overfull':
      return {
        title: 'This is more than one zip archive can hold.',
        cause: 'An archive ends at 4 GB and 65,535 files.',
        remedy: 'Hand over fewer formats at a time, or one app after the other.'
      };
    case 'file-not-written':
      return {
        title: 'The file could not be written.',
        cause: error.cause,
        remedy: 'Check that there is room where it goes, then try again.'
      };
    case 'worker-crashed':
      return {
        title: 'A part of Muster stopped.',
        cause: error.cause,
        remedy: 'Reload this tab. What was saved is safe.'
      };
    case 'suggestions-stopped':
      return {
        title: 'The suggestions stopped.',
        cause: error.cause,
        remedy: 'Ask for them again: they begin anew. Everything else goes on, and what was saved is safe.'
      };
    case 'missing-chunk':
      return {
        title: 'A part of Muster is missing.',
        cause: 'An update was published meanwhile, or the copy on this device is not whole. What was saved is safe.',
        remedy:
          'Finish what is running, then reload this tab. If that does not help, load the newest version on the recovery page.'
      };
    case 'address-insecure':
      return {
        title: 'Muster does not run over plain http.',
        cause:
          'The browser gives such an address neither encryption nor a way to keep two tabs apart, so nothing is stored here.',
        remedy: `Open ${error.secureAddress} instead.`
      };
    case 'version-mismatch':
      return {
        title: 'This tab is of another version than its data engine.',
        cause: 'Muster was updated while it was open.',
        remedy: 'Reload this tab.'
      };
    default:
      return systemErrorMessage(error);
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString()} MB`;
}
