import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import type { IdentityDomainId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import type { PlanOperation } from '../model/plan-operation';
import { err, ok, type Result } from '../model/result';
import { rulesInForce } from '../model/synchronization';
import type { ReportedApp, ReportedFile, ReportedPlan, ReportFacts } from '../plan/report/report-facts';
import type { ExportedFile } from '../protocol/export-api';
import type { OperationQuery, OperationWindow, PlanOverview } from '../protocol/plan-api';
import type { WindowRange } from '../protocol/proposed-row';
import { appsOf, nameOfScope } from './apps-of-scope';
import { exportFileName } from './export-file-name';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

/** So many excluded operations are printed. */
const MOST_EXCLUDED = 60;
/** So many runs of each list, the newest first. */
const MOST_RUNS = 12;

/** Where the plan comes from (plans.ts). */
export interface PlanToReport {
  readonly open: (scope: PlanScope) => Promise<Result<PlanOverview, AppError>>;
  readonly operations: (query: OperationQuery, range: WindowRange) => Promise<Result<OperationWindow, AppError>>;
}

/** The report for signature: one HTML file that stands alone. */
export async function exportReport(
  workspace: OpenWorkspace,
  plans: PlanToReport,
  { scope, musterVersion }: { readonly scope: PlanScope; readonly musterVersion: string }
): Promise<Result<ExportedFile, AppError>> {
  const domain = domainOf(workspace, scope);
  if (!domain) return err({ kind: 'not-found', what: 'The app' });
  const plan = await reportedPlan(plans, scope);
  if (!plan.ok) return plan;
  const { countMadeHere } = await import('../plan/report/app-facts');
  const { reportHtml } = await import('../plan/report/report-html');
  const apps = appsOf(workspace, scope);
  const users = (await workspace.lists.users(domain.id)).records;
  const reported: ReportedApp[] = [];
  for (const app of apps) reported.push(await reportedApp(workspace, app));
  const facts: ReportFacts = {
    workspaceName: workspace.workspace.name,
    domainName: domain.name,
    apps: reported,
    userCount: users.rowCount,
    usersMadeHere: countMadeHere(users),
    plan: plan.value,
    files: reportedFiles(workspace, domain, apps),
    musterVersion,
    writtenAt: Date.now()
  };
  const parts: string[] = [];
  await runSliced(collect(reportHtml(facts), parts));
  const file = new Blob(parts, { type: 'text/html;charset=utf-8' });
  return ok({ fileName: exportFileName(nameOfScope(workspace, scope), 'report', 'html'), file, rows: parts.length });
}

function domainOf({ apps, domains }: OpenWorkspace, scope: PlanScope) {
  const id = scope.kind === 'app' ? apps.find((app) => app.id === scope.appId)?.domainId : scope.domainId;
  return domains.find((domain) => domain.id === id);
}

async function reportedPlan(plans: PlanToReport, scope: PlanScope): Promise<Result<ReportedPlan, AppError>> {
  const overview = await plans.open(scope);
  if (!overview.ok) return overview;
  const query: OperationQuery = { scope, kinds: [], text: '', show: 'excluded' };
  const excluded = await plans.operations(query, { start: 0, end: MOST_EXCLUDED });
  if (!excluded.ok) return excluded;
  return ok({
    counts: overview.value.counts,
    excludedCounts: overview.value.excluded,
    excluded: excluded.value.rows.map(({ operation, excludedBecause }) => ({
      kind: operation.kind,
      subject: subjectOf(operation),
      reason: excludedBecause ?? ''
    })),
    undecided: overview.value.undecided.map(({ appName, count, leftOutBecause }) => ({
      appName,
      count,
      reason: leftOutBecause
    }))
  });
}

function subjectOf({ user, account, group }: PlanOperation): string {
  const values = user?.values;
  const person = values?.userName ?? values?.displayName ?? values?.email ?? '';
  const parts = [
    person,
    group?.name ?? '',
    account && account.key !== person ? `${account.appName}: ${account.key}` : ''
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

async function reportedApp(workspace: OpenWorkspace, app: App): Promise<ReportedApp> {
  const { lists, history } = workspace;
  const { appFacts } = await import('../plan/report/app-facts');
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const head = lists.head(`accounts:${app.id}`);
  const rules = head.rules ?? rulesInForce(app.synchronization);
  const target: ImportTarget = { kind: 'accounts', appId: app.id };
  const allowed = workspace
    .runs(target)
    .filter(({ status, holds, reason }) => status === 'succeeded' && holds.length > 0 && reason !== undefined)
    .map(({ fileName, startedAt, reason }) => ({ fileName, at: startedAt, reason: reason ?? '' }));
  const notes = history.view.steps
    .filter(({ appId, note, state }) => appId === app.id && note !== '' && state === 'done')
    .map(({ at, note, rowCount }) => ({ at, note, rowCount }));
  return {
    ...appFacts({ list, users: users.records, key: head.key, rules }),
    name: app.name,
    isMatchStale: workspace.overview.apps.find((other) => other.app.id === app.id)?.isMatchStale ?? false,
    safeguards: app.synchronization.safeguards,
    allowed,
    notes
  };
}

/** Of runs that came in. */
function reportedFiles(
  workspace: OpenWorkspace,
  domain: { readonly id: IdentityDomainId; readonly name: string },
  apps: readonly App[]
): readonly ReportedFile[] {
  const lists: readonly (readonly [list: string, target: ImportTarget])[] = [
    [`Users of ${domain.name}`, { kind: 'users', domainId: domain.id }],
    ...apps.map(({ id, name }) => [`Accounts of ${name}`, { kind: 'accounts', appId: id }] as const)
  ];
  return lists.flatMap(([list, target]) =>
    workspace
      .runs(target)
      .filter(({ status }) => status === 'succeeded')
      .slice(0, MOST_RUNS)
      .map(({ fileName, fileBytes, fileHash, startedAt, rows }) => ({
        list,
        fileName,
        bytes: fileBytes,
        sha256: fileHash,
        at: startedAt,
        rows: rows.created + rows.updated + rows.unchanged + rows.skipped
      }))
  );
}

function* collect(chunks: Iterable<string>, parts: string[]): Generator<void, void> {
  for (const chunk of chunks) {
    parts.push(chunk);
    yield;
  }
}
