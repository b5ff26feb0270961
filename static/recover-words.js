// What led here, in words: the kind is in the address (`?reason=`) or in a note of this tab (state/last-failure.ts). Only
// kinds and names of the browser's errors come along, never a cause as it was told: it may quote somebody's data.
const NOTE_KEY = 'muster-last-failure';

const WORDS = {
  'not-started': 'Muster’s program could not be started. A part of it may be missing or damaged on this device.',
  'missing-chunk':
    'A part of Muster’s program is missing: an update was published meanwhile, or the copy on this device is not whole. Loading the newest version mends that.',
  'worker-crashed': 'A part of Muster stopped, for example because memory ran out. What was saved is safe.',
  'version-mismatch': 'Two parts of Muster were of different versions. Loading the newest version mends that.',
  'storage-blocked': 'The browser does not let this address store anything. Its settings for site data decide that.',
  'storage-failed': 'The browser could not read or write what is stored here.',
  'storage-full': 'There was no room left for what had to be stored.',
  'storage-newer': 'A workspace was written by a newer Muster than this one. Loading the newest version mends that.',
  'safety-data-removed':
    'The stored data of a workspace were removed, by the browser or by somebody. Restore a backup.',
  'safety-connection-lost':
    'The browser lost the connection to its own storage. Close all its windows and start it again.',
  'safety-damaged': 'Something in a workspace was changed or damaged outside Muster.',
  'safety-upgrade-failed': 'A workspace could not be brought up to date. The copy from before is still here.',
  page: 'A page of Muster could not be shown.'
};

/** Undefined when nothing is known to have gone wrong. */
export function whatWentWrong() {
  const note = readNote();
  const reason = new URLSearchParams(location.search).get('reason') ?? note?.kind;
  if (reason === undefined || !/^[a-z-]{1,40}$/.test(reason)) return undefined;
  const isNoted = note?.kind === reason;
  const code = [reason, isNoted && note.detail, isNoted && note.version && `Muster ${note.version}`];
  return {
    words: WORDS[reason] ?? 'Muster came upon something that it could not go on with.',
    code: code.filter(Boolean).join(' · ')
  };
}

function readNote() {
  try {
    const note = JSON.parse(sessionStorage.getItem(NOTE_KEY) ?? 'null');
    return typeof note?.kind === 'string' ? note : undefined;
  } catch {
    // No note, or no storage: the page works without.
    return undefined;
  }
}

export function bytesText(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${size.toLocaleString(undefined, { maximumFractionDigits: unit === 0 || size >= 100 ? 0 : 1 })} ${units[unit]}`;
}

export function countText(count, noun) {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}
