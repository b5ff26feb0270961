import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import type { Commit } from '../../../src/lib/model/commit';
import { err, ok } from '../../../src/lib/model/result';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { FILE_FORMATS } from '../../../src/lib/model/file-format';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { CommitRequest, FileSink, HandedOver, HandOverRequest } from '../../../src/lib/protocol/plan-api';
import { HandOver, type HandOverPort } from '../../../src/lib/state/hand-over.svelte';
import { FORMAT_FACTS, groupOf } from '../../../src/lib/state/hand-over-formats';
import type { SaveSink } from '../../../src/lib/state/hand-over-sink';
import { planOf } from '../../fixtures/plan-overview';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const scope = { kind: 'domain', domainId: asId<IdentityDomainId>('d') } as const;
const VALUE: HandedOver = {
  fileName: 'alder.zip',
  bytes: 3,
  revision: 'r1',
  files: [],
  unsaid: [],
  unsaidKinds: ['link'],
  notes: []
};
const CONNECTED = { target: 'oracle', address: 'https://oracle.example.com' } as const;
const piece = () => new Uint8Array([1, 2, 3]);

class FakeSink implements SaveSink {
  readonly isDirect = true;
  written = 0;
  ended = '';
  failsToFinish = false;

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.written += bytes.length;
    return Promise.resolve();
  }
  finish(fileName: string): Promise<void> {
    if (this.failsToFinish) return Promise.reject(new Error('The disk is gone.'));
    this.ended = fileName;
    return Promise.resolve();
  }
  discard(): Promise<void> {
    this.ended = 'discarded';
    return Promise.resolve();
  }
}

let sink: FakeSink | undefined;
let suggested: string[];
let requests: HandOverRequest[];
let commits: CommitRequest[];
let refusal: AppError | undefined;
let write: (sink: FileSink) => Promise<JobOutcome<HandedOver>>;
let handOver: HandOver;

beforeEach(() => {
  sink = new FakeSink();
  suggested = [];
  requests = [];
  commits = [];
  refusal = undefined;
  write = async (into) => {
    await into.write(piece());
    return { status: 'done', value: VALUE };
  };
  const port: HandOverPort = {
    handOver: (request, into) => {
      requests.push(request);
      return write(into);
    },
    startCommit: async (request) => {
      commits.push(request);
      return refusal ? err(refusal) : ok({ id: 'c' } as Commit);
    },
    openSink: (name) => {
      suggested.push(name);
      return Promise.resolve(sink);
    },
    jobs: new RunningJobs(),
    today: () => new Date('2026-11-22T12:00:00Z')
  };
  const appNames = ['Zendesk'];
  handOver = new HandOver(port, { scope, place: 'Alder: domain', target: 'okta', connected: CONNECTED, appNames });
});

