import { enlarged } from '../../engine/byte-dictionary';

const encoder = new TextEncoder();
export const NO_MEMBER = -1;

/**
 * Usernames by group, for a file that has one row per group while operations come in any order:
 *
 *     bytes      names one behind the other, as they stand within quotes; member m is bytes[starts[m], starts[m + 1])
 *     next       the following member of the same group, NO_MEMBER for the last
 *     first, last, size   by group
 *
 * The only writer whose memory grows with the plan, since a row cannot be written before its last member is known: 30
 * bytes per membership.
 */
export class GroupMembers {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  #bytes = new Uint8Array(1 << 16);
  #starts = new Uint32Array(1 << 12);
  #next = new Int32Array(1 << 12);
  #memberCount = 0;

  addGroup(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name) - 1;
    this.#numbers.set(name, number);
    this.#first.push(NO_MEMBER);
    this.#last.push(NO_MEMBER);
    return number;
  }

  add(groupName: string, userName: string): void {
    const group = this.addGroup(groupName);
    const member = this.#memberCount++;
    this.#store(member, encoder.encode(userName.replaceAll('"', '""')));
    this.#next[member] = NO_MEMBER;
    if (this.#first[group] === NO_MEMBER) this.#first[group] = member;
    else this.#next[this.#last[group]] = member;
    this.#last[group] = member;
  }

  /** The first member of a group, NO_MEMBER where it has none. */
  first(group: number): number {
    return this.#first[group];
  }

  /** The following member of the same group. */
  after(member: number): number {
    return this.#next[member];
  }

  name(member: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[member], this.#starts[member + 1]);
  }

  #store(member: number, name: Uint8Array): void {
    const start = this.#starts[member];
    if (start + name.length > this.#bytes.length) this.#bytes = enlarged(this.#bytes, start + name.length);
    if (member + 1 === this.#starts.length) {
      const starts = new Uint32Array(this.#starts.length * 2);
      const next = new Int32Array(starts.length);
      starts.set(this.#starts);
      next.set(this.#next);
      this.#starts = starts;
      this.#next = next;
    }
    this.#bytes.set(name, start);
    this.#starts[member + 1] = start + name.length;
  }
}
