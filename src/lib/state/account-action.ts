import { unreachable } from '../model/assert';
import { hasFlag } from '../model/flag';
import type { Deprovisioning } from '../model/synchronization';
import type { AccountRow } from '../protocol/view';

/** What can be done about one account. */
export type AccountAction =
  | 'confirm'
  | 'assign'
  | 'create-user'
  | 'ignore'
  | 'protect'
  | 'defer'
  | 'deprovision'
  | 'unlink'
  | 'clear'
  | 'restore';

export const ACTION_LABEL: Record<AccountAction, string> = {
  confirm: 'Confirm',
  assign: 'Assign existing user',
  'create-user': 'Create new user and link',
  ignore: 'Ignore',
  protect: 'Protect',
  defer: 'Defer',
  deprovision: 'Deprovision user',
  unlink: 'Unlink',
  clear: 'Clear',
  restore: 'Restore'
};

/** What the app's setting proposes for the users of vanished accounts, as an action. */
export const DEPROVISION_LABEL: Record<Exclude<Deprovisioning, 'leave'>, string> = {
  suspend: 'Suspend user',
  deactivate: 'Deactivate user',
  'remove-assignment': 'Remove assignment',
  delete: 'Delete user'
};

export const ACTION_KEY: Partial<Record<AccountAction, string>> = {
  confirm: '↵',
  assign: 'a',
  'create-user': 'n',
  ignore: 'i',
  defer: 'd',
  protect: 'p',
  clear: 'c'
};

/** The word on the button. What deprovisioning does is said by the app's setting. */
export function actionLabel(action: AccountAction, deprovisioning: Deprovisioning): string {
  if (action === 'deprovision' && deprovisioning !== 'leave') return DEPROVISION_LABEL[deprovisioning];
  return ACTION_LABEL[action];
}

export type ActionFacts = Pick<AccountRow, 'status' | 'situation' | 'user' | 'decision' | 'flags'> &
  Partial<Pick<AccountRow, 'suggestion'>>;

/** In percent: from here on somebody is rather here than missing. */
const LIKELY_HERE = 50;

/** Matching proposes exactly one user, so that a single key may confirm it. */
export function canConfirm({ status, situation, user }: ActionFacts): boolean {
  return status === 'unconfirmed' && user !== undefined && situation !== 'multiple';
}

/** Every action the row can take, the most likely first. Assigning and creating may also replace a wrong link. */
export function possibleActions(account: ActionFacts, deprovisioning: Deprovisioning): readonly AccountAction[] {
  const likely = likelyAction(account);
  const others = otherActions(account).filter((action) => action !== likely);
  const proposed: readonly AccountAction[] = canDeprovision(account, deprovisioning) ? ['deprovision'] : [];
  return [...(likely ? [likely] : []), ...proposed, ...others];
}

function otherActions(account: ActionFacts): readonly AccountAction[] {
  switch (account.status) {
    case 'unconfirmed':
      return account.decision === 'defer'
        ? ['assign', 'create-user', 'ignore', 'protect', 'unlink', 'clear']
        : ['assign', 'create-user', 'ignore', 'defer', 'protect', 'clear'];
    case 'confirmed':
      return ['unlink', 'assign', 'create-user', 'ignore', 'protect'];
    case 'ignored':
      return account.decision === 'protect' ? ['unlink'] : ['unlink', 'assign', 'create-user', 'protect'];
    case 'cleared':
      return ['restore'];
    case 'committed':
      return [];
    default:
      return unreachable(account.status);
  }
}

/** The user of an account that vanished, linked or proposed; what was decided already is not proposed again. */
function canDeprovision({ status, user, flags, decision }: ActionFacts, deprovisioning: Deprovisioning): boolean {
  if (deprovisioning === 'leave' || decision === deprovisioning || user === undefined) return false;
  return hasFlag(flags, 'vanished') && (status === 'unconfirmed' || status === 'confirmed' || status === 'committed');
}

/** The next step that the row's state suggests. */
export function likelyAction(account: ActionFacts): AccountAction | undefined {
  switch (account.status) {
    case 'unconfirmed':
      if (canConfirm(account)) return 'confirm';
      return account.situation === 'no-match' && !isLikelyHere(account) ? 'create-user' : 'assign';
    case 'confirmed':
    case 'ignored':
      return 'unlink';
    case 'cleared':
      return 'restore';
    case 'committed':
      // Seen, and it may stay: taken where the plan has nothing to do for it.
      return isChangedSinceCommit(account) ? 'confirm' : undefined;
    default:
      return unreachable(account.status);
  }
}

/** The ranking has somebody for it whom rules do not find. */
function isLikelyHere({ suggestion }: ActionFacts): boolean {
  return suggestion !== undefined && suggestion.percent >= LIKELY_HERE;
}

function isChangedSinceCommit({ flags }: ActionFacts): boolean {
  return hasFlag(flags, 'changedSinceDecision') && !hasFlag(flags, 'vanished');
}

/** The few for which there is room beside the account; the rest stands in the menu. */
export function panelActions(account: ActionFacts): readonly AccountAction[] {
  const likely = likelyAction(account);
  if (likely === undefined) return [];
  if (account.status !== 'unconfirmed') return account.status === 'confirmed' ? [likely, 'assign'] : [likely];
  if (likely === 'confirm') return ['confirm', 'assign'];
  return likely === 'assign' ? ['assign', 'create-user', 'ignore'] : [likely, 'assign', 'ignore'];
}
