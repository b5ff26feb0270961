import { cellText, type RecordSet } from '../../engine/record-set';
import type { Attribute } from '../../model/attribute';
import { asRow, type AppId } from '../../model/ids';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import { PLAN_RULES, RULE_SEVERITY, type PlanProblem, type PlanRule, type Severity } from '../../model/plan-problem';

const LONGEST_FOUND = 120;
const NONE = -1;

/** What a check has to tell beside the rule and the operation. */
export interface ProblemDetails {
  readonly attribute?: Attribute;
  readonly found?: string;
  readonly limit?: number;
  readonly otherRow?: number;
  readonly other?: string;
}

/**
 * The problems of a plan in the order in which they were found, column by column: about 150 bytes each, most of it the
 * operation's id and what was found. Made whole one by one when they are shown.
 */
export class PlanProblems {
  readonly counts: Record<PlanRule, number>;
  readonly #users: RecordSet;
  readonly #rules: number[] = [];
  readonly #ids: string[] = [];
  readonly #kinds: (OperationKind | undefined)[] = [];
  readonly #userRows: number[] = [];
  readonly #apps: (AppId | undefined)[] = [];
  readonly #accountRows: number[] = [];
  readonly #attributes: (Attribute | undefined)[] = [];
  readonly #found: string[] = [];
  readonly #limits: number[] = [];
  readonly #otherRows: number[] = [];
  /** Sparse: only where it is no username. */
  readonly #others = new Map<number, string>();
  #errors = 0;

  constructor(users: RecordSet) {
    this.#users = users;
    // Every rule is counted.
    this.counts = Object.fromEntries(PLAN_RULES.map((rule) => [rule, 0])) as Record<PlanRule, number>;
  }

  get length(): number {
    return this.#rules.length;
  }

  get errors(): number {
    return this.#errors;
  }

  get warnings(): number {
    return this.length - this.#errors;
  }

  add(rule: PlanRule, operation: PlanOperation | undefined, details: ProblemDetails): void {
    this.counts[rule]++;
    if (RULE_SEVERITY[rule] === 'error') this.#errors++;
    if (details.other !== undefined) this.#others.set(this.length, shortened(details.other));
    this.#rules.push(PLAN_RULES.indexOf(rule));
    this.#addPlace(operation);
    this.#attributes.push(details.attribute);
    this.#found.push(shortened(details.found ?? ''));
    this.#limits.push(details.limit ?? NONE);
    this.#otherRows.push(details.otherRow ?? NONE);
  }

  #addPlace(operation: PlanOperation | undefined): void {
    this.#ids.push(operation?.id ?? '');
    this.#kinds.push(operation?.kind);
    this.#userRows.push(operation?.user?.row ?? NONE);
    this.#apps.push(operation?.account?.appId);
    this.#accountRows.push(operation?.account?.row ?? NONE);
  }

  problemAt(index: number): PlanProblem {
    const rule = PLAN_RULES[this.#rules[index]];
    const [userRow, accountRow, otherRow] = [this.#userRows[index], this.#accountRows[index], this.#otherRows[index]];
    const appId = this.#apps[index];
    return {
      rule,
      severity: RULE_SEVERITY[rule],
      operationId: this.#ids[index],
      kind: this.#kinds[index],
      userRow: userRow === NONE ? undefined : asRow(userRow),
      account: appId === undefined ? undefined : { appId, row: asRow(accountRow) },
      attribute: this.#attributes[index],
      found: this.#found[index],
      limit: this.#limits[index] === NONE ? undefined : this.#limits[index],
      otherRow: otherRow === NONE ? undefined : asRow(otherRow),
      other: this.#others.get(index) ?? (otherRow === NONE ? '' : shortened(this.#nameOf(otherRow)))
    };
  }

  /** Which problems are of this rule or severity, ascending. */
  indexesOf(wanted: PlanRule | Severity): Uint32Array<ArrayBuffer> {
    const isWanted = PLAN_RULES.map((rule) => rule === wanted || RULE_SEVERITY[rule] === wanted);
    const indexes: number[] = [];
    for (let i = 0; i < this.#rules.length; i++) if (isWanted[this.#rules[i]]) indexes.push(i);
    return Uint32Array.from(indexes);
  }

  #nameOf(row: number): string {
    const name = cellText(this.#users, row, 'userName');
    return name === '' ? cellText(this.#users, row, 'displayName') : name;
  }
}

function shortened(text: string): string {
  return text.length <= LONGEST_FOUND ? text : `${text.slice(0, LONGEST_FOUND - 1)}…`;
}
