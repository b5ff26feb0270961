import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApplyService } from '../../../../src/lib/connectors/apply/apply-service';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { CommitJournal } from '../../../fixtures/commit-journal';
import { batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applyService, PLAIN, QUICK_APPLY } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { doFault, SCIM_FAULTS, type ScimFault } from '../../../fixtures/systems/scim-faults';
import { person, startScimmy, type ScimmyServer, type ScimStore } from '../../../fixtures/systems/scimmy-server';

/** Users that are there from the start, and are named by the server's id, the external id, or none. */
const KNOWN = 12;
const GROUPS = ['Finance', 'Legal “& Risk”', 'Sälé\\s'];
const LIMITS = { ...QUICK_APPLY, graceMs: 120, backoffMs: 1, settleMs: 5 };

type Accident = ScimFault | 'killed-before' | 'killed-after' | 'none';

interface Course {
  readonly created: number;
  readonly members: readonly (readonly [number, number])[];
  readonly updated: readonly number[];
  readonly inactive: readonly number[];
  readonly deleted: readonly number[];
  /** What becomes of the first, second, … request that changes something. */
  readonly accidents: readonly Accident[];
  readonly usesBulk: boolean;
  readonly batchSize: number;
}

const accident = fc.oneof(
  { weight: 3, arbitrary: fc.constant('none' as const) },
  { weight: 4, arbitrary: fc.constantFrom(...SCIM_FAULTS, 'killed-before' as const, 'killed-after' as const) }
);
const knownAt = fc.nat({ max: KNOWN - 1 });
const course: fc.Arbitrary<Course> = fc.record({
  created: fc.integer({ min: 1, max: 12 }),
  members: fc.uniqueArray(fc.tuple(fc.nat({ max: 11 + KNOWN }), fc.nat({ max: GROUPS.length - 1 })), {
    maxLength: 14,
    selector: ([user, at]) => `${user} ${at}`
  }),
  updated: fc.uniqueArray(knownAt, { maxLength: 4 }),
  inactive: fc.uniqueArray(knownAt, { maxLength: 3 }),
  deleted: fc.uniqueArray(knownAt, { maxLength: 2 }),
  accidents: fc.array(accident, { maxLength: 14 }),
  usesBulk: fc.boolean(),
  batchSize: fc.integer({ min: 1, max: 40 })
});

function userOf(number: number, created: number) {
  if (number < created) return plannedUser(number);
  const at = number % KNOWN;
  const { id, externalId, userName } = person(at) as unknown as { id: string; externalId: string; userName: string };
  const targetId = [id, externalId, ''][at % 3];
  return plannedUser(100 + at, {
    isNew: false,
    targetId,
    values: { userName, email: userName, givenName: '', familyName: '', employeeNumber: '' }
  });
}

/** Nothing else is planned of whoever is deleted: a plan says one thing of one person. */
function planOf({ created, members, updated, inactive, deleted }: Course): readonly PlanOperation[] {
  const known = (at: number) => userOf(100 * KNOWN + at, created);
  const isKept = (at: number) => !deleted.includes(at);
  const gone = new Set(deleted.map((at) => known(at).row));
  const joined = members
    .map(([number, at]) => ({ user: userOf(number, created), name: GROUPS[at] }))
    .filter(({ user }, at, all) => {
      const isFirst = all.findIndex((one) => one.user.row === user.row && one.name === all[at].name) === at;
      return isFirst && !gone.has(user.row);
    });
  return [
    ...Array.from({ length: created }, (_, at) => operation('create-user', { user: plannedUser(at) })),
    ...updated.filter(isKept).map((at) =>
      operation('update-user', {
        user: known(at),
        changes: [{ attribute: 'title', before: 'Clerk', after: `Lead ${at}` }]
      })
    ),
    ...GROUPS.map((name) => operation('create-group', { group: group(name) })),
    ...joined.map(({ user, name }) => operation('add-member', { user, group: group(name) })),
    ...inactive.filter(isKept).map((at) => operation('deactivate-user', { user: known(at) })),
    ...deleted.map((at) => operation('delete-user', { user: known(at) }))
  ];
}

