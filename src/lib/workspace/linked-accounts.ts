import { byStatus } from '../engine/count-situations';
import type { App } from '../model/app';
import { SHOWN_SITUATIONS } from '../model/situation';
import type { OpenWorkspace } from './open-workspace';

/** Accounts of an app that are linked to a user, without reading its list. */
export function linkedAccounts({ lists }: Pick<OpenWorkspace, 'lists'>, { id }: App): number {
  const { confirmed, committed } = byStatus(lists.head(`accounts:${id}`).counts, SHOWN_SITUATIONS);
  return confirmed + committed;
}
