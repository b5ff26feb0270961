import { connectionForm } from '../catalog/connection-forms';
import type { PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { Connection } from '../model/connection';
import type { DecisionPreview } from '../protocol/engine-api';
import type { OperationSelection, PlanOverview, UndecidedAccounts } from '../protocol/plan-api';
import { CommitStart } from './commit-start.svelte';
import { HandOver } from './hand-over.svelte';
import { openSaveSink } from './hand-over-sink';
import type { Muster } from './muster.svelte';
import type { SystemAccessState } from './system-access.svelte';

/** What lies over the Plan page. */
export type PlanDialog =
  | { readonly kind: 'exclude'; readonly selection: OperationSelection; readonly count: number }
  | { readonly kind: 'leave-out'; readonly accounts: UndecidedAccounts }
  | { readonly kind: 'clear'; readonly accounts: UndecidedAccounts; readonly tally: DecisionPreview | undefined }
  | { readonly kind: 'hand-over'; readonly handOver: HandOver }
  | { readonly kind: 'apply'; readonly start: CommitStart }
  | { readonly kind: 'answers' };

/** The plan that a dialog is about. */
export interface PlanSubject {
  readonly scope: PlanScope;
  /** Name of the app or domain. */
  readonly place: string;
  readonly appNames: readonly string[];
}

export interface ConnectedSystem {
  readonly connection: Connection;
  readonly target: CommitTarget;
}

export function handOverDialog(
  { plans, jobs }: Muster,
  { scope, place, appNames }: PlanSubject,
  target: CommitTarget,
  connected: ConnectedSystem | undefined
): PlanDialog {
  const tools = {
    handOver: plans.handOver.bind(plans),
    startCommit: plans.api.startCommit,
    openSink: openSaveSink,
    jobs,
    today: () => new Date()
  };
  const system = connected && { target: connected.target, address: connected.connection.address };
  return { kind: 'hand-over', handOver: new HandOver(tools, { scope, place, target, connected: system, appNames }) };
}

export function applyDialog(
  { plans, commitPort: { startWorker, origin } }: Muster,
  { scope, appNames }: PlanSubject,
  { connection, target }: ConnectedSystem,
  { access, overview }: { readonly access: SystemAccessState; readonly overview: () => PlanOverview | undefined }
): PlanDialog {
  const form = connectionForm(connection.connectorId);
  const purpose = { scope, target, system: access.target, connection, form, appNames };
  return { kind: 'apply', start: new CommitStart({ api: plans.api, startWorker, origin }, purpose, access, overview) };
}
