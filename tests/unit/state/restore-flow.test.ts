import { beforeEach, describe, expect, it } from 'vitest';
import type { BackupSummary } from '../../../src/lib/model/backup';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import type { Workspace } from '../../../src/lib/model/workspace';
import type { RestoreTarget } from '../../../src/lib/protocol/backup-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import { RestoreFlow } from '../../../src/lib/state/restore-flow.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';
import { BACKUP_SUMMARY } from '../../fixtures/backup-summary';

const id = (text: string) => asId<WorkspaceId>(text);
const workspace = (name: string): Workspace => ({ id: id(name), name, kind: 'real', createdAt: 0, openedAt: 0 });
const SUMMARY: BackupSummary = { ...BACKUP_SUMMARY, workspaceId: id('Alder group'), isSealed: true };
const FILE = new File(['abc'], 'alder.muster');
const settled = () => new Promise((resolve) => setTimeout(resolve));

let workspaces: readonly Workspace[];
let check: (file: Blob, passphrase: string | undefined) => Promise<JobOutcome<BackupSummary>>;
let restored: { passphrase: string | undefined; target: RestoreTarget }[];
let answer: JobOutcome<Workspace>;
let flow: RestoreFlow;

beforeEach(() => {
  workspaces = [workspace('Alder group'), workspace('Birch')];
  check = async () => ({ status: 'done', value: SUMMARY });
  restored = [];
  answer = { status: 'done', value: workspace('new') };
  flow = new RestoreFlow({
    api: {
      checkBackup: (file, passphrase) => check(file, passphrase),
      restoreBackup: async (_file, passphrase, target) => {
        restored.push({ passphrase, target });
        return answer;
      }
    },
    jobs: new RunningJobs(),
    workspaces: () => workspaces
  });
});

describe('a backup on its way back', () => {
  it('is shown once it was checked, under a name that is free', async () => {
    flow.choose(FILE);
    expect(flow.phase.status).toBe('reading');
    await settled();
    expect(flow.phase).toMatchObject({ status: 'shown', summary: SUMMARY });
    expect(flow.name).toBe('Alder group (restored)');
    expect(flow.problem).toBeUndefined();
    await flow.restore();
    expect(restored).toEqual([{ passphrase: undefined, target: { kind: 'new', name: 'Alder group (restored)' } }]);
  });

  it('asks for its passphrase, and again for the right one', async () => {
    check = async (_file, passphrase) =>
      passphrase === 'right'
        ? { status: 'done', value: SUMMARY }
        : { status: 'failed', error: { kind: passphrase === undefined ? 'passphrase-missing' : 'passphrase-wrong' } };
    flow.choose(FILE);
    await settled();
    expect(flow.phase).toMatchObject({ status: 'sealed', refusal: undefined });
    await flow.unseal('wrong');
    expect(flow.phase).toMatchObject({ status: 'sealed', refusal: { kind: 'passphrase-wrong' } });
    await flow.unseal('right');
    expect(flow.phase.status).toBe('shown');
    await flow.restore();
    expect(restored[0]?.passphrase).toBe('right');
  });

  it('that is damaged goes no further', async () => {
    check = async () => ({ status: 'failed', error: { kind: 'backup-cut', bytes: 3 } });
    flow.choose(FILE);
    await settled();
    expect(flow.phase).toMatchObject({ status: 'refused', error: { kind: 'backup-cut' } });
    expect(await flow.restore()).toBeUndefined();
    expect(restored).toEqual([]);
  });

  it('takes the place of a workspace only when its name was typed', async () => {
    flow.choose(FILE);
    await settled();
    flow.setKind('replace');
    expect(flow.replaced?.name).toBe('Alder group');
    flow.typedName = 'Alder';
    expect(flow.problem).toBeDefined();
    expect(await flow.restore()).toBeUndefined();
    expect(restored).toEqual([]);
    flow.typedName = 'Alder group';
    await flow.restore();
    expect(restored[0]?.target).toEqual({ kind: 'replace', id: 'Alder group' });
  });

  it('of another workspace, the name typed before counts no more', async () => {
    flow.choose(FILE);
    await settled();
    flow.setKind('replace');
    flow.typedName = 'Alder group';
    flow.replace(id('Birch'));
    expect(flow.typedName).toBe('');
    expect(flow.problem).toBeDefined();
  });

  it('takes the place of a workspace whose name is typed with other spaces and other characters for its letters', async () => {
    workspaces = [workspace('Bürki')];
    flow.choose(FILE);
    await settled();
    flow.setKind('replace');
    flow.replace(id('Bürki'));
    flow.typedName = ' bürki ';
    expect(flow.problem).toBeDefined();
    flow.typedName = ' Bürki '.normalize('NFD');
    expect(flow.problem).toBeUndefined();
  });

  it('takes no name that differs in capitals only', async () => {
    flow.choose(FILE);
    await settled();
    flow.name = 'birch ';
    expect(flow.problem).toBe('“birch” exists already.');
  });

  it('never takes the place of the sample, nor the sample that of a real one', async () => {
    const sample: Workspace = { ...workspace('Sample'), kind: 'sample' };
    workspaces = [...workspaces, sample];
    flow.choose(FILE);
    await settled();
    expect(flow.targets.map(({ name }) => name)).toEqual(['Alder group', 'Birch']);
    flow.setKind('replace');
    flow.replace(sample.id);
    expect(flow.replaced).toBeUndefined();
    check = async () => ({ status: 'done', value: { ...SUMMARY, kind: 'sample' } });
    flow.choose(FILE);
    await settled();
    expect(flow.targets).toEqual([sample]);
  });

  it('of another file, what was chosen for the one before counts no more', async () => {
    flow.choose(FILE);
    await settled();
    flow.setKind('replace');
    flow.replace(id('Birch'));
    flow.typedName = 'Birch';
    check = async () => ({ status: 'done', value: { ...SUMMARY, workspaceId: id('elsewhere') } });
    flow.choose(new File(['def'], 'other.muster'));
    await settled();
    expect([flow.kind, flow.replaced, flow.typedName]).toEqual(['new', undefined, '']);
  });

  it('that was refused while it was written can be tried again', async () => {
    answer = { status: 'failed', error: { kind: 'storage-full', neededBytes: undefined } };
    flow.choose(FILE);
    await settled();
    expect(await flow.restore()).toBeUndefined();
    expect(flow.phase).toMatchObject({ status: 'shown', error: { kind: 'storage-full' } });
    answer = { status: 'done', value: workspace('new') };
    expect(await flow.restore()).toMatchObject({ name: 'new' });
  });

  it('of a file that was let go of, the answer is dropped', async () => {
    let answerFirst = (_outcome: JobOutcome<BackupSummary>): void => undefined;
    check = () => new Promise((resolve) => (answerFirst = resolve));
    flow.choose(FILE);
    flow.startOver();
    answerFirst({ status: 'done', value: SUMMARY });
    await settled();
    expect(flow.phase.status).toBe('choosing');
  });
});
