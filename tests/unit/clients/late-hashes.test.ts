import { expect, test } from 'vitest';
import { LateHashes } from '../../../src/lib/clients/late-hashes';
import { newId, type RunId } from '../../../src/lib/model/ids';

const rest = async (): Promise<void> => undefined;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

function lateHashes(
  hash: (file: Blob) => Promise<string | undefined> = async (file) => `hash of ${await file.text()}`
) {
  const noted: string[] = [];
  const note = async (runId: RunId, text: string) => void noted.push(`${runId}: ${text}`);
  const hashes = new LateHashes({ rest, hash, note });
  return { hashes, noted };
}

test('hashes when no import is under way any more, one file after the other', async () => {
  const { hashes, noted } = lateHashes();
  const [one, two] = [newId<RunId>(), newId<RunId>()];
  let endOther: () => void = () => undefined;
  const other = hashes.after(new Promise<void>((resolve) => (endOther = resolve)));
  await hashes.after(Promise.resolve(hashes.add(one, new Blob(['a']))));
  hashes.add(two, new Blob(['b']));
  await turn();
  expect(noted).toEqual([]);
  endOther();
  await other;
  await turn();
  await turn();
  expect(noted).toEqual([`${one}: hash of a`, `${two}: hash of b`]);
});

test('goes on behind a file that cannot be read any more', async () => {
  const { hashes, noted } = lateHashes(async (file) => {
    if (file.size === 1) throw new Error('gone');
    return 'fine';
  });
  const [one, two] = [newId<RunId>(), newId<RunId>()];
  hashes.add(one, new Blob(['a']));
  hashes.add(two, new Blob(['ab']));
  await expect(hashes.after(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await turn();
  expect(noted).toEqual([`${two}: fine`]);
});

test('goes on behind a hash that could not be noted', async () => {
  const [one, two] = [newId<RunId>(), newId<RunId>()];
  const noted: RunId[] = [];
  const note = async (runId: RunId) => {
    if (runId === one) throw new Error('The engine is gone.');
    noted.push(runId);
  };
  const hashes = new LateHashes({ rest, hash: async () => 'aa', note });
  hashes.add(one, new Blob(['a']));
  hashes.add(two, new Blob(['b']));
  await hashes.after(Promise.resolve());
  await turn();
  expect(noted).toEqual([two]);
});

test('waits until the page has come to rest', async () => {
  const noted: RunId[] = [];
  let comeToRest: () => void = () => undefined;
  const hashes = new LateHashes({
    rest: () => new Promise((resolve) => (comeToRest = resolve)),
    hash: async () => 'aa',
    note: async (runId: RunId) => void noted.push(runId)
  });
  const run = newId<RunId>();
  hashes.add(run, new Blob(['a']));
  await hashes.after(Promise.resolve());
  await turn();
  expect(noted).toEqual([]);
  comeToRest();
  await turn();
  expect(noted).toEqual([run]);
});
