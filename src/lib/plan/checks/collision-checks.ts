import { CellReader } from '../../engine/cell-reader';
import { CREATED_HERE } from '../../engine/user-records';
import { normalizeKey } from '../../matching/normalize-key';
import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';
import type { CheckContext } from './check-context';
import { foldAccents } from './fold-accents';
import type { SentValues } from './sent-values';
import { NOBODY, TakenValues } from './taken-values';

const SLICE_ROWS = 8192;
const ASCII = /^[\0-\x7f]*$/;
const foldCase = (text: string) => normalizeKey(text, false);

/**
 * Usernames and e-mail addresses that somebody else has: a user of the domain who exists in the target, or one of an
 * earlier operation. Users who are deleted keep theirs until the end, deletions being last.
 */
export class CollisionChecks {
  readonly #context: CheckContext;
  readonly #logins: TakenValues;
  /** For targets that tell accents apart, what people take for the same: usernames beyond ASCII, without accents. */
  readonly #alike: TakenValues | undefined;
  readonly #emails = new TakenValues(foldCase);

  constructor(context: CheckContext) {
    const { ignoresAccents } = context.limits;
    this.#context = context;
    this.#logins = new TakenValues(ignoresAccents ? foldAccents : foldCase);
    this.#alike = ignoresAccents ? undefined : new TakenValues(foldAccents);
  }

  /** Users made here do not exist in the target yet. */
  *readDomain(): Generator<void, void> {
    const { records } = this.#context.domain;
    const [made, logins, emails] = [CREATED_HERE, 'userName', 'email'].map(
      // The type of the list is wider than its members.
      (attribute) => new CellReader(records, attribute as Attribute)
    );
    for (let row = 0; row < records.rowCount; row++) {
      if (row % SLICE_ROWS === 0) yield;
      made.at(row);
      if (made.start !== made.end) continue;
      logins.at(row);
      this.#logins.takeCell(logins.bytes, logins.start, logins.end, row);
      if (this.#alike && hasOther(logins)) this.#alike.takeCell(logins.bytes, logins.start, logins.end, row);
      emails.at(row);
      this.#emails.takeCell(emails.bytes, emails.start, emails.end, row);
    }
  }

  check(operation: PlanOperation, { userName, email }: SentValues): void {
    const row = operation.user?.row;
    if (row === undefined) return;
    if (userName !== undefined) this.#checkLogin(operation, userName, row);
    if (email !== undefined) this.#checkEmail(operation, email, row);
  }

  #checkLogin(operation: PlanOperation, login: string, row: number): void {
    const { problems, target } = this.#context;
    const same = this.#logins.take(login, row);
    const alike = same === NOBODY ? this.#ownerOfAlike(login, row) : NOBODY;
    if (this.#alike && !ASCII.test(login)) this.#alike.take(login, row);
    const details = { attribute: 'userName', found: login } as const;
    if (same !== NOBODY) problems.add('login-taken', operation, { ...details, otherRow: same });
    else if (alike !== NOBODY) problems.add('login-alike', operation, { ...details, otherRow: alike });
    if (target !== 'okta') return;
    const owner = this.#emails.otherOwner(login, row);
    if (owner !== NOBODY && same === NOBODY) {
      problems.add('email-is-login', operation, { ...details, otherRow: owner });
    }
  }

  /** Of two that differ by accents at least one is beyond ASCII; the other one may be what it is without them. */
  #ownerOfAlike(login: string, row: number): number {
    if (!this.#alike) return NOBODY;
    const owner = this.#alike.otherOwner(login, row);
    return owner !== NOBODY || ASCII.test(login) ? owner : this.#logins.otherOwner(foldAccents(login), row);
  }

  #checkEmail(operation: PlanOperation, email: string, row: number): void {
    const { problems, target } = this.#context;
    const other = this.#emails.take(email, row);
    const details = { attribute: 'email', found: email } as const;
    const owner = target === 'okta' ? this.#logins.otherOwner(email, row) : NOBODY;
    if (owner !== NOBODY) problems.add('email-is-login', operation, { ...details, otherRow: owner });
    else if (other !== NOBODY) problems.add('email-shared', operation, { ...details, otherRow: other });
  }
}

function hasOther({ bytes, start, end }: CellReader): boolean {
  for (let i = start; i < end; i++) if (bytes[i] >= 0x80) return true;
  return false;
}
