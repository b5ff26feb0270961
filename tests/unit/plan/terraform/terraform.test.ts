import { parse } from '@cdktf/hcl2json';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../../src/lib/model/attribute';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { hclString } from '../../../../src/lib/plan/terraform/hcl-text';
import { slug } from '../../../../src/lib/plan/terraform/resource-names';
import { terraformOci } from '../../../../src/lib/plan/terraform/terraform-oci';
import { terraformOkta } from '../../../../src/lib/plan/terraform/terraform-okta';
import type { PlanWriter, WriteTally } from '../../../../src/lib/plan/plan-file';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, crm, operation, sourceOf, user, written } from '../plan-operations';

type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, readonly Block[]>>>>;
interface Configuration {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly variable: Readonly<Record<string, readonly Block[]>>;
  readonly import: readonly Block[];
  readonly text: string;
  readonly tally: WriteTally;
}

async function read(writer: PlanWriter, plan: readonly PlanOperation[], options = {}): Promise<Configuration> {
  const { files, tally } = written(writer, sourceOf(plan), { target: 'okta', ...options });
  const text = [...files.values()].map((bytes) => bytes.toString()).join('');
  const whole = { resource: {}, data: {}, variable: {}, import: [], ...(await parse('plan.tf', text)) };
  // What the parser makes of such files.
  return { ...(whole as Omit<Configuration, 'text' | 'tally'>), text, tally };
}

/** The parser gives the text of templates, where an opening that is meant as text is doubled; and Terraform composes. */
const said = (text: unknown) => String(text).replaceAll('$${', '${').replaceAll('%%{', '%{');
const composed = (text: string) => text.normalize('NFC');

const whole = (userName: string, more = {}) => ({ userName, email: 'a@b', givenName: 'A', familyName: 'B', ...more });
/** Ids of the form that the systems give. */
const oktaId = (row: number) => `00u${String(row).padStart(17, 'x')}`;
const oracleId = (row: number) => row.toString(16).padStart(32, '0');
const newUser = (row: number, values = whole(`u${row}`)) => user(row, { isNew: true, values });

test('naughty strings are read back as they were, but for the composing that Terraform does itself', async () => {
  const plan = NAUGHTY.filter((text) => text !== '').map((text, row) =>
    operation('create-user', { user: newUser(row, whole(text, { title: text })) })
  );
  for (const [writer, type, login] of [
    [terraformOkta, 'okta_user', 'login'],
    [terraformOci, 'oci_identity_domains_user', 'user_name']
  ] as const) {
    const { resource } = await read(writer, plan);
    const users = Object.entries(resource[type]).sort(([a], [b]) => rowOf(a) - rowOf(b));
    expect(users.map(([, [block]]) => said(block[login]))).toEqual(
      plan.map((one) => composed(one.user?.values.userName ?? ''))
    );
    expect(users.map(([, [block]]) => said(block.title))).toEqual(
      plan.map((one) => composed(one.user?.values.title ?? ''))
    );
  }
});

const rowOf = (name: string) => Number(name.slice(name.lastIndexOf('_') + 1));

