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
import type { Plan } from '../../../src/lib/plan/plan';
import type { OperationSource, WriteOptions } from '../../../src/lib/plan/plan-file';
import type { PlanInput } from '../../../src/lib/plan/plan-source';
import { scimBulk } from '../../../src/lib/plan/scim/scim-bulk';
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
  readonly bulkFiles: { readonly mbPerS: number; readonly megabytes: number };
}

/** A plan of so many operations: a fifth creates users, the others link accounts. */
export function planFigures(operations = 1_000_000): PlanFigures {
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
    bulkFiles: bulkFigures(plan, includedOperations(plan, excluded))
  };
}

function bulkFigures(plan: Plan, source: OperationSource): PlanFigures['bulkFiles'] {
  const options: WriteOptions = {
    target: 'scim',
    domainName: 'Alder',
    address: '',
    targetApps: new Map(),
    maxOperations: 1000,
    maxBytes: 1_000_000
  };
  let bytes = 0;
  const start = performance.now();
  for (const piece of scimBulk(source, options)) bytes += piece.bytes.length;
  const seconds = (performance.now() - start) / 1000;
  return { mbPerS: bytes / 1e6 / seconds, megabytes: bytes / 1e6 };
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
  return { value, ms: times.toSorted((a, b) => a - b)[RUNS >> 1] };
}