/** The server's state as the plan wants it, worked out in the plainest way. */
function wanted(plan: readonly PlanOperation[]): readonly string[] {
  const atFirst = Array.from({ length: KNOWN }, (_, at) => `${nameAt(at)} Clerk ${String(at % 10 !== 9)}`);
  const users = new Map(atFirst.map((line) => [line.split(' ')[0], line]));
  const lines = plan.flatMap(({ kind, user, group: into, changes }) => {
    const name = user?.values.userName ?? '';
    const before = users.get(name) ?? '';
    if (kind === 'create-user') users.set(name, `${name}  true`);
    if (kind === 'delete-user') users.delete(name);
    for (const { before: old, after } of changes) users.set(name, before.replace(` ${old} `, ` ${after} `));
    if (kind === 'deactivate-user') users.set(name, before.replace(/true$/, 'false'));
    if (!into) return [];
    return [kind === 'create-group' ? `group ${into.name}` : `${name} in ${into.name}`];
  });
  return [...lines, ...users.values()].toSorted();
}

function nameAt(at: number): string {
  return String(person(at).userName);
}

function found({ users, groups }: ScimStore): readonly string[] {
  const names = new Map(users.map(({ id, userName }) => [id, String(userName)]));
  return [
    ...users.map(
      ({ userName, title, active }) => `${String(userName)} ${String(title ?? '')} ${String(active ?? true)}`
    ),
    ...groups.map(({ displayName }) => `group ${String(displayName)}`),
    ...groups.flatMap(({ displayName, members = [] }) =>
      (members as readonly { value: string }[]).map(
        ({ value }) => `${String(names.get(value))} in ${String(displayName)}`
      )
    )
  ].toSorted();
}

/** Batch by batch, as the page does it, until nothing is left. A killed worker tells nothing more and sends nothing more. */
async function carriedOut(scimmy: ScimmyServer, { accidents, usesBulk, batchSize }: Course, journal: CommitJournal) {
  const access = accessTo(scimmy.address);
  let service: ApplyService = applyService(LIMITS);
  let kill: () => void = () => undefined;
  let sent = 0;
  scimmy.front = (request, response) => {
    if (request.method === 'GET') return false;
    const now = accidents.at(sent++) ?? 'none';
    if (now === 'none') return false;
    if (now !== 'killed-before' && now !== 'killed-after') return doFault(now, request, response);
    kill();
    return doFault(now === 'killed-before' ? 'cut-before' : 'cut-after', request, response);
  };
  for (let rounds = 0; !journal.isOver; rounds++) {
    if (rounds > 200) throw new Error('It does not end.');
    let isKilled = false;
    const running = service;
    kill = () => {
      isKilled = true;
      void running.stopApplying();
    };
    const options = { ...PLAIN, allowsDeletions: true, usesBulk };
    const outcome = await running.apply(access, journal.next(batchSize), options, ({ outcomes }) => {
      if (!isKilled) journal.note(outcomes);
    });
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    if (isKilled) service = applyService(LIMITS);
    else journal.note(outcome.value.outcomes);
    if (journal.isOver) journal.retryFailed();
  }
}

test(
  'whatever happens on the way, the server has in the end what the plan wants, each once',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(course, async (one) => {
        const scimmy = await startScimmy({ users: KNOWN, groups: 0 });
        try {
          const plan = planOf(one);
          await carriedOut(scimmy, one, new CommitJournal(batchOf(plan)));
          expect(found(scimmy.store)).toEqual(wanted(plan));
        } finally {
          await scimmy.close();
        }
      }),
      { numRuns: Number(process.env.ACCIDENT_RUNS ?? 25) }
    );
  }
);
