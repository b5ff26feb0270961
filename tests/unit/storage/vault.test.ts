import { expect, test } from 'vitest';
import { DamagedData } from '../../../src/lib/storage/damaged-data';
import { openSegment, openSegments, sealSegment, sealSegments } from '../../../src/lib/storage/sealed-segment';
import { makeVault, makeWorkspaceVault, openWorkspaceVault, rewrapVault } from '../../../src/lib/storage/vault';

const FIRST = 'seven quiet herons';
const NEXT = 'eleven loud starlings';

test('a workspace is locked by 600,000 rounds and more, under a salt of its own', async () => {
  const { vault } = await makeWorkspaceVault(FIRST);
  const { vault: other } = await makeWorkspaceVault(FIRST);
  expect(vault).toMatchObject({ protects: 'workspace', stretching: { kind: 'pbkdf2-sha256' } });
  expect(vault.stretching.rounds).toBeGreaterThanOrEqual(600_000);
  expect(vault.stretching.salt).not.toEqual(other.stretching.salt);
  expect(vault.keyId).not.toBe(other.keyId);
});

test('the keys are the same each time, and opened by the passphrase only', async () => {
  const { vault, keys } = await makeWorkspaceVault(FIRST, 1000);
  const again = await openWorkspaceVault(vault, FIRST);
  expect([again?.keyId, again?.rows]).toEqual([keys.keyId, keys.rows]);
  expect(await openWorkspaceVault(vault, `${FIRST} `)).toBeUndefined();
  expect(await openWorkspaceVault({ ...vault, keyId: 'another' }, FIRST)).toBeUndefined();
  expect(await openWorkspaceVault({ ...vault, wrappedKey: new ArrayBuffer(48) }, FIRST)).toBeUndefined();
});

test('each purpose has a key of its own, each backup too', async () => {
  const { keys } = await makeWorkspaceVault(FIRST, 1000);
  const [first, second, same] = await Promise.all([keys.backup('1'), keys.backup('2'), keys.backup('1')]);
  const sealed = await sealSegment(first, 1, new ArrayBuffer(8));
  expect((await openSegment(same, 1, sealed)).byteLength).toBe(8);
  for (const other of [second, keys.segments, keys.tokens])
    await expect(openSegment(other, 1, sealed)).rejects.toThrow(DamagedData);
  expect([keys.tokens.extractable, keys.segments.extractable, first.extractable]).toEqual([false, false, false]);
});

test('another passphrase wraps the same key anew, never by fewer rounds', async () => {
  const { vault, keys } = await makeWorkspaceVault(FIRST, 1000);
  const changed = await rewrapVault(vault, FIRST, NEXT);
  if (!changed) throw new Error('refused');
  expect(changed.stretching.rounds).toBeGreaterThanOrEqual(600_000);
  expect((await openWorkspaceVault(changed, NEXT))?.rows).toEqual(keys.rows);
  expect(await openWorkspaceVault(changed, FIRST)).toBeUndefined();
  expect(await rewrapVault(vault, NEXT, FIRST)).toBeUndefined();
});

test('that of tokens alone says so, as all before it', async () => {
  const { vault } = await makeVault(FIRST, 1000);
  expect(vault.protects ?? 'tokens').toBe('tokens');
});

test('a segment opens under its number, whole and unchanged, and never has an IV twice', async () => {
  const { keys } = await makeWorkspaceVault(FIRST, 1000);
  const segment = crypto.getRandomValues(new Uint8Array(4097)).buffer;
  const [sealed, second] = await sealSegments(keys.segments, [7, 8], [segment, segment]);
  expect(new Uint8Array(await openSegment(keys.segments, 7, sealed))).toEqual(new Uint8Array(segment));
  await expect(openSegment(keys.segments, 8, sealed)).rejects.toThrow(DamagedData);
  expect(new Uint8Array(sealed, 0, 12)).not.toEqual(new Uint8Array(second, 0, 12));
  for (const at of [0, 11, 12, 2000, sealed.byteLength - 1]) {
    const changed = sealed.slice(0);
    new Uint8Array(changed)[at] ^= 1;
    await expect(openSegment(keys.segments, 7, changed)).rejects.toThrow(DamagedData);
  }
  for (const length of [0, 11, 12, 100])
    await expect(openSegment(keys.segments, 7, sealed.slice(0, length))).rejects.toThrow(DamagedData);
  const missing = openSegments(keys.segments, [7, 9], [sealed, undefined]);
  await expect(missing).rejects.toMatchObject({ what: 'Part 9 of the lists' });
});
