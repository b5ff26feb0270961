import { createHash } from 'node:crypto';
import { createDecisionColumns, unpackDecisionColumns } from '../../src/lib/engine/decision-columns';
import { createMatchColumns, unpackMatchColumns } from '../../src/lib/engine/match-columns';
import { unpackRows } from '../../src/lib/engine/packed-rows';
import { unpackSegment } from '../../src/lib/engine/packed-segment';
import { cellSlot, SEGMENT_ROWS, type Column } from '../../src/lib/engine/segment';
import { FLAG } from '../../src/lib/model/flag';
import type { HistoryStep } from '../../src/lib/model/history-step';
import type { ImportRun } from '../../src/lib/model/import-run';
import { STATUSES } from '../../src/lib/model/status';
import { SHOWN_SITUATIONS } from '../../src/lib/model/situation';
import { segmentsOf, type ListHead } from '../../src/lib/storage/list-head';
import { partOf } from '../../src/lib/storage/part-bundle';
import type { HeadImage, RowImage } from '../../src/lib/storage/step-image';
import type { StoredCommit } from '../../src/lib/storage/stored-commit';
import type { StoredApp, StoredDomain } from '../../src/lib/storage/workspace-database';
import { isSealed } from './opened-tables';
import type { RawDatabase, RawRow, RawState } from './raw-state';

/** What a workspace means, whatever ids and times it was given: two that mean the same have the same hash. */
export interface StoredMeaning {
  readonly hash: string;
  readonly meaning: unknown;
  /** Invariants that what is stored breaks: each is an illegal state by itself. */
  readonly broken: readonly string[];
  /** Runs that were under way when their browser ended. */
  readonly interrupted: number;
}

const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const TIMES = new Set(['id', 'at', 'since', 'importsSince', 'lastRulesRevision', 'address', 'startedAt', 'endedAt']);

/** The workspace of that name. `open` gives back the tables of a sealed one as they are without the seal. */
export async function meaningOf(
  raw: RawState,
  name: string,
  open: (database: RawDatabase) => Promise<RawDatabase> = (database) => Promise.resolve(database)
): Promise<StoredMeaning> {
  const rows = raw.workspaces.filter((workspace) => workspace['name'] === name);
  if (rows.length !== 1) return lost(`${rows.length} workspaces named ${name}`);
  const stored = heldBy(raw, rows[0]);
  if (!stored) return lost('no database');
  const tables = new Tables(await open(stored));
  const broken: string[] = [];
  const meaning = { isSealed: isSealed(stored), ...tables.meaning(broken) };
  const text = JSON.stringify(meaning);
  const interrupted = tables.rows<ImportRun>('runs').filter(({ status }) => status === 'interrupted').length;
  return { hash: createHash('sha256').update(text).digest('hex').slice(0, 16), meaning, broken, interrupted };
}

/** Databases of the workspace that still hold something beside the one that holds it. */
export function leftOvers(raw: RawState, name: string): readonly string[] {
  const row = raw.workspaces.find((workspace) => workspace['name'] === name);
  if (!row) return [];
  const held = heldBy(raw, row);
  return raw.databases
    .filter((database) => database !== held && database.name.startsWith(`muster-workspace-${String(row['id'])}`))
    .filter(({ tables }) => Object.entries(tables).some(([table, rows]) => table !== 'meta' && rows.length > 0))
    .map((database) => `${database.name} is left over, and not empty`);
}

/** Where the registry says that it is, or where a mark in there says that it has gone since. */
function heldBy({ databases }: RawState, row: RawRow): RawDatabase | undefined {
  const find = (wanted: unknown) => databases.find((database) => database.name === wanted);
  let held = find(row['database'] ?? `muster-workspace-${String(row['id'])}`);
  for (let moves = 0; held && moves < databases.length; moves++) {
    const mark = held.tables['meta']?.find(({ key }) => key === 'moved')?.value;
    const value = (mark as { readonly value: { readonly database: string } } | undefined)?.value;
    if (!value) return held;
    held = find(value.database);
  }
  return held;
}

function lost(why: string): StoredMeaning {
  return { hash: 'lost', meaning: why, broken: [why], interrupted: 0 };
}

