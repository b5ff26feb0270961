import type { Command, KeyHint } from './commands.svelte';
import { canConfirm, likelyAction, type AccountAction } from './account-action';
import type { ReviewDesk } from './review-desk.svelte';

/** What keys reach besides the desk itself. */
export interface DeskSurroundings {
  readonly focusSearch: () => void;
  /** False when there was nothing to close. */
  readonly closePanel: () => boolean;
  readonly openMenu: () => void;
}

const GROUP = 'Import page';

/** Keys that are no actions of the palette. */
export const DESK_HINTS: readonly KeyHint[] = [
  { keys: 'j / k', label: 'Next or previous account', group: GROUP },
  { keys: '1 to 9', label: 'Link to that candidate', group: GROUP },
  { keys: 'Enter', label: 'Confirm, or open the next step', group: GROUP },
  { keys: 'x', label: 'Select or deselect the account', group: GROUP },
  { keys: 'm', label: 'All actions of the account', group: GROUP },
  { keys: 'Esc', label: 'Deselect, or close the details', group: GROUP }
];

const ACTION_OF_KEY: Readonly<Record<string, AccountAction>> = {
  a: 'assign',
  n: 'create-user',
  i: 'ignore',
  d: 'defer',
  p: 'protect',
  c: 'clear'
};

/** Confirms where matching proposes one user; else opens what the row needs. A link is never taken back this way. */
export function proceed(desk: ReviewDesk): void {
  const account = desk.current;
  if (!account) return;
  const next = canConfirm(account) ? 'confirm' : likelyAction(account);
  if (next !== undefined && next !== 'unlink' && next !== 'restore') desk.act(next, account);
}

function actOnCurrent(desk: ReviewDesk, action: AccountAction): void {
  const account = desk.current;
  if (account && desk.actionsOf(account).includes(action)) desk.act(action, account);
}

/** Runs what the key means on the desk. False: it means nothing here. */
export function runDeskKey(key: string, desk: ReviewDesk, around: DeskSurroundings): boolean {
  if (/^[1-9]$/.test(key)) {
    desk.pickCandidate(Number(key) - 1);
    return true;
  }
  const action = ACTION_OF_KEY[key];
  if (action) {
    actOnCurrent(desk, action);
    return true;
  }
  switch (key) {
    case 'j':
    case 'k':
      desk.cursor.focusAt(Math.min(desk.cursor.row + (key === 'j' ? 1 : -1), desk.rows.total - 1));
      return true;
    case 'Enter':
      proceed(desk);
      return true;
    case 'x':
      void desk.picking.pick(desk.cursor.row, false);
      return true;
    case 'm':
      around.openMenu();
      return true;
    case 'e':
      void desk.goToNextUndecided();
      return true;
    case '/':
      around.focusSearch();
      return true;
    case 'Escape':
      if (!desk.selection.isEmpty) desk.selection.clear();
      else return around.closePanel();
      return true;
    default:
      return false;
  }
}

/** The same for the palette. */
export function deskCommands(desk: ReviewDesk, around: DeskSurroundings): readonly Command[] {
  const canAct = (action: AccountAction) => () =>
    !desk.isReadOnly && desk.current !== undefined && desk.actionsOf(desk.current).includes(action);
  const ofRow = (action: AccountAction, label: string, shortcut: string): Command => ({
    id: `desk ${action}`,
    label,
    group: GROUP,
    shortcut,
    run: () => actOnCurrent(desk, action),
    isAvailable: canAct(action)
  });
  return [
    {
      id: 'desk next',
      label: 'Go to the next undecided account',
      group: GROUP,
      shortcut: 'e',
      run: () => void desk.goToNextUndecided()
    },
    {
      id: 'desk clear-unconfirmed',
      label: 'Clear unconfirmed users',
      group: GROUP,
      run: () => void desk.showClear(),
      isAvailable: () => !desk.isReadOnly
    },
    {
      id: 'desk accept',
      label: 'Accept best suggestions',
      group: GROUP,
      run: () => desk.showAccept(),
      isAvailable: () => !desk.isReadOnly && desk.hasScores
    },
    {
      id: 'desk by score',
      label: 'Best scores first',
      group: GROUP,
      run: () => desk.filters.toggleOrder(),
      isAvailable: () => desk.hasScores
    },
    { id: 'desk match again', label: 'Match again', group: GROUP, run: () => void desk.rematch.open() },
    { id: 'desk search', label: 'Search accounts', group: GROUP, shortcut: '/', run: around.focusSearch },
    ofRow('assign', 'Assign existing user', 'a'),
    ofRow('create-user', 'Create new user and link', 'n'),
    ofRow('ignore', 'Ignore', 'i'),
    ofRow('defer', 'Defer', 'd'),
    ofRow('protect', 'Protect', 'p'),
    ofRow('clear', 'Clear', 'c')
  ];
}