describe('handing a plan over as files', () => {
  it('offers what the target takes, and begins with its own file', () => {
    expect(handOver.formats).toEqual(['okta-csv']);
    expect(handOver.offered).toContain('terraform-okta');
    expect(handOver.offered).not.toContain('oracle-csv');
    handOver.toggle('plan-json', true);
    handOver.choose('oracle');
    expect(handOver.formats).toEqual(['oracle-csv', 'plan-json']);
    handOver.toggle('oracle-csv', false);
    handOver.toggle('plan-json', false);
    expect(handOver.problem).toBe('Choose at least one file.');
  });

  it('has words for every format, and tells CSV for machines from CSV for spreadsheets', () => {
    for (const format of FILE_FORMATS) expect(FORMAT_FACTS[format].label, format).not.toBe('');
    const groups = FILE_FORMATS.filter((format) => FORMAT_FACTS[format].label.includes('spreadsheets')).map(groupOf);
    expect(new Set(groups)).toEqual(new Set(['people']));
    expect(groupOf('crosswalk')).toBe('machines');
  });

  it('writes where the person said, and says what was written', async () => {
    handOver.nameApp('Zendesk', ' 0oa1 ');
    await handOver.write();
    expect(suggested).toEqual(['Alder- domain-2026-11-22.zip']);
    expect(requests).toEqual([
      {
        scope,
        target: 'okta',
        formats: ['okta-csv'],
        withInverse: true,
        targetApps: { Zendesk: '0oa1' },
        address: '',
        maxOperations: 1000,
        maxBytes: 1_000_000
      }
    ]);
    expect(sink).toMatchObject({ written: 3, ended: 'alder.zip' });
    expect(handOver.phase).toEqual({ status: 'done', value: VALUE });
  });

  it('names the address of the connected system only where the files are for such a one', async () => {
    await handOver.write();
    handOver.choose('oracle');
    await handOver.write();
    expect(requests.map(({ address }) => address)).toEqual(['', 'https://oracle.example.com']);
  });

  it('asks nothing of the engine when the person names no place', async () => {
    sink = undefined;
    await handOver.write();
    expect(requests).toEqual([]);
    expect(handOver.phase.status).toBe('asking');
  });

  it('cancelled, the writer is refused and nothing is left', async () => {
    let refusal: unknown;
    write = async (into) => {
      handOver.cancel();
      await into.write(piece()).catch((cause: unknown) => (refusal = cause));
      return { status: 'cancelled' };
    };
    await handOver.write();
    expect(refusal).toMatchObject({ name: 'AbortError' });
    expect(sink).toMatchObject({ written: 0, ended: 'discarded' });
    expect(handOver.phase.status).toBe('asking');
  });

  it('says why it failed, also where the file cannot be closed', async () => {
    write = () => Promise.resolve({ status: 'failed', error: { kind: 'commit-empty' } });
    await handOver.write();
    expect(handOver.phase).toEqual({ status: 'failed', error: { kind: 'commit-empty' } });
    expect(sink?.ended).toBe('discarded');
    write = () => Promise.resolve({ status: 'done', value: VALUE });
    if (sink) sink.failsToFinish = true;
    await handOver.write();
    expect(handOver.phase).toEqual({ status: 'failed', error: { kind: 'storage-failed', cause: 'The disk is gone.' } });
  });

  it('asks once where to, however often the button is pressed', async () => {
    await Promise.all([handOver.write(), handOver.write()]);
    expect(suggested).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });

  it('closed while the browser asks where to, it writes nothing', async () => {
    const writing = handOver.write();
    handOver.cancel();
    await writing;
    expect(requests).toEqual([]);
    expect(sink?.ended).toBe('discarded');
  });

  it('notes as committed what was written, once, with the deletions of that plan', async () => {
    await handOver.write();
    const plan = planOf('r1', { 'delete-user': 5, link: 2 }, { 'delete-user': 2 });
    expect(handOver.isOutdated(plan)).toBe(false);
    await Promise.all([handOver.note(plan, 'Change 1'), handOver.note(plan, 'Change 1')]);
    expect(commits).toMatchObject([
      { revision: 'r1', maxDeletions: 3, note: 'Change 1', formats: ['okta-csv'], unsaidKinds: ['link'] }
    ]);
  });

  it('never notes a plan that came after the files', async () => {
    await handOver.write();
    const plan = planOf('r2', { 'delete-user': 5 });
    expect(handOver.isOutdated(plan)).toBe(true);
    refusal = { kind: 'commit-outdated' };
    expect(await handOver.note(plan, '')).toBeUndefined();
    expect(commits).toMatchObject([{ revision: 'r1', maxDeletions: 0 }]);
    expect(handOver.refusal).toEqual({ kind: 'commit-outdated' });
    expect(handOver.isNoting).toBe(false);
  });

  it('takes no limits that are no numbers', () => {
    handOver.maxOperations = '0';
    expect(handOver.problem).toBe('The limits need attention.');
    handOver.maxOperations = '500';
    handOver.maxMegabytes = '0.5';
    expect(handOver.problem).toBeUndefined();
  });
});
