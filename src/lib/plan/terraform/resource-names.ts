import type { PlannedAccount, PlannedUser } from '../../model/plan-operation';

const LONGEST = 40;

/** `Zoë O'Brien` becomes `zoe_o_brien`: what a name in Terraform may hold, to be read by people; not unique. */
export function slug(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(plain) ? plain : `x_${plain}`;
}

/** Unique by its row, which every operation knows: nothing has to be remembered about a million users. */
export function userResource({ row, values }: PlannedUser): string {
  return `${slug(values.userName ?? '')}_${row}`;
}

export function linkResource(user: PlannedUser, app: string, account: PlannedAccount): string {
  return `${userResource(user)}_${app}_${account.row}`;
}

/** Names of things of which there are few, each with a number behind it. */
export class NumberedNames {
  readonly #names = new Map<string, string>();

  get all(): Iterable<readonly [text: string, name: string]> {
    return this.#names;
  }

  nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `${slug(text)}_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
