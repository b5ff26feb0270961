import { withSynchronization, type App } from '../model/app';
import type { AppError } from '../model/app-error';
import { err, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { CheckedExpression, Evaluator } from '../protocol/expression-api';
import type { PreviewedUser } from '../protocol/mapping-api';
import type { WindowRange } from '../protocol/proposed-row';
import type { OpenWorkspace } from './open-workspace';
import { UNBUILT } from './unbuilt';

/** Attribute mappings and username formats: checked where they are written, tried on real rows, saved when they are good. */
export class Mappings {
  readonly #workspace: OpenWorkspace;

  constructor(workspace: OpenWorkspace, _evaluator: Evaluator) {
    this.#workspace = workspace;
  }

  async check(_app: App, _text: string): Promise<Result<CheckedExpression, AppError>> {
    return err(UNBUILT);
  }

  async preview(
    _app: App,
    _settings: Pick<Synchronization, 'mappings' | 'usernameFormat'>,
    _range: WindowRange
  ): Promise<Result<readonly PreviewedUser[], AppError>> {
    return err(UNBUILT);
  }

  save({ id }: App, synchronization: Synchronization): Promise<Result<App, AppError>> {
    return this.#workspace.updateApp(id, (app) => withSynchronization(app, synchronization));
  }
}