test('any text is one expression that means itself; half a surrogate pair becomes U+FFFD', async () => {
  const texts = fc.sample(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[$%{}"\\]*$/)), 500);
  const source = [...texts, 'a\ud800'].map((text, i) => `t${i} = ${hclString(text)}\n`).join('');
  const read = await parse('x.tf', source);
  expect([...texts, 'a\ufffd'].map((_, i) => said(read[`t${i}`]))).toEqual([...texts, 'a\ufffd'].map(composed));
});

test('who exists is imported by id and keeps what Muster does not know', async () => {
  const known = user(3, { targetId: oktaId(3), values: whole('asha.rao', { title: 'Old', department: 'Sales' }) });
  const changes = [{ attribute: 'title', before: 'Old', after: 'New' }] as const;
  const plan = [
    operation('update-user', { user: known, changes }),
    operation('suspend-user', { user: known }),
    operation('update-user', { user: known, changes: [{ attribute: 'phone', before: '', after: '1' }] }),
    operation('deactivate-user', { user: user(4, { targetId: oktaId(4), values: whole('x') }) }),
    operation('deactivate-user', { user: user(6, { targetId: 'HR-6', values: whole('y') }) }),
    operation('update-user', { user: user(5, { values: whole('no id') }), changes }),
    operation('delete-user', { user: known })
  ];
  const { resource, import: imports, tally } = await read(terraformOkta, plan);
  expect(imports.map(({ to, id }) => [to, said(id)])).toEqual([
    ['${okta_user.asha_rao_3}', oktaId(3)],
    ['${okta_user.x_4}', oktaId(4)]
  ]);
  const [first] = resource.okta_user.asha_rao_3;
  expect(first).toMatchObject({ title: 'New', primary_phone: '1', status: 'SUSPENDED', login: 'asha.rao' });
  expect(first.department).toBeUndefined();
  expect(ignoredIn(first)).toEqual(expect.arrayContaining(['login', 'department', 'city']));
  expect(ignoredIn(first)).not.toContain('title');
  expect(resource.okta_user.asha_rao_3).toHaveLength(1);
  expect(resource.okta_user.x_4[0].status).toBe('DEPROVISIONED');
  expect(tally).toMatchObject({ written: 4, unsaid: { 'update-user': 1, 'deactivate-user': 1, 'delete-user': 1 } });
  expect(tally.notes?.[0]).toContain('2 operations are left out');
});

/** The parser gives names as expressions, or as they are. */
function ignoredIn({ lifecycle }: Block): readonly string[] {
  return JSON.stringify(lifecycle).match(/[a-z0-9_]+/g) ?? [];
}

test('Oracle: of who exists only what changes is said, nothing else is touched', async () => {
  const id = oracleId(3);
  const values = whole('asha', {
    externalId: id,
    title: 'Old',
    otherEmail: 'c@x; d@x',
    department: 'Sales',
    active: 'no'
  });
  const known = user(3, { targetId: id, values });
  const change = (attribute: Attribute, after: string) => ({ attribute, before: '', after });
  const plan = [
    operation('update-user', { user: known, changes: [change('title', 'New')] }),
    operation('update-user', { user: known, changes: [change('employeeNumber', '7'), change('externalId', 'HR-1')] }),
    operation('update-user', {
      user: user(4, { targetId: oracleId(4), values: whole('zoe') }),
      changes: [change('email', 'z@x')]
    }),
    operation('update-user', {
      user: user(5, { targetId: oracleId(5), values: whole('ben') }),
      changes: [change('manager', 'Zoe')]
    }),
    operation('activate-user', { user: user(6, { targetId: oracleId(6), values: whole('mia') }) })
  ];
  const { resource, text, tally } = await read(terraformOci, plan);
  const users = resource.oci_identity_domains_user;
  expect(Object.keys(users)).toEqual(['asha_3', 'mia_6', 'zoe_4']);
  const [asha] = users.asha_3;
  expect([asha.title, asha.active, asha.emails, asha.external_id]).toEqual(['New', undefined, undefined, undefined]);
  expect(asha.urnietfparamsscimschemasextensionenterprise20user).toEqual([{ employee_number: '7' }]);
  expect(ignoredIn(asha)).toEqual(expect.arrayContaining(['external_id', 'active', 'emails', 'user_name', 'name']));
  expect(ignoredIn(asha)).not.toContain('title');
  expect(ignoredIn(users.zoe_4[0])).not.toContain('emails');
  expect(users.zoe_4[0].emails).toMatchObject([{ value: 'z@x', type: 'work' }, { type: 'recovery' }]);
  expect([users.mia_6[0].active, ignoredIn(users.mia_6[0]).includes('active')]).toEqual([true, false]);
  expect(text).not.toContain('external_id =');
  expect(tally).toMatchObject({ written: 4, unsaid: { 'update-user': 1 } });
  expect(tally.notes).toEqual(['1 manager is left out, as their ids in the target are not known.']);
});

test('links and memberships refer to new users by resource, to others by id', async () => {
  const sales = { name: 'Sales "EMEA"', isNew: true };
  const old = { name: 'Old', isNew: false };
  const known = user(2, { targetId: oktaId(2), values: whole('u2') });
  const plan = [
    operation('create-user', { user: newUser(1) }),
    operation('link', { user: newUser(1), account: crm }),
    operation('link', { user: known, account: crm }),
    operation('create-group', { group: sales }),
    operation('add-member', { user: newUser(1), group: sales }),
    operation('add-member', { user: known, group: sales }),
    operation('add-member', { user: known, group: old })
  ];
  const okta = await read(terraformOkta, plan, { targetApps: new Map([['CRM', '0oa1']]) });
  expect(Object.values(okta.resource.okta_app_user).map(([block]) => block)).toEqual([
    { app_id: '${var.app_crm_1}', user_id: '${okta_user.u1_1.id}', username: 'crm.user' },
    { app_id: '${var.app_crm_1}', user_id: oktaId(2), username: 'crm.user' }
  ]);
  expect(okta.variable.app_crm_1[0].default).toBe('0oa1');
  expect(okta.data.okta_group.old_2[0]).toEqual({ name: 'Old' });
  expect(Object.values(okta.resource.okta_group_memberships).map(([block]) => block)).toEqual([
    { group_id: '${data.okta_group.old_2.id}', users: [oktaId(2)] },
    { group_id: '${okta_group.sales_emea_1.id}', users: ['${okta_user.u1_1.id}', oktaId(2)] }
  ]);
  expect(okta.tally).toEqual({ written: 7, unsaid: {} });
  const inOracle = plan.map((one) =>
    one.user?.targetId ? { ...one, user: { ...one.user, targetId: oracleId(2) } } : one
  );
  const oci = await read(terraformOci, inOracle, { address: 'https://idcs-1.example.com' });
  const [group] = oci.resource.oci_identity_domains_group.sales_emea_1;
  expect(group.members).toEqual([
    { type: 'User', value: '${oci_identity_domains_user.u1_1.id}' },
    { type: 'User', value: oracleId(2) }
  ]);
  expect(oci.variable.idcs_endpoint[0].default).toBe('https://idcs-1.example.com');
  expect(oci.tally).toEqual({ written: 6, unsaid: { 'add-member': 1 } });
});

test('any plan: it can be parsed, what is referred to is there, and what is written or unsaid adds up', async () => {
  for (const [writer, idOf] of [
    [terraformOkta, oktaId],
    [terraformOci, oracleId]
  ] as const) {
    await fc.assert(
      fc.asyncProperty(anyPlan(10), async (plan) => {
        const filled = plan.map((one) => {
          if (!one.user) return one;
          const targetId = one.user.targetId && idOf(one.user.row);
          return { ...one, user: { ...one.user, targetId, values: complete(one) } };
        });
        const { resource, data, text, tally } = await read(writer, filled);
        const there = new Set([
          ...Object.entries(resource).flatMap(([type, names]) => Object.keys(names).map((name) => `${type}.${name}`)),
          ...Object.keys(data.okta_group ?? {}).map((name) => `data.okta_group.${name}`)
        ]);
        const named = text.match(/^resource "/gm)?.length ?? 0;
        expect([...there].filter((name) => !name.startsWith('data.')).length).toBe(named);
        for (const [, name] of text.matchAll(/(?:= | {4})((?:data\.)?(?:okta|oci)_[a-z_]+\.[a-z0-9_]+)\.id/g))
          expect(there).toContain(name);
        const unsaid = Object.values(tally.unsaid).reduce((sum, count) => sum + count, 0);
        expect(tally.written + unsaid).toBe(plan.length);
      }),
      { numRuns: 40 }
    );
  }
}, 60_000);

/** Most are given what the providers require. */
function complete({ user: about }: PlanOperation) {
  return about && about.row % 4 !== 0 ? { ...about.values, ...whole(`user ${about.row}`) } : (about?.values ?? {});
}

test('names of resources are made of letters, digits and underscores', () => {
  for (const text of NAUGHTY) expect(slug(text)).toMatch(/^[a-z_][a-z0-9_]*$/);
  expect(slug("Zoë O'Brien")).toBe('zoe_o_brien');
});
