import type { Deprovisioning, Synchronization } from '../model/synchronization';
import { USERNAME_PRESET_LABEL } from '../model/username-format';

/** Each section of "Configure synchronization" in a few words, for the list beside it. */
export type SettingId =
  | 'matching'
  | 'confirming'
  | 'username'
  | 'mappings'
  | 'linked'
  | 'safeguards'
  | 'deprovisioning'
  | 'schedule'
  | 'source';

const DEPROVISIONING_WORD: Record<Deprovisioning, string> = {
  leave: 'Leave',
  suspend: 'Suspend',
  deactivate: 'Deactivate',
  'remove-assignment': 'Remove the assignment',
  delete: 'Delete'
};

const UPDATES_WORD = { leave: '', 'fill-empty': 'Filled', overwrite: 'Overwritten' };
const MEMBERSHIPS_WORD = { leave: '', add: 'added to groups', mirror: 'groups mirrored' };

const NEW_USERS_WORD = { leave: '', confirm: ', new users', 'confirm-and-activate': ', new users active' };

export function synchronizationSummary(value: Synchronization): Readonly<Record<Exclude<SettingId, 'source'>, string>> {
  return {
    matching: matching(value),
    confirming: (value.onExactMatch === 'link-only' ? 'By hand' : 'Exact matches') + NEW_USERS_WORD[value.newUsers],
    username:
      value.usernameFormat.kind === 'preset' ? USERNAME_PRESET_LABEL[value.usernameFormat.preset] : 'Custom expression',
    mappings: value.mappings.length === 0 ? 'Same names' : counted(value.mappings.length, 'expression'),
    linked: linked(value),
    safeguards: safeguards(value),
    deprovisioning: DEPROVISIONING_WORD[value.deprovisioning],
    schedule: schedule(value)
  };
}

function matching({ matchBy, criteria, rules }: Synchronization): string {
  if (matchBy === 'ladder') return counted(rules.ladder.filter(({ isEnabled }) => isEnabled).length, 'rule');
  if (criteria.attributes.length > 0) return counted(criteria.attributes.length, 'attribute');
  const chosen = [criteria.comparesUsername && 'Username', criteria.comparesEmail && 'E-mail'].filter(Boolean);
  return chosen.length > 0 ? chosen.join(' and ').replace('and E', 'and e') : 'Nothing chosen';
}

function linked({ userUpdates = 'leave', memberships = 'leave' }: Synchronization): string {
  const parts = [UPDATES_WORD[userUpdates], MEMBERSHIPS_WORD[memberships]].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'Left as they are';
}

function safeguards({ safeguards: { maxCreates, maxDeletes, disappearing, shrinkPercent } }: Synchronization): string {
  const limits = [maxCreates, maxDeletes, disappearing, shrinkPercent].filter((limit) => limit !== undefined);
  return limits.length === 0 ? 'No limits' : counted(limits.length, 'limit');
}

function schedule({ schedules: { full, incremental } }: Synchronization): string {
  if (full && incremental) return 'Full and incremental';
  if (full) return 'Full';
  return incremental ? 'Incremental' : 'None';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
