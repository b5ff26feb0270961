import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../../../src/lib/model/plan-operation';
import { inverseSource } from '../../../src/lib/plan/inverse-operation';
import type { OperationSource } from '../../../src/lib/plan/plan-file';
import { crm, operation, sourceOf, user } from './plan-operations';

type Status = 'active' | 'suspended' | 'inactive';
interface Person {
  readonly values: Partial<Record<Attribute, string>>;
  readonly status: Status;
  readonly apps: readonly string[];
}
/** A directory as plain objects: people by user name, groups by name with the rows of their members. */
interface Directory {
  readonly people: Record<number, Person>;
  readonly groups: Record<string, readonly number[]>;
}

/** Refuses what a directory would refuse: what is about nobody, and what is there already. */
function applied(before: Directory, source: OperationSource): Directory {
  const directory = structuredClone(before) as { people: Record<number, Person>; groups: Record<string, number[]> };
  for (const one of source.operations(OPERATION_KINDS)) applyOne(directory, one);
  return directory;
}

function applyOne(directory: { people: Record<number, Person>; groups: Record<string, number[]> }, one: PlanOperation) {
  const { kind, user: about, group, changes } = one;
  const row = about ? Number(about.row) : -1;
  const person = directory.people[row];
  if (about && kind !== 'create-user' && !person) throw new Error(`${kind}: nobody at ${row}`);
  const members = group ? directory.groups[group.name] : undefined;
  if (group && kind !== 'create-group' && !members) throw new Error(`${kind}: no group ${group.name}`);
  const set = (parts: Partial<Person>) => (directory.people[row] = { ...person, ...parts });
  const act: Record<OperationKind, () => void> = {
    'create-user': () => {
      if (person) throw new Error('there already');
      directory.people[row] = {
        values: { ...about?.values },
        status: about?.values.active === 'no' ? 'inactive' : 'active',
        apps: []
      };
    },
    'update-user': () => {
      const values = { ...person.values };
      for (const { attribute, before, after } of changes) {
        // Who was updated and then deleted is made anew as before both.
        if (![before, after].includes(values[attribute] ?? '')) throw new Error(`${attribute} is not as the plan says`);
        if (after === '') delete values[attribute];
        else values[attribute] = after;
      }
      expect(Object.fromEntries(changes.map(({ attribute, before }) => [attribute, before]))).toMatchObject(
        Object.fromEntries(changes.map(({ attribute }) => [attribute, about?.values[attribute] ?? '']))
      );
      set({ values });
    },
    'activate-user': () => set({ status: 'active' }),
    // Who is not active is not stopped further.
    'suspend-user': () => set({ status: person.status === 'inactive' ? 'inactive' : 'suspended' }),
    'deactivate-user': () => set({ status: 'inactive' }),
    link: () => set({ apps: [...person.apps, one.account?.appName ?? ''] }),
    unlink: () => set({ apps: person.apps.filter((name) => name !== one.account?.appName) }),
    'create-group': () => {
      if (group) directory.groups[group.name] = [];
    },
    'add-member': () => members?.push(row),
    'remove-member': () => members?.splice(members.indexOf(row), 1),
    'delete-user': () => {
      delete directory.people[row];
      for (const all of Object.values(directory.groups)) if (all.includes(row)) all.splice(all.indexOf(row), 1);
    },
    'delete-group': () => {
      if (group) delete directory.groups[group.name];
    }
  };
  act[kind]();
}

function sorted({ people, groups }: Directory): Directory {
  return {
    people,
    groups: Object.fromEntries(Object.entries(groups).map(([name, rows]) => [name, [...rows].sort((a, b) => a - b)]))
  };
}

const anyValues = fc.record(
  { userName: fc.string({ minLength: 1 }), title: fc.string({ minLength: 1 }), email: fc.string({ minLength: 1 }) },
  { requiredKeys: ['userName'] }
);
const anyFate = fc.constantFrom('none', 'activate', 'suspend', 'deactivate', 'delete', 'unlink', 'link', 'new');

/** A directory, and a plan of which every operation changes something. */
const anyWork = fc
  .record({
    people: fc.array(
      fc.record({
        values: anyValues,
        fate: anyFate,
        after: fc.string(),
        isChanged: fc.boolean(),
        wasActive: fc.boolean()
      }),
      { minLength: 1, maxLength: 8 }
    ),
    memberships: fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(2), fc.boolean()), {
      selector: ([row, group]) => `${row}:${group}`
    }),
    groups: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
  })
  .map(({ people, memberships, groups }) => {
    const work: Work = { directory: { people: {}, groups: {} }, plan: [] };
    for (const [row, one] of people.entries()) addPerson(work, row, one);
    for (const [g, isNew] of groups.entries()) {
      if (isNew) work.plan.push(operation('create-group', { group: { name: `g${g}`, isNew } }));
      else work.directory.groups[`g${g}`] = [];
    }
    for (const [row, g, isAdded] of memberships) {
      if (people[row]) addMembership(work, { row, g, isAdded, isNew: groups[g] }, people[row]);
    }
    return work;
  });

