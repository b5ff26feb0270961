import type { Commands, KeyHint } from './commands.svelte';

const EVERYWHERE: readonly KeyHint[] = [
  { keys: 'Ctrl K', label: 'Find or do anything', group: 'Anywhere' },
  { keys: 'u', label: 'Undo', group: 'Anywhere' },
  { keys: 'Shift U', label: 'Redo', group: 'Anywhere' },
  { keys: 'Ctrl Z', label: 'Undo, while not typing', group: 'Anywhere' },
  { keys: 'Shift L', label: 'Lock, where there is a passphrase', group: 'Anywhere' },
  { keys: 'Ctrl Shift L', label: 'Lock, while typing too', group: 'Anywhere' },
  { keys: 'Shift M', label: 'Masked mode on or off', group: 'Anywhere' },
  { keys: 'v', label: 'While masked: hold to read this row', group: 'Anywhere' },
  { keys: '?', label: 'Show all keys', group: 'Anywhere' }
];

/** Every key that does something now: the page's own first. A key is listed once, even if two places tell of it. */
export function keySheet(commands: Commands): readonly KeyHint[] {
  const ofCommands = commands.available.flatMap(({ label, shortcut, group }) =>
    shortcut ? [{ keys: shortcut, label, group: group ?? 'This page' }] : []
  );
  const all = [...commands.hints, ...ofCommands.filter((hint) => hint.group !== 'Anywhere'), ...EVERYWHERE];
  return all.filter((hint, position) => all.findIndex((other) => other.label === hint.label) === position);
}
