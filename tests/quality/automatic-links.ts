import { cellText, type RecordSet } from '../../src/lib/engine/record-set';
import {
  countReuse,
  inheritedName,
  judgeRuleHit,
  NO_REUSE_KNOWN,
  type RuleHit
} from '../../src/lib/linkage/automatic-link';
import type { Suggester } from '../../src/lib/linkage/suggester';
import { matchAccounts } from '../../src/lib/matching/match-accounts';
import { defaultRules } from '../../src/lib/model/matching-rule';
import { SITUATION_CODE } from '../../src/lib/model/situation';
import { finish } from '../fixtures/records';

/** Who may still be the owner beside the user whom the rule found. */
const RIVALS = 2;

/** By account: the user with whom it is linked before a person has looked; -1 for none. The rules as an app starts with. */
export function automaticLinks(suggester: Suggester): Int32Array {
  const { userRecords, accountRecords } = suggester.lists;
  const columns = finish(matchAccounts({ users: userRecords, accounts: accountRecords, rules: defaultRules() }));
  const found = columns.candidate.map((user, row) => (columns.situation[row] === SITUATION_CODE.exact ? user : -1));
  const accountsOf = new Uint32Array(userRecords.rowCount);
  for (const user of found) if (user >= 0) accountsOf[user]++;
  const names = userNames(userRecords);
  const known = new Set(names);
  const hits = Array.from(found, (user, account): RuleHit | undefined =>
    user < 0
      ? undefined
      : {
          ...pairKnown(suggester, account, user),
          users: 1,
          accounts: accountsOf[user],
          inheritedName: inheritedName(names[user], known)
        }
  );
  const reuse = hits.reduce((seen, hit) => (hit ? countReuse(seen, hit.evidence) : seen), NO_REUSE_KNOWN);
  return found.map((user, account) => {
    const hit = hits[account];
    return hit && judgeRuleHit(hit, reuse).kind === 'supported' ? user : -1;
  });
}

function pairKnown(suggester: Suggester, account: number, user: number) {
  const { evidence, bits } = suggester.explain(account, user);
  const others = suggester.suggest(account, RIVALS).candidates.filter((candidate) => candidate.user !== user);
  return { evidence, bits, nextBits: others.at(0)?.bits };
}

function userNames(users: RecordSet): readonly string[] {
  return Array.from({ length: users.rowCount }, (_, row) => cellText(users, row, 'userName').toLowerCase());
}