interface Work {
  readonly directory: { readonly people: Record<number, Person>; readonly groups: Record<string, number[]> };
  readonly plan: PlanOperation[];
}

interface Drawn {
  readonly values: Person['values'];
  readonly fate: 'none' | 'activate' | 'suspend' | 'deactivate' | 'delete' | 'unlink' | 'link' | 'new';
  readonly after: string;
  readonly isChanged: boolean;
  readonly wasActive: boolean;
}

const isInactive = ({ fate, wasActive }: Drawn) => fate === 'activate' || (!wasActive && fate !== 'new');
const drawnUser = (row: number, drawn: Drawn) =>
  user(row, {
    isNew: drawn.fate === 'new',
    values: { ...drawn.values, ...(isInactive(drawn) ? { active: 'no' } : {}) }
  });

function addPerson({ directory, plan }: Work, row: number, drawn: Drawn): void {
  const { values, fate, after, isChanged } = drawn;
  const about = { user: drawnUser(row, drawn), account: crm };
  if (fate === 'new') {
    plan.push(operation('create-user', about));
    return;
  }
  const apps = fate === 'unlink' ? ['CRM'] : [];
  directory.people[row] = { values: about.user.values, status: isInactive(drawn) ? 'inactive' : 'active', apps };
  const before = values.title ?? '';
  if (isChanged && after !== before) {
    plan.push(operation('update-user', { user: about.user, changes: [{ attribute: 'title', before, after }] }));
  }
  if (fate === 'link' || fate === 'unlink') plan.push(operation(fate, about));
  else if (fate !== 'none') plan.push(operation(`${fate}-user`, about));
}

interface DrawnMembership {
  readonly row: number;
  readonly g: number;
  readonly isAdded: boolean;
  readonly isNew: boolean;
}

/** Nobody who is deleted is put into a group; out of one that is there they are taken first. */
function addMembership({ directory, plan }: Work, { row, g, isAdded, isNew }: DrawnMembership, drawn: Drawn): void {
  const parts = { user: drawnUser(row, drawn), group: { name: `g${g}`, isNew } };
  const isGone = drawn.fate === 'delete';
  if (isNew || drawn.fate === 'new' || (isAdded && !isGone)) {
    if (!isGone) plan.push(operation('add-member', parts));
    return;
  }
  directory.groups[parts.group.name].push(row);
  plan.push(operation('remove-member', parts));
}

test('a plan and what takes it back leave the directory as it was', () => {
  fc.assert(
    fc.property(anyWork, ({ directory, plan }) => {
      const source = sourceOf(plan);
      const after = applied(directory, source);
      expect(sorted(applied(after, inverseSource(source)))).toEqual(sorted(directory));
    })
  );
});

test('its counts are those of its operations, and every kind is asked for by itself', () => {
  fc.assert(
    fc.property(anyWork, ({ plan }) => {
      const inverse = inverseSource(sourceOf(plan));
      for (const kind of OPERATION_KINDS) {
        const operations = [...inverse.operations([kind])];
        expect(operations.every((one) => one.kind === kind)).toBe(true);
        expect(operations.length).toBe(inverse.counts[kind]);
      }
      const stopped = plan.filter(
        ({ kind, user: about }) => /^(suspend|deactivate)/.test(kind) && about?.values.active === 'no'
      );
      expect([...inverse.operations(OPERATION_KINDS)].length).toBe(plan.length - stopped.length);
    })
  );
});

test('who was deleted is new in what takes it back, under no id', () => {
  const gone = user(1, { targetId: 'id1' });
  const group = { name: 'G', isNew: false };
  const plan = [
    operation('remove-member', { user: gone, group }),
    operation('delete-user', { user: gone }),
    operation('delete-group', { group })
  ];
  const back = [...inverseSource(sourceOf(plan)).operations(OPERATION_KINDS)];
  expect(back.map(({ kind, user: about, group: of }) => [kind, about?.isNew, about?.targetId, of?.isNew])).toEqual([
    ['create-user', true, '', undefined],
    ['create-group', undefined, undefined, true],
    ['add-member', true, '', true]
  ]);
});

test('what was updated is found as the plan has left it', () => {
  const changes = [
    { attribute: 'userName', before: 'old', after: 'new' },
    { attribute: 'title', before: 'T', after: '' }
  ] as const;
  const plan = [operation('update-user', { user: user(1, { values: { userName: 'old', title: 'T' } }), changes })];
  const [back] = inverseSource(sourceOf(plan)).operations(['update-user']);
  expect(back.user?.values).toEqual({ userName: 'new' });
  expect(back.changes).toEqual([
    { attribute: 'userName', before: 'new', after: 'old' },
    { attribute: 'title', before: '', after: 'T' }
  ]);
});
