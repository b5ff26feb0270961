import { inspectFile } from '../importing/inspect-file';
import { stageFile } from '../importing/stage-file';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { newId, type IdentityDomainId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import { mappedAttributes } from '../model/import-recipe';
import { err, ok, type Result } from '../model/result';
import type { Evaluator } from '../protocol/expression-api';
import type { OnProgress } from '../protocol/job';
import { sampleFiles, type SampleFiles } from '../sample/sample-files';
import { ImportStages } from './import-stages';
import { newApp } from './new-app';
import type { OpenWorkspace } from './open-workspace';

const SEED = 20261122;

/** Fills an empty workspace with the sample: its files come in the way that everybody's files do. */
export async function fillSample(
  workspace: OpenWorkspace,
  evaluator: Evaluator,
  onProgress: OnProgress
): Promise<Result<undefined, AppError>> {
  const stages = new ImportStages(workspace, evaluator);
  const sample = sampleFiles(SEED);
  const domain = await workspace.saveDomain({
    id: newId<IdentityDomainId>(),
    name: sample.domainName,
    createdAt: Date.now()
  });
  if (!domain.ok) return domain;
  const domainId = domain.value.id;
  const users = await bringIn(stages, { kind: 'users', domainId }, sample.users, onProgress);
  if (!users.ok) return users;
  for (const entry of sample.apps) {
    const app = await workspace.addApp(sampleApp(domainId, entry));
    if (!app.ok) return app;
    const file = { name: entry.fileName, text: entry.text, catalogId: entry.catalogId };
    const accounts = await bringIn(stages, { kind: 'accounts', appId: app.value.id }, file, onProgress);
    if (!accounts.ok) return accounts;
  }
  return ok(undefined);
}

/** Added and taken through its three switches, so that it can import at once. */
function sampleApp(domainId: IdentityDomainId, { name, catalogId }: SampleFiles['apps'][number]): App {
  const app = newApp(domainId, catalogId, name);
  return { ...app, isActive: true, isProvisioningEnabled: true, isSynchronizationEnabled: true };
}

async function bringIn(
  stages: ImportStages,
  target: ImportTarget,
  { name, text, catalogId }: { readonly name: string; readonly text: string; readonly catalogId?: string },
  onProgress: OnProgress
): Promise<Result<undefined, AppError>> {
  const file = new Blob([text]);
  const inspected = await inspectFile({
    file,
    choice: {},
    target: target.kind,
    rememberedMappings: undefined,
    catalogId
  });
  if (!inspected.ok) return inspected;
  const { dialect, mapping } = inspected.value;
  const stage = stages.open({ target, mode: 'full', attributes: mappedAttributes(mapping) });
  if (!stage.ok) return stage;
  const { id, intake } = stage.value;
  const read = await stageFile({ file, recipe: { dialect, mapping } }, (segment) => intake.take(segment), onProgress);
  if (read.status !== 'done')
    return err(read.status === 'failed' ? read.error : { kind: 'import-stopped', cause: 'cancelled' });
  const notes = { issues: read.value.issues, skipped: read.value.rowsRead - read.value.rowsStaged };
  const checked = await stages.check(id, notes, onProgress);
  if (checked.status === 'failed') return err(checked.error);
  const request = {
    stageId: id,
    fileName: name,
    fileBytes: file.size,
    fileHash: read.value.fileHash,
    trigger: 'manual' as const,
    mapping,
    untickedNewUsers: []
  };
  const done = await stages.commit(request, onProgress);
  return done.status === 'failed' ? err(done.error) : ok(undefined);
}
