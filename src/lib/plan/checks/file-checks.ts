import type { OperationKind, PlannedUser, PlanOperation } from '../../model/plan-operation';
import { appRoleOf, ORACLE_FILE, ORACLE_ROLES } from '../csv/oracle-limits';
import type { CheckContext } from './check-context';
import type { SentValues } from './sent-values';

interface Amount {
  rows: number;
  /** Of the values, without quotes and separators. Unit: UTF-16 code units, so that it is never more than the bytes. */
  size: number;
}

const CHANGING: ReadonlySet<OperationKind> = new Set([
  'update-user',
  'activate-user',
  'suspend-user',
  'deactivate-user'
]);

/** Whether the files of a plan have to be parted, which costs imports. Oracle alone limits them. */
export class FileChecks {
  readonly #context: CheckContext;
  readonly #created: Amount = { rows: 0, size: 0 };
  readonly #changed: Amount = { rows: 0, size: 0 };
  readonly #apps = new Set<string>();
  /** 1 by row of the users who have a row in the file of changes. */
  readonly #isChanged: Uint8Array;
  #roleRows = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#isChanged = new Uint8Array(context.domain.records.rowCount);
  }

  count({ kind, user, account, group }: PlanOperation): void {
    if (this.#context.target !== 'oracle') return;
    if (account) this.#apps.add(account.appName);
    if (kind === 'create-user') add(this.#created, user?.values);
    else if (user && CHANGING.has(kind)) this.#countChanged(user);
    else if (kind === 'add-member' && group && appRoleOf(group.name, (name) => this.#apps.has(name))) this.#roleRows++;
  }

  /** One row, however many operations there are about the user. */
  #countChanged({ row, values }: PlannedUser): void {
    if (this.#isChanged[row] === 1) return;
    this.#isChanged[row] = 1;
    add(this.#changed, values);
  }

  report(): void {
    this.#reportUsers('new users', this.#created);
    this.#reportUsers('changed users', this.#changed);
    if (this.#roleRows > ORACLE_ROLES.rows) this.#add(`${this.#roleRows} grants of roles`, ORACLE_ROLES.rows);
  }

  #reportUsers(what: string, { rows, size }: Amount): void {
    if (rows > ORACLE_FILE.rows) this.#add(`${rows} ${what}`, ORACLE_FILE.rows);
    else if (size > ORACLE_FILE.bytes) this.#add(`${size} bytes of ${what}`, ORACLE_FILE.bytes);
  }

  #add(found: string, limit: number): void {
    this.#context.problems.add('many-files', undefined, { found, limit });
  }
}

/** Beyond so many rows the files are parted anyway. */
function add(amount: Amount, values: SentValues = {}): void {
  if (amount.rows++ > ORACLE_FILE.rows) return;
  for (const value of Object.values(values)) amount.size += value?.length ?? 0;
}
