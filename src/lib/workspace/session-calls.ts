import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { JobOutcome } from '../protocol/job';
import { storageError } from '../storage/storage-error';
import type { OpenWorkspace } from './open-workspace';
import type { Session } from './session';
import { WorkspaceRegistry } from './workspace-registry';

const NOT_OPEN: AppError = { kind: 'workspace-missing' };

/** Calls that need an open workspace, and what becomes of those that come without. */
export abstract class SessionCalls {
  protected session: Session | undefined;
  protected readonly registry = new WorkspaceRegistry();
  /** Goes up with each closing: an opening that was under way then is not wanted any more. */
  protected closings = 0;

  protected inSession<Value>(
    work: (session: Session) => Promise<Result<Value, AppError>>
  ): Promise<Result<Value, AppError>> {
    const { session } = this;
    return session ? this.guarded(() => work(session)) : Promise.resolve(err(NOT_OPEN));
  }

  protected withApp<Value>(
    appId: AppId,
    work: (session: Session, app: App) => Promise<Result<Value, AppError>>
  ): Promise<Result<Value, AppError>> {
    return this.inSession(async (session) => {
      const app = session.workspace.app(appId);
      return app ? work(session, app) : err({ kind: 'not-found', what: 'The app' });
    });
  }

  protected async job<Value>(work: (session: Session) => Promise<JobOutcome<Value>>): Promise<JobOutcome<Value>> {
    const { session } = this;
    if (!session) return { status: 'failed', error: NOT_OPEN };
    const outcome = await this.guarded(async () => ok(await work(session)));
    return outcome.ok ? outcome.value : { status: 'failed', error: outcome.error };
  }

  protected closeSession(): void {
    this.closings++;
    this.session?.workspace.close();
    this.session = undefined;
  }

  /** After work on this one, which took its time: another one may be open by now. */
  protected closeSessionOf(workspace: OpenWorkspace): void {
    if (this.session?.workspace === workspace) this.closeSession();
  }

  /** What storage throws becomes a value; anything else is a mistake in this program and is told as such. */
  protected async guarded<Value>(work: () => Promise<Result<Value, AppError>>): Promise<Result<Value, AppError>> {
    try {
      return await work();
    } catch (error) {
      return err(storageError(error));
    }
  }
}
