import { beforeEach, describe, expect, it } from 'vitest';
import type { BackupNote } from '../../../src/lib/model/backup';
import { ok } from '../../../src/lib/model/result';
import type { BackupStatus } from '../../../src/lib/protocol/backup-api';
import { BackupStanding } from '../../../src/lib/state/backup-standing.svelte';
import { BackupWriter, type BackupWriterPort } from '../../../src/lib/state/backup-writer.svelte';
import type { ReadableSink } from '../../../src/lib/state/hand-over-sink';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';
import { BACKUP_SUMMARY } from '../../fixtures/backup-summary';

/** What happened, in its order: the honest order is the point. */
let log: string[];
let sink: ReadableSink | undefined;
let isDirect: boolean;
let found: string;
let noted: BackupNote[];
let passphrases: (string | undefined)[];
let whileWriting: () => void;
let whileChecking: () => void;
let whileNoting: () => void;
let whileAsking: () => void;
let standing: BackupStanding;
let writer: BackupWriter;

function newSink(): ReadableSink {
  return {
    isDirect,
    write: async () => void log.push('write'),
    finish: async (name) => void log.push(`finish ${name}`),
    discard: async () => void log.push('discard'),
    written: async () => new Blob(['abc'])
  };
}

beforeEach(() => {
  log = [];
  isDirect = false;
  found = 'aa';
  noted = [];
  passphrases = [];
  whileWriting = () => undefined;
  whileChecking = () => undefined;
  whileNoting = () => undefined;
  whileAsking = () => undefined;
  const status = (): BackupStatus => ({ last: noted.at(-1), changes: 0, folder: undefined });
  standing = new BackupStanding({ backupStatus: async () => ok(status()) }, () => 1000);
  const port: BackupWriterPort = {
    api: {
      writeBackup: async (into, passphrase) => {
        passphrases.push(passphrase);
        await into.write(new Uint8Array([1]));
        whileWriting();
        try {
          await into.write(new Uint8Array([2]));
        } catch {
          return { status: 'cancelled' };
        }
        return {
          status: 'done',
          value: { fileName: 'a.muster', summary: BACKUP_SUMMARY, lastStepId: 7, lastRunAt: 9 }
        };
      },
      checkBackup: async (_file, passphrase) => {
        log.push('check');
        whileChecking();
        passphrases.push(passphrase);
        return { status: 'done', value: { ...BACKUP_SUMMARY, contentHash: found } };
      },
      noteBackup: async (workspaceId, note) => {
        log.push(`note ${workspaceId}`);
        whileNoting();
        noted.push(note);
        return ok(status());
      }
    },
    jobs: new RunningJobs(),
    openSink: async (name) => {
      log.push(`ask ${name}`);
      whileAsking();
      return (sink = sink === undefined ? undefined : newSink());
    },
    clock: () => 1000
  };
  sink = newSink();
  writer = new BackupWriter(port, standing);
});

describe('a backup on demand', () => {
  it('is read back from the disk after it was written there', async () => {
    isDirect = true;
    await writer.write('Alder group', 'a passphrase of ours');
    expect(log[0]).toMatch(/^ask Alder group 19\d\d-\d\d-\d\d \d\d\.\d\d\.muster$/);
    expect(log.slice(1)).toEqual(['write', 'write', 'finish a.muster', 'check', 'note w']);
    expect(noted).toEqual([
      {
        at: 1000,
        to: 'file',
        fileName: 'a.muster',
        bytes: 3,
        contentHash: 'aa',
        wasReadBack: true,
        lastStepId: 7,
        lastRunAt: 9
      }
    ]);
    expect(passphrases).toEqual(['a passphrase of ours', 'a passphrase of ours']);
    expect(writer.phase.status).toBe('done');
    expect(standing.status?.last?.to).toBe('file');
  });

  it('is checked before it is handed to the downloads', async () => {
    await writer.write('Alder group', undefined);
    expect(log.slice(1)).toEqual(['write', 'write', 'check', 'finish a.muster', 'note w']);
    expect(noted[0]?.to).toBe('download');
  });

  it('is not handed over, nor noted, when it reads back as something else', async () => {
    found = 'bb';
    await writer.write('Alder group', undefined);
    expect(log.slice(1)).toEqual(['write', 'write', 'check', 'discard']);
    expect(writer.phase).toMatchObject({ status: 'failed', error: { kind: 'backup-not-verified' } });
    expect(noted).toEqual([]);
  });

  it('leaves nothing when it is cancelled, or no place was named', async () => {
    whileWriting = () => writer.cancel();
    await writer.write('Alder group', undefined);
    expect(log.slice(1)).toEqual(['write', 'discard']);
    expect(writer.phase.status).toBe('idle');
    sink = undefined;
    await writer.write('Alder group', undefined);
    expect(writer.phase.status).toBe('idle');
    expect(noted).toEqual([]);
  });

  describe('while another workspace is opened', () => {
    it.each([true, false])('is neither handed over nor noted after it was read back (on disk: %s)', async (direct) => {
      isDirect = direct;
      whileChecking = () => writer.forget();
      await writer.write('Alder group', undefined);
      expect(log.slice(1)).toEqual(['write', 'write', ...(direct ? ['finish a.muster'] : []), 'check', 'discard']);
      expect([writer.phase.status, noted]).toEqual(['idle', []]);
    });

    it('is not begun', async () => {
      whileAsking = () => writer.forget();
      await writer.write('Alder group', undefined);
      expect(log.slice(1)).toEqual(['discard']);
      expect(writer.phase.status).toBe('idle');
    });

    it('says nothing of that one', async () => {
      whileNoting = () => writer.forget();
      await writer.write('Alder group', undefined);
      expect([writer.phase.status, standing.status]).toEqual(['idle', undefined]);
    });
  });
});
