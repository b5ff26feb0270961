import { canDecide } from '../engine/decide-rows';
import { groupNames } from '../engine/group-list';
import { oneRecord } from '../engine/one-record';
import { cellText, type RecordSet } from '../engine/record-set';
import { accountDraft, userDraft } from '../matching/account-draft';
import { CandidateFinder, type RuleHit } from '../matching/candidate-finder';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { rulesInForce } from '../model/synchronization';
import { STANDARD_ATTRIBUTES } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { MatchingRules } from '../model/matching-rule';
import { err, ok, type Result } from '../model/result';
import type { UserDraft } from '../model/user-draft';
import type { AccountDetail, Candidate } from '../protocol/engine-api';
import type { Evaluator } from '../protocol/expression-api';
import { deriveUsernames } from './derive-usernames';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { projectUsers } from './project-users';
import { accountRow, userRow } from './read-rows';
import type { ScoresOf } from './views';

const MOST_CANDIDATES = 9;

/** Works out everything about single accounts. Keeps one finder, which is made anew when users or rules change. */
export class AccountDetails {
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;
  readonly #scoresOf: ScoresOf;
  #finder: { readonly users: UserList; readonly rules: MatchingRules; readonly find: CandidateFinder } | undefined;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator, scoresOf: ScoresOf) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
    this.#scoresOf = scoresOf;
  }

  async read(appId: AppId, row: number): Promise<Result<AccountDetail, AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const { lists, history } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
    if (row < 0 || row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
    const { hits, rules: inForce } = await this.#hits(app, list, users, row);
    const candidates = this.#withLinked(hits, list.decisions.user[row], users, inForce);
    const beside = {
      claims: lists.claims(list, users.records.rowCount),
      scores: this.#scoresOf(appId, list, users)
    };
    const rule = list.match.rule[row];
    return ok({
      account: accountRow(list, users.records, row, beside),
      candidates,
      comparisons: compare(list, row, users, candidates),
      ruleName: rule > 0 ? inForce.ladder[rule - 1]?.name : undefined,
      groups: groupNames(cellText(list.records, row, 'groups')),
      proposal: canDecide(list, row, 'deprovision', true) ? app.synchronization.deprovisioning : undefined,
      decidedBy: history.step(list.decisions.step[row]),
      prefill: await this.#prefill(app, list, row)
    });
  }

  /** The users that rules propose for an account, with the name of the rule, in the order of the rules. */
  async ruleHits(app: App, row: number): Promise<ReadonlyMap<number, string>> {
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const { hits, rules } = await this.#hits(app, list, users, row);
    return new Map(hits.map(({ userRow: user, rule }) => [user, rules.ladder[rule].name]));
  }

  async #hits(app: App, list: LoadedAccounts, users: UserList, row: number) {
    const rules = this.#workspace.lists.head(`accounts:${app.id}`).rules ?? rulesInForce(app.synchronization);
    const account = await this.#derived(app, list, row);
    return { rules, hits: this.#candidates(users, rules).find(account, 0, MOST_CANDIDATES) };
  }

  /** As the app's mappings and username format make the user; where they cannot, as the account suggests it. */
  async #prefill(app: App, list: LoadedAccounts, row: number): Promise<UserDraft> {
    const projected = await projectUsers(app, { accounts: list.records, rows: Uint32Array.of(row) }, this.#evaluator);
    const user = projected.ok ? projected.value[0] : undefined;
    return user ? userDraft(user) : accountDraft(list.records, row);
  }

  /** The account alone, with the username of the app's format where rules compare it. */
  async #derived(app: App, list: LoadedAccounts, row: number): Promise<RecordSet> {
    const account = oneRecord(list.records, row);
    const derived = await deriveUsernames(account, app.synchronization, this.#evaluator);
    return derived.ok ? derived.value : account;
  }

  #candidates(users: UserList, rules: MatchingRules): CandidateFinder {
    if (this.#finder?.users !== users || this.#finder.rules !== rules) {
      this.#finder = { users, rules, find: new CandidateFinder(users.records, rules) };
    }
    return this.#finder.find;
  }

  /** The linked user stands first, also when no rule proposes it. */
  #withLinked(hits: readonly RuleHit[], linked: number, users: UserList, rules: MatchingRules): Candidate[] {
    const candidates = hits.map(({ userRow: row, rule }) => ({
      user: userRow(users.records, row),
      ruleName: rules.ladder[rule].name,
      verdict: rules.ladder[rule].verdict,
      isLinked: row === linked
    }));
    if (linked < 0 || linked >= users.records.rowCount) return candidates;
    const known = candidates.find((candidate) => candidate.isLinked);
    const first = known ?? {
      user: userRow(users.records, linked),
      ruleName: 'Chosen by hand',
      verdict: 'exact' as const,
      isLinked: true
    };
    return [first, ...candidates.filter((candidate) => !candidate.isLinked)].slice(0, MOST_CANDIDATES);
  }
}

/** Standard attributes that the account or a candidate has a value for. */
function compare(
  list: LoadedAccounts,
  row: number,
  users: UserList,
  candidates: readonly Candidate[]
): AccountDetail['comparisons'] {
  return STANDARD_ATTRIBUTES.map((attribute) => ({
    attribute,
    account: cellText(list.records, row, attribute),
    candidates: candidates.map(({ user }) => cellText(users.records, user.row, attribute))
  })).filter(({ account, candidates: values }) => account !== '' || values.some((value) => value !== ''));
}
