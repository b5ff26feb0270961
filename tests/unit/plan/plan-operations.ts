import fc from 'fast-check';
import type { Attribute } from '../../../src/lib/model/attribute';
import { asId, asRow, type AppId } from '../../../src/lib/model/ids';
import {
  OPERATION_KINDS,
  type OperationKind,
  type PlannedUser,
  type PlanOperation
} from '../../../src/lib/model/plan-operation';
import type { FilePiece, OperationSource, PlanWriter, WriteOptions, WriteTally } from '../../../src/lib/plan/plan-file';
import { NAUGHTY } from './naughty-strings';

export const OPTIONS: WriteOptions = {
  target: 'scim',
  domainName: 'Example',
  address: '',
  targetApps: new Map(),
  maxOperations: 1000,
  maxBytes: 1_000_000
};

export function user(row: number, parts: Partial<PlannedUser> = {}): PlannedUser {
  return { row: asRow(row), targetId: '', isNew: false, values: { userName: `user${row}` }, ...parts };
}

export function operation(kind: OperationKind, parts: Partial<PlanOperation> = {}): PlanOperation {
  const { user: about, group } = parts;
  const id = `${kind}:${about ? about.row : ''}:${group ? group.name : ''}`;
  return { id, kind, user: undefined, account: undefined, group: undefined, changes: [], ...parts };
}

export const crm = {
  appId: asId<AppId>('app1'),
  appName: 'CRM',
  row: asRow(0),
  key: 'k',
  userName: 'crm.user',
  email: ''
};

/** Operations as a plan gives them: kind by kind. */
export function sourceOf(operations: readonly PlanOperation[]): OperationSource {
  const counts = Object.fromEntries(
    OPERATION_KINDS.map((kind) => [kind, operations.filter((one) => one.kind === kind).length])
  );
  return {
    // Every kind is a key.
    counts: counts as Record<OperationKind, number>,
    operations: (kinds) =>
      OPERATION_KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) =>
        operations.filter((one) => one.kind === kind)
      )
  };
}

export interface Written {
  /** Bytes by path, in the order in which they were written. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly pieces: readonly FilePiece[];
  readonly tally: WriteTally;
}

export function written(writer: PlanWriter, source: OperationSource, options: Partial<WriteOptions> = {}): Written {
  const files = new Map<string, Buffer>();
  const pieces: FilePiece[] = [];
  const generator = writer(source, { ...OPTIONS, ...options });
  let step = generator.next();
  for (; !step.done; step = generator.next()) {
    const { path, bytes } = step.value;
    pieces.push(step.value);
    files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), bytes]));
  }
  return { files, pieces, tally: step.value };
}

const ATTRIBUTES: readonly Attribute[] = [
  'externalId',
  'userName',
  'displayName',
  'givenName',
  'familyName',
  'email',
  'otherEmail',
  'employeeNumber',
  'department',
  'title',
  'manager',
  'phone',
  'userType'
];

const filled = NAUGHTY.filter((text) => text !== '');
export const anyText = fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom(...filled));
export const anyValues = fc
  .record(
    Object.fromEntries([...ATTRIBUTES.map((name) => [name, anyText]), ['active', fc.constantFrom('true', 'no', '')]]),
    { requiredKeys: [] }
  )
  // Its keys are attributes.
  .map((values) => values as PlannedUser['values']);

/** A plan about up to `size` users and five groups, new and existing, with memberships of any of them. */
export function anyPlan(size: number): fc.Arbitrary<readonly PlanOperation[]> {
  return fc
    .record({
      users: fc.array(fc.record({ isNew: fc.boolean(), hasId: fc.boolean(), values: anyValues, left: fc.nat(9) }), {
        minLength: 1,
        maxLength: size
      }),
      groups: fc.array(fc.boolean(), { maxLength: 5 }),
      members: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(4)), {
        selector: ([a, b]) => `${a}:${b}`,
        maxLength: size * 3
      }),
      kinds: fc.array(fc.constantFrom(...OPERATION_KINDS), { minLength: size, maxLength: size })
    })
    .map(({ users, groups, members, kinds }) => {
      const all = users.map(({ isNew, hasId, values }, row) =>
        user(row, { isNew, targetId: hasId && !isNew ? `id ${row}/"é` : '', values })
      );
      const named = groups.map((isNew, g) => ({ name: NAUGHTY[g * 40 + 41] + g, isNew }));
      return [
        ...all.flatMap((one, row) => (users[row].left === 0 ? [] : userOperation(one, kinds[row]))),
        ...named.flatMap((group) => (group.isNew ? operation('create-group', { group }) : [])),
        ...members.flatMap(([u, g]) =>
          all[u] && named[g] ? operation('add-member', { user: all[u], group: named[g] }) : []
        )
      ];
    });
}

function userOperation(about: PlannedUser, kind: OperationKind): readonly PlanOperation[] {
  if (about.isNew) return [operation('create-user', { user: about })];
  if (kind === 'link' || kind === 'unlink') return [operation(kind, { user: about, account: crm })];
  if (kind === 'update-user') {
    // Its keys are attributes.
    const entries = Object.entries(about.values) as [Attribute, string][];
    const changes = entries.map(([attribute, before], i) => ({
      attribute,
      before: i % 3 === 0 ? '' : before,
      after: i % 3 === 1 ? '' : `${before}!`
    }));
    return [operation(kind, { user: about, changes })];
  }
  const isAboutGroups = kind.endsWith('group') || kind.endsWith('member') || kind === 'create-user';
  return isAboutGroups ? [] : [operation(kind, { user: about })];
}
