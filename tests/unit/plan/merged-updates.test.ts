import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationKind, PlanOperation } from '../../../src/lib/model/plan-operation';
import { MergedUpdates } from '../../../src/lib/plan/merged-updates';
import { operation, sourceOf, user } from './plan-operations';

const KINDS = ['update-user', 'activate-user', 'deactivate-user'] as const satisfies OperationKind[];

const anyOperation = fc
  .record({
    row: fc.integer({ min: 0, max: 3000 }).map((row) => (row < 2990 ? row % 3 : row)),
    kind: fc.constantFrom<OperationKind>(...KINDS, 'link'),
    changes: fc.array(
      fc.record({
        attribute: fc.constantFrom('title', 'department'),
        before: fc.constant('x'),
        after: fc.constantFrom('a', 'b', 'c')
      }),
      { maxLength: 2 }
    )
  })
  .map(({ row, kind, changes }) => operation(kind, { user: user(row), changes }));

const isSaid = ({ kind, changes }: PlanOperation) => kind !== 'update-user' || changes.length > 0;

test('each user comes once, with all that is said of them, the later change counting; as often as it is read', () => {
  fc.assert(
    fc.property(fc.array(anyOperation, { maxLength: 30 }), (plan) => {
      const source = sourceOf(plan);
      const said = [...source.operations(KINDS)].filter(isSaid);
      const slow = [...new Set(said.map((one) => one.user?.row))].map((row) => {
        const theirs = said.filter((one) => one.user?.row === row);
        const changes = theirs.flatMap((one) => one.changes).map(({ attribute, after }) => [attribute, after] as const);
        return { row, kinds: theirs.map(({ kind }) => kind), changes: Object.fromEntries(changes) };
      });
      const merged = new MergedUpdates(source, { kinds: KINDS, isSaid });
      for (let reading = 0; reading < 2; reading++) {
        const found = [...merged].map(({ user: { row }, kinds, changes }) => ({
          row,
          kinds,
          changes: Object.fromEntries(changes.map(({ attribute, after }) => [attribute, after]))
        }));
        const byRow = (one: { row?: number | undefined }, other: { row?: number | undefined }) =>
          Number(one.row) - Number(other.row);
        expect(found.sort(byRow)).toEqual(slow.sort(byRow));
      }
    })
  );
});
