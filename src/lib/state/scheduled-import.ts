import type { ImportClient } from '../clients/import-client';
import type { App } from '../model/app';
import type { Watermark } from '../model/connection';
import type { ImportMode, ImportRun } from '../model/import-run';
import { rememberedOf } from '../model/remembered-mapping';
import type { FilePreview } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';

export type ScheduledImporting = Pick<ImportClient, 'inspect' | 'stage' | 'commit'>;

export interface ScheduledRequest {
  readonly app: App;
  readonly mode: ImportMode;
  readonly file: File;
  /** Of a list that came straight from the system. */
  readonly watermark?: Watermark | undefined;
}

/** `held-back`: nobody has looked at how this file would be read, so it does not come in unseen. */
export type ScheduledResult =
  { readonly kind: 'run'; readonly run: ImportRun } | { readonly kind: 'held-back'; readonly reason: string };

/** One import without a person: read as the last one was, or not at all. Safeguards hold it like any other. */
export async function importBySchedule(
  importing: ScheduledImporting,
  { app, mode, file, watermark }: ScheduledRequest,
  signal: AbortSignal,
  onProgress: OnProgress
): Promise<JobOutcome<ScheduledResult>> {
  const target = { kind: 'accounts', appId: app.id } as const;
  const inspected = await importing.inspect({
    file,
    choice: {},
    target: target.kind,
    rememberedMappings: rememberedOf(app),
    catalogId: app.catalogId
  });
  if (!inspected.ok) return { status: 'failed', error: inspected.error };
  const reason = reasonToLook(inspected.value, app);
  if (reason !== undefined) return { status: 'done', value: { kind: 'held-back', reason } };
  const { dialect, mapping, exportKind, replayed } = inspected.value;
  const staged = await importing.stage({ file, recipe: { dialect, mapping }, target, mode }, signal, onProgress);
  if (staged.status !== 'done') return staged;
  const { stageId, summary } = staged.value;
  const request = {
    stageId,
    fileName: file.name,
    fileBytes: file.size,
    fileHash: summary.fileHash,
    trigger: 'schedule' as const,
    mapping,
    reading: { exportKind, choice: replayed ?? {} },
    watermark,
    untickedNewUsers: []
  };
  const committed = await importing.commit(request, signal, onProgress);
  return committed.status === 'done' ? { status: 'done', value: { kind: 'run', run: committed.value } } : committed;
}

function reasonToLook({ isMappingRemembered, drift }: FilePreview, app: App): string | undefined {
  if (rememberedOf(app).length === 0)
    return 'No file was imported into this app yet, so nobody has seen how its columns are read.';
  if (isMappingRemembered && !drift) return undefined;
  const added = drift?.added.length ? `New columns: ${drift.added.join(', ')}.` : '';
  const missing = drift?.missing.length ? `Missing columns: ${drift.missing.join(', ')}.` : '';
  return ['The columns of the file are not those of the last import.', added, missing].filter(Boolean).join(' ');
}
