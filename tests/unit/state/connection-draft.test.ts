import { describe, expect, it } from 'vitest';
import { oktaConnection } from '../../../src/lib/catalog/connections/okta';
import { scimConnection } from '../../../src/lib/catalog/connections/scim';
import { CONNECTION_FORMS } from '../../../src/lib/catalog/connection-forms';
import { ConnectionDraft } from '../../../src/lib/state/connection-draft.svelte';
import { connectionWith, fullForm } from '../../fixtures/connections';

describe('a connection that is filled in', () => {
  it('begins with the first form and what stands in it until a person changes it', () => {
    const draft = new ConnectionDraft([fullForm, scimConnection]);
    expect(draft.form).toBe(fullForm);
    expect(draft.typed).toMatchObject({ list: 'users', signIn: 'authorize', fields: { tenant: 'common' } });
    expect([draft.isChanged, draft.value, draft.problemCount]).toEqual([false, undefined, 0]);
  });

  it('calls nothing wrong before its field was left', () => {
    const draft = new ConnectionDraft([scimConnection]);
    draft.set({ address: 'http://scim.example.com' });
    expect(draft.problem('address')).toBeUndefined();
    draft.leave('address');
    expect(draft.problem('address')).toContain('https');
    draft.set({ address: 'https://scim.example.com/v2/?count=1' });
    expect(draft.problem('address')).toContain('?');
    draft.set({ address: ' scim.example.com/v2/ ' });
    expect(draft.problem('address')).toBeUndefined();
    expect(draft.value?.address).toBe('https://scim.example.com/v2');
  });

  it('takes http for this device only, and only by the expert switch', () => {
    const draft = new ConnectionDraft([scimConnection]);
    draft.set({ address: 'http://localhost:8080/v2' });
    expect(draft.value).toBeUndefined();
    draft.set({ allowsLocalHttp: true });
    expect(draft.value?.address).toBe('http://localhost:8080/v2');
    draft.set({ address: 'http://scim.example.com' });
    expect(draft.value).toBeUndefined();
  });

  it('asks for the fields of the chosen list, and keeps nothing that is not asked for', () => {
    const draft = new ConnectionDraft([fullForm]);
    draft.set({ address: 'acme.example.com', clientId: ' id ', list: 'app-accounts' });
    expect(draft.fields.map(({ id }) => id)).toEqual(['login', 'tenant', 'appId']);
    expect(draft.value).toBeUndefined();
    draft.setField('appId', ' 0oa1 ');
    expect(draft.value).toEqual({
      connectorId: 'okta',
      address: 'https://acme.example.com',
      list: 'app-accounts',
      fields: { tenant: 'common', appId: '0oa1' },
      withGroups: false,
      signIn: 'authorize',
      clientId: 'id',
      allowsLocalHttp: false
    });
    draft.set({ list: 'users', signIn: 'token' });
    expect(draft.value).toMatchObject({ fields: { tenant: 'common' }, clientId: '', signIn: 'token' });
  });

  it('takes groups along only with a list that they come with', () => {
    const draft = new ConnectionDraft([oktaConnection]);
    draft.set({ address: 'acme.okta.com', signIn: 'token', withGroups: true, list: 'app-accounts' });
    draft.setField('appId', '0oa1');
    expect(draft.value?.withGroups).toBe(false);
    draft.set({ list: 'users' });
    expect(draft.value?.withGroups).toBe(true);
  });

  it('starts anew for another system, and comes back to what is saved', () => {
    const saved = connectionWith();
    const draft = new ConnectionDraft([scimConnection, fullForm], saved);
    expect([draft.form, draft.isChanged]).toEqual([scimConnection, false]);
    draft.setSystem('okta');
    expect([draft.typed.address, draft.isChanged]).toEqual(['', true]);
    draft.setSystem('scim');
    expect([draft.typed.address, draft.isChanged]).toEqual([saved.address, false]);
  });

  it('follows what is saved elsewhere while it is unchanged, and stays as typed otherwise', () => {
    const draft = new ConnectionDraft([scimConnection]);
    draft.follow(connectionWith());
    expect([draft.typed.address, draft.isChanged]).toEqual(['https://scim.example.com/v2', false]);
    draft.set({ withGroups: true });
    draft.follow(connectionWith({ address: 'https://other.example.com' }));
    expect([draft.typed.address, draft.isChanged]).toEqual(['https://scim.example.com/v2', true]);
    draft.reset();
    expect([draft.typed.address, draft.isChanged]).toEqual(['https://other.example.com', false]);
  });
});

describe('the forms of systems', () => {
  it('begin with SCIM, and can all be filled in', () => {
    expect(CONNECTION_FORMS[0]).toBe(scimConnection);
    for (const form of CONNECTION_FORMS) {
      const draft = new ConnectionDraft([form]);
      draft.set({ address: form.address.fixed ?? form.address.example, clientId: 'client' });
      for (const { id, example } of draft.fields) draft.setField(id, example);
      draft.leaveAll();
      expect([form.connectorId, draft.problemCount, draft.value?.connectorId]).toEqual([
        form.connectorId,
        0,
        form.connectorId
      ]);
    }
  });
});
