import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { backUpToFolder } from '../../src/lib/workspace/backup-folder';
import { checkBackup } from '../../src/lib/workspace/backup-reading';
import { done, fakeLocks, openWithApp, stage, startEngine } from '../fixtures/engine';
import { openSession } from '../fixtures/open-session';

const SEALED = { passphrase: undefined, known: [], onProgress: () => undefined };

/** A folder in memory. `refuse` is asked before each thing that is done in it. */
class FakeFolder {
  readonly name = 'Backups';
  readonly files = new Map<string, Blob>();
  refuse: (what: 'write' | 'open' | 'read' | 'list') => string | undefined = () => undefined;
  damage: (file: Blob) => Blob = (file) => file;

  getFileHandle(name: string, { create = false } = {}) {
    this.#ask('open');
    if (!this.files.has(name) && !create) throw new DOMException('not there', 'NotFoundError');
    if (!this.files.has(name)) this.files.set(name, new Blob([]));
    return Promise.resolve(this.#handle(name));
  }

  removeEntry(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }

  async *values() {
    this.#ask('list');
    for (const name of [...this.files.keys()]) yield await Promise.resolve(this.#handle(name));
  }

  #handle(name: string) {
    return {
      kind: 'file',
      name,
      getFile: () => {
        this.#ask('read');
        return Promise.resolve(this.files.get(name));
      },
      createWritable: () => {
        const parts: BlobPart[] = [];
        return Promise.resolve({
          write: async (bytes: Uint8Array<ArrayBuffer>) => {
            this.#ask('write');
            parts.push(bytes.slice());
          },
          close: async () => void this.files.set(name, this.damage(new Blob(parts))),
          abort: async () => undefined
        });
      }
    };
  }

  #ask(what: Parameters<FakeFolder['refuse']>[0]): void {
    const refusal = this.refuse(what);
    if (refusal) throw new DOMException('refused', refusal);
  }
}

async function openFolder() {
  const locks = fakeLocks();
  const engine = startEngine(locks);
  const ids = await openWithApp(engine, `Alder ${crypto.randomUUID()}`);
  await (await stage(engine, { kind: 'users', domainId: ids.domainId }, 'username\nann\n')).commit();
  const { workspace } = await openSession(engine, locks);
  const folder = new FakeFolder();
  // As much of a handle as is used.
  const handle = folder as unknown as FileSystemDirectoryHandle;
  return { workspace, folder, write: () => backUpToFolder({ workspace, folder: handle, onProgress: () => undefined }) };
}

describe('backups in a folder', () => {
  test('are read back whole, and told as such', async () => {
    const { folder, write } = await openFolder();
    const note = done(await write());
    const file = folder.files.get(note.fileName);
    if (!file) throw new Error('It is not there.');
    expect(note).toMatchObject({ to: 'folder', wasReadBack: true, bytes: file.size });
    expect(done(await checkBackup({ file, ...SEALED })).contentHash).toBe(note.contentHash);
  });

  test('the newest five of this workspace stay; what is of others, or no backup, is left alone', async () => {
    const one = await openFolder();
    const other = await openFolder();
    const strange = done(await other.write()).fileName;
    const file = other.folder.files.get(strange);
    if (!file) throw new Error('It is not there.');
    one.folder.files.set('others.muster', file);
    one.folder.files.set('broken.muster', new Blob(['broken']));
    one.folder.files.set('list.csv', new Blob(['id']));
    const written: string[] = [];
    for (let i = 0; i < 8; i++) written.push(done(await one.write()).fileName);
    const names = [...one.folder.files.keys()];
    expect(names).toEqual(expect.arrayContaining(['others.muster', 'broken.muster', 'list.csv']));
    expect(names).toHaveLength(8);
    expect(names).toContain(written[7]);
  });

  test.each([
    ['open', 'NotFoundError', 'backup-folder-gone'],
    ['open', 'NotAllowedError', 'backup-folder-permission'],
    ['write', 'QuotaExceededError', 'storage-full'],
    ['read', 'NotFoundError', 'backup-folder-gone']
  ] as const)('where it cannot %s (%s): %s, and nothing half is left', async (what, name, kind) => {
    const { folder, write } = await openFolder();
    let opens = 0;
    // A file that is not there yet is no failure.
    folder.refuse = (asked) =>
      asked === what && (what !== 'open' || name !== 'NotFoundError' || ++opens > 1) ? name : undefined;
    expect(await write()).toMatchObject({ status: 'failed', error: { kind } });
    expect(folder.files.size).toBe(0);
  });

  test('one that does not read back as it was written is none', async () => {
    const { folder, write } = await openFolder();
    const kept = done(await write()).fileName;
    folder.damage = (file) => file.slice(0, file.size - 40);
    expect(await write()).toMatchObject({ status: 'failed', error: { kind: 'backup-not-verified' } });
    expect([...folder.files.keys()]).toEqual([kept]);
  });
});
