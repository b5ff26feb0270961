import { asRow } from '../../../src/lib/model/ids';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../../../src/lib/model/plan-operation';
import type { OperationSource } from '../../../src/lib/plan/plan-file';
import { scimBulk } from '../../../src/lib/plan/scim/scim-bulk';

export interface BulkFigures {
  readonly operations: number;
  readonly files: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly mbPerS: number;
  /** By how much the memory in use grew at most while they were written; collected first where that can be asked for. */
  readonly grownMegabytes: number;
}

/** Writes new users as SCIM Bulk files, looked at piece by piece and let go. The making of the operations counts. */
export function measureBulkFiles(operations: number): BulkFigures {
  const source = newUsers(operations);
  const files = new Set<string>();
  let bytes = 0;
  let most = 0;
  const before = memoryInUse();
  const startedAt = performance.now();
  const options = {
    target: 'scim',
    domainName: 'Example',
    address: '',
    targetApps: new Map<string, string>(),
    maxOperations: 1000,
    maxBytes: 2 ** 20
  } as const;
  for (const piece of scimBulk(source, options)) {
    files.add(piece.path);
    bytes += piece.bytes.length;
    most = Math.max(most, process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    operations,
    files: files.size,
    megabytes: bytes / 1e6,
    seconds,
    mbPerS: bytes / 1e6 / seconds,
    grownMegabytes: Math.max(0, most - before) / 1e6
  };
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function newUsers(count: number): OperationSource {
  // Every kind is a key.
  const none = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<OperationKind, number>;
  return {
    counts: { ...none, 'create-user': count },
    operations: (kinds) => (kinds.includes('create-user') ? createUsers(count) : [])
  };
}

function* createUsers(count: number): Generator<PlanOperation, void> {
  for (let row = 0; row < count; row++) {
    const userName = `given${row % 977}.family${row}@example.com`;
    const values = {
      externalId: `E${row}`,
      userName,
      displayName: `Given${row % 977} Família${row}`,
      givenName: `Given${row % 977}`,
      familyName: `Família${row}`,
      email: userName,
      employeeNumber: String(100_000 + row),
      department: `Department ${row % 61}`,
      title: row % 50 === 0 ? 'Head of "Operations"' : 'Analyst',
      phone: `+41 44 ${row}`,
      active: 'true'
    };
    const user = { row: asRow(row), targetId: '', isNew: true, values };
    yield { id: `create-user:${row}`, kind: 'create-user', user, account: undefined, group: undefined, changes: [] };
  }
}
