import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { SearchIndex, parseSearch } from '../../../src/lib/engine/search-index';
import { CREATED_HERE } from '../../../src/lib/engine/user-records';
import type { Attribute } from '../../../src/lib/model/attribute';
import { DECISION_CODE } from '../../../src/lib/model/decision';
import { asId } from '../../../src/lib/model/ids';
import { STATUS_CODE } from '../../../src/lib/model/status';
import { computePlan } from '../../../src/lib/plan/compute-plan';
import { excludedOperations } from '../../../src/lib/plan/excluded-operations';
import { findOperations } from '../../../src/lib/plan/find-operations';
import { includedOperations } from '../../../src/lib/plan/included-operations';
import type { OperationSource, WriteOptions } from '../../../src/lib/plan/plan-file';
import type { PlanInput } from '../../../src/lib/plan/plan-source';
import { scimBulk } from '../../../src/lib/plan/scim/scim-bulk';
import { handedFiles, type HandedFormat } from '../../../src/lib/workspace/hand-over-files';
import { writeWithManifest } from '../../../src/lib/workspace/hand-over-manifest';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['userName', 'displayName', 'givenName', 'familyName', 'email', 'department'];
const DEPARTMENTS = ['Sales', 'Field service', 'Finance', 'Engineering', 'Logistics'];
const RUNS = 5;

export interface PlanFigures {
  readonly operations: number;
  /** Linked only, as most plans are: the median of some runs. */
  readonly ms: number;
  /** The same accounts with every attribute compared, and a tenth of them different. */
  readonly withUpdatesMs: number;
  /** A search for a word that few have, without an index. */
  readonly searchMs: number;
  readonly bulkFiles: BulkFigures;
}

export interface BulkFigures {
  /** Written, hashed, packed as one archive with its manifest: bytes before packing. The median of some runs. */
  readonly mbPerS: number;
  /** The writer alone. */
  readonly writerMbPerS: number;
  readonly megabytes: number;
  readonly archiveMegabytes: number;
}

/** A plan of so many operations: a fifth creates users, the others link accounts. */
export async function planFigures(operations = 1_000_000): Promise<PlanFigures> {
  const input = madeLists(operations);
  const plans = timed(() => finish(computePlan(input)));
  const plan = plans.value;
  const excluded = finish(excludedOperations(plan, []));
  const updates = timed(() => finish(computePlan(withUpdates(input))));
  const search = timed(() =>
    finish(
      findOperations(plan, excluded, {
        kinds: [],
        words: parseSearch('given777 sales'),
        show: 'all',
        users: new SearchIndex(input.users),
        accounts: input.apps.map(({ list }) => new SearchIndex(list.records))
      })
    )
  );
  return {
    operations: plan.length,
    ms: plans.ms,
    withUpdatesMs: updates.ms,
    searchMs: search.ms,
    bulkFiles: await bulkFigures(includedOperations(plan, excluded))
  };
}

async function bulkFigures(source: OperationSource): Promise<BulkFigures> {
  const options: WriteOptions = {
    target: 'scim',
    domainName: 'Alder',
    address: '',
    targetApps: new Map(),
    maxOperations: 1000,
    maxBytes: 1_000_000
  };
  let bytes = 0;
  const writer = timed(() => {
    bytes = 0;
    for (const piece of scimBulk(source, options)) bytes += piece.bytes.length;
  });
  let archiveBytes = 0;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    archiveBytes = await archived(source, options);
    times.push(performance.now() - start);
  }
  const perSecond = (ms: number) => bytes / 1e3 / ms;
  return {
    mbPerS: perSecond(median(times)),
    writerMbPerS: perSecond(writer.ms),
    megabytes: bytes / 1e6,
    archiveMegabytes: archiveBytes / 1e6
  };
}

/** As the engine hands a plan over, into a sink that takes everything. */
async function archived(source: OperationSource, options: WriteOptions): Promise<number> {
  const passed: HandedFormat[] = [];
  const work = { formats: ['scim-bulk'] as const, source, options, rules: [], withInverse: false, lists: [] };
  const outcome = await writeWithManifest({
    pieces: handedFiles(work, passed),
    passed,
    head: { domain: 'Alder', app: undefined, target: 'scim', counts: source.counts, rules: [] },
    sink: { write: () => Promise.resolve() },
    at: new Date(),
    onSlice: () => undefined
  });
  if (outcome.status !== 'done') throw new Error(outcome.status);
  return outcome.bytes;
}

/** Users and accounts row by row: account r belongs to user r. Every tenth has another department than its user. */
export function madeLists(operations: number): PlanInput {
  const rowCount = Math.round(operations * 0.8);
  const created = operations - rowCount;
  const row = (i: number, department = DEPARTMENTS[i % DEPARTMENTS.length]) => {
    const [given, family] = [`Given${i % 9973}`, `Family${i}`];
    const email = `given${i % 9973}.family${i}@alder.example`;
    return [`g${i}`, `${given} ${family}`, given, family, email, department];
  };
  const rows = Array.from({ length: rowCount }, (_, i) => row(i));
  const users = records(
    [...ATTRIBUTES, CREATED_HERE],
    rows.map((cells, i) => [...(i % 10 === 9 ? row(i, 'Reception') : cells), i < created ? 'yes' : ''])
  );
  const decisions = createDecisionColumns(rowCount);
  decisions.status.fill(STATUS_CODE.confirmed);
  for (let i = 0; i < rowCount; i++) {
    decisions.user[i] = i;
    decisions.decision[i] = i < created ? DECISION_CODE.create : DECISION_CODE.link;
  }
  const list = { records: records(ATTRIBUTES, rows), match: createMatchColumns(rowCount), decisions };
  const app = { id: asId<never>('desk'), name: 'Desk', list, key: undefined, mapped: undefined };
  return { users, apps: [{ ...app, userUpdates: 'leave', memberships: 'leave' }] };
}

function withUpdates(input: PlanInput): PlanInput {
  return { ...input, apps: input.apps.map((app) => ({ ...app, userUpdates: 'overwrite' as const })) };
}

function timed<Value>(work: () => Value): { readonly value: Value; readonly ms: number } {
  const times: number[] = [];
  let value = work();
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    value = work();
    times.push(performance.now() - start);
  }
  return { value, ms: median(times) };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}
