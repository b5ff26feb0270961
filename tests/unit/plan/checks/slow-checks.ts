import type { Attribute } from '../../../../src/lib/model/attribute';
import type { CommitTarget } from '../../../../src/lib/model/commit-target';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';

/** A user of the domain in plain objects. */
export interface SlowUser {
  readonly values: Readonly<Partial<Record<Attribute, string>>>;
  readonly isNew: boolean;
  readonly isLeftOut: boolean;
}

const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', æ: 'ae', đ: 'd', ß: 'ss' };
const sameCase = (text: string) => text.normalize('NFKC').toUpperCase().toLowerCase().trim();
const sameLetters = (text: string) =>
  [...sameCase(text).normalize('NFD')]
    .filter((letter) => !/\p{Mn}/u.test(letter))
    .map((letter) => LETTERS[letter] ?? letter)
    .join('');

interface Held {
  readonly row: number;
  readonly text: string;
}

/** Collisions, managers, those left out and users in use: `rule operation attribute`, in any order. */
export function slowProblems(plan: readonly PlanOperation[], users: readonly SlowUser[], target: CommitTarget) {
  return [...collisions(plan, users, target), ...managers(plan, users), ...leftOut(plan, users), ...inUse(plan)].sort();
}

type Fold = (text: string) => string;
const otherHas = (list: readonly Held[], { row, text }: Held, fold: Fold) =>
  fold(text) !== '' && list.some((one) => one.row !== row && fold(one.text) === fold(text));

interface Lists {
  readonly logins: Held[];
  readonly emails: Held[];
  readonly target: CommitTarget;
}

function collisions(plan: readonly PlanOperation[], users: readonly SlowUser[], target: CommitTarget): string[] {
  const held = (attribute: Attribute): Held[] =>
    users.flatMap(({ values, isNew }, row) => (isNew ? [] : [{ row, text: values[attribute] ?? '' }]));
  const lists: Lists = { logins: held('userName'), emails: held('email'), target };
  return plan.flatMap(sent).flatMap(({ id, user: row, login, email }) => {
    const rules: string[] = [];
    if (login !== undefined) {
      rules.push(...loginRules(lists, { row, text: login }).map((rule) => `${rule} ${id} userName`));
      lists.logins.push({ row, text: login });
    }
    if (email !== undefined) {
      rules.push(...emailRules(lists, { row, text: email }).map((rule) => `${rule} ${id} email`));
      lists.emails.push({ row, text: email });
    }
    return rules;
  });
}

function loginRules({ logins, emails, target }: Lists, login: Held): string[] {
  const seesAccents = target === 'scim' || target === 'oracle';
  if (otherHas(logins, login, seesAccents ? sameCase : sameLetters)) return ['login-taken'];
  if (seesAccents) return otherHas(logins, login, sameLetters) ? ['login-alike'] : [];
  return target === 'okta' && otherHas(emails, login, sameCase) ? ['email-is-login'] : [];
}

function emailRules({ logins, emails, target }: Lists, email: Held): string[] {
  if (target === 'okta' && otherHas(logins, email, sameLetters)) return ['email-is-login'];
  return otherHas(emails, email, sameCase) ? ['email-shared'] : [];
}

function sent({ id, kind, user, changes }: PlanOperation) {
  if (!user || (kind !== 'create-user' && kind !== 'update-user')) return [];
  const after = (attribute: Attribute) =>
    kind === 'create-user' ? user.values[attribute] : changes.findLast((one) => one.attribute === attribute)?.after;
  return [{ id, user: user.row as number, login: after('userName'), email: after('email'), manager: after('manager') }];
}

/** Managers are told by employee number. */
function managers(plan: readonly PlanOperation[], users: readonly SlowUser[]): string[] {
  const named = users.map(({ values }) => values.manager ?? '');
  const all = plan.flatMap(sent).filter(({ manager }) => (manager ?? '') !== '');
  for (const { user, manager } of all) named[user] = manager ?? '';
  const next = (row: number) => users.findIndex(({ values }) => values.employeeNumber === named[row]);
  const isCircle = (row: number) => {
    let at = next(row);
    for (let steps = 0; steps < users.length && at >= 0 && at !== row; steps++) at = next(at);
    return at === row && next(row) !== row;
  };
  const gone = (row: number) =>
    users[row].isLeftOut || plan.some(({ kind, user }) => kind === 'delete-user' && user?.row === row);
  return all.flatMap(({ id, user }) => {
    if (next(user) < 0) return `manager-missing ${id} manager`;
    if (gone(next(user))) return `manager-left-out ${id} manager`;
    return isCircle(user) ? `manager-circle ${id} manager` : [];
  });
}

function leftOut(plan: readonly PlanOperation[], users: readonly SlowUser[]): string[] {
  const created = plan.flatMap(({ kind, group }) => (kind === 'create-group' && group ? group.name : []));
  return plan.flatMap(({ id, user, group, kind }) => {
    if (kind === 'create-user' || kind === 'create-group') return [];
    return [
      ...(user && users[user.row].isLeftOut ? [`${group ? 'member' : 'user'}-left-out ${id} `] : []),
      ...(group?.isNew && !created.includes(group.name) ? [`group-left-out ${id} `] : [])
    ];
  });
}

/** Each change against the first one of its user and attribute. */
function inUse(plan: readonly PlanOperation[]): string[] {
  const rules: Record<string, string> = {
    'suspend-user': 'stopped-in-use',
    'deactivate-user': 'stopped-in-use',
    'delete-user': 'deleted-in-use'
  };
  const used = plan.flatMap(({ kind, user }) => (kind === 'link' || kind === 'create-user' ? user?.row : undefined));
  return plan.flatMap(({ id, kind, user }) =>
    rules[kind] && user && used.includes(user.row) ? `${rules[kind]} ${id} ` : []
  );
}
