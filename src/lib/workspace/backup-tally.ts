import { byStatus } from '../engine/count-situations';
import type { BackupSummary } from '../model/backup';
import { SHOWN_SITUATIONS } from '../model/situation';
import { segmentsOfHold, type StoredHold } from '../storage/held-run';
import { segmentsOf, type ListHead, type ListId } from '../storage/list-head';
import type { HeadImage } from '../storage/step-image';
import type { StoredApp, StoredDomain, StoredRun } from '../storage/workspace-database';
import type { HistoryStep } from '../model/history-step';

/**
 * Goes along with the rows of a backup: what it holds in short, and whether it hangs together. Throws a sentence for what
 * could not be restored.
 */
export class BackupTally {
  readonly #keyFields = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #referenced = new Set<number>();
  readonly #domains: StoredDomain[] = [];
  readonly #apps: StoredApp[] = [];
  readonly #heads = new Map<ListId, ListHead>();
  readonly steps: HistoryStep[] = [];
  readonly runs: StoredRun[] = [];
  #segments = 0;
  #lastSegment = -1;
  #table = '';

  constructor(schemas: Readonly<Record<string, string>>) {
    for (const [table, schema] of Object.entries(schemas))
      this.#keyFields.set(
        table,
        schema
          .split(',')[0]
          .replaceAll(/[[\]&*+]+/g, ' ')
          .trim()
          .split(' ')
      );
  }

  /** Segments that something names, ascending. */
  get referenced(): readonly number[] {
    return [...this.#referenced].sort((a, b) => a - b);
  }

  get domains(): readonly StoredDomain[] {
    return this.#domains;
  }

  get apps(): readonly StoredApp[] {
    return this.#apps;
  }

  head(id: ListId): ListHead | undefined {
    return this.#heads.get(id);
  }

  seeRow(table: string, row: unknown): void {
    if (this.#segments > 0 || table < this.#table) throw new Error(`A row of “${table}” stands out of order.`);
    this.#table = table;
    this.#seeKey(table, row);
    this.#read(table, row);
  }

  seeSegment(number: number): void {
    if (number <= this.#lastSegment) throw new Error(`Part ${number} of the lists stands out of order.`);
    if (!this.#referenced.has(number)) throw new Error(`Part ${number} of the lists belongs to nothing.`);
    this.#lastSegment = number;
    this.#segments++;
  }

  /** After the last entry. */
  finish(): void {
    const missing = this.#referenced.size - this.#segments;
    if (missing > 0) throw new Error(`${missing} parts of the lists are missing.`);
  }

  get counts(): Pick<BackupSummary, 'domains' | 'apps' | 'steps' | 'runs'> {
    return {
      domains: this.#domains.map(({ id, name }) => ({ id, name, users: this.head(`users:${id}`)?.rowCount ?? 0 })),
      apps: this.#apps.map(({ id, domainId, name }) => {
        const head = this.head(`accounts:${id}`);
        const { cleared, unconfirmed } = byStatus(head?.counts ?? [], SHOWN_SITUATIONS);
        return { id, domainId, name, accounts: (head?.rowCount ?? 0) - cleared, unconfirmed };
      }),
      steps: this.steps.length,
      runs: this.runs.length
    };
  }

  #seeKey(table: string, row: unknown): void {
    const fields = this.#keyFields.get(table);
    if (!fields || typeof row !== 'object' || row === null) throw new Error(`“${table}” is no table of this format.`);
    const key = fields.map((field) => Object.getOwnPropertyDescriptor(row, field)?.value as unknown);
    if (!key.every((part) => typeof part === 'string' || Number.isFinite(part)))
      throw new Error(`A row of “${table}” has no key.`);
    const keys = this.#keys.get(table) ?? new Set();
    const text = JSON.stringify(key);
    if (keys.has(text)) throw new Error(`A row of “${table}” is there twice.`);
    this.#keys.set(table, keys.add(text));
  }

  #read(table: string, row: unknown): void {
    // What a table of this format holds is said by its types (storage/workspace-database.ts).
    if (table === 'domains') this.#domains.push(row as StoredDomain);
    else if (table === 'apps') this.#apps.push(row as StoredApp);
    else if (table === 'steps') this.steps.push(row as HistoryStep);
    else if (table === 'runs') this.runs.push(row as StoredRun);
    else if (table === 'lists') this.#readHead(row as ListHead);
    else if (table === 'headImages') for (const head of (row as HeadImage).heads) this.#refer(segmentsOf(head));
    else if (table === 'holds') this.#refer(segmentsOfHold(row as StoredHold));
  }

  #readHead(head: ListHead): void {
    this.#heads.set(head.id, head);
    this.#refer(segmentsOf(head));
  }

  #refer(numbers: readonly number[]): void {
    for (const number of numbers) this.#referenced.add(number);
  }
}