class Tables {
  readonly #database: RawDatabase;
  readonly #segments: ReadonlyMap<unknown, ArrayBuffer>;
  readonly #steps: readonly HistoryStep[];

  constructor(database: RawDatabase) {
    this.#database = database;
    this.#segments = new Map(
      // Rows of that table are nothing else.
      (database.tables['segments'] ?? []).map(({ key, value }) => [key, value as ArrayBuffer])
    );
    this.#steps = this.rows<HistoryStep>('steps').toSorted((a, b) => a.id - b.id);
  }

  /** As the program that wrote them typed them. */
  rows<Row>(table: string): readonly Row[] {
    return (this.#database.tables[table] ?? []).map(({ value }) => value as Row);
  }

  meaning(broken: string[]): object {
    const apps = this.rows<StoredApp>('apps').toSorted((a, b) => a.name.localeCompare(b.name));
    const domains = this.rows<StoredDomain>('domains').toSorted((a, b) => a.name.localeCompare(b.name));
    const names = new Map<string, string>();
    for (const { id, name } of domains) names.set(`users:${id}`, `users of ${name}`);
    for (const { id, name } of apps) names.set(`accounts:${id}`, `accounts of ${name}`);
    const heads = this.rows<ListHead>('lists').toSorted((a, b) => a.id.localeCompare(b.id));
    const lists = heads.map((head) => ({ list: names.get(head.id) ?? 'nobody', ...this.#list(head, broken) }));
    return {
      domains: domains.map(({ name }) => name),
      apps: apps.map((app) => ({ ...timeless(app), domainId: '', lastMapping: app.lastMapping?.length })),
      lists: lists.toSorted((a, b) => a.list.localeCompare(b.list)),
      runs: this.#runs(names, broken),
      steps: this.#steps.map((step) => timeless({ ...step, domainId: '', appId: step.appId ? 'app' : '' })),
      images: this.#images(broken),
      holds: this.rows('holds').length,
      connections: this.rows('connections').length,
      exclusions: this.rows('exclusions').length,
      commits: this.rows<StoredCommit>('commits').map(({ counts, states, status }) => ({ counts, states, status }))
    };
  }

  #list(head: ListHead, broken: string[]) {
    const missing = segmentsOf(head).filter((number) => !this.#segments.has(number));
    if (missing.length > 0) {
      broken.push(`${head.id}: segments ${missing.join()} are missing`);
      return { rowCount: head.rowCount };
    }
    const records = head.records.map((number) => this.#cells(number));
    const rows = records.reduce((sum, { rowCount }) => sum + rowCount, 0);
    if (rows !== head.rowCount) broken.push(`${head.id}: ${rows} records for ${head.rowCount}`);
    const columns = { records, key: head.key, rowCount: head.rowCount };
    if (!head.id.startsWith('accounts:')) return columns;
    const { matches, decisions } = this.#columns(head, broken);
    return { ...columns, matches, decisions, counts: head.counts };
  }

  #cells(number: number) {
    const stored = this.#segments.get(number);
    if (!stored) throw new Error(`No segment ${number}.`);
    const { rowCount, columns } = unpackSegment(stored);
    const cells = [...columns]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, column]) => [name, textsOf(column, rowCount)]);
    return { rowCount, cells };
  }

  #columns({ id, rowCount, matches, decisions, counts }: ListHead, broken: string[]) {
    const match = createMatchColumns(rowCount);
    const decision = createDecisionColumns(rowCount);
    const rowsOf = (segment: number) => Math.min(SEGMENT_ROWS, rowCount - segment * SEGMENT_ROWS);
    matches.forEach((number, segment) =>
      unpackMatchColumns(match, segment * SEGMENT_ROWS, this.#part(number, segment), rowsOf(segment))
    );
    decisions.forEach((number, segment) =>
      unpackDecisionColumns(decision, segment * SEGMENT_ROWS, this.#part(number, segment), rowsOf(segment))
    );
    const counted = new Array<number>(SHOWN_SITUATIONS.length * STATUSES.length).fill(0);
    for (let row = 0; row < rowCount; row++) {
      const shown = (decision.flags[row] & FLAG.manualLink) !== 0 ? SHOWN_SITUATIONS.length - 1 : match.situation[row];
      counted[shown * STATUSES.length + decision.status[row]]++;
    }
    if (rowCount > 0 && counted.join() !== counts.join())
      broken.push(`${id}: counts ${counts.join()} are ${counted.join()}`);
    const steps = Array.from(decision.step, (step) => this.#placeOf(step, broken));
    return {
      matches: Object.values(match).map((column: Int32Array | Uint8Array) => [...column]),
      decisions: [decision.user, decision.status, decision.decision, decision.origin, decision.flags]
        .map((column) => [...column])
        .concat([steps])
    };
  }

  #part(number: number, segment: number): Uint32Array {
    const stored = this.#segments.get(number);
    if (!stored) throw new Error(`No segment ${number}.`);
    return partOf(stored, segment);
  }

  /** Ids of steps grow with what was tried and failed: their order is what counts. */
  #placeOf(step: number, broken: string[]): number {
    if (step === 0) return 0;
    const place = this.#steps.findIndex(({ id }) => id === step);
    if (place === -1) broken.push(`step ${step} decided something and is not in the history`);
    return place + 1;
  }

  /** What undo and redo would bring back. */
  #images(broken: string[]) {
    const rowImages = this.rows<RowImage>('rowImages');
    const headImages = this.rows<HeadImage>('headImages');
    return this.#steps.map(({ id, canUndo }) => {
      const rows = rowImages.find(({ stepId }) => stepId === id);
      const heads = headImages.find(({ stepId }) => stepId === id);
      if (canUndo && !rows && !heads) broken.push(`step ${id} can be undone and has no image`);
      for (const number of heads?.heads.flatMap(segmentsOf) ?? [])
        if (!this.#segments.has(number)) broken.push(`segment ${number} of an image is missing`);
      return { rows: rows && this.#rowImage(rows, broken), heads: heads?.heads.map(({ rowCount }) => rowCount) };
    });
  }

  #rowImage(image: RowImage, broken: string[]) {
    const rows = unpackRows(image.rows);
    const columns = createDecisionColumns(rows.length);
    unpackDecisionColumns(columns, 0, new Uint32Array(image.decisions), rows.length);
    const steps = Array.from(columns.step, (step) => this.#placeOf(step, broken));
    const { user, status, decision, origin, flags } = columns;
    return [rows, user, status, decision, origin, flags].map((column) => [...column]).concat([steps]);
  }

  #runs(names: ReadonlyMap<string, string>, broken: string[]) {
    const runs = this.rows<ImportRun>('runs').toSorted((a, b) => a.startedAt - b.startedAt);
    for (const { status, rows, issues } of runs) {
      if (status === 'running' || status === 'queued') broken.push(`a run is ${status} and nobody runs it`);
      if (Object.values(rows).some((count) => count < 0)) broken.push(`a run counts below nothing: ${issues.length}`);
    }
    return runs
      .filter(({ status }) => status !== 'interrupted' && status !== 'cancelled' && status !== 'failed')
      .map((run) => {
        const list = run.target.kind === 'users' ? `users:${run.target.domainId}` : `accounts:${run.target.appId}`;
        const { status, mode, fileName, rows, groups, confirmed, usersCreated, issues, holds } = run;
        return { list: names.get(list), status, mode, fileName, rows, groups, confirmed, usersCreated, issues, holds };
      });
  }
}

function textsOf(column: Column, rowCount: number): readonly string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from({ length: rowCount }, (_, row) => {
    const slot = cellSlot(column, row);
    return decoder.decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1]));
  });
}

/** Without what every run gives anew: ids and times. */
function timeless(value: unknown): Record<string, unknown> {
  const plain = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(plain);
    if (typeof inner === 'string') return RANDOM_ID.test(inner) ? '#' : inner;
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([name]) => !TIMES.has(name) && !/At$/.test(name))
        .map(([name, deeper]) => [name, plain(deeper)])
    );
  };
  return plain(value) as Record<string, unknown>;
}
