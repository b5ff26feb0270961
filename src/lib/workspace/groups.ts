import type { AppError } from '../model/app-error';
import type { ImportTarget } from '../model/import-run';
import { err, type Result } from '../model/result';
import type { GroupWindow } from '../protocol/group-api';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { OpenWorkspace } from './open-workspace';
import { UNBUILT } from './unbuilt';

/** Groups as the members of a list name them. */
export class Groups {
  constructor(_workspace: OpenWorkspace) {}

  async window(_target: ImportTarget, _text: string, _range: WindowRange): Promise<Result<GroupWindow, AppError>> {
    return err(UNBUILT);
  }

  async members(_target: ImportTarget, _name: string, _range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return err(UNBUILT);
  }
}
