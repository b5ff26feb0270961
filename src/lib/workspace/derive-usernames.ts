import { ColumnBuilder } from '../engine/column-builder';
import { packSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import type { AppError } from '../model/app-error';
import { FORMATTED_USER_NAME } from '../model/attribute';
import { ok, type Result } from '../model/result';
import { rulesInForce, type Synchronization } from '../model/synchronization';
import type { UsernameFormat } from '../model/username-format';
import type { Evaluator } from '../protocol/expression-api';
import { breathe } from './breathe';
import { EvaluationRun } from './evaluation-run';
import { FailedRows } from './failed-rows';
import { formatUsernames, USERNAME_FORMAT_PLACE } from './format-usernames';

interface Derived {
  /** The format that it was worked out with. */
  readonly format: string;
  readonly records: RecordSet;
  readonly failed: FailedRows;
}

/** By the accounts: those of a list stay the same object until the list changes. */
const derived = new WeakMap<RecordSet, Derived>();

/**
 * The accounts with the username of the app's format as a column of its own (`derived:userName`), where the rules in
 * force compare it; else the accounts as they are. Matching again with the same accounts and format works nothing out.
 * The column is in memory only: the other columns, and the buffers that are stored, are those of the accounts. Where the
 * format fails the username is empty, which is noted in `failed`.
 */
export async function deriveUsernames(
  accounts: RecordSet,
  synchronization: Synchronization,
  evaluator: Evaluator,
  failed?: FailedRows
): Promise<Result<RecordSet, AppError>> {
  if (!comparesFormat(synchronization)) return ok(accounts);
  const { usernameFormat } = synchronization;
  const format = JSON.stringify(usernameFormat);
  const known = derived.get(accounts);
  if (known?.format === format) {
    failed?.addAll(known.failed);
    return ok(known.records);
  }
  const made = await derive(accounts, usernameFormat, evaluator);
  if (!made.ok) return made;
  failed?.addAll(made.value.failed);
  derived.set(accounts, { format, ...made.value });
  return ok(made.value.records);
}

async function derive(
  accounts: RecordSet,
  usernameFormat: UsernameFormat,
  evaluator: Evaluator
): Promise<Result<Omit<Derived, 'format'>, AppError>> {
  const failed = new FailedRows(accounts.rowCount);
  const run = new EvaluationRun(evaluator);
  const builder = new ColumnBuilder();
  const segments: Segment[] = [];
  for (const segment of accounts.segments) {
    const start = segments.length * SEGMENT_ROWS;
    const rows = new Uint32Array(segment.rowCount).map((_, i) => start + i);
    const usernames = await formatUsernames(usernameFormat, { accounts, rows }, run);
    if (!usernames.ok) return usernames;
    for (const [place, message] of usernames.value.failures) failed.note(start + place, USERNAME_FORMAT_PLACE, message);
    segments.push(withUsernames(segment, usernames.value.values, builder));
    await breathe();
  }
  return ok({ records: recordSet(segments), failed });
}

function comparesFormat(synchronization: Synchronization): boolean {
  return rulesInForce(synchronization).ladder.some(
    ({ isEnabled, pairs }) => isEnabled && pairs.some(({ account }) => account === FORMATTED_USER_NAME)
  );
}

function withUsernames(segment: Segment, usernames: readonly string[], builder: ColumnBuilder): Segment {
  for (const username of usernames) builder.add(username);
  const packed = packSegment(new Map([[FORMATTED_USER_NAME, builder.take()]]), segment.rowCount);
  return { ...segment, columns: new Map([...segment.columns, ...packed.columns]) };
}
